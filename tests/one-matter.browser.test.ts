/**
 * The citizen's new pages as people use them, narrow, in large type and wide: sound by axe, nothing to scroll sideways.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { newId } from '#base/ids.ts';
import { seedItems } from '#systems/permits/index.ts';
import { browse, LOOKS, openPage, soundIn } from './look.ts';
import { madeUpCreditCode, madeUpIdentity } from './made-up-numbers.ts';
import { decideAtWindow } from './proxy-steps.ts';
import { openDeskSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

const TRADER = '640100148000';
const FOOD = '640100147000';
const SIGN = '640100051000';

let site: Site;
let browser: Browser;
let origin: string;
let officials: Record<'window' | 'reviewer' | 'approver', Visitor>;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '1000000' });
  await seedItems(site.store.db);
  ({ browser, origin } = await browse(site));
  officials = {
    window: new Visitor(site.app),
    reviewer: new Visitor(site.app),
    approver: new Visitor(site.app),
  };
  for (const [name, visitor] of Object.entries(officials)) await visitor.signIn(name);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const step = async (who: Visitor, id: string, transition: string, input: object = {}) => {
  const { body } = await who.json<{ version: number }>(`/api/desk/cases/${id}`);
  const made = await who.json(`/api/desk/cases/${id}/steps`, {
    transition,
    input,
    seen: body.version,
    requestKey: newId(),
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
};

/** Made up; every question that the page draws. */
const ANSWERS: Record<string, string> = {
  name: '示例人甲',
  number: '11010519491231002X',
  mobile: '13900000009',
  tradeName: '虚构小馆',
  scope: '餐饮服务',
  staff: '4',
  capital: '1000',
  area: '80',
  from: '2026-01-01',
  until: '2027-01-01',
  width: '3',
  height: '1',
};
async function fillIn(page: Page): Promise<void> {
  for (const box of await page.locator('.apply-form :is(input, select)[name*="."]').all()) {
    const name = (await box.getAttribute('name')) ?? '';
    const last = name.split('.').at(-1) ?? '';
    if ((await box.evaluate((e) => e.tagName)) === 'SELECT') await box.selectOption({ index: 1 });
    else await box.fill(ANSWERS[last] ?? '虚构的内容');
  }
  for (const box of await page.locator('.apply-form textarea').all()) await box.fill('虚构的内容');
}

let phones = 13900000700;

