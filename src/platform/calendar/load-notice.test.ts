/** Notices in the database: brought by the program, loaded and corrected by an editor, never overwritten. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import {
  calendarsOf,
  getCalendar,
  loadNotice,
  type NoticeContent,
  noticeEffects,
  noticeProblems,
  readHeldNotices,
  readNotice,
  readNoticeHistory,
  seedNotices,
} from './index.ts';
import { shippedNotices } from './load-notice.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store?.close());

const editor: Actor = {
  kind: 'account',
  id: 'e',
  name: '测试编辑',
  roles: [{ role: 'editor', division: '640105' }],
};
const day = (text: string) => Temporal.PlainDate.from(text);

/** Made up: the real notice for 2027 was not issued when this was written. */
const fields = {
  region: 'national',
  year: '2027',
  title: '关于2027年部分节假日安排的通知（虚构）',
  number: '测发〔2026〕1号',
  date: '2026-11-05',
  source: '测试用，不是真实的通知',
  off: '2027-01-01至2027-01-03 元旦\n2027-02-05至2027-02-12　春节\n2027-05-01到2027-05-05 劳动节\n2027-10-01~2027-10-07 国庆节\n',
  makeUp: '2027-02-13 春节\n2027-10-09 国庆节',
  json: '',
};
const made = (changed: Partial<typeof fields> = {}): NoticeContent => {
  const { notice, problems } = readNotice({ ...fields, ...changed });
  assert.deepEqual(problems, []);
  return notice;
};
const load = (notice: NoticeContent, seen = 'none', reason = '', requestKey = newId()) =>
  loadNotice({ db: store.db }, editor, { notice, seen, reason, requestKey });

describe('notices that the program brings', () => {
  test('are loaded once, and make the calendars that the files make', async () => {
    assert.equal(await seedNotices(store.db), 10, 'five national ones, five years of Ningxia');
    assert.equal(await seedNotices(store.db), 0);
    const held = calendarsOf(await readHeldNotices(store.db));
    assert.equal(held.national.version, getCalendar('national').version);
    for (const date of ['2023-04-22', '2023-06-29', '2024-06-17', '2022-07-11']) {
      const [a, b] = [held.ningxia.why(day(date)), getCalendar('ningxia').why(day(date))];
      assert.deepEqual([a.working, a.doubts, a.reason.kind], [b.working, b.doubts, b.reason.kind], date);
    }
  });

  test('are mended by the program, but never against what an editor loaded', async () => {
    const mended = shippedNotices().map((n) =>
      n.year === 2022 && n.region === 'ningxia' ? { ...n, state: 'confirmed' as const } : n,
    );
    assert.equal(await seedNotices(store.db, mended), 1);
    assert.equal(await seedNotices(store.db), 1, 'and back, as a third row');
    const rows = (await readNoticeHistory(store.db)).filter((n) => n.year === 2022 && n.region === 'ningxia');
    assert.deepEqual(
      rows.map((n) => [n.state, n.supersedes !== null]),
      [
        ['unconfirmed', true],
        ['confirmed', true],
        ['unconfirmed', false],
      ],
    );
  });
});

