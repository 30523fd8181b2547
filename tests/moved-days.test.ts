/** A notice of days off comes: what was counted without it is counted again, once, and everybody is told once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '#base/ids.ts';
import {
  type CaseFile,
  foldCase,
  foldedColumns,
  lightAt,
  lightOfRow,
  readEvents,
} from '#engines/procedure/index.ts';
import {
  calendarsOf,
  getCalendar,
  liveCalendar,
  loadNotice,
  type NoticeContent,
  readHeldNotices,
} from '#platform/calendar/index.ts';
import { systemActor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import type { Services } from '#systems/services/file-application.ts';
import { offerOfCase } from '#systems/services/offer.ts';
import { workThroughNotices } from '#systems/services/recompute-deadlines.ts';
import { at, Lives } from './lived-case.ts';

const division = DIVISION_XIXIA;
const days = (name: string, from: string, to: string) => {
  const list = [];
  const end = Temporal.PlainDate.from(to);
  for (let d = Temporal.PlainDate.from(from); Temporal.PlainDate.compare(d, end) <= 0; d = d.add({ days: 1 }))
    list.push({ date: d.toString(), name });
  return list;
};
/** Made up: when this was written nobody knew how 2027 would be. */
const NOTICE_2027: NoticeContent = {
  region: 'national',
  year: 2027,
  title: '虚构的2027年放假通知',
  number: '虚构发〔2026〕1号',
  date: '2026-12-20',
  source: '虚构，供试验',
  state: 'confirmed',
  off: [
    ...days('元旦', '2027-01-01', '2027-01-03'),
    ...days('春节', '2027-02-05', '2027-02-11'),
    ...days('清明节', '2027-04-03', '2027-04-05'),
    ...days('劳动节', '2027-05-01', '2027-05-05'),
    ...days('端午节', '2027-06-09', '2027-06-09'),
    ...days('中秋节', '2027-09-15', '2027-09-15'),
    ...days('国庆节', '2027-10-01', '2027-10-07'),
  ],
  makeUp: [{ date: '2027-02-14', name: '春节' }],
};
let store: Store;
let lives: Lives;
let services: Services;
before(async () => {
  store = await openTestStore();
  lives = await Lives.open(store, '犬类准养证核发');
  services = lives.services;
  // What was loaded when there was no case yet is worked through.
  await workThroughNotices(services, division);
});
after(() => store.close());

const LIVES = [
  [],
  [['accept', {}, 1]],
  [
    ['accept', {}, 0],
    ['begin_special', { cause: '鉴定', days: 5 }, 2],
  ],
  [
    ['accept', {}, 0],
    ['begin_special', { cause: '鉴定', days: 5 }, 1],
    ['end_special', { result: '合格' }, 4],
    ['extend', { reason: '复杂' }, 0],
  ],
  [
    ['accept', {}, 1],
    ['propose', { opinion: 'grant', reason: '合格' }, 1],
  ],
  [['withdraw', { reason: '不办了' }, 1]],
] as const;

const rows = async (): Promise<CaseFile[]> =>
  store.db.selectFrom('case_file').selectAll().orderBy('id').execute();
const count = async (query: string): Promise<number> =>
  ((await store.runSql(`select count(*)::int as n from ${query}`)).rows[0] as { n: number }).n;

/** Begins without cases and without the notice. */
async function anew(): Promise<void> {
  await store.runSql(
    `truncate case_moved_day, case_form, case_event, case_command, case_consultation, case_material_check,
       case_material, case_file cascade`,
  );
  await store.runSql('delete from notice');
  await store.runSql(
    'delete from case_calendar_run where notice_id in (select id from calendar_notice where year = 2027)',
  );
  await store.runSql('delete from calendar_notice where year = 2027');
  await liveCalendar(store.db, 'ningxia').refresh();
}

async function load2027(): Promise<string> {
  const loaded = await loadNotice({ db: store.db, now: () => lives.now }, systemActor('test'), {
    ...{ notice: NOTICE_2027, seen: 'none', reason: '', requestKey: newId() },
  });
  assert.ok(loaded.ok, loaded.ok ? '' : loaded.error.message);
  return loaded.value.id;
}

