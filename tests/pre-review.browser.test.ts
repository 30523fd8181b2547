/**
 * A draft is shown to the window before it is filed: the resident without script, the clerk at the desk. All people are
 * made up.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Item, receivingBodies } from '#systems/permits/index.ts';
import { buildDesk, DeskBrowser } from './desk-browser.ts';
import { lookAt, openPage } from './look.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { itemNamed, makeOfficial } from './officials.ts';
import { PNG } from './visitor.ts';

const DOG = '犬类准养证核发';

before(buildDesk);

for (const width of [1440, 390] as const)
  describe(`a pre-review at ${width} px`, () => {
    let desk: DeskBrowser;
    let clerk: Page;
    let person: Page;
    let item: Item;
    const look = lookAt({ story: 'pre-review-resident', width, looks: ['', 'large'] });
    before(async () => {
      desk = await DeskBrowser.open(width, 'pre-review-desk');
      ({ item } = await itemNamed(desk.site, DOG));
      await makeOfficial(desk.site, 'colleague', '同事乙', ['*', 'clerk']);
      clerk = await desk.signedIn('window');
      person = await openPage(desk.browsed, { width, javaScriptEnabled: false });
      await person.goto(`${desk.origin}/register`);
      await person.locator('[name=name]').fill('虚构居民');
      await person.locator('[name=phone]').fill('13900004001');
      await person.locator('[name=password]').fill('a-long-password');
      await person.locator('main form button').first().click();
    });
    after(() => desk?.close());

    const fill = async (more: Record<string, string>) => {
      for (const [name, value] of Object.entries({ ...asFields(madeUpAnswers(item.form)), ...more })) {
        const field = person.locator(`[name="${name}"]`);
        const select = (await field.evaluate((e) => e.tagName)) === 'SELECT';
        await (select ? field.selectOption(value) : field.fill(value));
      }
      if (receivingBodies(item).length > 1)
        await person.locator('select[name=body]').selectOption(receivingBodies(item)[0] ?? '');
    };

    it('the resident sends a half filled draft, is told what it is not, and sees it wait', async () => {
      await person.goto(`${desk.origin}/services/items/${item.codes.base}/apply`);
      await fill({ 'applicant.address': '' });
      await look(person, 'apply');
      await person.getByRole('button', { name: '请窗口预审' }).click();
      await person.getByText('已经发给窗口').waitFor();
      await look(person, 'asked');
      await person.getByRole('link', { name: '打开草稿' }).click();
      await person.getByText('等窗口答复').waitFor();
      await look(person, 'apply-waiting');
      await fill({});
      await person.getByRole('button', { name: '下一步：提交材料' }).click();
      await person.locator('#file-0').setInputFiles({ name: '照片.png', mimeType: 'image/png', buffer: PNG });
      await person.getByRole('button', { name: '再请窗口预审' }).click();
      await person.getByText('已经发给窗口').waitFor();
      await person.goto(`${desk.origin}/me/cases`);
      await person.getByRole('link', { name: '窗口预审：等窗口答复' }).waitFor();
      await look(person, 'mine-waiting');
    });

    it('the clerk finds it by key, looks, ticks, is refused what does not fit, and answers', async () => {
      await clerk.keyboard.press('p');
      await clerk.getByRole('heading', { level: 1, name: '预审' }).waitFor();
      await clerk.getByRole('link', { name: DOG }).waitFor();
      assert.equal(await clerk.locator('.cases tbody tr').count(), 1, 'the older was replaced');
      await clerk.getByText('第2次').waitFor();
      await desk.sound(clerk, 'list');
      await clerk.keyboard.press('j');
      await clerk.keyboard.press('Enter');
      await clerk.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await clerk.getByRole('button', { name: '照片.png' }).click();
      await clerk.getByRole('dialog').waitFor();
      await clerk.keyboard.press('Escape');
      await desk.sound(clerk, 'opened');
      await clerk.getByLabel('可以提交', { exact: true }).check();
      await clerk.keyboard.press('Control+Enter');
      await clerk.getByText('还没有核对，不能答复可以提交').waitFor();
      const lines = clerk.locator('.materials > li');
      for (let n = 0; n < (await lines.count()); n++)
        await lines
          .nth(n)
          .getByText(n === 1 ? '有问题' : '完整', { exact: true })
          .click();
      await lines.nth(1).locator('input[type=text], input:not([type])').fill('虚构的说明：缺背面。');
      await clerk.getByLabel('申请人要改什么').fill('虚构的说明：住址请写到门牌。');
      await clerk.getByLabel('请补充后提交', { exact: true }).check();
      await clerk.getByLabel('给申请人的话').fill('虚构的说明：补好就可以提交。');
      await clerk.reload();
      await clerk.getByRole('heading', { level: 1, name: DOG }).waitFor();
      assert.equal(await clerk.getByLabel('申请人要改什么').inputValue(), '虚构的说明：住址请写到门牌。');
      await desk.sound(clerk, 'filled-in');
      await clerk.keyboard.press('Control+Enter');
      await clerk.getByText('已经答复，通知已发给申请人').waitFor();
      await desk.sound(clerk, 'answered');
    });

    it('the resident reads it beside the fields and materials, mends, asks again, and a clerk who is late is told so', async () => {
      await person.goto(`${desk.origin}/me/notices`);
      await person.getByRole('link', { name: '看答复' }).click();
      await person.getByText('窗口的答复：请补充后提交').waitFor();
      await look(person, 'answered');
      await person.getByRole('link', { name: '打开草稿，改好提交' }).click();
      await person.getByText('住址请写到门牌').waitFor();
      await look(person, 'apply-answered');
      await person.getByRole('button', { name: '下一步：提交材料' }).click();
      await person.getByText('缺背面').waitFor();
      await look(person, 'materials-answered');
      await person.locator('#file-1').setInputFiles({ name: '背面.png', mimeType: 'image/png', buffer: PNG });
      await person.getByRole('button', { name: '再请窗口预审' }).click();
      await person.getByText('已经发给窗口').waitFor();

      await clerk.goto(`${desk.origin}/desk/cases/pre-reviews`);
      await clerk.getByRole('link', { name: DOG }).click();
      const late = await desk.signedIn('colleague');
      await late.goto(clerk.url());
      for (const page of [clerk, late]) {
        await page.getByRole('heading', { level: 1, name: DOG }).waitFor();
        for (const line of await page.locator('.materials > li').all())
          await line.getByText('完整', { exact: true }).click();
        await page.getByLabel('可以提交', { exact: true }).check();
      }
      await clerk.keyboard.press('Control+Enter');
      await clerk.getByText('已经答复，通知已发给申请人').waitFor();
      await late.keyboard.press('Control+Enter');
      await late.getByText('已经答复了这次预审，您的没有发出').waitFor();
      await desk.sound(late, 'too-late');
      await late.getByRole('button', { name: '刷新，看现在怎样了' }).click();
      await late.locator('.pre-said').first().waitFor();
    });

    it('filed, the case says what was looked at, and the window takes it over without looking twice', async () => {
      await person.goto(`${desk.origin}/me/cases`);
      await person.getByRole('link', { name: '窗口预审：可以提交' }).waitFor();
      await look(person, 'mine-ready');
      await person.getByRole('link', { name: DOG, exact: true }).click();
      await person.getByRole('button', { name: '下一步：提交材料' }).click();
      await person.getByRole('button', { name: '提交申请' }).click();
      if (await person.locator('input[name=incomplete]').count()) {
        await person.locator('input[name=incomplete]').check();
        await person.getByRole('button', { name: '提交申请' }).click();
      }
      await person.waitForURL(/\/me\/cases\//);
      const [{ id }] = (await desk.site.store.runSql('select id from case_file')).rows as [{ id: string }];
      await clerk.goto(`${desk.origin}/desk/cases/${id}`);
      await clerk.getByRole('heading', { name: '提交前的预审' }).waitFor();
      await desk.sound(clerk, 'case');
      await clerk.getByRole('button', { name: /照预审的结果核对/ }).click();
      await clerk.getByRole('button', { name: /保存核对结果/ }).click();
      await clerk.getByText('证据等级C').first().waitFor();
      await clerk.getByRole('link', { name: '看当时的草稿' }).click();
      await clerk.getByText('申请人已经正式提交').waitFor();
      await desk.sound(clerk, 'filed');
    });

    it('nothing was blocked, nothing failed', () => {
      assert.deepEqual(desk.unexpected(), []);
    });
  });
