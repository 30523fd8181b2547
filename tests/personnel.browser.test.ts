/**
 * The record of posts as people see it, narrow and wide: sound by axe, nothing to scroll sideways.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, launchBrowser, sidewaysScroll } from '#web/testing/browser.ts';
import { openReadingSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let origin: string;
before(async () => {
  site = await openReadingSite();
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const LOOKS = [
  { name: '390', width: 390, large: false },
  { name: '390-large', width: 390, large: true },
  { name: '1440', width: 1440, large: false },
] as const;

for (const { name, width, large } of LOOKS)
  describe(`posts at ${name}`, () => {
    let page: Page;
    before(async () => {
      const context = await browser.newContext({
        bypassCSP: true,
        viewport: { width, height: 900 },
        locale: 'zh-CN',
      });
      page = await context.newPage();
      if (large) await page.goto(`${origin}/display?large=1&contrast=0&back=%2Fpersonnel`);
    });
    after(() => page?.context().close());

    let pictures = 0;
    async function sound(what: string): Promise<void> {
      const folder = process.env.SCREENSHOTS;
      const path = folder && join(folder, `personnel-${name}-${++pictures}-${what}.png`);
      if (path) await page.screenshot({ path, fullPage: true });
      assert.equal(await sidewaysScroll(page), 0, `${what} scrolls sideways`);
      assert.deepEqual(await axeFindings(page), [], what);
    }

    it('leads from the chart of a day to a person, the clause, the post and the body', async () => {
      await page.goto(`${origin}/personnel`);
      await sound('chart-today');
      await page.goto(`${origin}/personnel?asOf=2023-09-12`);
      await page.getByRole('heading', { level: 1, name: '2023年9月12日的任职情况' }).waitFor();
      await sound('chart');
      await page.goto(`${origin}/personnel?asOf=2023-12-31`);
      await page.getByRole('link', { name: '秦虹', exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: '秦虹' }).waitFor();
      await sound('person');
      await page.getByRole('link', { name: '西夏区贺兰山西路司法所所长' }).click();
      await page.getByRole('heading', { level: 1, name: '所长' }).waitFor();
      await sound('post');
      await page.getByRole('link', { name: '西夏区贺兰山西路司法所', exact: true }).click();
      await sound('organisation');
    });

    it('shows every act and what stands out', async () => {
      await page.goto(`${origin}/personnel/changes`);
      await sound('changes');
      await page.goto(`${origin}/personnel/findings?asOf=2024-10-01`);
      await sound('findings');
      await page.goto(`${origin}/personnel?asOf=1990-01-01`);
      await sound('none');
    });
  });
