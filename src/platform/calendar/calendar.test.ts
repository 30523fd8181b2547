/** Working days, reasons and last days: vectors counted by hand, and days counted one by one on plain dates. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { doubtWords, getCalendar, lastDayOf, reasonWords, type Unit } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const national = getCalendar('national');
const ningxia = getCalendar('ningxia');

const last = (from: string, limit: number, calendar = national, unit: Unit = 'working') => {
  const term = lastDayOf({ from: day(from), limit, unit, calendar });
  assert.ok(term.ok, `${from} + ${limit}`);
  return term.value;
};
const working = (calendar: typeof national, dates: string[]) =>
  dates.map((d) => [d, calendar.isWorkingDay(day(d))] as const);
const yearOf = (calendar: typeof national, year: number) =>
  calendar.workingDaysBetween(day(`${year - 1}-12-31`), day(`${year}-12-31`));

describe('national working days', () => {
  test('of the years 2023 to 2026 number 249, 251, 248 and 248', () => {
    assert.deepEqual(
      [2023, 2024, 2025, 2026].map((y) => yearOf(national, y)),
      [249, 251, 248, 248],
    );
  });

  test('every weekend day that a notice orders to be worked is worked', () => {
    const worked = [
      ...['2023-01-28', '2023-01-29', '2023-04-23', '2023-05-06', '2023-06-25', '2023-10-07', '2023-10-08'],
      ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29'],
      ...['2024-10-12', '2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
      ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    ];
    for (const date of worked) {
      const { working: on, reason } = national.why(day(date));
      assert.deepEqual([on, reason.kind, day(date).dayOfWeek > 5], [true, 'make_up', true], date);
    }
    const all = national.notices.filter((n) => n.year > 2022).flatMap((n) => n.makeUp.map((d) => d.date));
    assert.deepEqual(all, worked, 'and no other');
  });

  test('a day says why it is off, with the notice', () => {
    const said = (date: string) => reasonWords(national.why(day(date)));
    assert.equal(said('2023-10-03'), '中秋节、国庆节放假（国办发明电〔2022〕16号）');
    assert.equal(said('2022-12-31'), '元旦放假（国办发明电〔2022〕16号）');
    assert.equal(said('2023-10-08'), '中秋节、国庆节调休上班（国办发明电〔2022〕16号）');
    assert.equal(said('2023-10-14'), '周末（星期六）');
    assert.equal(said('2023-10-16'), '工作日（星期一）');
  });
});

describe('Ningxia', () => {
  test('adds 2023-04-22, 06-29 and 06-30, of which the first is a Saturday', () => {
    assert.deepEqual(working(ningxia, ['2023-04-22', '2023-06-29', '2023-06-30', '2023-07-03']), [
      ['2023-04-22', false],
      ['2023-06-29', false],
      ['2023-06-30', false],
      ['2023-07-03', true],
    ]);
    assert.equal(yearOf(ningxia, 2023), 247);
    assert.equal(reasonWords(ningxia.why(day('2023-04-22'))), '宁夏开斋节放假（已确认）');
    assert.equal(reasonWords(national.why(day('2023-04-22'))), '周末（星期六）');
    assert.equal(last('2023-06-28', 1).lastDay.toString(), '2023-06-29');
    assert.equal(last('2023-06-28', 1, ningxia).lastDay.toString(), '2023-07-03');
  });

  test('of 2024 to 2026 is not known: counted as nationally, and the result says so', () => {
    for (const year of [2024, 2025, 2026]) {
      const term = last(`${year}-06-03`, 20, ningxia);
      assert.deepEqual(term.doubts, [{ kind: 'regional_unknown', year, region: '宁夏' }]);
      assert.match(term.doubts.map(doubtWords).join(''), /未取得，未确认/);
      assert.equal(term.lastDay.toString(), last(`${year}-06-03`, 20).lastDay.toString());
    }
    assert.deepEqual(last('2023-06-01', 20, ningxia).doubts, []);
    assert.deepEqual(last('2022-07-01', 20, ningxia).doubts, [
      { kind: 'regional_unconfirmed', year: 2022, region: '宁夏' },
    ]);
  });
});

describe('the last day', () => {
  test('of limits counted by hand', () => {
    assert.equal(last('2023-09-27', 20).lastDay.toString(), '2023-10-31');
    assert.equal(last('2023-09-27', 30).lastDay.toString(), '2023-11-14');
    assert.equal(last('2024-02-02', 20).lastDay.toString(), '2024-03-06');
    assert.deepEqual(last('2024-02-02', 20).doubts, []);
  });

  test('lists each day that was skipped, in order, and never one that works', () => {
    assert.deepEqual(
      last('2023-09-27', 20).skipped.map((d) => d.date.toString().slice(5)),
      '09-29 09-30 10-01 10-02 10-03 10-04 10-05 10-06 10-14 10-15 10-21 10-22 10-28 10-29'.split(' '),
    );
  });

  test('the day after the event is day 1, whatever day the event falls on', () => {
    assert.equal(last('2023-10-16', 1).lastDay.toString(), '2023-10-17');
    assert.equal(last('2023-10-14', 1).lastDay.toString(), '2023-10-16');
    assert.equal(last('2023-10-14', 0).lastDay.toString(), '2023-10-14');
    assert.equal(last('2023-10-14', 1, national, 'calendar').lastDay.toString(), '2023-10-15');
  });

  test('of calendar days stays on a day off, unless the law moves it behind the holiday', () => {
    const from = { from: day('2023-09-25'), limit: 5, unit: 'calendar', calendar: national } as const;
    const stays = lastDayOf(from);
    const moves = lastDayOf({ ...from, ending: 'next_working_day' });
    assert.ok(stays.ok && moves.ok);
    assert.deepEqual([stays.value.lastDay.toString(), stays.value.skipped.length], ['2023-09-30', 0]);
    assert.equal(moves.value.lastDay.toString(), '2023-10-07', 'a Saturday that is worked');
    assert.equal(moves.value.skipped.length, 7);
  });

  test('in a year that no notice covers is provisional: weekends and the dates that the rules print', () => {
    const term = last('2026-12-25', 10);
    assert.equal(term.lastDay.toString(), '2027-01-11');
    assert.deepEqual(term.doubts, [{ kind: 'provisional', year: 2027 }]);
    assert.equal(reasonWords(national.why(day('2027-01-01'))), '元旦（法定，放假通知未收录）');
    assert.equal(national.isWorkingDay(day('2027-02-08')), true, 'the Spring Festival is not foreseen');
    assert.deepEqual(last('2026-12-25', 3).doubts, [], 'a count that ends before is settled');
  });

  test('is refused beyond 10,000 days and the years 1949 to 2200', () => {
    const refused = (from: string, limit: number, unit: Unit = 'calendar') => {
      const term = lastDayOf({ from: day(from), limit, unit, calendar: national });
      return term.ok ? term.value.lastDay.toString() : term.error.code;
    };
    assert.equal(refused('2023-01-01', 10_001), 'calendar.limit');
    assert.equal(refused('2023-01-01', -1), 'calendar.limit');
    assert.equal(refused('2023-01-01', 1.5), 'calendar.limit');
    assert.equal(refused('2023-01-01', Number.NaN), 'calendar.limit');
    assert.equal(refused('1948-12-31', 1), 'calendar.year');
    assert.equal(refused('2200-12-31', 1, 'working'), 'calendar.year');
    assert.equal(refused('2200-12-30', 1), '2200-12-31');
    assert.equal(refused('1949-01-01', 10_000), '1976-05-19');
    assert.throws(() => national.isWorkingDay(day('2201-01-01')), RangeError);
  });
});

/** Counting on the calendar's raw lists and milliseconds: shares nothing with the code. */
function oracle(from: string, limit: number, off: Set<string>, makeUp: Set<string>): string {
  let ms = Date.parse(from);
  for (let left = limit; left > 0; ) {
    ms += 86_400_000;
    const iso = new Date(ms).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(ms).getUTCDay());
    if (makeUp.has(iso) || !(weekend || off.has(iso))) left--;
  }
  return new Date(ms).toISOString().slice(0, 10);
}

