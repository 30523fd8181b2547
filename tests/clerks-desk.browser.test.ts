/**
 * The clerks' desk mostly by keyboard: the window takes an application in and accepts it, a reviewer proposes, an
 * approver grants, the window delivers. All people are made up.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '#base/ids.ts';
import { buildDesk, DeskBrowser } from './desk-browser.ts';

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

before(buildDesk);

for (const width of [1440, 390] as const)
  describe(`the clerks' desk at ${width} px`, () => {
    let desk: DeskBrowser;
    before(async () => {
      desk = await DeskBrowser.open(width, 'clerks');
    });
    after(() => desk?.close());

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
      const page = await desk.signedIn('window');
      await page.getByText('没有等您办理的件').waitFor();
      await desk.sound(page, 'to-do-empty');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: '键盘' }).waitFor();
      await desk.sound(page, 'keys');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });

      await page.keyboard.press('n');
      await page.getByLabel('办什么事').waitFor();
      await page.keyboard.type('养狗');
      await page.locator('.found').getByText(DOG).waitFor();
      await desk.sound(page, 'find-item');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: DOG }).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('.wrong').first().waitFor();
      await desk.sound(page, 'intake-refused');

      await fillForm(page);
      for (const box of await page.locator('fieldset:not(:has(.brought)) .ticks input[type=checkbox]').all())
        await box.check();
      // The last material was not brought; a copy is kept of each of the others.
      const brought = page.locator('.ticks > li:has(.brought)');
      for (let n = 0; n < (await brought.count()) - 1; n++)
        for (const box of await brought.nth(n).locator('input[type=checkbox]').all()) await box.check();
      if (await page.locator('input[name=body]').count())
        await page.locator('input[name=body]').first().check();
      await page.reload();
      await page.getByRole('heading', { level: 2, name: DOG }).waitFor();
      assert.equal(await page.locator(`input[value="${IDENTITY}"]`).count(), 1, 'a reload loses nothing');
      await desk.sound(page, 'intake');
      const sent = page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith('/api/desk/cases'));
      // A double press files once.
      await page.keyboard.press('Control+Enter');
      await page.keyboard.press('Control+Enter');
      intake = (await sent).postDataJSON();
      await page.getByRole('heading', { level: 1, name: '收件凭证' }).waitFor();
      id = /cases\/([0-9a-f-]{36})\/receipt/.exec(page.url())?.[1] ?? '';
      await page.getByText('收到的材料').waitFor();
      assert.ok((await page.getByText('看过原件，留存复印件').count()) > 0);
      await page.reload();
      await page.getByText('没有提交：').waitFor();
      await page.getByText('最迟告知是否受理').waitFor();
      await desk.sound(page, 'receipt');
      number = (await desk.api<{ number: string }>(page, `/api/desk/cases/${id}`)).number;
      const { rows } = await desk.site.store.runSql('select id from case_file');
      assert.equal(rows.length, 1);
      assert.equal(
        await page.evaluate(() => Object.keys(sessionStorage).filter((k) => k.includes(':new:')).length),
        0,
      );
    });

    it('opens it by keyboard, shows numbers on demand, offers the missing material, and accepts', async () => {
      const page = await desk.signedIn('window');
      await page.keyboard.press('t');
      await page.getByRole('link', { name: DOG }).waitFor();
      await desk.sound(page, 'to-do');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await desk.openStep(page, '一次性告知补正');
      assert.match(await page.locator('.step-form .ticks input:not([type=checkbox])').inputValue(), /未提交/);
      await desk.sound(page, 'one-time-notice');
      await page.keyboard.press('Escape');

      assert.equal(await page.getByText(IDENTITY).count(), 0);
      await page.getByRole('button', { name: '显示证件号码' }).click();
      await page.getByText(IDENTITY).waitFor();
      const { rows } = await desk.site.store.runSql(
        `select 1 from audit_entry where subject = 'case:${id}' and detail->>'revealed' = 'true'`,
      );
      assert.equal(rows.length, 1);
      await desk.openStep(page, '受理');
      await desk.send(page, '受理');
      await desk.sound(page, 'accepted');
    });

    it('keeps the reviewer’s words over a reload, and says what happened meanwhile before it sends them', async () => {
      const page = await desk.signedIn('reviewer');
      await page.keyboard.press('r');
      await page.getByRole('link', { name: DOG }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await desk.openStep(page, '提出审查意见');
      await page.getByRole('button', { name: '准予', exact: true }).click();
      const words = page.getByLabel('审查意见', { exact: true });
      await words.press('End');
      await words.pressSequentially('另附说明。');
      await page.reload();
      await page.getByRole('form', { name: '提出审查意见' }).waitFor();
      assert.match(await words.inputValue(), /建议准予许可。另附说明。$/);
      assert.equal(await page.getByLabel('准予许可', { exact: true }).isChecked(), true);
      await desk.sound(page, 'propose');

      await desk.step(page, id, 'begin_special', { cause: '鉴定', days: 3 });
      await desk.step(page, id, 'end_special', { result: '合格' });
      await page.keyboard.press('Control+Enter');
      await page.getByText('您打开之后发生的').waitFor();
      assert.equal(await page.locator('.since li').count(), 2);
      assert.match(await words.inputValue(), /另附说明/);
      await desk.sound(page, 'stale');
      await desk.send(page, '提出审查意见');
    });

    it('grants by keyboard alone, and the window delivers', async () => {
      const approver = await desk.signedIn('approver');
      await approver.keyboard.press('r');
      await approver.getByRole('link', { name: DOG }).waitFor();
      await approver.keyboard.press('j');
      await approver.keyboard.press('Enter');
      await approver.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await desk.sound(approver, 'to-decide');
      await desk.openStep(approver, '准予许可');
      await desk.send(approver, '准予许可');

      const page = await desk.signedIn('window');
      await page.keyboard.press('/');
      await page.keyboard.type(number.slice(-12));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: `检索“${number.slice(-12)}”` }).waitFor();
      await page.getByRole('link', { name: DOG }).waitFor();
      await desk.sound(page, 'search');
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await desk.openStep(page, '送达');
      await page.getByLabel('窗口领取').check();
      await desk.send(page, '送达');
      await page.getByText('此件已经办结').waitFor();
      await desk.sound(page, 'delivered');
    });

    it('accepts several with one confirmation and tells each one’s outcome', async () => {
      const page = await desk.signedIn('window');
      const ids: string[] = [];
      for (let n = 0; n < 3; n++)
        ids.push(
          (await desk.api<{ id: string }>(page, '/api/desk/cases', { ...intake, requestKey: newId() })).id,
        );
      await page.keyboard.press('t');
      await page.getByText('3件').waitFor();
      for (let n = 0; n < 3; n++) {
        await page.keyboard.press('j');
        await page.keyboard.press('x');
      }
      assert.equal(await page.locator('.cell-pick input:checked').count(), 3);
      await desk.step(page, ids[1] ?? '', 'withdraw', { reason: '不办了' });
      await page.keyboard.press('a');
      await page.getByRole('dialog', { name: '受理 3 件' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: '受理了 2 件' }).waitFor();
      assert.equal(await page.getByRole('dialog').getByText('没有受理：').count(), 1);
      await desk.sound(page, 'bulk');
      await page.keyboard.press('Enter');
      await page.getByText('没有等您办理的件').waitFor();
    });

    it('shows every body’s cases by light and leads to them', async () => {
      const page = await desk.signedIn('window');
      await page.keyboard.press('v');
      await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
      await page.locator('.overview tbody tr').first().waitFor();
      await desk.sound(page, 'overview');
      await page.locator('.overview .is-green a').click();
      await page.locator('.cases tbody tr').first().waitFor();
      assert.equal(await page.locator('.cases tbody tr').count(), 2);
      await desk.sound(page, 'of-a-body');
    });

    it('says that the session has ended, keeps what was typed, and goes on after signing in', async () => {
      const page = await desk.signedIn('reviewer');
      await page.keyboard.press('t');
      await page.getByRole('link', { name: DOG }).first().click();
      await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await desk.openStep(page, '提出审查意见');
      await page.getByRole('button', { name: '不予', exact: true }).click();
      await page.context().clearCookies();
      const known = desk.complaints.length;
      await page.keyboard.press('Control+Enter');
      await page.getByText('登录已到期').waitFor();
      // The browser itself notes the 401.
      desk.complaints.splice(known);
      await desk.sound(page, 'session-ended');
      await page.getByRole('link', { name: '重新登录' }).click();
      await page.getByLabel('账号').fill('reviewer');
      await page.getByLabel('口令').fill('gongbao-reviewer');
      await page.keyboard.press('Enter');
      await page.getByRole('form', { name: '提出审查意见' }).waitFor();
      assert.match(await page.getByLabel('审查意见', { exact: true }).inputValue(), /建议不予许可/);
    });

    it('runs under its policy: nothing was blocked, nothing failed', () => {
      assert.deepEqual(desk.unexpected(), []);
    });
  });
