/**
 * The editor's way in a real browser with script off: sign in, upload, follow, decide, and what the public then reads.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { fromRoot } from '#base/paths.ts';
import { browse, lookAt, openPage, signInHere } from './look.ts';
import { openDeskSite, type Site } from './site.ts';

const WIDTHS = [390, 1440] as const;
for (const width of WIDTHS) {
  describe(`the editor's way at ${width} px, without script`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let origin: string;

    before(async () => {
      site = await openDeskSite();
      ({ browser, origin } = await browse(site));
      page = await openPage({ browser, origin }, { width, javaScriptEnabled: false });
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const look = lookAt({ story: 'desk', width });
    const sound = (name: string): Promise<void> => look(page, name);

    it('leads from signing in to what the public reads', async () => {
      await page.goto(`${origin}/desk`);
      assert.match(page.url(), /\/login\?back=%2Fdesk$/);
      await sound('login');
      await signInHere(page, 'editor');
      await page.getByRole('heading', { level: 1, name: '编辑工作台' }).waitFor();
      await sound('desk-empty');

      await page.getByRole('link', { name: '导入公报' }).click();
      await sound('upload');
      await page.getByLabel('公报文本').setInputFiles({
        name: '公报.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.7'),
      });
      await page.getByRole('button', { name: '上传并导入' }).click();
      await page.getByRole('alert').getByText('这是 PDF 文件').waitFor();
      await sound('upload-refused');
      await page.getByLabel('公报文本').setInputFiles(fromRoot('samples/lanhe-2024-02.txt'));
      await page.getByRole('button', { name: '上传并导入' }).click();
      await page.getByRole('list', { name: '导入的各步' }).waitFor();
      // Without script: the page asks again by itself until the import has ended.
      await page.getByRole('link', { name: '看这一期公报' }).waitFor();
      await sound('report');

      await page.goto(`${origin}/desk`);
      await sound('desk');
      for (const tab of ['导入', '待核事项', '机构名称']) {
        await page.getByRole('navigation', { name: '编辑工作台' }).getByRole('link', { name: tab }).click();
        await page.getByRole('heading', { level: 1, name: tab }).waitFor();
        await sound(tab);
      }
      await page.getByRole('navigation', { name: '编辑工作台' }).getByRole('link', { name: '校对' }).click();
      await sound('proofread-list');
      await page.locator('.desk table a').first().click();
      await page.getByRole('heading', { level: 1, name: /^校对：/ }).waitFor();
      await sound('proofread');
      const finding = page.locator('.proof-finding').first();
      await finding.locator('summary', { hasText: '不改' }).click();
      await finding.getByLabel('理由').fill('　');
      await finding.getByRole('button', { name: '记下，不改' }).click();
      await page.getByText('请写明不改的理由').first().waitFor();
      await sound('proofread-refused');
      await finding.getByLabel('理由').fill('与原件一致');
      await finding.getByRole('button', { name: '记下，不改' }).click();
      await page.getByRole('button', { name: /撤销/ }).first().waitFor();
      await sound('proofread-done');

      const desk = page.getByRole('navigation', { name: '编辑工作台' });
      await desk.getByRole('link', { name: '落实标注' }).click();
      await page.getByRole('heading', { level: 1, name: '落实标注' }).waitFor();
      await sound('marks-issues');
      await page.locator('.desk table a').first().click();
      await page.getByRole('heading', { level: 1, name: /^落实标注：/ }).waitFor();
      await page.locator('input[name=clause]').first().check();
      await page.getByRole('button', { name: '选中的只是陈述' }).click();
      await page.getByRole('alert').getByText('请写明为什么只是陈述').waitFor();
      await sound('marks-refused');
      await page.getByLabel('为什么只是陈述').fill('标题，内容在下面的条款里');
      await page.getByRole('button', { name: '选中的只是陈述' }).click();
      await page.getByText('已标注 1 条').waitFor();
      await page.getByRole('link', { name: '看本期落实情况' }).click();
      await page.getByRole('heading', { level: 2, name: '本期公报落实情况' }).waitFor();
      await page.getByText('1 条只是陈述').first().waitFor();
      await sound('marks-read');

      await page.goto(`${origin}/desk/proposals`);
      await sound('proposals');
      await page.locator('section', { hasText: '拟废止' }).locator('.choice a').first().click();
      await page.getByRole('heading', { name: '影响' }).waitFor();
      await sound('proposal');
      const title = await page.locator('h1').textContent();
      await page.getByLabel('按拟议：废止').check();
      await page.getByLabel('生效日期').fill('2024-09-01');
      await page.getByLabel('依据').first().fill('区人民政府第 3 次常务会议（2024年8月20日）');
      await page.getByLabel('我已核对').check();
      await page.getByRole('button', { name: '签署审定' }).click();
      if (await page.getByText('请看过影响再签署').isVisible()) {
        await sound('look-again');
        await page.getByLabel('我已核对').check();
        await page.getByRole('button', { name: '签署审定' }).click();
      }
      await page.getByRole('heading', { level: 1, name: '废止，自2024年9月1日起' }).waitFor();
      await sound('receipt');
      const receipt = page.url();
      for (const [at, word] of [
        [0, '现行有效'],
        [1, '已废止'],
      ] as const) {
        await page.getByRole('link', { name: '看这一天的文件' }).nth(at).click();
        assert.match(page.url(), /\/documents\/.*asOf=2024-0(8-31|9-01)/);
        await page.locator('.document-status').getByText(word).first().waitFor();
        await sound(`public-${at}`);
        await page.goto(receipt);
      }
      await page.getByRole('link', { name: '审定记录' }).click();
      await sound('decisions');
      await page.goto(`${origin}/desk/proposals`);
      await page
        .getByRole('button', { name: /^一并审定选中的/ })
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: /一并审定/ }).waitFor();
      await sound('many');
      assert.match(title ?? '', /^拟废止：/);
    });
  });
}
