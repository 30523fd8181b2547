/**
 * The clerks' desk in a real browser under its own content security policy, mostly by keyboard: the window takes an
 * application in and accepts it, a reviewer proposes, an approver grants, the window delivers. All people are made up.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newId } from '#base/ids.ts';
import { fromRoot } from '#base/paths.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { seedItems } from '#systems/permits/index.ts';
import { axeFindings, launchBrowser, sidewaysScroll } from '#web/testing/browser.ts';
import { openDeskSite, type Site } from './site.ts';

const DOG = '犬类准养证核发';
const IDENTITY = '11010519491231002X';

const madeUp = (id: string, type: string): string => {
  const name = id.split('.').at(-1) ?? '';
  if (type === 'date') return '2024-01-02';
  if (type === 'tel') return '13900000009';
  if (name === 'number') return IDENTITY;
  if (/count|weight|age|days|area|height/i.test(name)) return '1';
  return '虚构的内容，供试验使用';
};

// As it is delivered, whatever this process is for.
before(() =>
  execFileSync('npm', ['run', '-s', 'build:desk'], {
    cwd: fromRoot(),
    env: { ...process.env, NODE_ENV: 'production' },
  }),
);

for (const width of [1440, 390] as const)
  describe(`the clerks' desk at ${width} px`, () => {
    let site: Site;
    let browser: Browser;
    let origin: string;
    let pictures = 0;
    const complaints: string[] = [];
    const contexts = new Map<string, Page>();

    before(async () => {
      site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
      await seedItems(site.store.db);
      await site.app.listen({ port: 0, host: '127.0.0.1' });
      origin = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`;
      browser = await launchBrowser();
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    /** A browser of somebody's own, signed in, on the to-do list. */
    async function signedIn(username: string): Promise<Page> {
      const known = contexts.get(username);
      if (known) return known;
      const context: BrowserContext = await browser.newContext({
        viewport: { width, height: 900 },
        locale: 'zh-CN',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      await page.goto(`${origin}/desk/cases`);
      assert.match(page.url(), /\/login\?back=%2Fdesk%2Fcases$/);
      await page.getByLabel('账号').fill(username);
      await page.getByLabel('口令').fill(DEMO_ACCOUNTS.find((a) => a.username === username)?.password ?? '');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
      contexts.set(username, page);
      return page;
    }

    async function sound(page: Page, name: string): Promise<void> {
      const folder = process.env.SCREENSHOTS;
      if (folder) {
        const path = join(folder, `clerks-${width}-${String(++pictures).padStart(2, '0')}-${name}.png`);
        await page.screenshot({ path, fullPage: true });
      }
      assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`);
      assert.deepEqual(await axeFindings(page), [], name);
    }

    async function api<T>(page: Page, path: string, data?: object): Promise<T> {
      const answer = data
        ? await page.request.post(origin + path, { data, headers: { 'sec-fetch-site': 'same-origin' } })
        : await page.request.get(origin + path);
      assert.equal(answer.status(), 200, `${path}: ${await answer.text()}`);
      return (await answer.json()) as T;
    }

    async function step(page: Page, id: string, transition: string, input: object = {}): Promise<void> {
      const { version } = await api<{ version: number }>(page, `/api/desk/cases/${id}`);
      await api(page, `/api/desk/cases/${id}/steps`, {
        transition,
        input,
        seen: version,
        requestKey: newId(),
      });
    }

    /** Presses the digit that stands on a step's button. */
    async function openStep(page: Page, title: string): Promise<void> {
      const buttons = await page.locator('.step-list button').allInnerTexts();
      const at = buttons.findIndex((text) => text.startsWith(title));
      assert.ok(at >= 0, `${title} is not among ${buttons.join(', ')}`);
      await page.keyboard.press(String(at + 1));
      await page.getByRole('form', { name: title }).waitFor();
    }

    async function send(page: Page, done: string): Promise<void> {
      await page.keyboard.press('Control+Enter');
      await page.getByText(`${done}：已办好`).waitFor();
    }

    async function fillForm(page: Page): Promise<void> {
      for (const field of await page.locator('.fields :is(input, textarea, select)').all()) {
        const type = (await field.getAttribute('type')) ?? '';
        if (type === 'radio') {
          const name = await field.getAttribute('name');
          await page.locator(`input[name="${name}"]`).first().check();
        } else if ((await field.evaluate((e) => e.tagName)) === 'SELECT')
          await field.selectOption({ index: 1 });
        else await field.fill(madeUp((await field.getAttribute('id')) ?? '', type));
      }
    }

    let id = '';
    let number = '';
    let intake: { itemCode: string; itemVersion: number; body: string; answers: object };

    it('takes in an application at the window and prints a receipt', async () => {
      const page = await signedIn('window');
      await page.getByText('没有等您办理的件').waitFor();
      await sound(page, 'to-do-empty');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: '键盘' }).waitFor();
      await sound(page, 'keys');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });

      await page.keyboard.press('n');
      await page.getByLabel('办什么事').waitFor();
      await page.keyboard.type('养狗');
      await page.locator('.found').getByText(DOG).waitFor();
      await sound(page, 'find-item');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: DOG }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('.wrong').first().waitFor();
      await sound(page, 'intake-refused');

      await fillForm(page);
      for (const box of await page.locator('.ticks input[type=checkbox]').all()) await box.check();
      // The last material was not brought.
      await page.locator('.ticks input[type=checkbox]').last().uncheck();
      if (await page.locator('input[name=body]').count())
        await page.locator('input[name=body]').first().check();
      await page.reload();
      await page.getByRole('heading', { level: 2, name: DOG }).waitFor();
      assert.equal(await page.locator(`input[value="${IDENTITY}"]`).count(), 1, 'a reload loses nothing');
      await sound(page, 'intake');
      const sent = page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith('/api/desk/cases'));
      // A double press files once.
      await page.keyboard.press('Control+Enter');
      await page.keyboard.press('Control+Enter');
      intake = (await sent).postDataJSON();
      await page.getByRole('heading', { level: 1, name: '收件凭证' }).waitFor();
      id = /cases\/([0-9a-f-]{36})\/receipt/.exec(page.url())?.[1] ?? '';
      await page.getByText('收到的材料').waitFor();
      await page.getByText('最迟告知是否受理').waitFor();
      await sound(page, 'receipt');
      number = (await api<{ number: string }>(page, `/api/desk/cases/${id}`)).number;
      const { rows } = await site.store.runSql('select id from case_file');
      assert.equal(rows.length, 1);
      assert.equal(
        await page.evaluate(() => Object.keys(sessionStorage).filter((k) => k.includes(':new:')).length),
        0,
      );
    });

    it('opens it by keyboard, shows numbers on demand, offers the missing material, and accepts', async () => {
      const page = await signedIn('window');
      await page.keyboard.press('t');
      await page.getByRole('link', { name: DOG }).waitFor();
      await sound(page, 'to-do');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await page.getByText('有没提交的内容').waitFor();
      await openStep(page, '一次性告知补正');
      assert.match(await page.locator('.step-form .ticks input:not([type=checkbox])').inputValue(), /未提交/);
      await sound(page, 'one-time-notice');
      await page.keyboard.press('Escape');

      assert.equal(await page.getByText(IDENTITY).count(), 0);
      await page.getByRole('button', { name: '显示证件号码' }).click();
      await page.getByText(IDENTITY).waitFor();
      const { rows } = await site.store.runSql(
        `select 1 from audit_entry where subject = 'case:${id}' and detail->>'revealed' = 'true'`,
      );
      assert.equal(rows.length, 1);
      await openStep(page, '受理');
      await send(page, '受理');
      await sound(page, 'accepted');
    });

    it('keeps the reviewer’s words over a reload, and says what happened meanwhile before it sends them', async () => {
      const page = await signedIn('reviewer');
      await page.keyboard.press('r');
      await page.getByRole('link', { name: DOG }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await openStep(page, '提出审查意见');
      await page.getByRole('button', { name: '准予', exact: true }).click();
      const words = page.getByLabel('审查意见', { exact: true });
      await words.press('End');
      await words.pressSequentially('另附说明。');
      await page.reload();
      await page.getByRole('form', { name: '提出审查意见' }).waitFor();
      assert.match(await words.inputValue(), /建议准予许可。另附说明。$/);
      assert.equal(await page.getByLabel('准予许可', { exact: true }).isChecked(), true);
      await sound(page, 'propose');

      await step(page, id, 'begin_special', { cause: '鉴定', days: 3 });
      await step(page, id, 'end_special', { result: '合格' });
      await page.keyboard.press('Control+Enter');
      await page.getByText('您打开之后发生的').waitFor();
      assert.equal(await page.locator('.since li').count(), 2);
      assert.match(await words.inputValue(), /另附说明/);
      await sound(page, 'stale');
      await send(page, '提出审查意见');
    });

    it('grants by keyboard alone, and the window delivers', async () => {
      const approver = await signedIn('approver');
      await approver.keyboard.press('r');
      await approver.getByRole('link', { name: DOG }).waitFor();
      await approver.keyboard.press('j');
      await approver.keyboard.press('Enter');
      await approver.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await sound(approver, 'to-decide');
      await openStep(approver, '准予许可');
      await send(approver, '准予许可');

      const page = await signedIn('window');
      await page.keyboard.press('/');
      await page.keyboard.type(number.slice(-12));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: `检索“${number.slice(-12)}”` }).waitFor();
      await page.getByRole('link', { name: DOG }).waitFor();
      await sound(page, 'search');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await openStep(page, '送达');
      await page.getByLabel('窗口领取').check();
      await send(page, '送达');
      await page.getByText('此件已经办结').waitFor();
      await sound(page, 'delivered');
    });

    it('accepts several with one confirmation and tells each one’s outcome', async () => {
      const page = await signedIn('window');
      const ids: string[] = [];
      for (let n = 0; n < 3; n++)
        ids.push((await api<{ id: string }>(page, '/api/desk/cases', { ...intake, requestKey: newId() })).id);
      await page.keyboard.press('t');
      await page.getByText('3件').waitFor();
      for (let n = 0; n < 3; n++) {
        await page.keyboard.press('j');
        await page.keyboard.press('x');
      }
      assert.equal(await page.locator('.cell-pick input:checked').count(), 3);
      await step(page, ids[1] ?? '', 'withdraw', { reason: '不办了' });
      await page.keyboard.press('a');
      await page.getByRole('dialog', { name: '受理 3 件' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: '受理了 2 件' }).waitFor();
      assert.equal(await page.getByRole('dialog').getByText('没有受理：').count(), 1);
      await sound(page, 'bulk');
      await page.keyboard.press('Enter');
      await page.getByText('没有等您办理的件').waitFor();
    });

    it('shows every body’s cases by light and leads to them', async () => {
      const page = await signedIn('window');
      await page.keyboard.press('v');
      await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
      await page.locator('.overview tbody tr').first().waitFor();
      await sound(page, 'overview');
      await page.locator('.overview .is-green a').click();
      await page.locator('.cases tbody tr').first().waitFor();
      assert.equal(await page.locator('.cases tbody tr').count(), 2);
      await sound(page, 'of-a-body');
    });

    it('says that the session has ended, keeps what was typed, and goes on after signing in', async () => {
      const page = await signedIn('reviewer');
      await page.keyboard.press('t');
      await page.getByRole('link', { name: DOG }).first().click();
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await openStep(page, '提出审查意见');
      await page.getByRole('button', { name: '不予', exact: true }).click();
      await page.context().clearCookies();
      const known = complaints.length;
      await page.keyboard.press('Control+Enter');
      await page.getByText('登录已到期').waitFor();
      // The browser itself notes the 401.
      complaints.splice(known);
      await sound(page, 'session-ended');
      await page.getByRole('link', { name: '重新登录' }).click();
      await page.getByLabel('账号').fill('reviewer');
      await page.getByLabel('口令').fill('gongbao-reviewer');
      await page.keyboard.press('Enter');
      await page.getByRole('form', { name: '提出审查意见' }).waitFor();
      assert.match(await page.getByLabel('审查意见', { exact: true }).inputValue(), /建议不予许可/);
    });

    it('runs under its policy: nothing was blocked, nothing failed', () => {
      const refusals = complaints.filter((c) => !/status of (409|422)/.test(c));
      assert.deepEqual(refusals, []);
    });
  });
