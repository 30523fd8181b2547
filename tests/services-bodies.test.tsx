/** Cases that several bodies handle, as the officials of each body: asked in parallel, first reviewed by a town, reported up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Item, seedItems } from '#systems/permits/index.ts';
import { itemNamed, official, step, steps, takeIn } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

type Found = { item: Item; version: number };
type ToDo = { cases: { id: string; light: string; asked: string[] }[]; total: number };
type Case = {
  reading: string;
  version: number;
  holder: string;
  state: { code: string };
  answers: { value: string }[];
  consulted: { body: string; answered: boolean }[];
  actions: { transition: string; input: { properties: Record<string, { enum?: string[] }> } | null }[];
};

let site: Site;
let window: Visitor;
let bus: Found;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  window = new Visitor(site.app);
  await window.signIn('window');
  bus = await itemNamed(site, '校车使用许可');
});
after(() => site.close());

const toDo = async (who: Visitor, query = '') => (await who.json<ToDo>(`/api/desk/to-do${query}`)).body;
const read = async (who: Visitor, id: string) => (await who.json<Case>(`/api/desk/cases/${id}`)).body;

test('bodies that are asked see the case in their to-do, answer for themselves in parallel, and then only read', async () => {
  const [police = '', housing = ''] = bus.item.opinionBodies;
  const education = bus.item.implementers[0] ?? '';
  const reviewer = await official(
    site,
    'edu',
    '教育局审查员',
    [education, 'reviewer'],
    [education, 'opinion'],
  );
  const traffic = await official(site, 'police', '交警会办员', [police, 'opinion']);
  const builder = await official(site, 'housing', '住建会办员', [housing, 'opinion']);
  const bystander = await official(site, 'bystander', '旁观局会办员', ['旁观局', 'opinion']);
  const { id } = await takeIn(window, bus);
  await steps(window, id, ['accept']);
  assert.equal((await toDo(traffic)).total, 0);
  assert.equal((await traffic.json(`/api/desk/cases/${id}`)).status, 404, 'not asked yet');

  const unknown = await step(reviewer, id, 'ask_opinions', { bodies: ['没有的局'] });
  assert.equal(unknown.body.error?.code, 'services.body');
  await steps(reviewer, id, ['ask_opinions', { bodies: [police, housing] }]);
  for (const [who, body] of [
    [traffic, police],
    [builder, housing],
  ] as const) {
    const list = await toDo(who);
    assert.deepEqual(
      list.cases.map((c) => [c.id, c.light, c.asked]),
      [[id, 'green', [body]]],
    );
    assert.equal((await toDo(who, '?whose=asked')).total, 1);
    const seen = await read(who, id);
    assert.equal(seen.reading, 'whole');
    assert.ok(seen.answers.length > 0);
    assert.deepEqual(
      seen.actions.map((a) => a.transition),
      ['give_opinion'],
    );
    assert.equal(seen.actions[0]?.input?.properties.body, undefined, 'the body follows from the post');
  }
  // What the body that has the case notes for itself is not theirs to read.
  const [me] = [(await reviewer.json<{ id: string }>('/api/desk/me')).body.id];
  const taken = { cases: [{ id, from: null }], to: me, note: '本局内部说明', requestKey: 'taken-by-edu' };
  assert.equal((await reviewer.json('/api/desk/assignments', taken)).status, 200);
  assert.match(JSON.stringify(await read(reviewer, id)), /本局内部说明/u);
  assert.doesNotMatch(JSON.stringify(await read(traffic, id)), /本局内部说明/u);
  assert.equal((await toDo(bystander)).total, 0);
  assert.equal((await bystander.json(`/api/desk/cases/${id}`)).status, 404);
  const own = await read(reviewer, id);
  assert.ok(!own.actions.some((a) => a.transition === 'give_opinion'), 'not for another body');

  // Both read the same version; the second one's answer is not stale by the first.
  const { version } = await read(traffic, id);
  const forOther = await step(traffic, id, 'give_opinion', {
    body: housing,
    opinion: 'agree',
    reason: '同意',
  });
  assert.equal(forOther.body.error?.code, 'services.body');
  const first = await step(traffic, id, 'give_opinion', { opinion: 'agree', reason: '线路安全' }, version);
  const second = await step(
    builder,
    id,
    'give_opinion',
    { opinion: 'disagree', reason: '站点不足' },
    version,
  );
  assert.deepEqual([first.status, second.status], [200, 200], JSON.stringify([first.body, second.body]));
  assert.deepEqual(
    (await read(reviewer, id)).consulted.map((c) => c.answered),
    [true, true],
  );

  assert.equal((await toDo(traffic)).total, 0, 'answered: it waits no more');
  const after = await read(traffic, id);
  assert.deepEqual([after.reading, after.actions], ['answered', []]);
  assert.equal((await traffic.json(`/api/desk/cases/${id}/reveal`, {})).status, 422);
  const again = await step(traffic, id, 'give_opinion', { opinion: 'disagree', reason: '反悔' });
  assert.notEqual(again.status, 200);

  // Concluding must have seen both answers: it is stale by them.
  const blind = await step(reviewer, id, 'conclude_opinions', {}, version);
  assert.equal(blind.body.error?.code, 'procedure.stale');
  await steps(reviewer, id, ['conclude_opinions']);
  await steps(reviewer, id, ['propose', { opinion: 'grant', reason: '合格' }]);
  const approver = new Visitor(site.app);
  await approver.signIn('approver');
  await steps(approver, id, ['grant']);
  assert.equal((await read(traffic, id)).reading, 'answered');
  await steps(window, id, ['deliver', { way: 'window' }]);
  assert.equal((await traffic.json(`/api/desk/cases/${id}`)).status, 404, 'the case has ended');
});

test('an account with posts in two asked bodies chooses for which it answers', async () => {
  const [police = '', housing = ''] = bus.item.opinionBodies;
  const both = await official(site, 'both', '两边会办员', [police, 'opinion'], [housing, 'opinion']);
  const reviewer = new Visitor(site.app);
  await reviewer.signIn('reviewer');
  const { id } = await takeIn(window, bus);
  await steps(window, id, ['accept']);
  await steps(reviewer, id, ['ask_opinions', { bodies: [police, housing] }]);
  const seen = await read(both, id);
  assert.deepEqual(seen.actions[0]?.input?.properties.body?.enum, [police, housing]);
  const none = await step(both, id, 'give_opinion', { opinion: 'agree', reason: '同意' });
  assert.equal(none.body.error?.code, 'services.body');
  await steps(both, id, ['give_opinion', { body: housing, opinion: 'agree', reason: '同意' }]);
  await steps(both, id, ['give_opinion', { opinion: 'agree', reason: '同意' }]);
  assert.deepEqual(
    (await read(reviewer, id)).consulted.map((c) => c.answered),
    [true, true],
  );
});

test('a town takes in and reviews first, the deciding body sends it back to that town and decides', async () => {
  const found = await itemNamed(site, '适龄儿童、少年因身体状况需要延缓入学或者休学审批');
  const { authority } = found.item;
  const town = '镇政府';
  const clerk = await official(site, 'townclerk', '镇受理员', [town, 'clerk'], [town, 'town']);
  const bureau = await official(site, 'bureau', '局审查员', [authority, 'reviewer'], [authority, 'approver']);
  const wrong = await window.json<{ error: { code: string } }>('/api/desk/cases', {
    itemCode: found.item.codes.base,
    itemVersion: found.version,
    body: authority,
    answers: {},
    requestKey: 'to-the-authority',
  });
  assert.equal(wrong.body.error.code, 'services.body', 'the deciding body cannot make the first review');
  const { id } = await takeIn(clerk, found, town);
  await steps(clerk, id, ['accept']);
  assert.equal((await bureau.json(`/api/desk/cases/${id}`)).status, 404);
  assert.equal(
    (await read(clerk, id)).actions.find((a) => a.transition === 'pass_up')?.input?.properties.body,
    undefined,
  );
  await steps(clerk, id, ['pass_up', { opinion: '情况属实' }]);
  assert.equal((await read(bureau, id)).holder, authority);
  assert.ok((await toDo(bureau)).cases.some((c) => c.id === id));
  assert.equal((await clerk.json(`/api/desk/cases/${id}`)).status, 404, 'it is the bureau’s now');
  await steps(bureau, id, ['return_to_town', { reason: '请补充走访记录' }]);
  assert.equal((await toDo(clerk)).total, 1);
  await steps(clerk, id, ['pass_up', { opinion: '已补充' }]);
  await steps(bureau, id, ['propose', { opinion: 'grant', reason: '合格' }], ['grant']);
});

test('first review here, then up, and the higher body’s decision comes back', async () => {
  const found = await itemNamed(site, '华侨回国定居审批');
  const body = found.item.implementers[0] ?? '';
  const one = await official(
    site,
    'faiths',
    '民宗局办事员',
    [body, 'clerk'],
    [body, 'reviewer'],
    [body, 'approver'],
  );
  const { id } = await takeIn(one, found);
  await steps(one, id, ['accept'], ['propose', { opinion: 'grant', reason: '材料齐全' }]);
  await steps(one, id, ['report_up', { body: '市级主管部门（虚构）', opinion: '同意上报' }]);
  assert.equal((await toDo(one)).total, 1, 'the decision is to be registered');
  await steps(one, id, ['higher_granted', { document: '虚构〔2024〕1号' }], ['deliver', { way: 'window' }]);
  assert.equal((await read(one, id)).state.code, 'delivered');
});
