import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '#base/ids.ts';
import { ok } from '#base/result.ts';
import { lightAt } from '#engines/procedure/clock.ts';
import {
  actOnCase,
  type CaseFile,
  dayOf,
  findCase,
  foldCase,
  lightOfRow,
  openCase,
  overdueCases,
  readEvents,
} from '#engines/procedure/index.ts';
import { foldedColumns } from '#engines/procedure/store/rows.ts';
import { getCalendar } from '#platform/calendar/index.ts';
import { listNotices } from '#platform/notices/notice.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { permitProcedure } from './permit-procedure.ts';

const division = '640105';
const calendar = getCalendar('national');
const procedure = permitProcedure('direct', { promisedDays: 10 });
let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

let clock = Temporal.Instant.from('2024-03-04T01:00:00Z');
const context = () => ({ db: store.db, calendar, now: () => clock });

const file = (requestKey: string = newId(), itemCode = 'ITEM-A') =>
  openCase(context(), {
    division,
    procedure,
    itemCode,
    itemVersion: 1,
    title: '试验事项',
    applicant: 'person-1',
    actor: { key: 'person-1', name: '申请人甲', role: 'applicant' },
    channel: 'web',
    holder: 'body-1',
    requestKey,
    sealForm: () => Buffer.from('sealed'),
    useCase: 'services.case.file',
    tell: () => [{ recipient: 'person-1', kind: 'received', title: '已收到', body: '办件编号{number}' }],
  });

const act = (
  caseId: string,
  role: string,
  transition: string,
  input: Record<string, unknown> = {},
  { seen, key = newId() as string }: { seen?: number; key?: string } = {},
) =>
  actOnCase(context(), {
    division,
    caseId,
    transition,
    input,
    seen,
    requestKey: key,
    useCase: 'services.case.act',
    prepare: () => procedure,
    actorFor: () => ok({ key: role, name: role, role }),
    tell: (_file, _state, event) => [
      { recipient: 'person-1', kind: event.transition, title: event.transition, body: '请看详情' },
    ],
  });

const opened = async () => {
  const made = await file();
  assert.ok(made.ok);
  return made.value;
};
const row = async (id: string): Promise<CaseFile> => {
  const found = await findCase(store.db, division, id);
  assert.ok(found);
  return found;
};

/** The stored row is exactly what its events say. */
async function assertReplays(id: string): Promise<void> {
  const stored = await row(id);
  const state = foldCase(await readEvents(store.db, division, id));
  const { changed_at, closed_at, ...columns } = foldedColumns(procedure, state, calendar);
  for (const [name, value] of Object.entries(columns))
    assert.deepEqual(stored[name as keyof CaseFile], value, name);
  assert.equal(stored.changed_at.getTime(), Temporal.Instant.from(changed_at).epochMilliseconds);
  assert.equal(stored.closed_at === null, closed_at === null);
}

test('a filing is one case with its number, event, notice and audit line, and replays to its row', async () => {
  const { id, number } = await opened();
  assert.match(number, /^ITEM-A20240304\d{4}$/);
  await assertReplays(id);
  const [notice] = await listNotices(store.db, division, 'person-1');
  assert.equal(notice?.body, `办件编号${number}`);
  const audit = await store.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject', '=', `case:${id}`)
    .execute();
  assert.deepEqual(
    audit.map((a) => [a.use_case, a.outcome]),
    [['services.case.file', 'done']],
  );
});

test('a double click files once and says the same number twice', async () => {
  const [one, two] = await Promise.all([file('same'), file('same')]);
  assert.ok(one.ok && two.ok);
  assert.equal(one.value.number, two.value.number);
  assert.deepEqual([one.value.again, two.value.again].sort(), [false, true]);
  const rows = await store.db
    .selectFrom('case_file')
    .selectAll()
    .where('number', '=', one.value.number)
    .execute();
  assert.equal(rows.length, 1);
});

test('numbers of one item and day are 1, 2, 3 … without a gap, however many file at once', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => file(newId(), 'ITEM-B')));
  const numbers = made.map((m) => (m.ok ? Number(m.value.number.slice(-4)) : 0)).sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
});

