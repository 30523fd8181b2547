/**
 * Other systems in a real browser: keys, webhooks and authorities without script, the developers' page, and a case that
 * tells by itself what happened to it. SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { newId } from '#base/ids.ts';
import { readItem } from '#systems/permits/index.ts';
import { axeFindings, sidewaysScroll } from '#web/testing/browser.ts';
import { type DogItem, dogItem, until } from './api-site.ts';
import { browse, openPage, pictures, signInHere } from './look.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

for (const width of [390, 1440] as const)
  describe(`other systems at ${width} px`, () => {
    let site: Site;
    let browser: Browser;
    let origin: string;
    let item: DogItem;
    let answers: object;

    before(async () => {
      site = await openDeskSite({
        GONGBAO_REQUESTS_PER_MINUTE: '100000',
        GONGBAO_WEBHOOK_TRIES: '1',
        GONGBAO_WEBHOOK_RETRY_SECONDS: '1',
      });
      item = await dogItem(site);
      const found = await readItem(site.store.db, item.code);
      assert.ok(found);
      answers = madeUpAnswers(found.content.form);
      ({ browser, origin } = await browse(site));
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    async function open(javaScriptEnabled: boolean): Promise<Page> {
      return openPage({ browser, origin }, { width, javaScriptEnabled, bypassCSP: false });
    }

    async function signIn(page: Page, username: string): Promise<void> {
      await page.goto(`${origin}/login`);
      await signInHere(page, username);
    }

    const picture = pictures(`connections-${width}`);
    /** Nothing to scroll sideways, nothing that axe finds: axe needs script, so the page is opened where there is some. */
    async function sound(page: Page, name: string): Promise<void> {
      await picture(page, name);
      const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 } });
      const copy = await context.newPage();
      await copy.route('**/*', (route) =>
        route.request().resourceType() === 'document'
          ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
          : route.continue(),
      );
      const html = await page.content();
      await copy.goto(page.url());
      assert.equal(await sidewaysScroll(copy), 0, name);
      assert.deepEqual(await axeFindings(copy), [], name);
      await context.close();
    }

    it('an administrator makes a key and a subscription, a resident allows a system, without script', async () => {
      const admin = await open(false);
      await signIn(admin, 'admin');
      await admin.goto(`${origin}/desk/connections/new`);
      await sound(admin, 'key-form');
      await admin.getByRole('button', { name: '发放' }).click();
      await sound(admin, 'key-form-wrong');
      await admin.getByLabel('系统名称').fill('虚构的园区服务系统');
      await admin.getByLabel('applications.file').check();
      await admin.getByLabel('licences.own').check();
      await admin.getByRole('button', { name: '发放' }).click();
      await admin.getByText('只显示这一次').waitFor();
      await sound(admin, 'key-made');
      await admin.getByRole('link', { name: '记下了，回到清单' }).click();
      await admin.getByText('虚构的园区服务系统').first().waitFor();
      await sound(admin, 'keys');

      await admin.goto(`${origin}/desk/connections/webhooks/new`);
      await admin.getByLabel('用途').fill('虚构的大屏，显示办件进展');
      await admin.getByLabel('推送地址').fill('http://127.0.0.1:9/hooks');
      await admin.getByLabel('case.opened').check();
      await sound(admin, 'webhook-form');
      await admin.getByRole('button', { name: '订阅' }).click();
      await admin.getByRole('link', { name: '记下了，看推送情况' }).click();
      await admin.getByRole('button', { name: '试发一条' }).click();
      await admin.locator('[class*=delivery-]').first().waitFor();
      await until(
        async () => {
          await admin.reload();
          return admin.content();
        },
        (html) => html.includes('delivery-dead'),
      );
      await sound(admin, 'webhook');
      await admin.goto(`${origin}/desk/connections/webhooks`);
      await sound(admin, 'webhooks');

      const resident = await open(false);
      await signIn(resident, 'resident');
      await resident.goto(`${origin}/me/systems`);
      await resident.getByLabel('系统', { exact: true }).selectOption({ index: 1 });
      await resident.getByLabel('我同意该系统在所列范围内代我办事').check();
      await resident.getByRole('button', { name: '授权', exact: true }).click();
      await resident.getByText('已授权“虚构的园区服务系统”').waitFor();
      await sound(resident, 'systems');
      await resident.getByRole('button', { name: '收回对“虚构的园区服务系统”的授权' }).click();
      await resident.getByText('已经收回').waitFor();
    });

    it('the developers’ page reads without script', async () => {
      const page = await open(false);
      await page.goto(`${origin}/developers`);
      await sound(page, 'developers');
    });

    it('a case that is looked at says politely what happened to it, and leaves alone what is being typed', async () => {
      const resident = new Visitor(site.app);
      await resident.signIn('resident');
      const clerk = new Visitor(site.app);
      await clerk.signIn('window');
      const filed = await resident.json<{ id: string }>(
        '/api/me/applications',
        { itemCode: item.code, itemVersion: item.version, body: item.body, answers },
        { 'idempotency-key': newId() },
      );
      const { id } = filed.body;
      const step = async (transition: string, seen: number, input: object = {}) => {
        const url = `/api/desk/cases/${id}/steps`;
        const made = await clerk.json(url, { transition, input, seen, requestKey: newId() });
        assert.equal(made.status, 200, JSON.stringify(made.body));
      };
      const page = await open(true);
      const refused: string[] = [];
      page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
      await signIn(page, 'resident');
      await page.goto(`${origin}/me/cases/${id}`);
      const said = page.getByRole('status').filter({ hasText: '办件有新进展' });
      await until(
        () => site.app.streams.count,
        (n) => n === 1,
      );
      await step('ask_correction', 1, { missing: [{ material: '虚构的材料', what: '请补一份' }] });
      await said.filter({ hasText: '告知补正' }).waitFor();
      await page.getByRole('heading', { name: '您现在可以' }).waitFor();
      assert.equal(await page.locator('.case-timeline > li').count(), 2);
      assert.match(await page.title(), /补正/);
      await sound(page, 'case-followed');

      await page.getByText('不想办了，撤回申请').click();
      await page.locator('.case-actions input[type=file]').first().focus();
      await step('supplement', 2);
      await said.filter({ hasText: '您正在填写的部分没有动' }).waitFor();
      assert.equal(await page.locator('.case-timeline > li').count(), 3);
      assert.equal((await page.locator('.case-actions input[type=file]').count()) > 0, true, 'still there');
      assert.deepEqual(refused, [], 'nothing is blocked, nothing fails');
      await page.getByRole('link', { name: /请刷新本页/ }).click();
      await page.getByText('办理经过').first().waitFor();
    });
  });
