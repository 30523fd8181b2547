/**
 * The clerks' desk in a real browser under its own content security policy. SCREENSHOTS names a folder to keep a
 * picture of every page in.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { newId } from '#base/ids.ts';
import { fromRoot } from '#base/paths.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { seedItems } from '#systems/permits/index.ts';
import { type Browsed, browse, openPage, soundIn } from './look.ts';
import { PASSWORD } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';

/** Builds the desk as it is delivered, whatever this process is for; `npm test` has built it for all files. */
export const buildDesk = (): void => {
  if (process.env.DESK_IS_BUILT === '1') return;
  execFileSync('npm', ['run', '-s', 'build:desk'], {
    cwd: fromRoot(),
    env: { ...process.env, NODE_ENV: 'production' },
  });
};

export class DeskBrowser {
  readonly complaints: string[] = [];
  readonly #pages = new Map<string, Page>();
  readonly site: Site;
  readonly origin: string;
  readonly browsed: Browsed;
  readonly #width: number;
  /** Nothing scrolls sideways and axe finds nothing. */
  readonly sound: (page: Page, name: string) => Promise<void>;
  constructor(site: Site, browsed: Browsed, width: number, story: string) {
    this.site = site;
    this.origin = browsed.origin;
    this.browsed = browsed;
    this.#width = width;
    this.sound = soundIn(`${story}-${width}`);
  }

  /** @param story names its pictures */
  static async open(width: number, story: string): Promise<DeskBrowser> {
    const site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
    await seedItems(site.store.db);
    return new DeskBrowser(site, await browse(site), width, story);
  }

  async close(): Promise<void> {
    await this.browsed.browser.close();
    await this.site.close();
  }

  /** A browser of somebody's own, signed in, on the to-do list. */
  async signedIn(username: string): Promise<Page> {
    const known = this.#pages.get(username);
    if (known) return known;
    const page = await openPage(this.browsed, { width: this.#width, bypassCSP: false });
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    await page.goto(`${this.origin}/desk/cases`);
    assert.match(page.url(), /\/login\?back=%2Fdesk%2Fcases$/);
    await page.getByLabel('账号').fill(username);
    const password = DEMO_ACCOUNTS.find((a) => a.username === username)?.password ?? PASSWORD;
    await page.getByLabel('口令').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    this.#pages.set(username, page);
    return page;
  }

  async api<T>(page: Page, path: string, data?: object): Promise<T> {
    const url = this.origin + path;
    const answer = data
      ? await page.request.post(url, { data, headers: { 'sec-fetch-site': 'same-origin' } })
      : await page.request.get(url);
    assert.equal(answer.status(), 200, `${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** A step that somebody makes elsewhere. */
  async step(page: Page, id: string, transition: string, input: object = {}): Promise<void> {
    const { version } = await this.api<{ version: number }>(page, `/api/desk/cases/${id}`);
    const requestKey = newId();
    await this.api(page, `/api/desk/cases/${id}/steps`, { transition, input, seen: version, requestKey });
  }

  /** Presses the digit that stands on a step's button. */
  async openStep(page: Page, title: string): Promise<void> {
    const buttons = await page.locator('.step-list button').allInnerTexts();
    const at = buttons.findIndex((text) => text.startsWith(title));
    assert.ok(at >= 0, `${title} is not among ${buttons.join(', ')}`);
    await page.keyboard.press(String(at + 1));
    await page.getByRole('form', { name: title }).waitFor();
  }

  async send(page: Page, done: string): Promise<void> {
    await page.keyboard.press('Control+Enter');
    await page.getByText(`${done}：已办好`).waitFor();
  }

  /** What the pages complained of, but for the refusals that a story asked for. */
  unexpected(): string[] {
    return this.complaints.filter((c) => !/status of (409|422)/.test(c));
  }
}
