/**
 * Finding and reading an item as people do it, narrow, in large type and wide: sound by axe, nothing to scroll
 * sideways, without script. SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { seedItems } from '#systems/permits/index.ts';
import { browse, LOOKS, openPage, soundIn } from './look.ts';
import { openDeskSite, type Site } from './site.ts';

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

for (const { name, width, large } of LOOKS)
  describe(`items at ${name}`, () => {
    let page: Page;
    before(async () => {
      page = await openPage({ browser, origin }, { width, large: large && '/services' });
    });
    after(() => page?.context().close());

    const look = soundIn(`permits-${name}`);
    async function sound(what: string): Promise<void> {
      await look(page, what);
      assert.equal(
        await page.locator('script:not([type="application/ld+json"])').count(),
        0,
        `${what} has a script`,
      );
    }

    it('leads from everyday words to the guide, its law, its versions', async () => {
      await page.goto(`${origin}/services`);
      await sound('services');
      await page.getByLabel('说说要办什么').fill('开饭店');
      await page.getByRole('button', { name: '查找' }).click();
      await page.waitForURL(/q=/);
      await sound('found');
      await page.getByRole('link', { name: '食品经营许可', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: '食品经营许可' }).waitFor();
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) one.setAttribute('open', '');
      });
      await sound('guide');
      await page.getByRole('link', { name: '各版本和比较' }).click();
      await sound('versions');
    });

    it('leads by questions alone, answered with the keyboard, to the homestead', async () => {
      await page.goto(`${origin}/services/ask`);
      for (const answer of ['为自己、为家里人', '住房保障']) {
        await page.getByRole('link', { name: answer }).first().focus();
        await sound(`ask-${answer}`);
        await page.keyboard.press('Enter');
        await page.waitForLoadState();
      }
      await page.getByRole('link', { name: '农村村民宅基地审批', exact: true }).waitFor();
      await sound('answered');
    });

    it('shows the list, its changes, and the editor’s pages', async () => {
      await page.goto(`${origin}/permits`);
      await sound('list');
      await page.goto(`${origin}/permits/changes`);
      await sound('changes');
      await page.goto(`${origin}/login?back=/desk/items/640100147000`);
      await page.fill('[name=username]', 'editor');
      await page.fill('[name=password]', 'gongbao-editor');
      await page.click('main button[type=submit]');
      await page.getByRole('heading', { level: 1, name: '食品经营许可' }).waitFor();
      await sound('editor');
      await page.goto(`${origin}/desk/items`);
      await sound('desk-items');
    });
  });
