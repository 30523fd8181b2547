import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { type Effect, type EffectKind, effectKinds } from './effect.ts';
import { oracleStatus, type Window } from './status.oracle.ts';
import { statusAt } from './status.ts';

const window: Window = { origin: Temporal.PlainDate.from('2023-12-10'), length: 70 };
const firstRecord = Temporal.Instant.from('2024-01-01T00:00:00Z');
const dayOf = (n: number) => window.origin.add({ days: n });
const knownAt = (hour: number) => firstRecord.add({ hours: hour });

const effectOf = (kinds: readonly EffectKind[], precision: Effect['precision']) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    day: fc.nat(window.length - 1),
    precision: fc.constant(precision),
    until: fc.option(fc.nat(window.length - 1), { freq: 3 }),
    stage: fc.constantFrom<Effect['stage']>('decided', 'decided', 'decided', 'proposed'),
    hour: fc.nat(6),
    retracts: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(7) }),
  });

/** All kinds, or those whose order among themselves matters, so that their corners are met often. */
const kindSets = fc.constantFrom<readonly EffectKind[]>(
  effectKinds,
  effectKinds,
  ['commence', 'suspend', 'resume'],
  ['commence', 'expire', 'extend'],
);

/** Mostly exact days; some months; a single year or unknown date, since the oracle tries every day of it. */
const history = kindSets
  .chain((kinds) => {
    const loosely = (count: number, ...precisions: Effect['precision'][]) =>
      fc.array(fc.oneof(...precisions.map((p) => effectOf(kinds, p))), {
        minLength: count,
        maxLength: count,
      });
    return fc.tuple(
      fc.array(effectOf(kinds, 'day'), { maxLength: 7 }),
      fc.oneof(
        { weight: 12, arbitrary: fc.constant([]) },
        { weight: 9, arbitrary: loosely(1, 'month') },
        { weight: 2, arbitrary: loosely(2, 'month') },
        { weight: 1, arbitrary: loosely(1, 'year', 'unknown') },
      ),
    );
  })
  .map(([exact, loose]) =>
    [...exact, ...loose].map(
      (e, i): Effect => ({
        id: `e${i}`,
        kind: e.kind,
        target: 'doc',
        date: e.precision === 'unknown' ? null : dayOf(e.day),
        precision: e.precision,
        until: e.until === null ? null : dayOf(e.until),
        stage: e.stage,
        basis: null,
        source: null,
        assertedBy: 'somebody',
        assertedAt: knownAt(e.hour),
        ...(e.retracts === null ? {} : { retracts: `e${e.retracts}` }),
      }),
    ),
  );
const queryDay = fc.integer({ min: -2, max: window.length + 1 });

it('agrees with the day-by-day oracle on 12,000 random histories, next change included', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(history, queryDay, fc.integer({ min: 2, max: 6 }), (effects, n, hour) => {
      const reading = statusAt(effects, dayOf(n), knownAt(hour));
      assert.equal(reading.status, oracleStatus(effects, dayOf(n), knownAt(hour), window));
      seen.set(reading.status, (seen.get(reading.status) ?? 0) + 1);
      const next = reading.next?.date;
      if (next) {
        assert.ok(Temporal.PlainDate.compare(next, dayOf(n)) > 0);
        const dayBefore = next.subtract({ days: 1 });
        assert.equal(statusAt(effects, dayBefore, knownAt(hour)).status, reading.status);
        assert.equal(oracleStatus(effects, next, knownAt(hour), window), reading.next?.status);
        assert.notEqual(reading.next?.status, reading.status);
      }
    }),
    { numRuns: 12_000 },
  );
  assert.equal(seen.size, 8, `every status must have been met: ${[...seen.keys()].join(', ')}`);
});

it('no change comes before the next change it names', () => {
  fc.assert(
    fc.property(history, queryDay, (effects, n) => {
      const { status, next } = statusAt(effects, dayOf(n), knownAt(6));
      const until = next ? dayOf(n).until(next.date, { largestUnit: 'days' }).days : window.length + 40 - n;
      for (let i = 1; i < until; i++) {
        assert.equal(statusAt(effects, dayOf(n + i), knownAt(6)).status, status);
      }
    }),
    { numRuns: 300 },
  );
});

it('does not depend on the order in which the effects are given', () => {
  const shuffled = history.chain((effects) =>
    fc.tuple(fc.constant(effects), fc.shuffledSubarray(effects, { minLength: effects.length })),
  );
  fc.assert(
    fc.property(shuffled, queryDay, ([effects, other], n) => {
      assert.deepEqual(statusAt(other, dayOf(n), knownAt(6)), statusAt(effects, dayOf(n), knownAt(6)));
    }),
    { numRuns: 3_000 },
  );
});

it('what is recorded later never changes what was known before', () => {
  fc.assert(
    fc.property(history, queryDay, fc.nat(6), (effects, n, hour) => {
      const by = effects.filter((e) => Temporal.Instant.compare(e.assertedAt, knownAt(hour)) <= 0);
      assert.deepEqual(statusAt(effects, dayOf(n), knownAt(hour)), statusAt(by, dayOf(n), knownAt(hour)));
    }),
    { numRuns: 3_000 },
  );
});

it('taking everything back leaves nothing known', () => {
  fc.assert(
    fc.property(history, queryDay, (effects, n) => {
      const undone = effects.map(
        (e): Effect => ({
          ...e,
          id: `r-${e.id}`,
          kind: 'retract',
          stage: 'decided',
          retracts: e.id,
          assertedAt: knownAt(9),
        }),
      );
      const reading = statusAt([...effects, ...undone], dayOf(n), knownAt(9));
      assert.deepEqual([reading.status, reading.evidence.length], ['unknown', 0]);
    }),
    { numRuns: 1_000 },
  );
});
