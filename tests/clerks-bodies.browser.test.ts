/**
 * Several bodies and several officials at the desk: a joint case as each body sees it, and cases that go from hand to
 * hand. All people are made up.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Item } from '#systems/permits/index.ts';
import { buildDesk, DeskBrowser } from './desk-browser.ts';
import { intakeOf, itemNamed, makeOfficial } from './officials.ts';
import { PNG } from './visitor.ts';

before(buildDesk);

for (const width of [1440, 390] as const)
  describe(`bodies and hands at ${width} px`, () => {
    let desk: DeskBrowser;
    let bus: { item: Item; version: number };
    let id = '';
    before(async () => {
      desk = await DeskBrowser.open(width, 'bodies');
      bus = await itemNamed(desk.site, '校车使用许可');
      const education = bus.item.implementers[0] ?? '';
      const [police = '', housing = ''] = bus.item.opinionBodies;
      await makeOfficial(desk.site, 'reviewera', '审查员甲', [education, 'reviewer']);
      await makeOfficial(desk.site, 'reviewerb', '审查员乙', [education, 'reviewer']);
      await makeOfficial(desk.site, 'headc', '负责人丙', [education, 'head']);
      await makeOfficial(desk.site, 'police', '交警会办员', [police, 'opinion']);
      await makeOfficial(desk.site, 'both', '两边会办员', [police, 'opinion'], [housing, 'opinion']);
    });
    after(() => desk?.close());

    const openFirst = async (page: Page, title = '校车使用许可') => {
      await page.keyboard.press('t');
      await page.keyboard.press('r');
      await page.getByRole('link', { name: title }).first().waitFor();
      await page.getByRole('link', { name: title }).first().click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    };

    it('scans a material at the window, looks at it, ticks what is wrong, and the notice is made of it', async () => {
      const page = await desk.signedIn('window');
      id = (await desk.api<{ id: string }>(page, '/api/desk/cases', intakeOf(bus))).id;
      await openFirst(page);
      const first = page.locator('.materials > li').first();
      await first.getByText('有问题').click();
      await first.getByRole('textbox').fill('缺少公章');
      await page.reload();
      await page.getByText('保存核对结果（1 项）').waitFor();
      await desk.openStep(page, '一次性告知补正');
      assert.equal(
        await page.locator('.step-form .ticks input:not([type=checkbox])').inputValue(),
        '缺少公章',
      );
      await page.keyboard.press('Escape');
      await page.getByText('保存核对结果（1 项）').click();
      await page.getByText('有问题：缺少公章').waitFor();
      await desk.sound(page, 'materials');
      await desk.openStep(page, '一次性告知补正');
      await desk.send(page, '一次性告知补正');
      await desk.openStep(page, '提交补正材料');
      await page
        .locator('.step-form input[type=file]')
        .first()
        .setInputFiles({ name: '补来的.png', mimeType: 'image/png', buffer: PNG });
      await page.getByText('补来的.png').waitFor();
      await desk.sound(page, 'supplement');
      await desk.send(page, '提交补正材料');
      await page.getByRole('button', { name: '补来的.png' }).click();
      const picture = page.getByRole('img', { name: '补来的.png' });
      await picture.waitFor();
      assert.equal(await picture.evaluate((e) => (e as HTMLImageElement).naturalWidth), 1);
      await desk.sound(page, 'picture');
      await page.keyboard.press('Escape');
      await desk.openStep(page, '受理');
      await desk.send(page, '受理');
    });

    it('is taken by one reviewer, given to another with a note, and handed over whole', async () => {
      const anna = await desk.signedIn('reviewera');
      await anna.keyboard.press('r');
      await anna.getByRole('link', { name: '校车使用许可' }).waitFor();
      await anna.keyboard.press('j');
      await anna.keyboard.press('l');
      await anna.getByRole('dialog', { name: '领取 1 件' }).waitFor();
      await desk.sound(anna, 'take');
      await anna.keyboard.press('Enter');
      await anna.getByRole('dialog', { name: '领取了 1 件' }).waitFor();
      await anna.keyboard.press('Enter');
      await anna.getByText('我经办的 1').waitFor();
      await desk.sound(anna, 'mine');
      await anna.keyboard.press('j');
      await anna.keyboard.press('g');
      const dialog = anna.getByRole('dialog');
      await dialog.getByText('审查员乙').click();
      await dialog.getByLabel('交接说明').fill('周三要到现场');
      await desk.sound(anna, 'give');
      await dialog.getByText('转给选中的人').click();
      await anna.getByRole('dialog', { name: '转办了 1 件' }).waitFor();
      await anna.keyboard.press('Enter');

      const head = await desk.signedIn('headc');
      await head.keyboard.press('h');
      await head.getByRole('heading', { level: 1, name: '交接' }).waitFor();
      await head.getByLabel('谁的件').selectOption({ label: '审查员乙：1件' });
      await head.getByLabel('交给谁').selectOption({ label: '审查员甲：手里0件' });
      await desk.sound(head, 'hand-over');
      await head.getByRole('button', { name: '交接 1 件' }).click();
      await head.getByText('交接了 1 件').waitFor();
      await desk.sound(head, 'handed-over');
      await openFirst(anna);
      await anna.getByText('周三要到现场').waitFor();
      await desk.sound(anna, 'case-of-mine');
    });

    it('asks two bodies, whose officials see it, answer for their own, and only read it then', async () => {
      const anna = await desk.signedIn('reviewera');
      await openFirst(anna);
      await desk.openStep(anna, '征求会办单位意见');
      for (const body of bus.item.opinionBodies) await anna.getByLabel(body, { exact: true }).check();
      await desk.sound(anna, 'ask');
      await desk.send(anna, '征求会办单位意见');
      const police = await desk.signedIn('police');
      await police.keyboard.press('r');
      await police.getByText('请我会办的 1').waitFor();
      await desk.sound(police, 'asked');
      await openFirst(police);
      await desk.openStep(police, '答复会办意见');
      assert.equal(await police.locator('.step-form fieldset').count(), 1, 'no body to choose');
      await police.getByRole('button', { name: '同意', exact: true }).click();
      await desk.sound(police, 'opinion');
      await desk.send(police, '答复会办意见');
      await police.getByText('您单位的意见已经答复').waitFor();
      await desk.sound(police, 'answered');

      const both = await desk.signedIn('both');
      await openFirst(both);
      await desk.openStep(both, '答复会办意见');
      await both.getByRole('button', { name: '不同意', exact: true }).click();
      // One of theirs has answered: only the other is left, and nothing is chosen.
      assert.equal(await both.locator('.step-form fieldset').count(), 1);
      await desk.send(both, '答复会办意见');
      await openFirst(anna);
      assert.equal(await anna.getByText('（已答复）').count(), 2);
      await desk.openStep(anna, '汇总会办意见');
      await desk.send(anna, '汇总会办意见');
      assert.ok(id !== '');
    });

    it('finds cases by keyboard with an honest count', async () => {
      const page = await desk.signedIn('window');
      await page.keyboard.press('f');
      await page.getByRole('heading', { level: 1, name: '检索办件' }).waitFor();
      await page.getByLabel('状态').selectOption('审查中');
      await page.getByRole('button', { name: '检索', exact: true }).click();
      await page.getByText('1件', { exact: true }).waitFor();
      await desk.sound(page, 'find');
      await page.keyboard.press('/');
      await page.keyboard.type('13900000009');
      await page.keyboard.press('Enter');
      await page.waitForURL(/person=1$/);
      await page.getByText('没有找到').waitFor();
      assert.ok(!page.url().includes('139'));
    });

    it('shows an inspector how cases run, by body, item and case, as of a past day too', async () => {
      const page = await desk.signedIn('inspector');
      await page.keyboard.press('s');
      await page.getByRole('heading', { level: 1, name: '督查' }).waitFor();
      const education = bus.item.implementers[0] ?? '';
      await page.getByRole('link', { name: education }).waitFor();
      await desk.sound(page, 'supervision');
      await page.getByRole('link', { name: education }).click();
      await page.getByRole('link', { name: '校车使用许可' }).click();
      await page.getByText('告知过补正').waitFor();
      await desk.sound(page, 'supervision-cases');
      await page.getByRole('link', { name: '看办理经过' }).click();
      await page.getByText('督查：只看办理经过和期限，不看申请内容。').waitFor();
      assert.equal(await page.getByText('申请内容', { exact: true }).count(), 0);
      await desk.sound(page, 'case-of-inspector');
      await page.goBack();
      await page.getByLabel('截至').fill('2024-01-02');
      await page.getByText('没有办件。').waitFor();
    });

    it('runs under its policy: nothing was blocked, nothing failed', () => {
      assert.deepEqual(desk.unexpected(), []);
    });
  });
