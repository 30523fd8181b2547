/**
 * The record of posts as people see it, narrow and wide: sound by axe, nothing to scroll sideways.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browse, LOOKS, openPage, soundIn } from './look.ts';
import { openReadingSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let origin: string;
before(async () => {
  site = await openReadingSite();
  ({ browser, origin } = await browse(site));
});
after(async () => {
  await browser?.close();
  await site?.close();
});

for (const { name, width, large } of LOOKS)
  describe(`posts at ${name}`, () => {
    let page: Page;
    before(async () => {
      page = await openPage({ browser, origin }, { width, large: large && '/personnel' });
    });
    after(() => page?.context().close());

    const look = soundIn(`personnel-${name}`);
    const sound = (what: string): Promise<void> => look(page, what);

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
