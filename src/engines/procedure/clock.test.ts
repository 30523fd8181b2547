import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { getCalendar } from '#platform/calendar/index.ts';
import { type ClockMove, clockAt, dayOf, LEGAL_ZONE, type Light, lightAt } from './clock.ts';

const national = getCalendar('national');
const day = (text: string) => Temporal.PlainDate.from(text);
/** Nine in the morning in China. */
const morning = (date: Temporal.PlainDate | string) =>
  day(String(date)).toZonedDateTime({ timeZone: LEGAL_ZONE, plainTime: '09:00' }).toInstant();

const moved = (date: string) => ({ on: day(date), at: morning(date), basis: '试验' });
const start = (date: string, days: number, unit: 'working' | 'calendar' = 'working'): ClockMove => ({
  ...moved(date),
  kind: 'start',
  limit: { days, unit },
  warnDays: 3,
});
const suspend = (date: string, toldDays: number | null = null): ClockMove => ({
  ...moved(date),
  kind: 'suspend',
  cause: '检测',
  toldDays,
});
const resume = (date: string): ClockMove => ({ ...moved(date), kind: 'resume' });
const extend = (date: string, days = 10): ClockMove => ({
  ...moved(date),
  kind: 'extend',
  days,
  reason: '复杂',
});
const stop = (date: string): ClockMove => ({ ...moved(date), kind: 'stop' });

const due = (moves: ClockMove[], at = '2030-01-01') => String(clockAt(moves, morning(at), national).dueOn);

test('the published vectors: accepted before National Day and before the Spring Festival', () => {
  assert.equal(due([start('2023-09-27', 20)]), '2023-10-31');
  assert.equal(due([start('2023-09-27', 30)]), '2023-11-14');
  assert.equal(due([start('2023-09-27', 20), extend('2023-10-30')]), '2023-11-14');
  assert.equal(due([start('2024-02-02', 20)]), '2024-03-06');
});

test('calendar days run through holidays', () => {
  assert.equal(due([start('2024-02-02', 60, 'calendar')]), '2024-04-02');
});

test('what article 45 takes out is not counted: from the day after the suspension to the day of resuming', () => {
  // Day 1 is Tuesday the 5th; the 8th is day 4. Suspended on the 8th, resumed on the 18th: day 5 is the 19th.
  assert.equal(due([start('2024-03-04', 5), suspend('2024-03-08'), resume('2024-03-18')]), '2024-03-19');
  // Suspended and resumed on one day: nothing is lost and nothing won.
  assert.equal(due([start('2024-03-04', 5), suspend('2024-03-06'), resume('2024-03-06')]), '2024-03-11');
});

test('while it is suspended the last day is open, and expected where the time was told', () => {
  const told = clockAt([start('2024-03-04', 5), suspend('2024-03-08', 6)], morning('2024-03-11'), national);
  assert.equal(told.phase, 'suspended');
  assert.equal(told.dueOn, null);
  // Six working days from the 8th end on the 18th.
  assert.equal(String(told.expectedOn), '2024-03-19');
  const untold = clockAt([start('2024-03-04', 5), suspend('2024-03-08')], morning('2024-03-11'), national);
  assert.equal(untold.expectedOn, null);
});

test('every change of the last day names the move that made it', () => {
  const { changes } = clockAt(
    [
      start('2024-03-04', 5),
      suspend('2024-03-08', 6),
      resume('2024-03-18'),
      extend('2024-03-18'),
      stop('2024-03-20'),
    ],
    morning('2024-04-01'),
    national,
  );
  assert.deepEqual(
    changes.map(({ from, to, move }) => [move.kind, String(from), String(to)]),
    [
      ['start', 'null', '2024-03-11'],
      ['suspend', '2024-03-11', 'null'],
      ['resume', 'null', '2024-03-19'],
      ['extend', '2024-03-19', '2024-04-02'],
    ],
  );
});

test('lights of one case, day by day, and again asked for the past', () => {
  const moves = [start('2024-03-04', 5), suspend('2024-03-06', 2), resume('2024-03-08'), stop('2024-03-15')];
  const expected: [string, Light][] = [
    ['2024-03-03', 'none'],
    ['2024-03-04', 'green'],
    ['2024-03-05', 'green'],
    ['2024-03-06', 'suspended'],
    ['2024-03-08', 'yellow'],
    ['2024-03-13', 'yellow'],
    ['2024-03-14', 'red'],
    ['2024-03-15', 'late'],
  ];
  for (const [date, light] of expected) assert.equal(lightAt(moves, morning(date), national), light, date);
  assert.equal(
    lightAt([start('2024-03-04', 5), stop('2024-03-11')], morning('2024-05-01'), national),
    'in_time',
  );
});

