/** The fold of acts into tenures against a naive oracle that looks at every day by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ACT_KINDS } from './act.ts';
import { type Certainty, certaintyOn, type FoldedAct, foldTenures, holdersAt } from './tenures.ts';

const START = Temporal.PlainDate.from('2023-12-25');
const SPAN_DAYS = 24;
const dayAt = (n: number) => START.add({ days: n });

const Day = fc.integer({ min: 0, max: SPAN_DAYS - 1 });
const Act: fc.Arbitrary<FoldedAct> = fc
  .record({
    kind: fc.constantFrom(...ACT_KINDS),
    personId: fc.constantFrom('p1', 'p2', 'p3'),
    postId: fc.constantFrom('q1', 'q2'),
    decided: Day,
    effective: fc.oneof(fc.constant('decided' as const), fc.constant('trial' as const), Day),
    concurrent: fc.boolean(),
    seconded: fc.boolean(),
    key: fc.uuid(),
  })
  .map(({ decided, effective, ...act }) => {
    const takes = act.kind === 'remove' || act.kind === 'dismiss';
    return {
      ...act,
      decidedOn: dayAt(decided),
      effective:
        effective === 'trial' && !takes ? null : dayAt(typeof effective === 'number' ? effective : decided),
    };
  });

/** What one day alone tells: the last act up to it, and if that gives nothing, what the next one proves. */
function naive(acts: readonly FoldedAct[], person: string, post: string, n: number): Certainty | undefined {
  const takes = (a: FoldedAct) => a.kind === 'remove' || a.kind === 'dismiss';
  const at = (a: FoldedAct) => START.until(a.effective ?? a.decidedOn ?? START, { largestUnit: 'days' }).days;
  const rank = (a: FoldedAct) => (takes(a) ? 0 : a.effective === null ? 1 : 2);
  const own = acts
    .filter((a) => a.personId === person && a.postId === post)
    .sort((a, b) => at(a) - at(b) || rank(a) - rank(b));
  const last = own.findLast((a) => at(a) <= n);
  if (last && !takes(last)) return 'known';
  const next = own.find((a) => at(a) > n);
  if (!next) return undefined;
  if (!takes(next) && next.effective !== null) return undefined;
  return n === at(next) - 1 ? 'known' : 'possibly';
}

test('who holds which post on any day is what the naive oracle says of that day', () => {
  fc.assert(
    fc.property(fc.array(Act, { maxLength: 12 }), (acts) => {
      const { tenures } = foldTenures(acts);
      for (let n = -3; n < SPAN_DAYS + 3; n++)
        for (const person of ['p1', 'p2', 'p3'])
          for (const post of ['q1', 'q2']) {
            const held = holdersAt(tenures, dayAt(n)).filter(
              ({ tenure }) => tenure.personId === person && tenure.postId === post,
            );
            assert.ok(held.length <= 1, 'never twice at once');
            assert.equal(held[0]?.certainty, naive(acts, person, post, n), `day ${n} ${person} ${post}`);
          }
    }),
    { numRuns: 600 },
  );
});

test('the order in which acts are given does not matter, and every act is in one tenure or named', () => {
  fc.assert(
    fc.property(fc.array(Act, { maxLength: 12 }), (acts) => {
      const folded = foldTenures(acts);
      const placed = [
        ...folded.tenures.flatMap((t) => [...t.given, ...(t.taken ? [t.taken] : [])]),
        ...folded.undated,
        ...folded.repeated,
      ];
      assert.deepEqual(placed.map((a) => a.key).sort(), acts.map((a) => a.key).sort());
      for (let n = -2; n < SPAN_DAYS + 2; n++) {
        const words = (of: readonly FoldedAct[]) =>
          holdersAt(foldTenures(of).tenures, dayAt(n))
            .map(({ tenure: t, certainty }) => `${t.personId}${t.postId}${certainty}`)
            .sort();
        assert.deepEqual(words(acts.toReversed()), words(acts));
      }
    }),
    { numRuns: 150 },
  );
});

const act = (over: Partial<FoldedAct> & Pick<FoldedAct, 'kind'>): FoldedAct => ({
  key: 'k',
  personId: 'p',
  postId: 'q',
  effective: null,
  decidedOn: null,
  concurrent: false,
  seconded: false,
  ...over,
});
const day = (text: string) => Temporal.PlainDate.from(text);

test('an appointment lasts from its first day up to, not including, the day of the removal', () => {
  const [tenure] = foldTenures([
    act({ kind: 'appoint', effective: day('2023-09-27') }),
    act({ kind: 'remove', effective: day('2023-11-25') }),
  ]).tenures;
  assert.ok(tenure);
  assert.deepEqual(
    ['2023-09-26', '2023-09-27', '2023-11-24', '2023-11-25'].map((d) => certaintyOn(tenure, day(d))),
    [undefined, 'known', 'known', undefined],
  );
});

test('a removal alone proves the day before; since when it was held stays unknown', () => {
  const [tenure] = foldTenures([act({ kind: 'dismiss', effective: day('2023-11-01') })]).tenures;
  assert.ok(tenure);
  assert.equal(tenure.earliest, null);
  assert.deepEqual(
    ['1999-01-01', '2023-10-30', '2023-10-31', '2023-11-01'].map((d) => certaintyOn(tenure, day(d))),
    ['possibly', 'possibly', 'known', undefined],
  );
});

test('a term that counts from an unprinted trial begins on an unknown day before the decision', () => {
  const [tenure] = foldTenures([act({ kind: 'appoint', decidedOn: day('2023-09-13') })]).tenures;
  assert.ok(tenure);
  assert.deepEqual(
    ['2022-01-01', '2023-09-11', '2023-09-12', '2023-09-13', '2030-01-01'].map((d) =>
      certaintyOn(tenure, day(d)),
    ),
    ['possibly', 'possibly', 'known', 'known', 'known'],
  );
});

test('an act without any day is in no tenure and is named', () => {
  const folded = foldTenures([
    act({ kind: 'appoint' }),
    act({ kind: 'remove', decidedOn: day('2023-09-13') }),
  ]);
  assert.deepEqual([folded.tenures.length, folded.undated.length], [0, 2]);
});
