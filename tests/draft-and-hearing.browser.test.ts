/**
 * Without script, at telephone and desk width, in large type: a draft is deleted after it was said what goes; what is
 * not to be brought is not asked for; a hearing is asked for before anything else on the page. At the desk by keyboard:
 * the right to a hearing is told, and notice of it given. All people are made up.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Item } from '#systems/permits/index.ts';
import { buildDesk, DeskBrowser } from './desk-browser.ts';
import { lookAt } from './look.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { itemNamed } from './officials.ts';
import { PNG } from './visitor.ts';

const DOG = '犬类准养证核发';

before(buildDesk);

for (const width of [1440, 390] as const)
  describe(`drafts and hearings at ${width} px`, () => {
    let desk: DeskBrowser;
    let person: Page;
    let item: Item;
    let path = '';
    const look = lookAt({ story: 'draft-hearing', width, looks: ['', 'large'] });
    before(async () => {
      desk = await DeskBrowser.open(width, 'draft-hearing-desk');
      ({ item } = await itemNamed(desk.site, DOG));
      path = `${desk.origin}/services/items/${item.codes.base}/apply`;
      const reviewer = await desk.signedIn('reviewer');
      const context = await reviewer
        .context()
        .browser()
        ?.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', javaScriptEnabled: false });
      assert.ok(context);
      person = await context.newPage();
      person.setDefaultTimeout(15_000);
      await person.goto(`${desk.origin}/register`);
      await person.locator('[name=name]').fill('虚构居民');
      await person.locator('[name=phone]').fill('13900004101');
      await person.locator('[name=password]').fill('a-long-password');
      await person.locator('main form button').first().click();
    });
    after(() => desk?.close());

    const fill = async () => {
      await person.goto(path);
      for (const [name, value] of Object.entries(asFields(madeUpAnswers(item.form)))) {
        const field = person.locator(`[name="${name}"]`);
        const select = (await field.evaluate((e) => e.tagName)) === 'SELECT';
        await (select ? field.selectOption(value) : field.fill(value));
      }
    };

    it('a draft is deleted from the list, by keyboard, and an old address says that it is gone', async () => {
      await fill();
      await person.getByRole('button', { name: '下一步：提交材料' }).click();
      await person.getByText('这些不用您交').waitFor();
      await look(person, 'materials');
      const upload = person.locator('.material-list').first().locator('input[type=file]').first();
      await upload.setInputFiles({ name: '免疫证.png', mimeType: 'image/png', buffer: PNG });
      await person.getByRole('button', { name: '先上传保存' }).click();
      await person.getByText('免疫证.png').first().waitFor();
      const gone = person.url();
      await person.goto(`${desk.origin}/me/cases`);
      await look(person, 'mine');
      await person.getByRole('link', { name: /^删除/ }).focus();
      await person.keyboard.press('Enter');
      await person.getByRole('heading', { level: 1, name: /删除草稿/ }).waitFor();
      assert.equal(await person.getByRole('checkbox').isChecked(), true);
      await look(person, 'delete');
      await person.getByRole('button', { name: '删除这份草稿' }).click();
      await person.getByText('草稿已经删除').waitFor();
      await look(person, 'deleted');
      await person.goto(gone);
      await person.getByText('没有找到这份草稿').waitFor();
      await look(person, 'gone');
    });

    it('a hearing is told of, asked for and given notice of', async () => {
      await fill();
      await person.getByRole('button', { name: '下一步：提交材料' }).click();
      await person.getByRole('button', { name: '提交申请' }).click();
      await person.getByLabel('材料暂缺，仍然提交').check();
      await person.getByRole('button', { name: '提交申请' }).click();
      await person.getByText('申请已经提交').waitFor();
      const id = /cases\/([0-9a-f-]{36})/.exec(person.url())?.[1] ?? '';
      await desk.step(await desk.signedIn('window'), id, 'accept');

      const reviewer = await desk.signedIn('reviewer');
      await reviewer.goto(`${desk.origin}/desk/cases/${id}`);
      await reviewer.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await desk.openStep(reviewer, '告知听证权利');
      await reviewer.getByLabel('为什么直接涉及重大利益关系').fill('养犬地点紧邻幼儿园');
      await desk.sound(reviewer, 'tell');
      await reviewer.keyboard.press('Control+Enter');
      await reviewer.getByText('可以要求听证').first().waitFor();

      await person.goto(`${desk.origin}/me/cases/${id}`);
      const order = await person.locator('main h2').allInnerTexts();
      assert.ok(order.indexOf('您现在可以') < order.indexOf('还要多久'), order.join(' '));
      await look(person, 'right');
      await person.getByRole('button', { name: '要求听证', exact: true }).click();
      await person.getByText('听证中').first().waitFor();
      await look(person, 'asked');

      await reviewer.reload();
      await reviewer.getByRole('heading', { level: 1, name: DOG }).waitFor();
      await desk.openStep(reviewer, '通知听证时间地点');
      await reviewer.getByLabel('听证日期').fill('2000-01-03');
      await reviewer.getByLabel('时间和地点').fill('上午九点，三楼会议室');
      await reviewer.getByLabel('听证主持人').fill('虚构主持');
      await reviewer.keyboard.press('Control+Enter');
      await reviewer.getByText('要提前7个工作日通知').waitFor();
      assert.equal(await reviewer.getByLabel('时间和地点').inputValue(), '上午九点，三楼会议室');
      await desk.sound(reviewer, 'notice');
    });

    it('runs under its policy: nothing was blocked, nothing failed', () => {
      // A refusal by rule is an answer of its own, which browsers report as a failed request.
      assert.deepEqual(
        desk.unexpected().filter((c) => !/status of 422/.test(c)),
        [],
      );
    });
  });
