import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { parseDisplay } from '#web/components/display.ts';
import { render } from '#web/components/render.ts';
import { designAssets } from '#web/design/stylesheet.ts';
import { axeFindings, launchBrowser, sidewaysScroll } from '#web/testing/browser.ts';
import { DesignPage } from './design-page.tsx';

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const asset = designAssets().find(({ path }) => path === pathname);
  response.setHeader('content-type', asset?.type ?? 'text/html; charset=utf-8');
  if (asset) return response.end(asset.body);
  const view = {
    site: { name: '某某区人民政府公报', organ: '某某区人民政府', origin: 'http://localhost' },
    display: parseDisplay(searchParams.get('display') ?? undefined),
    path: '/design',
  };
  return response.end(render(<DesignPage view={view} />));
});

const SCREENS = [
  { display: '', width: 1440, colorScheme: 'light' },
  { display: '', width: 390, colorScheme: 'dark' },
  { display: 'large', width: 390, colorScheme: 'light' },
  { display: 'contrast', width: 1440, colorScheme: 'dark' },
  { display: 'large.contrast', width: 320, colorScheme: 'light' },
] as const;

describe('the living page in a browser', () => {
  let browser: Browser;
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, resolve));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server.close();
  });

  async function open(options: BrowserContextOptions, query = ''): Promise<Page> {
    const context = await browser.newContext({ bypassCSP: true, ...options });
    const page = await context.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/design${query}`);
    return page;
  }

  for (const { display, width, colorScheme } of SCREENS) {
    it(`gives axe nothing to find and fits ${width} px (${display || 'plain'}, ${colorScheme})`, async () => {
      const page = await open({ viewport: { width, height: 900 }, colorScheme }, `?display=${display}`);
      assert.deepEqual(await axeFindings(page), []);
      assert.equal(await sidewaysScroll(page), 0);
      await page.context().close();
    });
  }

  it('opens a preview with script off, by keyboard, and closes it with Escape', async () => {
    const page = await open({ javaScriptEnabled: false });
    const preview = page.locator('#Citation .citation-preview');
    await page.locator('#Citation .citation-preview-button').focus();
    await page.keyboard.press('Enter');
    await preview.waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('skips to the text with the first key', async () => {
    const page = await open({});
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').textContent(), '跳到正文');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    await page.context().close();
  });

  it('gives a finger 44 px on every control', async () => {
    const page = await open({ viewport: { width: 390, height: 900 }, hasTouch: true, isMobile: true });
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          'button:not(.citation-preview-button), .button, input:not([type=hidden]), select, nav a',
        ),
      ]
        // One that Enter alone presses is no place for a finger.
        .filter((element) => !element.matches('.choice input, .contents a, .visually-hidden[aria-hidden]'))
        .map((element) => ({ name: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && box.height < 44)
        .map(({ name, box }) => `${name} is ${box.height} px high`),
    );
    assert.deepEqual(small, []);
    await page.context().close();
  });

  it('leaves out on paper what only a screen can use', async () => {
    const page = await open({});
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.masthead-nav', '.search-box', '.as-of', '.footer nav'])
      assert.equal(await page.locator(gone).first().isVisible(), false, gone);
    assert.equal(await page.locator('.clause-text').first().isVisible(), true);
    await page.context().close();
  });
});
