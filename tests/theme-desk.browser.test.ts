/**
 * A matter of several items at the clerks' desk, mostly by keyboard: found beside items, its parts chosen, asked once,
 * a guide that changes meanwhile, the receipt, and the page that follows its cases. All people are made up.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { buildDesk, DeskBrowser } from './desk-browser.ts';
import { publishNext } from './next-version.ts';
import { intakeFor } from './restaurant.ts';
import { Visitor } from './visitor.ts';

const TRADER = '640100148000';
const FOOD = '640100147000';
const IDENTITY = '11010519491231002X';
const REGISTRATION = '个体工商户登记注册';

const madeUp = (id: string, type: string): string => {
  const name = id.split('.').at(-1) ?? '';
  if (type === 'date') return name === 'until' ? '2027-01-01' : '2026-01-01';
  if (type === 'tel') return '13900000009';
  if (name === 'number') return IDENTITY;
  if (/staff|capital|area|width|height|exits/.test(name)) return '3';
  return '虚构的内容';
};

before(buildDesk);

for (const width of [1440, 390] as const)
  describe(`a matter at the clerks' desk at ${width} px`, () => {
    let desk: DeskBrowser;
    let page: Page;
    let number = '';
    before(async () => {
      desk = await DeskBrowser.open(width, 'theme');
      page = await desk.signedIn('window');
    });
    after(() => desk?.close());

    async function fillForm(): Promise<void> {
      for (const field of await page.locator('.fields :is(input, textarea, select)').all()) {
        const type = (await field.getAttribute('type')) ?? '';
        if (type === 'radio') {
          const name = await field.getAttribute('name');
          await page.locator(`input[name="${name}"]`).last().check();
        } else if ((await field.evaluate((e) => e.tagName)) === 'SELECT')
          await field.selectOption({ index: 1 });
        else await field.fill(madeUp((await field.getAttribute('id')) ?? '', type));
      }
    }

    it('is found beside items by what people say, and its parts are chosen by keyboard', async () => {
      await page.keyboard.press('n');
      await page.getByLabel('办什么事').waitFor();
      await page.locator('.found button').first().getByText('我要开饭店').waitFor();
      await page.keyboard.type('招牌');
      await page.getByText('2个事项').waitFor();
      assert.match(
        await page.locator('.found button').first().innerText(),
        /户外广告/,
        'the item itself first',
      );
      await page.getByLabel('办什么事').fill('饭店');
      await page.locator('.found button.active').getByText('我要开饭店').waitFor();
      await desk.sound(page, 'find');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: '我要开饭店' }).waitFor();
      assert.equal(await page.locator('.always').count(), 2, 'what is not optional is no choice');
      await page.keyboard.press('Control+Enter');
      await page.locator('.wrong').first().waitFor();
      const focused = await page.evaluate(() => document.activeElement?.id);
      assert.equal(focused, `${TRADER}-applicant.name`, 'the first field that is wrong');
      await desk.sound(page, 'refused');
    });

    it('asks once what its items share, and other parts change what is asked, not what was typed', async () => {
      assert.equal(await page.locator('input[id$=".number"]').count(), 1);
      const lease = page.locator('.ticks > li').filter({ hasText: '经营场所使用证明' });
      assert.equal(await lease.count(), 1, 'a material is asked once');
      await lease.getByText('用于营业执照、食品经营许可').waitFor();
      await page.getByText('“营业执照”办好后直接传给食品经营许可').first().waitFor();
      await fillForm();
      await page.getByRole('checkbox', { name: /^户外招牌/ }).focus();
      await page.keyboard.press('Space');
      await page.locator('[id="640100051000-sign.content"]').waitFor();
      assert.equal(await page.locator(`[id="${TRADER}-applicant.number"]`).inputValue(), IDENTITY);
      await fillForm();
      for (const box of await page.locator('.ant-checkbox-group input').all()) await box.check();
      // The last material was not brought; a copy is kept of each of the others.
      const brought = page.locator('.ticks > li:has(.brought)');
      for (let n = 0; n < (await brought.count()) - 1; n++)
        for (const box of await brought.nth(n).locator('input[type=checkbox]').all()) await box.check();
      const identity = brought.filter({ hasText: '居民身份证' }).first();
      await identity.locator('input[type=file]').setInputFiles({
        name: '身份证.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(`%PDF-1.7 made up ${width}`),
      });
      await page.getByText('身份证.pdf').first().waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 2, name: '我要开饭店' }).waitFor();
      assert.equal(await page.locator(`[id="${TRADER}-applicant.number"]`).inputValue(), IDENTITY);
      await page.getByText('身份证.pdf').first().waitFor();
      assert.equal(await page.getByRole('checkbox', { name: /^户外招牌/ }).isChecked(), true);
      await desk.sound(page, 'intake');
    });

    it('says which guide changed meanwhile, loses nothing, and files once however often it is sent', async () => {
      await publishNext(desk.site, FOOD, (item) => ({
        ...item,
        about: `${item.about}（写明份数）`,
        conditions: [...item.conditions, '新写进指南的条件，供试验使用。'],
      }));
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').getByText('“食品经营许可”的办事指南更新了').waitFor();
      await page.getByText('新写进指南的条件').waitFor();
      assert.equal(await page.locator(`[id="${TRADER}-applicant.number"]`).inputValue(), IDENTITY);
      await desk.sound(page, 'stale');
      await page.keyboard.press('Control+Enter');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { level: 1, name: '收件凭证' }).waitFor();
      assert.match(page.url(), /themes\/[0-9a-f-]{36}\/receipt$/);
      const { rows } = await desk.site.store.runSql(
        'select number, (select count(*)::int from case_file) as cases from theme_case',
      );
      assert.equal(rows.length, 1, 'once');
      assert.equal((rows[0] as { cases: number }).cases, 2, 'what can begin at once');
      ({ number } = rows[0] as { number: string });
      await page.getByText(number).waitFor();
      await page.getByText('告知是否受理').first().waitFor();
      await page.getByText(/最迟\d{4}年.*暂定/).waitFor();
      await page.getByText('没有提交：').waitFor();
      await page.reload();
      await page.getByText('电子件1份').waitFor();
      await desk.sound(page, 'receipt');
      assert.equal(
        await page.evaluate(() => Object.keys(sessionStorage).filter((k) => k.includes(':new:')).length),
        0,
      );
    });

    it('shows where each case stands, leads to them and back, and goes on by itself', async () => {
      await page.getByRole('link', { name: '去办理：看各项' }).click();
      await page.getByRole('heading', { level: 1, name: '我要开饭店' }).waitFor();
      await page.getByText('等前一项办好').first().waitFor();
      await desk.sound(page, 'matter');
      await page.getByRole('link', { name: REGISTRATION }).click();
      await page.getByRole('heading', { level: 1, name: REGISTRATION }).waitFor();
      const caseId = /cases\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
      await page.getByText('看过原件，留存复印件').first().waitFor();
      await desk.sound(page, 'case');
      await desk.step(page, caseId, 'accept');
      const reviewer = await desk.signedIn('reviewer');
      await desk.step(reviewer, caseId, 'propose', { opinion: 'grant', reason: '材料齐全' });
      await desk.step(await desk.signedIn('approver'), caseId, 'grant');
      await page.getByRole('link', { name: '我要开饭店' }).click();
      await page.getByText('已准予').first().waitFor();
      await page.getByRole('link', { name: '食品经营许可', exact: true }).waitFor();
      await desk.sound(page, 'going-on');
    });

    it('is found by its one number', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type(number);
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: REGISTRATION }).waitFor();
      assert.equal(await page.locator('.cases tbody tr').count(), 3);
    });

    it('notes that the applicant, at the window, no longer wants an item that waits', async () => {
      const { intake } = await intakeFor(new Visitor(desk.site.app), {});
      const { id } = await desk.api<{ id: string }>(page, '/api/desk/themes/open-restaurant', intake);
      await page.goto(`${desk.origin}/desk/cases/themes/${id}`);
      await page.getByRole('button', { name: '申请人不办这一项' }).first().focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await dialog.getByRole('button', { name: '登记：申请人不办这一项' }).click();
      await dialog.getByRole('alert').getByText('请写明').waitFor();
      await dialog.getByRole('button', { name: '当面表示' }).click();
      await desk.sound(page, 'drop');
      await page.keyboard.press('Escape');
      await page.reload();
      await page.getByRole('button', { name: '申请人不办这一项' }).first().click();
      const typed = await dialog.getByLabel('申请人怎样表示').inputValue();
      assert.match(typed, /当面表示不办/, 'what was typed is kept');
      await dialog.getByLabel('申请人怎样表示').fill(`${typed}改租了别处。`);
      await dialog.getByRole('button', { name: '登记：申请人不办这一项' }).click();
      await page.getByText('申请人到窗口表示不办，由窗口登记').waitFor();
      await page.getByText('改租了别处').first().waitFor();
      assert.equal(await dialog.count(), 0);
      await desk.sound(page, 'dropped');
      const { rows } = await desk.site.store.runSql(
        `select count(*)::int as n from theme_child where theme_id = '${id}' and dropped`,
      );
      assert.equal((rows[0] as { n: number }).n, 1);
    });

    it('runs under its policy: nothing was blocked, nothing failed', () => {
      assert.deepEqual(desk.unexpected(), []);
    });
  });
