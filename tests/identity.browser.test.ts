/**
 * A person's own pages in a real browser with script off: my page, account, acting for others, the record, and the
 * window that confirms. SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { IdentityProvider } from './identity-provider.ts';
import { browse, lookAt, openPage, signInHere } from './look.ts';
import { madeUpCreditCode, madeUpIdentity } from './made-up-numbers.ts';
import { openDeskSite, type Site } from './site.ts';

for (const width of [390, 1440] as const) {
  describe(`one’s own pages at ${width} px, without script`, () => {
    let site: Site;
    let provider: IdentityProvider;
    let browser: Browser;
    let origin: string;
    let boss: Page;
    let clerk: Page;
    let code: string;

    before(async () => {
      provider = await IdentityProvider.at('http://localhost');
      provider.people.set('b-1', {
        sub: 'b-1',
        name: '虚构经理',
        id_number: madeUpIdentity('19800102'),
      });
      site = await openDeskSite(provider.env);
      await seedItems(site.store.db);
      for (const { code: one } of await listItems(site.store.db)) {
        const found = await readItem(site.store.db, one);
        if (!found?.content.subjects.includes('法人')) continue;
        code = one;
        break;
      }
      ({ browser, origin } = await browse(site));
      [boss, clerk] = [await open(), await open()];
    });
    after(async () => {
      await browser?.close();
      await site?.close();
      await provider?.down();
    });

    async function open(): Promise<Page> {
      return openPage({ browser, origin }, { width, javaScriptEnabled: false });
    }

    const sound = lookAt({ story: 'identity', width, looks: ['', 'large-type high-contrast'] });

    it('registers, and finds everything on one page', async () => {
      await boss.goto(`${origin}/login`);
      await sound(boss, 'sign-in');
      await boss.goto(`${origin}/register`);
      await boss.getByLabel('姓名').fill('虚构经理');
      await boss.getByLabel('手机号').fill(width === 390 ? '13900000851' : '13900000852');
      await boss.getByLabel('口令').fill('a-long-password');
      await boss.getByRole('button', { name: '注册并登录' }).click();
      assert.match(await boss.locator('h1').innerText(), /我的/);
      await sound(boss, 'me');
      await boss.getByRole('link', { name: '账号与安全' }).click();
      await sound(boss, 'account');
    });

    it('asks to speak for an enterprise; the window confirms with the papers on the table', async () => {
      await boss.goto(`${origin}/me/proxies`);
      await sound(boss, 'proxies-empty');
      await boss.getByRole('link', { name: '为成年家人' }).click();
      await sound(boss, 'ask-family');
      await boss.goto(`${origin}/me/proxies`);
      await boss.getByRole('link', { name: '我是企业法定代表人' }).click();
      await boss.getByLabel('企业名称').fill('虚构甲企业有限公司');
      await boss.getByLabel('统一社会信用代码').fill('91649999MATEXT0010');
      await boss.getByRole('button', { name: '申请' }).click();
      await sound(boss, 'ask-wrong');
      await boss.getByLabel('统一社会信用代码').fill(madeUpCreditCode('301'));
      await boss.getByRole('button', { name: '申请' }).click();
      await sound(boss, 'asked');
      await clerk.goto(`${origin}/login?back=/desk/proxies`);
      await signInHere(clerk, 'window');
      await clerk.getByText('核对证件').click();
      await sound(clerk, 'desk-proxies');
      await clerk.getByLabel(/的证件号码/).fill(madeUpCreditCode('301'));
      await clerk.getByLabel(/核对了哪些原件/).fill('营业执照、身份证');
      await clerk.getByRole('button', { name: '原件相符，确认' }).click();
      assert.match(await clerk.locator('main').innerText(), /已确认/);
      await sound(clerk, 'desk-confirmed');
    });

    it('appointing asks for a known person and says what to do; the form says for whom one applies', async () => {
      await boss.goto(`${origin}/me/proxies`);
      await sound(boss, 'proxies');
      await boss.getByRole('link', { name: '指定经办人' }).click();
      assert.match(await boss.locator('h1').innerText(), /先核实您本人/);
      await sound(boss, 'step-up');
      await boss.goto(`${origin}/services/items/${code}/apply`);
      await boss.getByRole('link', { name: /虚构甲企业有限公司/ }).click();
      assert.match(await boss.locator('main').innerText(), /您正在为 虚构甲企业有限公司 办理/);
      await sound(boss, 'apply-for');
      await boss.goto(`${origin}/me/audit`);
      assert.match(await boss.locator('main').innerText(), /综合窗口（受理）\s*在窗口核实代办/);
      await sound(boss, 'record');
    });
  });
}
