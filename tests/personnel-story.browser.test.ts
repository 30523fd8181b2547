/**
 * From an act to the person in office, in a real browser with script off: an editor drafts an appointment notice,
 * the next issue takes it, numbers and publishes it, and readers find the holder. All names are made up.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browse, lookAt, openPage, signInHere } from './look.ts';
import { importSample, openDeskSite, type Site } from './site.ts';

for (const width of [390, 1440] as const) {
  describe(`an appointment at ${width} px, without script`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let origin: string;

    before(async () => {
      site = await openDeskSite();
      await importSample(site.store);
      ({ browser, origin } = await browse(site));
      page = await openPage({ browser, origin }, { width, javaScriptEnabled: false });
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const look = lookAt({ story: 'appointment', width });
    const sound = (name: string): Promise<void> => look(page, name);

    async function fillRow(n: number, acted: { person: string; kind: string; body: string; post: string }) {
      const row = page.getByRole('group', { name: `第${n}项`, exact: true });
      await row.getByLabel('姓名').fill(acted.person);
      await row.getByLabel('任免').selectOption(acted.kind);
      await row.getByLabel('单位全称').fill(acted.body);
      await row.getByLabel('职务').fill(acted.post);
    }

    const inOffice = async (post: string, day: string): Promise<string[]> => {
      const answer = await fetch(`${origin}/api/personnel/holders?asOf=${day}`);
      const { holders } = (await answer.json()) as {
        holders: { post: string; organisation: string; person: string }[];
      };
      return holders.filter((h) => h.organisation + h.post === post).map((h) => h.person);
    };

    it('is drafted, checked, handed over, numbered, published, and then on record', async () => {
      assert.deepEqual(await inOffice('青禾区文化馆馆长', '2024-08-20'), ['丙某']);
      await page.goto(`${origin}/desk/personnel`);
      await signInHere(page, 'editor');
      await page.getByRole('heading', { level: 1, name: '任免' }).waitFor();
      await sound('desk');
      await page.getByRole('link', { name: '同名认定' }).click();
      await page.getByRole('heading', { level: 1, name: '同名认定' }).waitFor();
      await sound('names');

      await page.goto(`${origin}/desk/personnel/notice`);
      assert.equal(await page.getByLabel('发文机关代字').inputValue(), '兰青政干发');
      await page.getByRole('button', { name: '检查并预览' }).click();
      await page.getByRole('alert').getByText('还没有填写任免事项').waitFor();
      await sound('nothing');
      await fillRow(1, { person: '癸某', kind: 'engage', body: '青禾区文化馆', post: '馆长' });
      await page.getByRole('group', { name: '第1项', exact: true }).getByLabel(/^任期/).selectOption('p12');
      await fillRow(2, { person: '子某', kind: 'remove', body: '青禾区水务局', post: '副局长' });
      await page.getByLabel('决定日期').fill('2024-08-20');
      await page.getByLabel('通知日期').fill('2024-08-22');
      // Enter checks what was typed, though the button that adds rows stands first.
      await page.getByLabel('会议', { exact: true }).press('Enter');
      await page.getByText('癸某聘任青禾区文化馆馆长；').waitFor();
      await sound('checked');
      await page.getByRole('button', { name: '交给下一期' }).click();
      await page.getByRole('alert').getByText('请逐条写明理由').waitFor();
      await sound('reasons-missing');
      await page.getByLabel(/仍由丙某担任/).fill('丙某已调离，另行发文');
      await page.getByLabel(/子某此时没有担任/).fill('任职早于本库收录');
      await page.getByRole('button', { name: '交给下一期' }).click();
      await page.waitForURL(/\/desk\/next-issue\/drafts\/[0-9a-f-]{36}/);
      await page.getByText('兰青政干发〔2024〕7号').first().waitFor();
      assert.match(await page.getByLabel('正文').inputValue(), /以上人员中，癸某任职试用期1年/);
      assert.deepEqual(await inOffice('青禾区文化馆馆长', '2024-08-20'), ['丙某'], 'a draft changes nothing');

      await page.getByRole('button', { name: '定稿，收入下一期' }).click();
      await page.goto(`${origin}/desk/next-issue`);
      await page.getByLabel('年份').fill('2024');
      await page.getByLabel('第几期', { exact: true }).fill('3');
      await page.getByLabel('总第几期').fill('10');
      await page.getByLabel('出版日期').fill('2024-08-30');
      await page.getByRole('button', { name: '开始编这一期' }).click();
      await page.getByText('已开始编这一期').waitFor();
      await page.getByRole('link', { name: '看出版结果并出版' }).click();
      await page.getByText('兰青政干发〔2024〕7号').first().waitFor();
      const reason = page.getByLabel('仍要出版的理由');
      if (await reason.isVisible()) await reason.fill('虚构样刊，照原样出版');
      await page.getByRole('button', { name: '出版这一期' }).click();
      await page.getByText('文件已进入库中').waitFor();

      assert.deepEqual((await inOffice('青禾区文化馆馆长', '2024-08-20')).sort(), ['丙某', '癸某']);
      assert.deepEqual(await inOffice('青禾区文化馆馆长', '2024-08-19'), ['丙某']);
      await page.goto(`${origin}/personnel?asOf=2024-08-20`);
      await page.getByRole('link', { name: '癸某', exact: true }).click();
      await page.getByText('试用期12个月').first().waitFor();
      await page
        .getByRole('link', { name: /兰青政干发〔2024〕7号/ })
        .first()
        .waitFor();
      await page.getByText('同时担任青禾区文化馆馆长').first().waitFor();
      await sound('on-record');
      await page.goto(`${origin}/desk/personnel`);
      await page.getByText('关于癸某等同志职务任免的通知').waitFor();
      await sound('desk-after');
    });
  });
}
