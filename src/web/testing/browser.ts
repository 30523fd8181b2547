/** A browser for tests, from npm alone, and the accessibility check that every page must pass. For tests only. */
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

const require = createRequire(import.meta.url);

/**
 * The browser's program. Its package unpacks straight into the temporary folder, where two test processes would
 * write over each other and another user's copy could not be run: so it is unpacked apart, then moved into a
 * folder of this user and version in one step.
 */
async function executable(): Promise<string> {
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(tmpdir(), `gongbao-chromium-${version}-${userInfo().uid}`);
  const program = join(folder, 'chromium');
  if (existsSync(program)) return program;
  const apart = mkdtempSync(`${folder}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = apart;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(apart, folder);
  } catch (error) {
    // Another process was first: its copy is the same.
    if (!existsSync(program)) throw error;
    rmSync(apart, { recursive: true, force: true });
  }
  return program;
}

/** Flags for a server without processes to spare: with them, closing one page's context ends the whole browser. */
const UNFIT = new Set(['--single-process', '--no-zygote']);

/** Starts a headless browser; close it in `after`. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await executable(),
    args: chromium.args.filter((flag) => !UNFIT.has(flag)),
    headless: true,
  });
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds against WCAG 2.2 A and AA, one line per element; empty when it finds nothing.
 * The browser itself runs axe in the page, so the page's content security policy stays as it is.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.waitForLoadState();
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { runOnly: tags });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
    );
  }, WCAG);
}

/** How many pixels the page is wider than its window: 0 when nothing must be scrolled sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  // A click returns when the next page is under way: for a moment it has no root element yet.
  await page.waitForLoadState();
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
