/** A new notice, or a corrected one, moves dates: which, and from where to where. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { calendarOf, changedDays, getNotices, movedDates, type Notice } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const notices = getNotices();
const until = (year: number) => calendarOf(notices.filter((n) => n.year <= year));

describe('when a notice comes', () => {
  const before = until(2025);
  const after = until(2026);
  const deadline = (id: string, from: string, limit: number, unit: 'working' | 'calendar' = 'working') => ({
    id,
    from: day(from),
    limit,
    unit,
  });

  test('the dates that rest on its year move, the others stay', () => {
    const moved = movedDates(before, after, [
      deadline('ends before', '2025-11-03', 20),
      deadline('over the Spring Festival', '2026-02-10', 5),
      deadline('calendar days', '2026-02-10', 5, 'calendar'),
      // 31, then Sunday 4 which is worked, and 5; provisionally 31, 2 and 5: other days, the same end.
      deadline('over New Year', '2025-12-30', 3),
    ]);
    assert.deepEqual(
      moved.map((m) => [m.deadline.id, m.before?.toString(), m.after?.toString()]),
      [
        // 11–13, Saturday 14 which is worked, then 24: 15–23 are off.
        ['over the Spring Festival', '2026-02-17', '2026-02-24'],
      ],
    );
  });

  test('the days that change are New Year 2, its make-up day and the like', () => {
    const changed = changedDays(before, after, day('2026-01-01'), day('2026-01-31'));
    assert.deepEqual(
      changed.map((c) => [c.after.date.toString(), c.after.working]),
      [
        ['2026-01-02', false],
        ['2026-01-04', true],
      ],
    );
  });
});

test('a version names the notices that hold: order does not matter, a correction does', () => {
  const base = calendarOf(notices);
  assert.equal(calendarOf(notices.toReversed()).version, base.version);
  const [first] = notices;
  assert.ok(first);
  const corrected: Notice = { ...first, off: first.off.slice(1) };
  const with2022 = calendarOf([...notices, corrected]);
  assert.notEqual(with2022.version, base.version);
  assert.equal(with2022.notices.length, notices.length, 'the corrected one takes the place of the first');
  assert.equal(with2022.isWorkingDay(day('2022-01-03')), false);
  assert.equal(movedDates(base, base, []).length, 0);
});