describe('properties', () => {
  const added = ningxia.overlays.flatMap((o) => o.years.flatMap((y) => y.off.map((d) => d.date)));
  const off = new Set(national.notices.flatMap((n) => n.off.map((d) => d.date)));
  const makeUp = new Set(national.notices.flatMap((n) => n.makeUp.map((d) => d.date)));
  const span = day('2022-01-01').until('2026-06-30').days;
  const starts = fc.integer({ min: 0, max: span }).map((days) => day('2022-01-01').add({ days }));

  test('counting agrees with counting day by day, on both calendars', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 120 }), (from, limit) => {
        const iso = from.toString();
        assert.equal(last(iso, limit).lastDay.toString(), oracle(iso, limit, off, makeUp));
        const both = new Set([...off, ...added]);
        assert.equal(last(iso, limit, ningxia).lastDay.toString(), oracle(iso, limit, both, makeUp));
      }),
      { numRuns: 500 },
    );
  });

  test('skipped days and counted days together are all days on the way', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 0, max: 300 }), (from, limit) => {
        const term = last(from.toString(), limit, ningxia);
        assert.equal(term.skipped.length + limit, from.until(term.lastDay).days);
        assert.ok(limit === 0 || ningxia.isWorkingDay(term.lastDay));
        assert.ok(term.skipped.every((d) => !d.working));
      }),
    );
  });

  test('days between and days added are inverse, forwards and backwards', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: -300, max: 300 }), (from, n) => {
        const end = national.addWorkingDays(from, n);
        const start = national.isWorkingDay(from) ? from : national.addWorkingDays(from, n < 0 ? 1 : -1);
        assert.equal(national.workingDaysBetween(start, national.addWorkingDays(start, n)), n);
        assert.equal(n === 0 || national.isWorkingDay(end), true);
      }),
    );
  });

  test('a longer limit never ends earlier, and the next working day is never before the counted one', () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 0, max: 200 }),
        fc.constantFrom<Unit>('working', 'calendar'),
        (from, n, unit) => {
          const [a, b] = [n, n + 1].map((limit) => last(from.toString(), limit, national, unit).lastDay);
          assert.ok(a && b && Temporal.PlainDate.compare(a, b) < 0);
          const moved = lastDayOf({ from, limit: n, unit, ending: 'next_working_day', calendar: national });
          assert.ok(moved.ok && Temporal.PlainDate.compare(moved.value.lastDay, a) >= 0);
          assert.ok(national.isWorkingDay(moved.value.lastDay));
        },
      ),
    );
  });
});
