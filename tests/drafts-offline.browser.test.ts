/** A draft when the network drops: kept on the device, saved when it is back, never over something newer. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { seedItems } from '#systems/permits/index.ts';
import { axeFindings, sidewaysScroll } from '#web/testing/browser.ts';
import { browse, pictures } from './look.ts';
import { openDeskSite, type Site } from './site.ts';

const APPLY = '/services/items/640100147000/apply';
const NUMBER = '11010519491231002X';

let site: Site;
let browser: Browser;
let origin: string;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '1000000' });
  await seedItems(site.store.db);
  ({ browser, origin } = await browse(site));
});
after(async () => {
  await browser?.close();
  await site?.close();
});

let phones = 13900000500;
async function someone(): Promise<{ context: BrowserContext; phone: string }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const phone = String(++phones);
  await page.goto(`${origin}/register`);
  await page.locator('[name=name]').fill('居民试验');
  await page.locator('[name=phone]').fill(phone);
  await page.locator('[name=password]').fill('a-long-password');
  await page.locator('main form button').first().click();
  await page.waitForURL(/account|me/);
  await page.close();
  return { context, phone };
}
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const says = (page: Page, words: RegExp) => page.locator('.keep-says').filter({ hasText: words }).waitFor();
const kept = (page: Page): Promise<string> =>
  page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([name]) => name.startsWith('gongbao.draft:'))
      .map(([, value]) => value)
      .join(),
  );
const picture = pictures('drafts');

test('saved while one types; without the network kept on the device, without numbers; back on line saved and cleared', async () => {
  const { context } = await someone();
  const page = await context.newPage();
  await page.goto(origin + APPLY);
  await field(page, 'business.storeName').fill('虚构小馆');
  await says(page, /已存/);
  assert.equal(await kept(page), '', 'the server has it');
  assert.match(page.url(), /draft=/, 'a reload goes on with it');
  await context.setOffline(true);
  await field(page, 'business.address').fill('虚构路一号');
  await field(page, 'applicant.number').fill(NUMBER);
  await field(page, 'applicant.mobile').fill('13900000009');
  await says(page, /未连网，已在本机保存/);
  await picture(page, 'drafts-offline');
  const here = await kept(page);
  assert.match(here, /虚构路一号/);
  assert.doesNotMatch(here, new RegExp(`${NUMBER}|13900000009`));
  // The browser would first ask for the fields that are still empty.
  await page.evaluate(() =>
    document.querySelector<HTMLFormElement>('form[data-keep]')?.setAttribute('novalidate', ''),
  );
  await page.getByRole('button', { name: '下一步：提交材料' }).click();
  await says(page, /未连网，现在不能提交/);
  assert.ok(page.url().startsWith(origin + APPLY), 'the page is still there');
  await context.setOffline(false);
  await says(page, /已存/);
  assert.equal(await kept(page), '');
  await page.reload();
  assert.equal(await field(page, 'business.address').inputValue(), '虚构路一号');
  assert.equal(await field(page, 'applicant.number').inputValue(), NUMBER, 'numbers are on the server');
  await context.close();
});

test('put away half filled in by the button: it is saved, and nothing is asked of what the server has', async () => {
  const { context } = await someone();
  const page = await context.newPage();
  await page.goto(origin + APPLY);
  await field(page, 'business.storeName').fill('虚构小馆');
  await page.getByRole('button', { name: '先保存' }).click();
  await page.waitForURL(/saved=1/);
  assert.equal(await page.locator('.keep-asks').count(), 0);
  assert.equal(await field(page, 'business.storeName').inputValue(), '虚构小馆');
  assert.equal(await kept(page), '');
  await context.close();
});

test('the browser was closed without the network: the next time it asks, and goes on from there', async () => {
  const { context } = await someone();
  const page = await context.newPage();
  await page.goto(origin + APPLY);
  await context.setOffline(true);
  await field(page, 'business.storeName').fill('断网时填的店');
  await says(page, /未连网/);
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(origin + APPLY);
  await again.getByRole('heading', { name: '本机有没存到网上的内容' }).waitFor();
  assert.deepEqual(await axeFindings(again), []);
  assert.equal(await sidewaysScroll(again), 0);
  await picture(again, 'drafts-ask');
  await again.getByRole('button', { name: '接着填' }).click();
  await says(again, /已存/);
  assert.equal(await field(again, 'business.storeName').inputValue(), '断网时填的店');
  await again.goto(`${origin}/me/cases`);
  await again.getByRole('link', { name: '食品经营许可', exact: true }).click();
  assert.equal(await field(again, 'business.storeName').inputValue(), '断网时填的店');
  await context.close();
});

test('the draft was changed elsewhere meanwhile: nothing is written over, the person chooses', async () => {
  const { context } = await someone();
  const page = await context.newPage();
  await page.goto(origin + APPLY);
  await field(page, 'business.storeName').fill('第一稿');
  await says(page, /已存/);
  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await field(elsewhere, 'business.storeName').fill('别处改的');
  await says(elsewhere, /已存/);
  await field(page, 'business.storeName').fill('这里改的');
  await page.getByRole('heading', { name: '两份内容，用哪一份' }).waitFor();
  await elsewhere.reload();
  assert.equal(await field(elsewhere, 'business.storeName').inputValue(), '别处改的', 'not written over');
  await page.getByRole('button', { name: '用本机的' }).click();
  await says(page, /已存/);
  await elsewhere.reload();
  assert.equal(await field(elsewhere, 'business.storeName').inputValue(), '这里改的');
  await field(elsewhere, 'business.storeName').fill('又改');
  await says(elsewhere, /已存/);
  await field(page, 'business.storeName').fill('再改');
  await page.getByRole('button', { name: '用网上的' }).click();
  await page.waitForURL(/draft=/);
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[name="business.storeName"]')?.value === '又改',
  );
  await context.close();
});

test('signing out clears the device, and another account is shown nothing of it', async () => {
  const { context } = await someone();
  const page = await context.newPage();
  await page.goto(origin + APPLY);
  await context.setOffline(true);
  await field(page, 'business.storeName').fill('别人不能看到的店');
  await says(page, /未连网/);
  const copy = await page.evaluate(() => ({ ...localStorage }));
  await context.setOffline(false);
  await page.goto(`${origin}/account`);
  await page.locator('form[action="/logout"] button').first().click();
  await page.waitForURL(`${origin}/`);
  assert.equal(await kept(page), '', 'cleared with the session');
  // As in a browser that does not clear: the copy is still there when somebody else signs in.
  await page.evaluate((all) => {
    for (const [name, value] of Object.entries(all)) localStorage.setItem(name, value);
  }, copy);
  await page.goto(`${origin}/register`);
  await page.locator('[name=name]').fill('别的居民');
  await page.locator('[name=phone]').fill(String(++phones));
  await page.locator('[name=password]').fill('a-long-password');
  await page.locator('main form button').first().click();
  await page.waitForURL(/account|me/);
  await page.goto(origin + APPLY);
  assert.equal(await page.getByText('本机有没存到网上的内容').count(), 0);
  assert.equal(await kept(page), '');
  await context.close();
});