test('a notice moves what was counted without it: rows equal the replay, each applicant is told once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 52 }), fc.constantFrom(...LIVES)), {
        minLength: 4,
        maxLength: 12,
      }),
      async (asked) => {
        await anew();
        for (const [later, steps] of asked)
          await lives.live(Temporal.PlainDate.from('2026-12-01').add({ days: later }).toString(), steps);
        const before = new Map((await rows()).map((r) => [r.id, r]));
        lives.now = at('2027-01-31');
        const noticeId = await load2027();
        const toldBefore = await count(`notice where kind = 'days_moved'`);
        await workThroughNotices(services, division);

        const calendar = calendarsOf(await readHeldNotices(store.db)).ningxia;
        for (const row of await rows()) {
          const state = foldCase(await readEvents(store.db, division, row.id));
          const { procedure } = await offerOfCase(store.db, row);
          const folded = foldedColumns(procedure, state, calendar);
          assert.deepEqual(
            [row.clock, row.due_on, row.warn_on, row.suspended, row.version],
            [folded.clock, folded.due_on, folded.warn_on, folded.suspended, folded.version],
          );
          if (row.clock && row.closed_at === null)
            assert.equal(
              lightOfRow(row, Temporal.PlainDate.from('2027-01-31')),
              lightAt(state.clocks[row.clock] ?? [], lives.now, calendar),
            );
          // A last day before the spring festival stands.
          const old = before.get(row.id);
          if (old?.due_on && old.due_on <= '2027-02-04') assert.equal(row.due_on, old.due_on);
        }
        const moved = await store.db.selectFrom('case_moved_day').selectAll().execute();
        const cases = new Set(moved.map((m) => m.case_id));
        assert.equal(await count(`notice where kind = 'days_moved'`), toldBefore + cases.size);
        const files = getCalendar('ningxia');
        for (const m of moved) {
          const state = foldCase(await readEvents(store.db, division, m.case_id));
          const moves = state.clocks[m.clock] ?? [];
          // Without a suspension, the days can be counted by the calendars alone.
          const [start] = moves;
          if (moves.length === 1 && start?.kind === 'start') {
            assert.equal(m.from_on, String(files.addWorkingDays(start.on, start.limit.days)));
            assert.equal(m.to_on, String(calendar.addWorkingDays(start.on, start.limit.days)));
          }
          assert.notEqual(m.from_on, m.to_on);
        }

        // Again, and again after the mark was lost: nothing is told twice, nothing changes.
        const settled = JSON.stringify(await rows());
        await workThroughNotices(services, division);
        await store.runSql(`delete from case_calendar_run where notice_id = '${noticeId}'`);
        await workThroughNotices(services, division);
        assert.equal(JSON.stringify(await rows()), settled);
        assert.equal(await count(`notice where kind = 'days_moved'`), toldBefore + cases.size);
      },
    ),
    { numRuns: 5 },
  );
});

test('twenty working days from 20 January 2027: by hand, 17 February without the notice and 23 February with it', async () => {
  await anew();
  const id = await lives.live('2027-01-20', [['accept', {}, 0]]);
  lives.now = at('2027-01-31');
  const noticeId = await load2027();
  await workThroughNotices(services, division);
  const moved = await store.db.selectFrom('case_moved_day').selectAll().where('case_id', '=', id).execute();
  // 21–22 and 25–29 January are 7, 1–5 February 12, 8–12 February 17, 15–17 February 20. With the notice 5–11 February
  // is off and Sunday the 14th is worked: 1–4 February make 11, the 12th 12, the 14th 13, 15–19 18, 22 and 23 20.
  assert.deepEqual(
    moved.filter((m) => m.clock === 'decision').map((m) => [m.notice_id, m.from_on, m.to_on]),
    [[noticeId, '2027-02-17', '2027-02-23']],
  );
  const { rows: told } = await store.runSql(
    `select body from notice where kind = 'days_moved' and about = 'case:${id}'`,
  );
  assert.equal(told.length, 1);
  assert.match((told[0] as { body: string }).body, /法定办理期限的最后一天由2027年2月17日改为2027年2月23日/u);
});

test('a last day beyond the notices says that it is provisional, until the notice is there', async () => {
  await anew();
  const id = await lives.live('2026-12-25', [['accept', {}, 1]]);
  const { rows: told } = await store.runSql(`select body from notice where about = 'case:${id}' order by id`);
  assert.match((told.at(-1) as { body: string }).body, /暂定：2027年的放假安排还没有公布/u);
});