describe('a notice that an editor loads', () => {
  test('settles its year: provisional dates move, and the list of what moves is exact', async () => {
    const held = await readHeldNotices(store.db);
    const notice = made();
    const effects = noticeEffects(held, notice, [
      { id: 'permit', from: day('2027-01-28'), limit: 10, unit: 'working' },
      { id: 'settled', from: day('2026-11-02'), limit: 10, unit: 'working' },
    ]);
    assert.deepEqual(
      effects.days.map((d) => `${d.after.date} ${d.after.working ? 'on' : 'off'}`),
      // 5–12 February without its weekend; 4 and 5 May without what the law prints; 4–7 October; two worked Saturdays.
      [
        ...['05', '08', '09', '10', '11', '12'].map((d) => `2027-02-${d} off`),
        '2027-02-13 on',
        ...['03', '04', '05'].map((d) => `2027-05-${d} off`),
        ...['04', '05', '06', '07'].map((d) => `2027-10-${d} off`),
        '2027-10-09 on',
      ],
    );
    assert.deepEqual(
      effects.deadlines.map((m) => [m.deadline.id, m.before?.toString(), m.after?.toString()]),
      [['permit', '2027-02-11', '2027-02-18']],
    );
    assert.ok(effects.limits.every((l) => l.moved.length > 0 && l.tried === 61 + 365));

    const loaded = await load(notice);
    assert.ok(loaded.ok);
    const { national } = calendarsOf(await readHeldNotices(store.db));
    assert.deepEqual(national.doubtsOf(2027), []);
    assert.equal(national.isWorkingDay(day('2027-02-08')), false);
    assert.equal(national.isWorkingDay(day('2027-02-13')), true);
  });

  test('is loaded once when the form is sent twice, and by one of two editors only', async () => {
    const notice = made({
      year: '2028',
      off: '2028-01-01 元旦\n2028-05-01 劳动节\n2028-10-01 国庆节',
      makeUp: '',
    });
    const key = newId();
    const twice = await Promise.all([load(notice, 'none', '', key), load(notice, 'none', '', key)]);
    assert.ok(twice.every((r) => r.ok));
    const other = await load({ ...notice, number: '测发〔2026〕2号' });
    assert.equal(other.ok ? '' : other.error.code, 'calendar.notice.stale');
    assert.equal((await readNoticeHistory(store.db)).filter((n) => n.year === 2028).length, 1);
  });

  test('takes the place of a wrong one with a reason; both stay on record', async () => {
    const current = (await readHeldNotices(store.db)).find((n) => n.year === 2027);
    assert.ok(current);
    const same = await load(made(), current.id, '重复');
    assert.equal(same.ok ? '' : same.error.code, 'calendar.notice.unchanged');
    const mended = made({ makeUp: '2027-02-14 春节\n2027-10-09 国庆节' });
    const silent = await load(mended, current.id);
    assert.equal(silent.ok ? '' : silent.error.code, 'calendar.notice.reason_missing');
    assert.ok((await load(mended, current.id, '抄错一天')).ok);
    const rows = (await readNoticeHistory(store.db)).filter((n) => n.year === 2027);
    assert.deepEqual(
      rows.map((n) => [n.reason, n.supersedes]),
      [
        ['抄错一天', current.id],
        [null, null],
      ],
    );
    const { national } = calendarsOf(await readHeldNotices(store.db));
    assert.deepEqual(
      ['2027-02-13', '2027-02-14'].map((d) => national.isWorkingDay(day(d))),
      [false, true],
    );
  });

  test('of Ningxia makes its unknown year known', async () => {
    const notice = made({
      region: 'ningxia',
      year: '2025',
      off: '2025-03-31 开斋节（虚构）\n2025-06-06 古尔邦节（虚构）',
      makeUp: '',
    });
    assert.ok((await load(notice)).ok);
    const { ningxia } = calendarsOf(await readHeldNotices(store.db));
    assert.deepEqual(ningxia.doubtsOf(2025), []);
    assert.equal(ningxia.isWorkingDay(day('2025-03-31')), false);
  });

  test('is audited, and refused to whoever is no editor', async () => {
    const refused = await loadNotice(
      { db: store.db },
      { kind: 'visitor' },
      {
        notice: made({ year: '2029' }),
        seen: 'none',
        reason: '',
        requestKey: newId(),
      },
    );
    assert.equal(refused.ok ? '' : refused.error.code, 'policy.sign_in');
    const trail = await store.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('use_case', '=', 'calendar.notice.load')
      .execute();
    assert.equal(trail.length, 4);
  });
});

describe('a notice that is wrong', () => {
  const codes = (changed: Partial<typeof fields>) => {
    const { notice, problems } = readNotice({ ...fields, ...changed });
    return [...problems, ...noticeProblems(notice)].map((p) => `${p.field} ${p.code.slice(16)}`);
  };

  test('is refused with every problem named', () => {
    assert.deepEqual(codes({}), []);
    assert.deepEqual(codes({ makeUp: '2027-02-16 春节' }), ['makeUp weekday_made_up']);
    assert.deepEqual(codes({ makeUp: '2027-02-06 春节' }), ['makeUp off_and_made_up']);
    assert.deepEqual(codes({ off: `${fields.off}2027-10-01 国庆节` }), ['off days']);
    assert.deepEqual(codes({ off: `${fields.off}2028-02-01 春节` }), ['off days']);
    assert.deepEqual(codes({ off: `${fields.off}2027-02-30 春节` }), ['off line']);
    assert.deepEqual(codes({ off: `${fields.off}2027-03-01` }), ['off line']);
    assert.deepEqual(codes({ off: '' }), ['off no_days']);
    assert.deepEqual(codes({ off: '2027-01-01 元旦\n2027-10-01 国庆节' }), ['off fixed_missing']);
    assert.deepEqual(codes({ number: '1号', source: ' ', date: '2026-13-01', title: '' }), [
      'title title',
      'number number',
      'date date',
      'source source',
    ]);
    assert.deepEqual(codes({ region: 'mars' }).slice(0, 1), ['region region']);
    assert.ok(codes({ year: '27' }).includes('year year'));
    assert.ok(codes({ json: '{' }).includes('off json'));
    assert.ok(codes({ region: 'ningxia' }).includes('makeUp regional_make_up'));
  });

  test('may name days of the neighbouring year, as the one for 2023 did', () => {
    assert.deepEqual(codes({ off: `2026-12-31 元旦\n${fields.off}` }), []);
    for (const shipped of shippedNotices().filter((n) => n.region === 'national'))
      assert.deepEqual(noticeProblems(shipped), [], `${shipped.year}`);
  });

  test('may come as JSON, the form of the files', () => {
    const [first] = shippedNotices();
    const { notice } = readNotice({ ...fields, json: JSON.stringify(first) });
    assert.deepEqual(notice, first);
  });
});
