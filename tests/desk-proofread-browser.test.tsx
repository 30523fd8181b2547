/**
 * Working through findings in a real browser with script off, by keyboard; and a form whose session ended.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browse, lookAt, openPage, signInHere } from './look.ts';
import { importSample, openDeskSite, type Site } from './site.ts';

for (const width of [390, 1440] as const) {
  describe(`proofreading at ${width} px, without script`, () => {
    let site: Site;
    let browser: Browser;
    let page: Page;
    let origin: string;
    let editionId: string;

    before(async () => {
      site = await openDeskSite();
      const told = await importSample(site.store);
      editionId = told.editionId;
      ({ browser, origin } = await browse(site));
      page = await openPage({ browser, origin }, { width, javaScriptEnabled: false });
      await page.goto(`${origin}/login?back=/desk/proofread/${editionId}`);
      await signInHere(page, 'editor');
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    const look = lookAt({ story: 'proof', width, whole: false });
    const sound = (name: string): Promise<void> => look(page, name);

    const focused = () => page.locator(':focus');
    const count = async () => Number((await page.locator('.tabs-count').first().innerText()).trim());

    it('Enter in a reason dismisses, the page rests at the next finding, and 撤销 is one key away', async () => {
      await sound('findings');
      const before = await count();
      const mend = page
        .locator('.proof-finding', { has: page.locator('button', { hasText: '采纳' }) })
        .first();
      const id = await mend.getAttribute('id');
      await mend.locator('summary', { hasText: '不改' }).click();
      await mend.getByLabel('理由').fill('原件如此');
      await mend.getByLabel('理由').press('Enter');
      await page.waitForURL(/#here$/);
      const { verdict, reason } = await site.store.db
        .selectFrom('gazette_proof_decision')
        .select(['verdict', 'reason'])
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      assert.deepEqual({ verdict, reason }, { verdict: 'dismissed', reason: '原件如此' });
      const here = await page.locator('#here').boundingBox();
      const next = await page.locator(`#${id}`).boundingBox();
      assert.ok(here && here.y >= 0 && here.y < 450, `#here at ${here?.y}`);
      assert.ok(next && next.y > here.y && next.y < 900, `the next finding at ${next?.y}`);
      await sound('after');
      await page.keyboard.press('Tab');
      assert.equal(await focused().innerText(), '撤销');
      await page.keyboard.press('Enter');
      await page.getByText('已重新列为待定').waitFor();
      assert.equal(await count(), before);
    });

    it('a mend that is typed and refused stands where it was typed', async () => {
      const card = page
        .locator('.proof-finding', { has: page.locator('summary', { hasText: '写出改法' }) })
        .first();
      const id = await card.getAttribute('id');
      await card.locator('summary', { hasText: '写出改法' }).click();
      await card.getByRole('button', { name: '采纳' }).click();
      await page.waitForURL(new RegExp(`#${id}$`));
      const box = await page.locator(`#${id}`).boundingBox();
      assert.ok(box && box.y >= 0 && box.y < 450, `the finding at ${box?.y}`);
      await page
        .locator(`#${id}`)
        .getByText(/请写出.*应改成的文字/)
        .waitFor();
      await sound('refused');
    });

    it('a draft that is sent after the session ended comes back, and goes in after signing in again', async () => {
      await page.goto(`${origin}/desk/next-issue/drafts/new`);
      await page.getByLabel('标题', { exact: true }).fill('兰河市青禾区人民政府关于登录过期的通知');
      await page.getByLabel('正文').fill('一、写了很久的话。\n二、还有一段。');
      await page.context().clearCookies();
      await page.getByRole('button', { name: '保存稿件' }).click();
      await page.getByRole('heading', { name: '登录已过期' }).waitFor();
      await sound('expired');
      const [other] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('link', { name: '在新窗口登录' }).click(),
      ]);
      await signInHere(other, 'editor');
      await other.getByText(/^您以“.*登录。$/).waitFor();
      await other.close();
      await page.getByRole('button', { name: '再次提交' }).click();
      await page.getByText('已保存。').waitFor();
      assert.equal(await page.getByLabel('正文').inputValue(), '一、写了很久的话。\n二、还有一段。');
    });
  });
}
