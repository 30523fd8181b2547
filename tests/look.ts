/** A site in a real browser, and looking at the pages of a story. SCREENSHOTS names a folder to keep pictures in. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { axeFindings, launchBrowser, sidewaysScroll } from '#web/testing/browser.ts';
import type { Site } from './site.ts';

const HEIGHT = 900;
/** How long a page may take on a machine with much else to do: what is too slow for people shows in `bench/`. */
const PATIENCE_MS = 60_000;

/** How residents look: on a telephone, there in large type, on a wide screen. */
export const LOOKS = [
  { name: '390', width: 390, large: false },
  { name: '390-large', width: 390, large: true },
  { name: '1440', width: 1440, large: false },
] as const;

/** A browser of tests, and what it looks at. */
export type Browsed = { readonly browser: Browser; readonly origin: string };

/** The site listens, and a browser starts; whoever asked closes both. */
export async function browse(site: Site): Promise<Browsed> {
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://localhost:${(site.app.server.address() as AddressInfo).port}`;
  return { browser: await launchBrowser(), origin };
}

/**
 * A page of somebody's own, Chinese, in which axe can run.
 * @param large at which address large type is asked for first
 */
export async function openPage(
  { browser, origin }: Browsed,
  { width, large, ...options }: { width: number; large?: string | false } & BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({
    bypassCSP: true,
    viewport: { width, height: HEIGHT },
    locale: 'zh-CN',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  if (large) await page.goto(`${origin}/display?large=1&contrast=0&back=${encodeURIComponent(large)}`);
  return page;
}

/** Fills the sign-in form that is shown, for a demo account, and sends it. */
export async function signInHere(page: Page, username: string): Promise<void> {
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('口令').fill(DEMO_ACCOUNTS.find((a) => a.username === username)?.password ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

/**
 * Keeps pictures of a story's pages where SCREENSHOTS says.
 * @param story begins their names
 */
export function pictures(story: string, whole = true): (page: Page, name: string) => Promise<void> {
  let taken = 0;
  return async (page, name) => {
    const folder = process.env.SCREENSHOTS;
    if (!folder) return;
    const path = join(folder, `${story}-${String(++taken).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path, fullPage: whole });
  };
}

/** For pages with script: nothing scrolls sideways and axe finds nothing. */
export function soundIn(story: string): (page: Page, name: string) => Promise<void> {
  const picture = pictures(story);
  return async (page, name) => {
    await picture(page, name);
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`);
    assert.deepEqual(await axeFindings(page), [], name);
  };
}

/**
 * For pages without script: nothing scrolls sideways and axe finds nothing. Axe needs script, so the page as it is shown is opened again, at the
 * same origin, in a context that has it.
 * @param story begins the names of its pictures
 * @param looks classes of the root in which the page is looked at; '': as it is
 * @param whole whether pictures show all of a page
 */
export function lookAt({
  story,
  width,
  looks = [''],
  whole = true,
}: {
  story: string;
  width: number;
  looks?: readonly string[];
  whole?: boolean;
}): (page: Page, name: string) => Promise<void> {
  const picture = pictures(`${story}-${width}`, whole);
  return async (page, name) => {
    await picture(page, name);
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`);
    const { origin } = new URL(page.url());
    const shown = await page.content();
    const context = await page
      .context()
      .browser()
      ?.newContext({ bypassCSP: true, viewport: { width, height: HEIGHT } });
    assert.ok(context, 'a browser that runs');
    const checked = await context.newPage();
    for (const look of looks) {
      const body = look ? shown.replace(/<html ([^>]*?)class="[^"]*"/, `<html $1class="${look}"`) : shown;
      await context.route(`${origin}/as-shown`, (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body }),
      );
      await checked.goto(`${origin}/as-shown`, { waitUntil: 'load' });
      assert.deepEqual(await axeFindings(checked), [], `${name} ${look}`);
      assert.equal(await sidewaysScroll(checked), 0, `${name} ${look} scrolls sideways`);
      await context.unroute(`${origin}/as-shown`);
    }
    await context.close();
  };
}
