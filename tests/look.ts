/** Looking at the pages of a story that runs without script. SCREENSHOTS names a folder to keep a picture of each in. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFindings, sidewaysScroll } from '#web/testing/browser.ts';

const HEIGHT = 900;

/**
 * Nothing scrolls sideways and axe finds nothing. Axe needs script, so the page as it is shown is opened again, at the
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
  let pictures = 0;
  return async (page, name) => {
    const folder = process.env.SCREENSHOTS;
    if (folder) {
      const path = join(folder, `${story}-${width}-${String(++pictures).padStart(2, '0')}-${name}.png`);
      await page.screenshot({ path, fullPage: whole });
    }
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