for (const { name, width, large } of LOOKS)
  describe(`one matter at ${name}`, () => {
    let page: Page;
    before(async () => {
      page = await openPage({ browser, origin }, { width, large: large && '/services' });
      await page.goto(`${origin}/register`);
      await page.locator('[name=name]').fill('居民试验');
      await page.locator('[name=phone]').fill(String(++phones));
      await page.locator('[name=password]').fill('a-long-password');
      await page.locator('main form button').first().click();
      await page.waitForURL(/account|me/);
    });
    after(() => page?.context().close());

    const look = soundIn(`matter-${name}`);
    const sound = (what: string): Promise<void> => look(page, what);

    it('asks beforehand whether one can, and carries the answers into the application', async () => {
      await page.goto(`${origin}/services/items/${FOOD}`);
      await page.getByRole('link', { name: '先看能不能办' }).click();
      await sound('check');
      await page.getByRole('group', { name: '由谁申请' }).getByLabel('个人').check();
      await page.getByRole('group', { name: '是否用自动售货设备' }).getByLabel('是').check();
      const conditions = page.locator('fieldset.field').filter({ hasText: '不清楚' });
      for (const one of await conditions.all()) await one.getByLabel('符合', { exact: true }).check();
      await conditions.first().getByLabel('不符合').check();
      await page.getByRole('button', { name: '看结果' }).click();
      await page.getByText('现在还不能申请').waitFor();
      await sound('check-cannot');
      await page
        .locator('fieldset.field')
        .filter({ hasText: '不清楚' })
        .first()
        .getByLabel('符合', { exact: true })
        .check();
      await page.getByRole('button', { name: '看结果' }).click();
      await page.getByText('可以申请', { exact: true }).waitFor();
      await sound('check-can');
      await page.getByRole('link', { name: '去申请，已答的不用再填' }).click();
      assert.equal(await page.locator('[name="business.vending"]').inputValue(), 'true');
    });

    it('leads from the matter to one form, its materials, and the page that follows all', async () => {
      await page.goto(`${origin}/services`);
      await page.getByRole('link', { name: '我要开饭店' }).click();
      await sound('guide');
      await page.getByLabel('户外招牌').check();
      await page.getByRole('button', { name: '开始办理' }).click();
      await fillIn(page);
      await sound('form');
      await page.getByRole('button', { name: '下一步：提交材料' }).click();
      await page.getByRole('heading', { level: 1, name: '提交材料' }).waitFor();
      await sound('materials');
      await page.getByRole('button', { name: '提交申请' }).click();
      await page.getByLabel('材料暂缺，仍然提交').check();
      await page.getByRole('button', { name: '提交申请' }).click();
      await page.waitForURL(/me\/themes/);
      await sound('filed');
      const { rows } = await site.store.runSql(
        `select item_code, case_id from theme_child where theme_id = '${/themes\/([0-9a-f-]{36})/.exec(page.url())?.[1]}'`,
      );
      const cases = Object.fromEntries(
        (rows as { item_code: string; case_id: string }[]).map((r) => [r.item_code, r.case_id]),
      );
      await step(officials.window, cases[SIGN] ?? '', 'ask_correction', {
        missing: [{ material: '设置方案和效果图', what: '没有标注尺寸' }],
      });
      await step(officials.window, cases[TRADER] ?? '', 'accept');
      await step(officials.reviewer, cases[TRADER] ?? '', 'propose', { opinion: 'grant', reason: '齐全' });
      await step(officials.approver, cases[TRADER] ?? '', 'grant');
      await page.reload();
      await page.getByText('有1项等您办理').waitFor();
      await sound('under-way');
      await page.getByRole('link', { name: '营业执照', exact: true }).click();
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      await sound('case');
      await page.goto(`${origin}/me/cases`);
      await sound('mine');
    });

    it('is applied for on behalf of a child, and says for whom it cannot be', async () => {
      const child = madeUpIdentity('20120102', `00${LOOKS.findIndex((l) => l.name === name) + 1}`);
      const company = madeUpCreditCode(`00${LOOKS.findIndex((l) => l.name === name) + 1}`);
      for (const [kind, who, number] of [
        ['minor', '虚构孩子', child],
        ['representative', '虚构甲企业', company],
      ] as const) {
        await page.goto(`${origin}/me/proxies/ask?kind=${kind}`);
        await page.locator('main [name=name]').fill(who);
        await page.locator('main [name=number]').fill(number);
        if (kind === 'minor') await page.locator('main [name=scope][value=all]').check();
        await page.locator('main form button').last().click();
        await page.waitForURL(/asked=1/);
        const decision = { number, papers: '户口簿、营业执照', agree: 'yes' };
        const { answer } = await decideAtWindow(officials.window, '居民试验', decision);
        assert.equal(answer.statusCode, 303);
      }
      await page.goto(`${origin}/services/themes/open-restaurant/apply`);
      await page.getByText('“个体工商户登记注册”不受理单位的申请').waitFor();
      await page.getByRole('link', { name: /^虚构孩子/ }).click();
      await page.getByText('您正在为 虚构孩子 办理').waitFor();
      assert.equal(await page.locator('[name$="-applicant.number"]').inputValue(), child);
      await sound('for-whom');
    });

    it('offers a licence of one’s own instead of an upload', async () => {
      await page.goto(`${origin}/services/items/${FOOD}/apply`);
      await fillIn(page);
      await page.getByRole('button', { name: '下一步：提交材料' }).click();
      await page.getByRole('group', { name: '用我的电子证照，不用上传' }).first().waitFor();
      await sound('licence');
    });
  });