test('a day has 9,999 numbers; the next filing is told so and leaves nothing behind', async () => {
  await file(newId(), 'ITEM-C');
  await store.db
    .updateTable('case_serial')
    .set({ highest: 9999 })
    .where('item_code', '=', 'ITEM-C')
    .execute();
  const refused = await file('too-many', 'ITEM-C');
  assert.ok(!refused.ok && refused.error.code === 'procedure.numbers_used_up');
  const left = await store.db
    .selectFrom('case_command')
    .selectAll()
    .where('key', 'like', '%too-many')
    .execute();
  assert.deepEqual(left, []);
});

test('two officials who decide at once never both succeed', async () => {
  const { id } = await opened();
  await act(id, 'clerk', 'accept');
  await act(id, 'reviewer', 'propose', { opinion: 'grant', reason: '符合' });
  const seen = (await row(id)).version;
  const outcomes = await Promise.all([
    act(id, 'approver', 'grant', {}, { seen }),
    act(id, 'approver', 'refuse', { reason: '不符合' }, { seen }),
    act(id, 'approver', 'send_back', { reason: '再看' }, { seen }),
  ]);
  assert.equal(outcomes.filter((o) => o.ok).length, 1);
  for (const o of outcomes) if (!o.ok) assert.equal(o.error.code, 'procedure.stale');
  await assertReplays(id);
});

test('an act that is sent again does nothing and answers as the first time', async () => {
  const { id } = await opened();
  const first = await act(id, 'clerk', 'accept', {}, { seen: 1, key: 'k' });
  const again = await act(id, 'clerk', 'accept', {}, { seen: 1, key: 'k' });
  assert.ok(first.ok && again.ok);
  assert.deepEqual({ ...again.value, again: false }, first.value);
  assert.equal((await readEvents(store.db, division, id)).length, 2);
  const other = await opened();
  const wrong = await act(other.id, 'clerk', 'accept', {}, { seen: 1, key: 'k' });
  assert.ok(!wrong.ok && wrong.error.code === 'procedure.other_case');
});

test('what fails beside an event takes the event back', async () => {
  const { id } = await opened();
  await assert.rejects(
    actOnCase(context(), {
      division,
      caseId: id,
      transition: 'accept',
      input: {},
      seen: 1,
      requestKey: 'broken',
      useCase: 'services.case.act',
      prepare: () => procedure,
      actorFor: () => ok({ key: 'c', name: 'c', role: 'clerk' }),
      tell: () => [],
      also: async () => {
        throw new Error('the licence could not be made');
      },
    }),
  );
  assert.equal((await row(id)).state, 'submitted');
  await assertReplays(id);
});

test('a clock that was set back does not put an event before the one that it follows', async () => {
  const { id } = await opened();
  const kept = clock;
  clock = clock.subtract({ hours: 48 });
  await act(id, 'clerk', 'accept');
  clock = kept;
  const events = await readEvents(store.db, division, id);
  assert.equal(Temporal.Instant.compare(events[1]?.at ?? kept, events[0]?.at ?? kept), 0);
});

test('overdue cases are found when their day has passed, not on it', async () => {
  const { id } = await opened();
  const due = Temporal.PlainDate.from((await row(id)).due_on ?? '');
  const ids = async (day: Temporal.PlainDate) =>
    (await overdueCases(store.db, division, 'permit.', day, 1000)).map((c) => c.id);
  assert.ok(!(await ids(due)).includes(id));
  assert.ok((await ids(due.add({ days: 1 }))).includes(id));
});

test('the light of a row is the light of its clock, for any day since it was written', async () => {
  const { id } = await opened();
  await act(id, 'clerk', 'accept');
  await act(id, 'reviewer', 'begin_special', { cause: '检测', days: 4 });
  const suspended = await row(id);
  clock = clock.add({ hours: 24 * 7 });
  await act(id, 'reviewer', 'end_special', { result: '合格' });
  const running = await row(id);
  const events = await readEvents(store.db, division, id);
  fc.assert(
    fc.property(fc.nat(60), (later) => {
      const moment = clock.add({ hours: 24 * later });
      const { clocks } = foldCase(events);
      assert.equal(
        lightOfRow(running, dayOf(moment)),
        lightAt(clocks[running.clock ?? ''] ?? [], moment, calendar),
      );
    }),
  );
  assert.equal(lightOfRow(suspended, dayOf(clock)), 'suspended');
});
