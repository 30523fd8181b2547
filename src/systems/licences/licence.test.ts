import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GROUNDS, groundsFor } from './grounds.ts';
import {
  LICENCE_STATES,
  type LicenceEvent,
  type LicenceEventKind,
  type LicenceState,
  statusAt,
} from './licence.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const noon = (date: string) => Temporal.Instant.from(`${date}T04:00:00Z`);
const event = (seq: number, kind: LicenceEventKind, on: string, recorded = on): LicenceEvent => ({
  seq,
  kind,
  on: day(on),
  at: noon(recorded),
  actorName: '测试',
  reason: null,
  basis: null,
});
const validity = { validFrom: day('2024-01-10'), validUntil: day('2025-01-10') };
const issued = event(1, 'issued', '2024-01-05');
const FOREVER = noon('2100-01-01');
const state = (events: LicenceEvent[], date: string, known = FOREVER): LicenceState | undefined =>
  statusAt(validity, events, day(date), known)?.state;

test('a licence is valid from its first day to its last, and lapses by itself on the day after', () => {
  assert.equal(state([issued], '2024-01-09'), 'not_yet');
  assert.equal(state([issued], '2024-01-10'), 'valid');
  assert.equal(state([issued], '2025-01-09'), 'valid');
  assert.equal(state([issued], '2025-01-10'), 'lapsed');
  assert.equal(String(statusAt(validity, [issued], day('2026-01-01'), FOREVER)?.since), '2025-01-10');
});

test('a licence without end does not lapse', () => {
  const open = { ...validity, validUntil: null };
  assert.equal(statusAt(open, [issued], day('2090-01-01'), FOREVER)?.state, 'valid');
});

test('revoked, withdrawn and cancelled are told apart, each from its day', () => {
  for (const kind of ['revoked', 'withdrawn', 'cancelled'] as const) {
    const events = [issued, event(2, kind, '2024-06-01')];
    assert.equal(state(events, '2024-05-31'), 'valid', kind);
    assert.equal(state(events, '2024-06-01'), kind);
    assert.equal(state(events, '2025-02-01'), kind, 'what ended does not lapse');
  }
});

test('what was revoked and then cancelled is cancelled from that day and was revoked before', () => {
  const events = [issued, event(2, 'revoked', '2024-06-01'), event(3, 'cancelled', '2024-07-01')];
  assert.equal(state(events, '2024-06-30'), 'revoked');
  assert.equal(state(events, '2024-07-01'), 'cancelled');
});

test('a suspension ends with its return, and a suspended licence lapses all the same', () => {
  const events = [issued, event(2, 'suspended', '2024-03-01'), event(3, 'resumed', '2024-04-01')];
  assert.equal(state(events, '2024-03-31'), 'suspended');
  assert.equal(state(events, '2024-04-01'), 'valid');
  assert.equal(state(events.slice(0, 2), '2025-01-10'), 'lapsed');
});

test('a copy that was given changes nothing', () => {
  const copy = event(2, 'copy_given', '2024-05-01');
  for (const date of ['2024-01-09', '2024-05-01', '2025-01-10'])
    assert.equal(state([issued, copy], date), state([issued], date));
});

test('the past is read as it was known then: a decision recorded later is not in it', () => {
  const events = [issued, event(2, 'revoked', '2024-06-01', '2024-06-20')];
  assert.equal(state(events, '2024-06-10', noon('2024-06-19')), 'valid');
  assert.equal(state(events, '2024-06-10', noon('2024-06-20')), 'revoked');
  assert.equal(state(events, '2024-06-10', noon('2024-01-04')), undefined, 'not issued yet');
});

test('grounds by state, counted by hand: 注销 of what lapsed needs lapsing, of what was revoked needs revoking', () => {
  const counts = Object.fromEntries(LICENCE_STATES.map((s) => [s, groundsFor(s).length]));
  // not_yet: 6 revoke, 1 withdraw, 4 cancel. valid: and 1 suspend. suspended: 1 resume instead.
  assert.deepEqual(counts, {
    not_yet: 11,
    valid: 12,
    suspended: 12,
    lapsed: 5,
    revoked: 5,
    withdrawn: 5,
    cancelled: 0,
  });
  assert.ok(!groundsFor('valid').some((g) => g.code === 'cancel.lapsed'));
  assert.ok(!groundsFor('lapsed').some((g) => g.kind === 'revoked'));
});

/** Random histories that can happen: on each later day one of the changes that the state of that day allows. */
const histories = fc
  .record({
    length: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
    steps: fc.array(fc.tuple(fc.nat(12), fc.nat(30)), { maxLength: 6 }),
    ask: fc.nat(80),
  })
  .map(({ length, steps, ask }) => {
    const start = day('2024-01-10');
    const dates = { validFrom: start, validUntil: length === null ? null : start.add({ days: length }) };
    const events = [issued];
    let on = day('2024-01-05');
    for (const [later, choice] of steps) {
      on = on.add({ days: later });
      const now = statusAt(dates, events, on, FOREVER)?.state as LicenceState;
      const kinds = ['copy_given' as const, ...new Set(groundsFor(now).map((g) => g.kind))];
      events.push(event(events.length + 1, kinds[choice % kinds.length] as LicenceEventKind, String(on)));
    }
    return { dates, events, date: day('2024-01-05').add({ days: ask }) };
  });

test('a state agrees with a life lived day by day', () => {
  fc.assert(
    fc.property(histories, ({ dates, events, date }) => {
      let lived: LicenceState = 'not_yet';
      let held = false;
      for (let d = day('2024-01-05'); Temporal.PlainDate.compare(d, date) <= 0; d = d.add({ days: 1 })) {
        const over = ['revoked', 'withdrawn', 'cancelled'].includes(lived);
        if (!over && d.equals(dates.validFrom)) lived = held ? 'suspended' : 'valid';
        if (!over && dates.validUntil && d.equals(dates.validUntil)) lived = 'lapsed';
        for (const e of events.filter((x) => x.on.equals(d))) {
          if (e.kind === 'suspended') held = true;
          if (e.kind === 'resumed') held = false;
          if (e.kind === 'issued' || e.kind === 'copy_given') continue;
          lived = e.kind === 'resumed' ? 'valid' : e.kind;
        }
      }
      assert.equal(statusAt(dates, events, date, FOREVER)?.state, lived);
    }),
    { numRuns: 1000 },
  );
});

test('every ground names its clause or says that none does', () => {
  for (const ground of GROUNDS)
    assert.ok('assumed' in ground.basis || ground.basis.path !== null, ground.code);
  assert.equal(new Set(GROUNDS.map((g) => g.code)).size, GROUNDS.length);
});
