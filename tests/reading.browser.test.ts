/** The public pages in a browser: for every reader, on a narrow and a wide screen, with script and without. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeFindings, sidewaysScroll } from '#web/testing/browser.ts';
import { browse } from './look.ts';
import { openReadingSite, type Site } from './site.ts';

let site: Site;
let browser: Browser;
let origin: string;
/** Every kind of public page. */
const paths: Record<string, string> = {};

before(async () => {
  site = await openReadingSite();
  ({ browser, origin } = await browse(site));
  const byNumber = async (number: string) =>
    (await site.app.inject({ url: encodeURI(`/documents/by-number/${number}`) })).headers.location as string;
  const swimming = await byNumber('兰青政规发〔2024〕1号');
  const issues = (await site.app.inject({ url: '/api/issues' })).json().issues as { id: string }[];
  const issue = `/issues/${issues[0]?.id}`;
  const statute = (await site.app.inject({ url: '/documents?kind=statute&holding=known' })).body;
  Object.assign(paths, {
    home: '/',
    issues: '/issues',
    issue,
    appointments: `${issue}/appointments`,
    figures: `${issue}/figures`,
    editions: `${issue}/editions`,
    coverage: `${issue}/coverage`,
    'coverage of facts': `/issues/${issues[1]?.id}/coverage`,
    'coverage of a state': `/issues/${issues[1]?.id}/coverage?state=carried`,
    catalogue: '/documents',
    filtered: '/documents?status=lapsed&asOf=2024-10-01',
    nothing: encodeURI('/documents?q=绝无此文件'),
    document: swimming,
    'on a day': `${swimming}?asOf=2024-07-15`,
    'on no day': `${swimming}?asOf=2024-02-30`,
    clause: `${swimming}/clauses/${encodeURI('三/（三）')}`,
    outline: await byNumber('银西政规发〔2023〕2号'),
    articles: await byNumber('兰青政规发〔2024〕2号'),
    'clean-up': await byNumber('兰青政规发〔2024〕3号'),
    'long table': await byNumber('银西政发〔2023〕84号'),
    relations: '/documents/relations',
    timeline: '/documents/timeline?asOf=2024-07-15',
    'timeline of a year': encodeURI('/documents/timeline?asOf=2024-07-15&span=1&section=规范性文件'),
    cleanups: '/documents/cleanup',
    cleanup: (await byNumber('银西政规发〔2023〕3号'))?.replace('/documents/', '/documents/cleanup/'),
    'relations of one': `/documents/relations?document=${swimming.split('/').at(-1)}`,
    stub: /\/documents\/[0-9a-f-]{36}/.exec(statute)?.[0],
    search: encodeURI('/search?q=摊点'),
    about: '/about',
    accessibility: '/about/accessibility',
    api: '/api',
    'not found': '/documents/none',
  });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  const page = await context.newPage();
  await page.goto(origin + path);
  return page;
}

const SCREENS = [
  { name: 'wide', width: 1440, colorScheme: 'light', cookie: '' },
  { name: 'narrow', width: 390, colorScheme: 'light', cookie: '' },
  {
    name: 'narrow, large type, high contrast, dark',
    width: 390,
    colorScheme: 'dark',
    cookie: 'large.contrast',
  },
] as const;

describe('every public page', () => {
  for (const { name, width, colorScheme, cookie } of SCREENS) {
    test(`gives axe nothing to find and never scrolls sideways (${name})`, async () => {
      const context = await browser.newContext({
        bypassCSP: true,
        viewport: { width, height: 900 },
        colorScheme,
      });
      if (cookie) await context.addCookies([{ name: 'display', value: cookie, url: origin }]);
      const page = await context.newPage();
      for (const [kind, path] of Object.entries(paths)) {
        await page.goto(origin + path);
        assert.deepEqual(await axeFindings(page), [], `${kind} ${path}`);
        assert.equal(await sidewaysScroll(page), 0, `${kind} ${path}`);
        assert.equal(await page.locator('h1').count(), 1, `${kind} has one first heading`);
      }
      await context.close();
    });
  }

  test('reads the same without script', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const scripted = await browser.newContext();
    const [a, b] = [await plain.newPage(), await scripted.newPage()];
    const refused: string[] = [];
    b.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
    for (const [kind, path] of Object.entries(paths)) {
      await a.goto(origin + path);
      await b.goto(origin + path);
      assert.equal(await a.locator('main').innerText(), await b.locator('main').innerText(), kind);
    }
    assert.deepEqual(
      refused.filter((text) => !text.includes('404')),
      [],
    );
    await plain.close();
    await scripted.close();
  });

  test('leads only to pages that exist', async () => {
    const seen = new Set<string>();
    for (const path of Object.values(paths)) {
      const { body } = await site.app.inject({ url: path });
      for (const [, href] of body.matchAll(/<a [^>]*?href="(\/[^"#]*)/g))
        seen.add((href ?? '').replaceAll('&amp;', '&'));
    }
    for (const href of seen) {
      const { statusCode } = await site.app.inject({ url: href });
      assert.ok(statusCode < 400, `${href}: ${statusCode}`);
    }
  });
});

describe('a reader without script and without mouse', { concurrency: false }, () => {
  const noScript = { javaScriptEnabled: false, viewport: { width: 390, height: 800 } };

  test('looks at a document on another day', async () => {
    const page = await open(paths.document ?? '', noScript);
    await page.locator('#asOf').fill('2024-09-30');
    await page.locator('#asOf').press('Enter');
    await page.waitForURL(/asOf=2024-09-30/);
    assert.match(await page.locator('.document-status').innerText(), /现行有效/);
    await page.locator('.as-of a', { hasText: '2024年10月1日' }).press('Enter');
    await page.waitForURL(/asOf=2024-10-01/);
    assert.match(await page.locator('.document-status').innerText(), /已失效/);
    await page.context().close();
  });

  test('goes from a clause to its own page and on to the next', async () => {
    const page = await open(paths.document ?? '', noScript);
    await page.locator('.clause-label', { hasText: '（一）' }).first().press('Enter');
    await page.waitForURL(/\/clauses\//);
    await page.locator('a[rel=next]').press('Enter');
    await page.waitForLoadState();
    assert.match(await page.locator('h1').innerText(), /三（二）/);
    await page.context().close();
  });

  test('narrows the catalogue', async () => {
    const page = await open('/documents', noScript);
    await page.locator('.filter-fold summary').press('Enter');
    await page.locator('select[name=status]').selectOption('lapsed');
    await page.locator('.filter button').press('Enter');
    await page.waitForURL(/status=lapsed/);
    const badges = await page.locator('.result-line .status').allInnerTexts();
    assert.ok(badges.length > 0);
    assert.ok(badges.every((text) => text.trim() === '已失效'));
    await page.context().close();
  });

  test('opens the preview of a citation', async () => {
    const page = await open(paths.document ?? '', noScript);
    await page.locator('.citation-preview-button').first().press('Enter');
    await page.locator('.citation-preview').first().waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await page.context().close();
  });

  test('reaches the text with the first key on every page', async () => {
    for (const kind of ['home', 'document', 'catalogue', 'issue', 'clause']) {
      const page = await open(paths[kind] ?? '');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'main', kind);
      await page.context().close();
    }
  });

  test('makes the type large on every page at once', async () => {
    const page = await open('/', noScript);
    const size = () => page.locator('html').evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize));
    const before = await size();
    await page.getByRole('link', { name: '大字版' }).press('Enter');
    await page.waitForLoadState();
    assert.ok((await size()) > before);
    await page.goto(origin + paths.document);
    assert.ok((await size()) > before);
    await page.context().close();
  });
});
