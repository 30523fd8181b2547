import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Status, statuses } from '#engines/law/status.ts';
import {
  barsOf,
  dateOf,
  dayOf,
  lifeOf,
  proposedSpan,
  ticksOf,
  windowOf,
  xOf,
} from '../../pictures/timeline.ts';
import { type StatusPeriod, statusOn } from '../../status-index.ts';
import { beginWords, endWords, shortTitle, spanWords } from './timeline-words.ts';

/** From 2023-09-30 to 2024-06-01, both days included. */
const FIRE_ORDER: StatusPeriod[] = [
  { date: null, status: 'not_yet' },
  { date: '2023-09-30', status: 'in_force' },
  { date: '2024-06-02', status: 'lapsed' },
];
/** Known by its number's year only. */
const OF_2017: StatusPeriod[] = [
  { date: null, status: 'not_yet' },
  { date: '2017-01-01', status: 'unknown' },
  { date: '2017-12-31', status: 'in_force' },
];

const days = fc.integer({ min: dayOf('1990-01-01'), max: dayOf('2040-01-01') }).map(dateOf);
const lives: fc.Arbitrary<StatusPeriod[]> = fc
  .tuple(fc.uniqueArray(days, { maxLength: 6 }), fc.infiniteStream(fc.constantFrom(...statuses)))
  .map(([dates, words]) => {
    const next = () => words.next().value as Status;
    return [{ date: null, status: next() }, ...dates.sort().map((date) => ({ date, status: next() }))];
  });

describe('a life', () => {
  test('is the stretches in which the document is, or may be, in force', () => {
    assert.deepEqual(lifeOf(FIRE_ORDER), {
      stretches: [{ from: '2023-09-30', to: '2024-06-02', status: 'in_force' }],
      ended: { date: '2024-06-02', status: 'lapsed' },
    });
    assert.deepEqual(lifeOf(OF_2017).ended, null);
    assert.deepEqual(lifeOf([]), { stretches: [], ended: null });
  });

  test('covers a day exactly when the status of that day is one of force or of doubt', () => {
    fc.assert(
      fc.property(lives, days, (periods, day) => {
        const { stretches } = lifeOf(periods);
        const covers = stretches.filter(
          (s) => (s.from === null || s.from <= day) && (s.to === null || day < s.to),
        );
        const status = statusOn(periods, day);
        assert.deepEqual(
          covers.map((s) => s.status),
          ['not_yet', 'lapsed', 'repealed'].includes(status) ? [] : [status],
        );
      }),
    );
  });

  test('is said with its last day, and as precisely as its beginning is known', () => {
    assert.equal(beginWords(lifeOf(FIRE_ORDER)), '2023年9月30日起');
    assert.equal(endWords(lifeOf(FIRE_ORDER)), '有效到2024年6月1日');
    assert.equal(beginWords(lifeOf(OF_2017)), '2017年起，哪一天没有记载');
    assert.equal(endWords(lifeOf(OF_2017)), null);
    assert.equal(beginWords(lifeOf([{ date: null, status: 'unknown' }])), '起始日没有记载');
    assert.equal(
      endWords(lifeOf([...OF_2017, { date: '2024-06-12', status: 'repealed' }])),
      '2024年6月12日起废止',
    );
    assert.equal(spanWords({ from: '2023-10-01', to: '2024-06-01' }), '2023年10月1日至2024年5月31日');
  });

  test('is hatched from the day of the proposal as long as it lasts', () => {
    assert.deepEqual(proposedSpan(lifeOf(FIRE_ORDER), '2023-11-27'), {
      from: '2023-11-27',
      to: '2024-06-02',
    });
    assert.deepEqual(proposedSpan(lifeOf(OF_2017), '2023-11-27'), { from: '2023-11-27', to: null });
    assert.equal(proposedSpan(lifeOf(FIRE_ORDER), '2024-06-02'), null);
  });
});

describe('the axis', () => {
  test('holds the day asked and every date that is not far away', () => {
    fc.assert(
      fc.property(fc.array(days, { maxLength: 5 }), days, (dates, asOf) => {
        const window = windowOf(dates, asOf, null);
        for (const date of [asOf, ...dates])
          assert.ok(dayOf(date) >= window.from && dayOf(date) < window.to, date);
        // What goes on after the last of them is seen to go on: a bar with its arrow needs some twenty units.
        const last = [asOf, ...dates].sort().at(-1) as string;
        assert.ok(xOf(window, 400, last) <= 380, `${last} at ${xOf(window, 400, last)}`);
        for (const years of [1, 5]) {
          const near = windowOf(dates, asOf, years);
          assert.ok(near.from < dayOf(asOf) && dayOf(asOf) < near.to);
        }
      }),
    );
  });

  test('keeps the order of days, and its marks apart', () => {
    fc.assert(
      fc.property(days, days, fc.constantFrom(342, 672), (a, b, width) => {
        const window = windowOf([a, b], a, null);
        const [first, second] = [a, b].sort() as [string, string];
        assert.ok(xOf(window, width, first) <= xOf(window, width, second));
        const ticks = ticksOf(window, width, 58);
        assert.ok(ticks.length > 0 && ticks.length <= width / 50);
        for (const [at, tick] of ticks.entries())
          if (at > 0) assert.ok(tick.x - (ticks[at - 1]?.x ?? 0) > 50);
      }),
    );
  });
});

describe('bars', () => {
  test('stay in the drawing, one after the other, each as long as its stretch', () => {
    fc.assert(
      fc.property(lives, days, fc.constantFrom(null, 1, 5), (periods, asOf, years) => {
        const { stretches } = lifeOf(periods);
        const window = windowOf(
          periods.flatMap((p) => p.date ?? []),
          asOf,
          years,
        );
        const bars = barsOf(stretches, window, 600);
        for (const [at, bar] of bars.entries()) {
          assert.ok(bar.x >= 0 && bar.width >= 2 && bar.x + bar.width <= 602);
          const before = bars[at - 1];
          // A stretch too short to be seen is drawn two units wide.
          if (before) assert.ok(before.x + before.width <= bar.x + 2.01);
        }
        const now = xOf(window, 600, asOf);
        const covered = stretches.some((s) => (s.from ?? '0') <= asOf && asOf < (s.to ?? '9'));
        if (covered) assert.ok(bars.some((b) => b.x <= now && now <= b.x + b.width));
      }),
    );
  });

  test('end where the first day begins that no longer counts', () => {
    const window = { from: dayOf('2024-01-01'), to: dayOf('2025-01-01') };
    const [bar] = barsOf(lifeOf(FIRE_ORDER).stretches, window, 366);
    assert.deepEqual(bar, { x: 0, width: 153, status: 'in_force', opensLeft: true, opensRight: false });
  });
});

test('a title is said without who issues it', () => {
  assert.equal(
    shortTitle('兰河市青禾区人民政府关于印发《青禾区早市摊点管理办法》的通知'),
    '《青禾区早市摊点管理办法》',
  );
  assert.equal(
    shortTitle('兰河市青禾区人民政府关于加强河道夏季游泳安全管理的通告'),
    '关于加强河道夏季游泳安全管理的通告',
  );
  const forwarded = '关于转发《兰河市人民政府办公室关于印发〈兰河市旧货市场管理意见〉的通知》的通知';
  assert.equal(shortTitle(forwarded), forwarded);
  assert.equal(shortTitle('青禾区犬只登记办法'), '青禾区犬只登记办法');
});
