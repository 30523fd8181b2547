import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { getCalendar } from '#platform/calendar/index.ts';
import {
  contentShare,
  type FollowUpFact,
  foldSmall,
  followUpFigures,
  type Levels,
  type Line,
  type RatingCount,
  reviewStatistics,
  totalOf,
  workingDaysBetween,
} from './statistics.ts';

const calendar = getCalendar('ningxia');
const at = (text: string) => Temporal.Instant.from(`${text}:00+08:00`);
const line = (name: string, ...levels: number[]): Line => ({
  name,
  code: name,
  levels: levels as unknown as Levels,
});

test('the share of content counts three levels, and without a rating there is none', () => {
  assert.equal(contentShare([2, 2, 1, 1, 3]), 55.6);
  assert.equal(contentShare([0, 0, 0, 0, 0]), null);
});

test('few are shown with others, so that none can be told apart by subtraction', () => {
  const lines = [line('甲', 6, 0, 0, 0, 0), line('乙', 5, 0, 0, 0, 0), line('丙', 0, 0, 0, 0, 1)];
  assert.deepEqual(
    foldSmall(lines, 5, '其余').map((l) => [l.name, totalOf(l.levels)]),
    [
      ['甲', 6],
      ['其余', 6],
    ],
    '丙 alone would say who; so 乙 goes with it',
  );
  assert.deepEqual(foldSmall([line('甲', 1, 1, 1, 0, 0)], 5, '其余'), []);
});

test('folding: every line has enough, and they add up to all, or nothing is shown', () => {
  const levels = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9));
  fc.assert(
    fc.property(fc.array(levels, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (all, from) => {
      const lines = all.map((l, i) => line(`第${i}`, ...l));
      const shown = foldSmall(lines, from, '其余');
      const total = lines.reduce((n, l) => n + totalOf(l.levels), 0);
      assert.ok(shown.every((l) => totalOf(l.levels) >= from));
      assert.equal(
        shown.reduce((n, l) => n + totalOf(l.levels), 0),
        total >= from ? total : 0,
      );
    }),
  );
});

test('days to mend are working days of Ningxia, the day of receipt not counted', () => {
  // A Thursday before the national holiday of 2023: the 7th and 8th of October were worked.
  assert.equal(workingDaysBetween(at('2023-09-28T09:00'), at('2023-10-08T09:00'), calendar), 2);
  assert.equal(workingDaysBetween(at('2024-03-04T09:00'), at('2024-03-04T17:00'), calendar), 0);
  assert.equal(workingDaysBetween(at('2024-03-04T23:59'), at('2024-03-05T00:01'), calendar), 1);
});

const fact = (more: Partial<FollowUpFact>): FollowUpFact => ({
  kind: 'bad_rating',
  realName: true,
  annulled: false,
  openedAt: at('2024-03-04T09:00'),
  calledAt: null,
  toldAt: null,
  closed: false,
  dueOn: '2024-03-11',
  ...more,
});

test('the rate of follow-ups counts all, and says which are late and which still have time', () => {
  const called = at('2024-03-05T09:00');
  const facts = [
    fact({ calledAt: called, toldAt: at('2024-03-07T09:00'), closed: true, dueOn: null }),
    fact({ calledAt: called, toldAt: at('2024-03-11T09:00') }),
    fact({ calledAt: called }),
    fact({ dueOn: '2024-03-05' }),
  ];
  const figures = followUpFigures(facts, calendar, Temporal.PlainDate.from('2024-03-08'));
  assert.deepEqual(figures, {
    all: 4,
    called: 3,
    told: 2,
    inTime: 1,
    overdue: 1,
    calledShare: 75,
    toldShare: 50,
    medianDays: 3,
    longestDays: 5,
  });
  const none = followUpFigures([], calendar, Temporal.PlainDate.from('2024-03-08'));
  assert.deepEqual([none.calledShare, none.toldShare, none.medianDays], [null, null, null]);
});

test('silence counts nowhere; what was annulled counts apart; anonymous ratings are no 实名差评', () => {
  const rating = (level: number, count: number, annulled = false): RatingCount => ({
    body: '甲局',
    departmentCode: 'X',
    itemCode: '1',
    affairCode: 'X1',
    itemName: '试验',
    level,
    annulled,
    count,
  });
  const figures = reviewStatistics(
    {
      ratings: [rating(5, 3), rating(1, 2), rating(1, 1, true)],
      served: [{ body: '甲局', count: 40 }],
      followUps: [fact({}), fact({ realName: false }), fact({ annulled: true }), fact({ kind: 'stuck' })],
      causes: [],
      changes: { proposed: 0, adopted: 0 },
    },
    calendar,
    Temporal.PlainDate.from('2024-03-08'),
    5,
  );
  assert.deepEqual(figures.levels, [3, 0, 0, 0, 2], 'thirty-four who said nothing are no ratings');
  assert.deepEqual(
    [figures.total, figures.annulled, figures.ratedShare, figures.contentShare],
    [5, 1, 15, 60],
  );
  assert.deepEqual([figures.realName.all, figures.complaints.all, figures.stuck.all], [1, 0, 1]);
});
