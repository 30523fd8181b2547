/**
 * Composing and publishing the next issue in a real browser with script off, and what readers then find.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browse, lookAt, openPage, signInHere } from './look.ts';
import { importSample, openDeskSite, type Site } from './site.ts';

for (const width of [390, 1440] as const) {
  describe(`the next issue at ${width} px, without script`, () => {
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

    const look = lookAt({ story: 'next-issue', width });
    const sound = (name: string): Promise<void> => look(page, name);

    async function write(fields: { section: string; title: string; series: string; body: string }) {
      await page.goto(`${origin}/desk/next-issue/drafts/new`);
      await page.getByLabel('栏目').selectOption(fields.section);
      await page.getByLabel('标题', { exact: true }).fill(fields.title);
      await page.getByLabel('发文代字').fill(fields.series);
      await page.getByLabel('主送机关').fill('各镇人民政府，各街道办事处');
      await page.getByLabel('正文').fill(fields.body);
      await page.getByLabel('署名机关').fill('兰河市青禾区人民政府');
      await page.getByLabel('成文日期').fill('2024-08-12');
      await page.getByLabel('此件公开发布').check();
    }

    it('is composed, confirmed and published, and readers find it', async () => {
      await page.goto(`${origin}/desk/next-issue`);
      await signInHere(page, 'editor');
      await page.getByRole('heading', { level: 1, name: '下一期' }).waitFor();
      assert.equal(await page.getByLabel('刊名').inputValue(), '兰河市青禾区人民政府公报');
      assert.match(await page.getByLabel('编辑与版权').inputValue(), /^主任：甲某$/m);
      await sound('start');
      await page.getByLabel('年份').fill('2024');
      await page.getByLabel('第几期', { exact: true }).fill('3');
      await page.getByLabel('总第几期').fill('10');
      await page.getByLabel('出版日期').fill('2024-08-30');
      await page.getByRole('button', { name: '开始编这一期' }).click();
      await page.getByText('已开始编这一期').waitFor();
      await sound('empty');

      await page.getByRole('link', { name: '起草文件' }).click();
      await sound('new');
      await page.getByLabel('标题', { exact: true }).fill('  ');
      await page.getByRole('button', { name: '保存稿件' }).click();
      await page.getByRole('alert').getByText('请填写标题').first().waitFor();
      await sound('new-refused');
      await write({
        section: '政府文件',
        title: '兰河市青禾区人民政府关于整修村道的通知',
        series: '兰青政发',
        body: '为方便村民出行，现就有关事项通知如下。\n一、摸清底数\n各镇于2024年9月底前完成登记。\n（一）登记长度。\n（二）登记坏损。\n二、分批整修。先修学校周边道路。\n序号\t道路\t长度（米）\n1\t东岭路\t420\n2\t河湾路\t1300',
      });
      await page.getByRole('button', { name: '保存稿件' }).click();
      await page.getByText('已保存').first().waitFor();
      await page.getByText('兰青政发〔2024〕19号').first().waitFor();
      await sound('draft');
      await page.getByLabel('署名机关').fill('大家');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('读者会看到别的样子').waitFor();
      await sound('draft-misread');
      await page.getByLabel('署名机关').fill('兰河市青禾区人民政府');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('已保存').first().waitFor();
      await page.getByRole('button', { name: '定稿，收入下一期' }).click();
      await page.locator('.draft-state-ready').waitFor();
      await write({
        section: '规范性文件',
        title: '兰河市青禾区人民政府关于规范早市摊点的通告',
        series: '兰青政规发',
        body: '为方便居民买菜，现通告如下。\n一、划定街段。\n二、本通告自2024年10月1日起施行。《青禾区早市摊点管理办法》（兰青政规发〔2024〕2号）同时废止。',
      });
      await page.getByLabel('主送机关').fill('');
      await page.getByRole('button', { name: '保存稿件' }).click();
      await page.getByRole('button', { name: '定稿，收入下一期' }).click();
      await page.goto(`${origin}/desk/next-issue`);
      await sound('list');

      await page.getByRole('link', { name: '看出版结果并出版' }).click();
      await page.getByRole('heading', { level: 1, name: /^出版《/ }).waitFor();
      await page.getByText('兰青政规发〔2024〕4号').first().waitFor();
      await page.getByText('废止', { exact: true }).first().waitFor();
      await sound('confirm');
      const reason = page.getByLabel('仍要出版的理由');
      if (await reason.isVisible()) await reason.fill('虚构样刊，照原样出版');
      await page.getByRole('button', { name: '出版这一期' }).click();
      await page.getByText('文件已进入库中').waitFor();
      await sound('published');

      await page.getByRole('link', { name: '看稿件' }).first().click();
      await page.getByText('这份文件已经出版，不能再改').waitFor();
      assert.equal(await page.getByRole('button', { name: '保存', exact: true }).count(), 0);
      await sound('frozen');
      await page.getByRole('link', { name: '另起草一份取代它' }).click();
      assert.match(await page.getByLabel('正文').inputValue(), /（兰青政规发〔2024〕4号）同时废止/);
      await sound('replace');
      await page.goto(`${origin}/issues`);
      await page
        .getByRole('link', { name: /2024年第3期/ })
        .first()
        .click();
      await page
        .getByRole('link', { name: /整修村道/ })
        .first()
        .click();
      await page.getByText('兰青政发〔2024〕19号').first().waitFor();
      const feed = await (await fetch(`${origin}/feed.atom`)).text();
      assert.match(feed, /整修村道/);
    });
  });
}
