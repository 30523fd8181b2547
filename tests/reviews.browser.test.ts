/**
 * Rating, complaining and following up as people do it, narrow, in large type and wide: sound by axe, nothing to scroll
 * sideways, without script. SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { newId } from '#base/ids.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { browse, LOOKS, openPage, soundIn } from './look.ts';
import {
  desk,
  finishedCase,
  official,
  openWorld,
  resident,
  reviewOf,
  shownCode,
  type World,
} from './review-world.ts';
import { Visitor } from './visitor.ts';

let world: World;
let browser: Browser;
let origin: string;
let phone: string;
let rated: string;
let complaint: string;
let stuck: string;
before(async () => {
  world = await openWorld();
  const { app } = world.site;
  const window = await official(world, 'window');
  for (const level of ['5', '5', '4', '4', '3', '2', '1']) {
    const code = await shownCode(world, window);
    await new Visitor(app).post(`/rate/${code}`, { level, requestKey: newId() });
  }
  const someone = await resident(world, '居民戊试验');
  phone = someone.phone;
  rated = (await finishedCase(world, phone)).id;
  await someone.person.post('/reviews/complain', {
    words: '窗口中午没有人，虚构的投诉',
    itemCode: world.item.code,
    requestKey: newId(),
  });
  complaint = await reviewOf(someone.person);
  await someone.person.post('/reviews/stuck', {
    words: '跑了三趟，虚构的反映',
    itemCode: world.item.code,
    requestKey: newId(),
  });
  stuck = await reviewOf(someone.person);
  const handler = await official(world, 'followup');
  await desk(handler, stuck, 'help', { plan: '陪同办理' });
  await desk(handler, stuck, 'mend', { cause: 'guide', what: '指南补写份数' });
  await desk(handler, stuck, 'propose_item_change', { what: '材料要写明份数' });
  await desk(handler, complaint, 'call_back', { said: '要求中午有人' });
  await desk(handler, complaint, 'mend', { what: '中午安排值班' });
  ({ browser, origin } = await browse(world.site));
});
after(async () => {
  await browser?.close();
  await world?.site.close();
});

for (const { name, width, large } of LOOKS)
  describe(`reviews at ${name}`, () => {
    let page: Page;
    const open = async () => {
      page = await openPage({ browser, origin }, { width, large: large && '/reviews' });
    };
    before(open);
    after(() => page?.context().close());

    const look = soundIn(`reviews-${name}`);
    async function sound(what: string): Promise<void> {
      await look(page, what);
      assert.equal(
        await page.locator('script:not([type="application/ld+json"]):not([src^="/"])').count(),
        0,
        `${what} has a script that is no file of ours`,
      );
    }
    async function signIn(username: string, password: string): Promise<void> {
      await page.context().clearCookies({ name: /session/ });
      await page.goto(`${origin}/login`);
      await page.fill('[name=username]', username);
      await page.fill('[name=password]', password);
      await page.click('main button[type=submit]');
      await page.waitForURL((url) => !url.pathname.startsWith('/login'));
    }
    const signInAs = (username: string) =>
      signIn(username, DEMO_ACCOUNTS.find((a) => a.username === username)?.password ?? '');
    const openDetails = () =>
      page.locator('main details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });

    it('shows what people gave, and leads to the code', async () => {
      await page.goto(`${origin}/reviews`);
      await page.getByRole('heading', { level: 1, name: '政务服务好差评' }).waitFor();
      await sound('statistics');
      await page.getByRole('link', { name: '输入窗口的评价码' }).click();
      await page.locator('[name=code]').waitFor();
      await sound('code');
    });

    it('is rated by the code, by keyboard', async () => {
      const code = await shownCode(world, await official(world, 'window'));
      await page.fill('[name=code]', code);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '评价这次服务' }).waitFor();
      await openDetails();
      await sound('rate');
      await page.getByRole('radio', { name: '非常满意', exact: true }).focus();
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
      await page.getByLabel('想说的话').fill('排了两小时，虚构的话');
      await page.getByRole('button', { name: '提交评价' }).press('Enter');
      await page.getByText('谢谢，已经记下').waitFor();
      await page.getByText('您的评价：非常不满意').waitFor();
      await openDetails();
      await sound('rated');
    });

    it('is followed by its writer', async () => {
      await signIn(phone, 'a-long-password');
      for (const [path, what] of [
        ['/me/cases', 'my-cases'],
        [`/me/cases/${rated}`, 'my-case'],
        [`/me/cases/${rated}/rate`, 'rate-case'],
        ['/me/reviews', 'my-reviews'],
        [`/me/reviews/${complaint}`, 'my-complaint'],
        ['/reviews/complain', 'complain'],
        ['/reviews/stuck', 'stuck'],
        ['/me/notices', 'notices'],
      ] as const) {
        await page.goto(origin + path);
        await openDetails();
        await sound(what);
      }
    });

    it('is handled at the desk', async () => {
      await signInAs('followup');
      for (const [path, what] of [
        ['/desk/reviews', 'desk'],
        [`/desk/reviews/${stuck}`, 'desk-stuck'],
        ['/desk/reviews/ended', 'desk-ended'],
        ['/desk/reviews/export', 'export'],
      ] as const) {
        await page.goto(origin + path);
        await openDetails();
        await sound(what);
      }
      await page.goto(`${origin}/desk/reviews/${stuck}`);
      await page.getByRole('button', { name: /看联系方式/ }).click();
      await page.getByText('居民戊试验').waitFor();
    });

    it('is shown at the window', async () => {
      await signInAs('window');
      await page.goto(`${origin}/desk/reviews/about-me`);
      await openDetails();
      await sound('about-me');
      await page.goto(`${origin}/desk/reviews/take-in`);
      await sound('take-in');
      await page.goto(`${origin}/desk/reviews/window`);
      await sound('window');
      await page.getByLabel('事项').selectOption({ value: world.item.code });
      await page.getByLabel('办理机关').selectOption(world.item.body);
      await page.getByRole('button', { name: '办完了，出示评价码' }).click();
      await page.getByRole('img', { name: '评价码的二维码' }).waitFor();
      await sound('window-code');
    });

    it('leads the editor to the item', async () => {
      await signInAs('editor');
      await page.goto(`${origin}/desk/reviews/changes`);
      await openDetails();
      await sound('changes');
      await page.getByRole('link', { name: /^编辑：/ }).click();
      await page.waitForURL(/\/desk\/items\//);
    });
  });
