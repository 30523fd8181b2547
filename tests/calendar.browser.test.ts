/**
 * The working calendar as people see it, narrow and wide, without script: sound by axe, nothing to scroll sideways.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browse, openPage, soundIn } from './look.ts';
import { openDeskSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let origin: string;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '1000000' });
  ({ browser, origin } = await browse(site));
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const LOOKS = [
  { name: '390', width: 390, large: false, dark: false },
  { name: '390-large', width: 390, large: true, dark: false },
  { name: '1440', width: 1440, large: false, dark: false },
  { name: '1440-dark', width: 1440, large: false, dark: true },
] as const;

for (const { name, width, large, dark } of LOOKS)
  describe(`the calendar at ${name}`, () => {
    let page: Page;
    before(async () => {
      page = await openPage(
        { browser, origin },
        { width, large: large && '/calendar', colorScheme: dark ? 'dark' : 'light' },
      );
    });
    after(() => page?.context().close());

    const look = soundIn(`calendar-${name}`);
    const sound = (what: string): Promise<void> => look(page, what);

    it('shows a year, counts a limit on it and says why days are skipped', async () => {
      await page.goto(`${origin}/calendar?calendar=ningxia&year=2023`);
      await page.getByRole('heading', { level: 2, name: '2023年·宁夏' }).waitFor();
      await sound('year');
      await page.getByLabel('从哪天起算').fill('2023-09-27');
      await page.getByLabel('多少日').fill('20');
      await page.getByLabel('按哪个日历').selectOption('national');
      await page.getByRole('button', { name: '推算' }).click();
      await page.getByRole('heading', { level: 2, name: '最后一天：2023年10月31日（星期二）' }).waitFor();
      const cell = page.locator('.count .month').nth(1).getByRole('cell', { name: /^31/ });
      assert.match((await cell.textContent()) ?? '', /最后一天/);
      await sound('count');
    });

    it('says that a year is not settled, and what is wrong with what was typed', async () => {
      await page.goto(`${origin}/calendar?calendar=ningxia&from=2026-12-20&limit=12&unit=working`);
      await page.getByText('结果暂定', { exact: true }).waitFor();
      await sound('provisional');
      await page.goto(`${origin}/calendar?from=&limit=x&unit=working`);
      await page.getByRole('link', { name: '起算日期请写成' }).waitFor();
      await sound('refused');
    });

    it('lets an editor type a notice and shows what it would change', async () => {
      await page.goto(`${origin}/login?back=/desk/calendar`);
      await page.fill('[name=username]', 'editor');
      await page.fill('[name=password]', 'gongbao-editor');
      await page.click('main button[type=submit]');
      await page.getByRole('heading', { level: 1, name: '工作日历' }).waitFor();
      await sound('desk');
      await page.getByRole('link', { name: '载入通知', exact: true }).click();
      await page.getByLabel('发文字号').fill('测发〔2026〕1号');
      await page.getByLabel('成文日期').fill('2026-11-05');
      await page.getByLabel('来源').fill('测试用，虚构');
      await page
        .getByLabel('放假的日子')
        .fill(
          '2027-01-01 元旦\n2027-02-05至2027-02-12 春节\n2027-05-01 劳动节\n2027-10-01至2027-10-07 国庆节',
        );
      await sound('form');
      await page.getByRole('button', { name: '看会改变什么' }).click();
      await page.getByRole('heading', { level: 2, name: '期限一般会移动多少' }).waitFor();
      await sound('preview');
    });
  });