test('a deemed acceptance that was recorded late is not seen by a moment before the record', () => {
  const moves: ClockMove[] = [{ ...start('2024-03-04', 20), at: morning('2024-03-12') } as ClockMove];
  assert.equal(lightAt(moves, morning('2024-03-11'), national), 'none');
  assert.equal(String(clockAt(moves, morning('2024-03-12'), national).dueOn), '2024-04-01');
});

test('moves in an impossible order are a bug', () => {
  assert.throws(() => due([resume('2024-03-04')]), RangeError);
  assert.throws(() => due([start('2024-03-04', 5), start('2024-03-05', 5)]), RangeError);
  assert.throws(() => due([start('2024-03-04', 5), stop('2024-03-05'), extend('2024-03-05')]), RangeError);
});

/** A random history that is possible: which of the possible moves comes next, and how many days later. */
const histories = fc
  .record({
    from: fc.integer({ min: 0, max: 1400 }),
    days: fc.integer({ min: 1, max: 45 }),
    unit: fc.constantFrom('working' as const, 'calendar' as const),
    steps: fc.array(fc.tuple(fc.nat(20), fc.nat(2), fc.integer({ min: 1, max: 15 })), { maxLength: 8 }),
    ask: fc.nat(300),
  })
  .map(({ from, days, unit, steps, ask }) => {
    let date = day('2022-03-01').add({ days: from });
    const first = String(date);
    const moves: ClockMove[] = [start(first, days, unit)];
    let suspended = false;
    for (const [later, what, n] of steps) {
      date = date.add({ days: later });
      if (what === 0) moves.push(extend(String(date), n));
      else if (what === 1) {
        moves.push(suspended ? resume(String(date)) : suspend(String(date), n));
        suspended = !suspended;
      } else if (later === 20) {
        moves.push(stop(String(date)));
        break;
      }
    }
    return { moves, ask: day(first).add({ days: ask }) };
  });

/**
 * The oracle: lives through the days one by one. In the morning of a day the clock uses it up, if it runs and the
 * day is one that counts; then what happened on that day happens.
 */
function live(moves: readonly ClockMove[], until: Temporal.PlainDate) {
  let running = false;
  let stopped: string | null = null;
  let budget = 0;
  let unit = 'working';
  /** The days that were used up, in order: the last day is the one that uses up the budget. */
  const used: string[] = [];
  const first = moves[0]?.on as Temporal.PlainDate;
  for (let date = first; Temporal.PlainDate.compare(date, until) <= 0; date = date.add({ days: 1 })) {
    if (running && (unit === 'calendar' || national.isWorkingDay(date))) used.push(String(date));
    for (const move of moves.filter((m) => m.on.equals(date))) {
      if (move.kind === 'start') {
        running = true;
        budget = move.limit.days;
        unit = move.limit.unit;
      } else if (move.kind === 'suspend') running = false;
      else if (move.kind === 'resume') running = true;
      else if (move.kind === 'extend') budget += move.days;
      else {
        running = false;
        stopped = String(date);
      }
    }
  }
  return { used, budget, stopped };
}

test('a clock agrees with a life lived day by day, at any moment of any history', () => {
  fc.assert(
    fc.property(histories, ({ moves, ask }) => {
      const reading = clockAt(moves, morning(ask), national);
      const lived = live(moves, ask);
      assert.equal(reading.usedDays, lived.used.length, 'days used');
      assert.equal(reading.limit.days, lived.budget, 'budget');
      assert.equal(reading.leftDays, lived.budget - lived.used.length);
      assert.equal(reading.stoppedOn && String(reading.stoppedOn), lived.stopped, 'stopped');
      if (lived.stopped !== null) return;
      const lastDay = lived.used[lived.budget - 1];
      const passed = reading.dueOn !== null && Temporal.PlainDate.compare(reading.dueOn, ask) <= 0;
      assert.equal(passed ? String(reading.dueOn) : undefined, lastDay, 'the last day, once it has come');
      const red = lightAt(moves, morning(ask), national) === 'red';
      assert.equal(red, lastDay !== undefined && lastDay < String(ask), 'red from the day after');
    }),
    { numRuns: 800 },
  );
});

test('the past stays: a moment reads the same whatever is recorded after it', () => {
  fc.assert(
    fc.property(histories, ({ moves, ask }) => {
      const known = moves.filter((m) => Temporal.Instant.compare(m.at, morning(ask)) <= 0);
      assert.deepEqual(clockAt(moves, morning(ask), national), clockAt(known, morning(ask), national));
    }),
    { numRuns: 200 },
  );
});

test('a day begins at midnight in China', () => {
  assert.equal(String(dayOf(Temporal.Instant.from('2024-03-04T16:00:00Z'))), '2024-03-05');
  assert.equal(String(dayOf(Temporal.Instant.from('2024-03-04T15:59:59Z'))), '2024-03-04');
});
