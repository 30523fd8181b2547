/** Who of a body has a case: taken, given with a note, given back, handed over whole; and what the lists make of it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { type Item, seedItems } from '#systems/permits/index.ts';
import { itemNamed, official, step, steps, takeIn } from './officials.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

const DOG = '犬类准养证核发';
type Row = { id: string; role: string | null; assignee: { id: string; name: string } | null };
type List = {
  cases: Row[];
  total: number;
  more: boolean;
  groups: { whose: string; count: number; light: string }[];
};
type Outcomes = { outcomes: { id: string; refused: string | null }[]; left: number };

let site: Site;
let window: Visitor;
let dog: { item: Item; version: number };
let anna: Visitor;
let ben: Visitor;
let head: Visitor;
let outsider: Visitor;
const idOf = async (who: Visitor) => (await who.json<{ id: string }>('/api/desk/me')).body.id;

before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  window = new Visitor(site.app);
  await window.signIn('window');
  dog = await itemNamed(site, DOG);
  const body = dog.item.implementers[0] ?? '';
  anna = await official(site, 'anna', '审查员甲', [body, 'reviewer']);
  ben = await official(site, 'ben', '审查员乙', [body, 'reviewer'], [body, 'approver']);
  head = await official(site, 'head', '负责人丙', [body, 'head']);
  outsider = await official(site, 'outsider', '外单位丁', ['别的局', 'reviewer']);
});
after(() => site.close());

const list = async (who: Visitor, query = '') => (await who.json<List>(`/api/desk/to-do${query}`)).body;
const assign = (
  who: Visitor,
  id: string,
  to: string | null,
  from: string | null = null,
  note = '',
  requestKey = newId(),
) => who.json<Outcomes>('/api/desk/assignments', { cases: [{ id, from }], to, note, requestKey });
const refusedBy = async (made: ReturnType<typeof assign>) => (await made).body.outcomes[0]?.refused ?? null;

async function accepted(): Promise<string> {
  const { id } = await takeIn(window, dog);
  await steps(window, id, ['accept']);
  return id;
}

test('of two who take at once one gets it and the other is told who has it; nobody’s step is stale by it', async () => {
  const id = await accepted();
  const { version } = (await anna.json<{ version: number }>(`/api/desk/cases/${id}`)).body;
  const [a, b] = [await idOf(anna), await idOf(ben)];
  const taken = await Promise.all([refusedBy(assign(anna, id, a)), refusedBy(assign(ben, id, b))]);
  const [refused] = taken.filter((r) => r !== null);
  assert.equal(taken.filter((r) => r === null).length, 1);
  assert.match(refused ?? '', /刚刚由审查员[甲乙]经办/u);
  const winner = taken[0] === null ? a : b;
  assert.equal((await list(anna)).cases.find((c) => c.id === id)?.assignee?.id, winner);
  const proposed = await step(anna, id, 'propose', { opinion: 'grant', reason: '合格' }, version);
  assert.equal(proposed.status, 200, 'who read it before may still act');
  const { rows } = await site.store.runSql(`select assignee from case_file where id = '${id}'`);
  assert.equal((rows[0] as { assignee: string | null }).assignee, null, 'the approver is another');
});

test('given to a colleague with a note that the applicant does not read, given back, and sent twice once', async () => {
  const id = await accepted();
  const [a, b] = [await idOf(anna), await idOf(ben)];
  assert.equal(await refusedBy(assign(anna, id, a)), null);
  assert.match((await refusedBy(assign(ben, id, b, a))) ?? '', /只有审查员甲和机关负责人可以转办/u);
  const key = newId();
  for (let n = 0; n < 2; n++)
    assert.equal(await refusedBy(assign(anna, id, b, a, '周三要现场核查', key)), null);
  const seen = (
    await ben.json<{ events: { done: string; notes: { value: string }[] }[] }>(`/api/desk/cases/${id}`)
  ).body;
  const given = seen.events.filter((e) => e.done === '确定经办人');
  assert.equal(given.length, 2, 'taken, and given once');
  assert.deepEqual(
    given.at(-1)?.notes.map((n) => n.value),
    ['审查员乙', '周三要现场核查'],
  );
  assert.match((await refusedBy(assign(head, id, await idOf(outsider), b))) ?? '', /没有这个职责/u);
  assert.match((await refusedBy(assign(outsider, id, a, b))) ?? '', /没有这一办件/u);
  assert.equal(await refusedBy(assign(head, id, a, b)), null, 'the head may give anybody’s');
  assert.equal(await refusedBy(assign(anna, id, null, a)), null);
  assert.equal((await list(anna, '?whose=unassigned')).cases.filter((c) => c.id === id).length, 1);
  const forged = await step(anna, id, 'assign', {
    role: 'reviewer',
    from: '',
    to: a,
    name: '别人',
    note: '',
  });
  assert.equal(forged.body.error?.code, 'services.inner_step');
});

test('a resident’s page tells that somebody has the case, without the words of the body', async () => {
  const resident = new Visitor(site.app);
  await resident.register('居民试验', '13900000009');
  const id = await accepted();
  await assign(anna, id, await idOf(anna), null, '内部说明不外传');
  const page = textOf((await resident.get(`/me/cases/${id}`)).body);
  assert.match(page, /确定经办人/u);
  assert.doesNotMatch(page, /内部说明不外传/u);
});

test('the filters count all that waits, not only the page', async () => {
  const before = await list(anna);
  for (let n = 0; n < 3; n++) await accepted();
  const mine = await accepted();
  await assign(anna, mine, await idOf(anna));
  const now = await list(anna);
  assert.equal(now.total, before.total + 4);
  const count = (l: List, whose: string) =>
    l.groups.filter((g) => g.whose === whose).reduce((sum, g) => sum + g.count, 0);
  assert.equal(count(now, 'mine'), count(before, 'mine') + 1);
  assert.equal(count(now, 'unassigned'), count(before, 'unassigned') + 3);
  assert.equal((await list(anna, '?whose=mine')).total, count(now, 'mine'));
  assert.ok((await list(anna, '?whose=mine')).cases.every((c) => c.assignee?.name === '审查员甲'));
});

test('somebody is absent: all of theirs go to a colleague; only their own hand does it, or the head’s', async () => {
  const [a, b] = [await idOf(anna), await idOf(ben)];
  const ids = [await accepted(), await accepted()];
  for (const id of ids) await assign(anna, id, a);
  const all = { from: a, to: b, note: '甲请假', requestKey: newId() };
  const others = (
    await outsider.json<Outcomes>('/api/desk/assignments/all', { ...all, to: await idOf(outsider) })
  ).body;
  assert.ok(others.outcomes.every((o) => o.refused !== null));
  const made = (await head.json<Outcomes>('/api/desk/assignments/all', all)).body;
  assert.ok(ids.every((id) => made.outcomes.some((o) => o.id === id && o.refused === null)));
  assert.equal(made.left, 0);
  assert.equal((await list(anna, '?whose=mine')).total, 0);
  assert.ok((await list(ben, '?whose=mine')).total >= 2);
});

test('search: by item, body, state, day and a person’s number, with a count that is right', async () => {
  type Found = { cases: { id: string }[]; total: number; more: boolean };
  const get = async (who: Visitor, query: string) =>
    (await who.json<Found>(`/api/desk/cases?${new URLSearchParams(query)}`)).body;
  const all = await get(window, `item=${DOG}`);
  const { rows } = await site.store.runSql('select count(*)::int as n from case_file');
  assert.equal(all.total, (rows[0] as { n: number }).n);
  assert.equal((await get(window, 'state=待受理')).total, 0);
  const id = (await takeIn(window, dog)).id;
  assert.deepEqual(
    (await get(window, 'state=待受理')).cases.map((c) => c.id),
    [id],
  );
  const today = Temporal.Now.zonedDateTimeISO('Asia/Shanghai').toPlainDate();
  assert.equal((await get(window, `from=${today}&to=${today}`)).total, all.total + 1);
  assert.equal((await get(window, `from=${today.add({ days: 1 })}`)).total, 0);
  assert.equal((await get(outsider, '')).total, 0);
  const byPhone = await window.json<Found>('/api/desk/cases/of-person', { person: '139 0000 0009' });
  assert.ok(
    byPhone.body.total > 0 && byPhone.body.total < all.total,
    'only those filed after they registered',
  );
  const none = await window.json<Found>('/api/desk/cases/of-person', { person: '13900000001' });
  assert.equal(none.body.total, 0);
  const { rows: audited } = await site.store.runSql(
    `select 1 from audit_entry where detail->>'byPersonNumber' = 'true'`,
  );
  assert.equal(audited.length, 2);
});
