import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Effect } from './effect.ts';
import { openProposals } from './effect.ts';
import { statusAt } from './status.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const recorded = Temporal.Instant.from('2024-01-02T08:00:00+08:00');
const later = recorded.add({ hours: 24 * 400 });

let count = 0;
const effect = (kind: Effect['kind'], date: string | null, more: Partial<Effect> = {}): Effect => ({
  id: `e${String(++count).padStart(4, '0')}`,
  kind,
  target: 'doc',
  date: date === null ? null : day(date),
  precision: date === null ? 'unknown' : 'day',
  until: null,
  stage: 'decided',
  basis: null,
  source: null,
  assertedBy: 'import',
  assertedAt: recorded,
  ...more,
});
const on = (effects: Effect[], date: string, known = later) => statusAt(effects, day(date), known).status;

describe('statusAt on exact days', () => {
  const fireOrder = [effect('commence', '2023-09-30'), effect('expire', '2024-06-02')];

  it('an order valid from 30 September 2023 to 1 June 2024 holds on both days and lapses on 2 June', () => {
    assert.equal(on(fireOrder, '2023-09-29'), 'not_yet');
    assert.equal(on(fireOrder, '2023-09-30'), 'in_force');
    assert.equal(on(fireOrder, '2024-06-01'), 'in_force');
    assert.equal(on(fireOrder, '2024-06-02'), 'lapsed');
  });

  it('names the effect that makes it so and the next change', () => {
    const reading = statusAt(fireOrder, day('2024-01-01'), later);
    assert.deepEqual(reading.evidence, [fireOrder[0]]);
    assert.equal(reading.next?.date.toString(), '2024-06-02');
    assert.equal(reading.next?.status, 'lapsed');
    assert.deepEqual(reading.next?.evidence, [fireOrder[1]]);
    assert.equal(statusAt(fireOrder, day('2024-06-02'), later).next, null);
  });

  it('a proposal to repeal changes nothing; the decision does, from its day', () => {
    const proposal = effect('repeal', null, { stage: 'proposed' });
    const kept = [effect('commence', '2020-01-01'), proposal];
    assert.equal(on(kept, '2030-01-01'), 'in_force');
    assert.deepEqual(openProposals(kept, later), [proposal]);
    const decided = [...kept, effect('repeal', '2024-03-01', { decides: proposal.id })];
    assert.equal(on(decided, '2024-02-29'), 'in_force');
    assert.equal(on(decided, '2024-03-01'), 'repealed');
    assert.deepEqual(openProposals(decided, later), []);
  });

  it('an extension made while valid moves the end; one made on the day of lapse is too late', () => {
    const until = day('2025-06-02');
    const inTime = [...fireOrder, effect('extend', '2024-06-01', { until })];
    assert.equal(on(inTime, '2024-06-02'), 'in_force');
    assert.equal(on(inTime, '2025-06-01'), 'in_force');
    assert.equal(on(inTime, '2025-06-02'), 'lapsed');
    assert.equal(on([...fireOrder, effect('extend', '2024-06-02', { until })], '2024-06-02'), 'lapsed');
  });

  it('repeal outranks an amendment before it and one after it', () => {
    const history = [
      effect('commence', '2020-01-01'),
      effect('amend', '2021-01-01'),
      effect('repeal', '2022-01-01'),
      effect('amend', '2023-01-01'),
    ];
    assert.equal(on(history, '2021-06-01'), 'amended');
    assert.equal(on(history, '2023-06-01'), 'repealed');
  });

  it('an annulled document never had force', () => {
    const history = [effect('commence', '2020-01-01'), effect('annul', '2022-01-01')];
    assert.equal(on(history, '2021-01-01'), 'repealed');
    assert.equal(on(history, '2019-01-01'), 'repealed');
  });

  it('a suspension ends at its end or at a resumption, and another may begin on that day', () => {
    const until = day('2022-03-01');
    const history = [effect('commence', '2020-01-01'), effect('suspend', '2022-01-01', { until })];
    assert.equal(on(history, '2022-02-28'), 'suspended');
    assert.equal(on(history, '2022-03-01'), 'in_force');
    const resumed = [...history, effect('resume', '2022-02-01')];
    assert.equal(on(resumed, '2022-01-31'), 'suspended');
    assert.equal(on(resumed, '2022-02-01'), 'in_force');
    assert.equal(on([...resumed, effect('suspend', '2022-02-01')], '2022-02-01'), 'suspended');
  });
});

describe('statusAt on what is not known', () => {
  it('nothing recorded is unknown, not in force', () => {
    const reading = statusAt([], day('2024-01-01'), later);
    assert.deepEqual([reading.status, reading.doubt, reading.next], ['unknown', 'no_record', null]);
  });

  it('a document kept by a clean-up had begun by then', () => {
    const kept = [effect('keep', '2023-12-01')];
    assert.equal(on(kept, '2023-11-30'), 'unknown');
    assert.equal(on(kept, '2023-12-01'), 'in_force');
  });

  it('a commencement known to the month leaves only that month open, and its last day is certain', () => {
    const history = [effect('commence', '2023-09-01', { precision: 'month' })];
    assert.equal(on(history, '2023-08-31'), 'not_yet');
    assert.equal(on(history, '2023-09-01'), 'unknown');
    assert.equal(on(history, '2023-09-29'), 'unknown');
    assert.equal(on(history, '2023-09-30'), 'in_force');
    assert.equal(statusAt(history, day('2023-09-10'), later).doubt, 'imprecise_date');
  });

  it('an imprecise date that cannot matter leaves no doubt', () => {
    const history = [
      effect('commence', '2020-01-01'),
      effect('partly_repeal', '2021-01-01'),
      effect('amend', '2021-06-01', { precision: 'year' }),
    ];
    assert.equal(on(history, '2021-05-01'), 'partly_repealed');
    assert.equal(on([...history, effect('repeal', '2021-04-01')], '2021-05-01'), 'repealed');
  });

  it('refuses effects of two documents', () => {
    const mixed = [effect('keep', '2020-01-01'), effect('keep', '2020-01-01', { target: 'other' })];
    assert.throws(() => on(mixed, '2020-01-01'), TypeError);
  });
});

describe('what was known when', () => {
  const repeal = effect('repeal', '2024-03-01', { assertedAt: recorded.add({ hours: 24 }) });
  const history = [effect('commence', '2020-01-01'), repeal];
  const mistake = effect('retract', null, { retracts: repeal.id, assertedAt: recorded.add({ hours: 48 }) });
  const knownAfter = (hours: number) => recorded.add({ hours });

  it('a repeal counts from when it was recorded, whatever day it is dated', () => {
    assert.equal(on(history, '2024-04-01', knownAfter(23)), 'in_force');
    assert.equal(on(history, '2024-04-01', knownAfter(24)), 'repealed');
  });

  it('a retraction undoes it, keeps the earlier knowledge, and can itself be retracted', () => {
    const corrected = [...history, mistake];
    assert.equal(on(corrected, '2024-04-01', knownAfter(48)), 'in_force');
    assert.equal(on(corrected, '2024-04-01', knownAfter(47)), 'repealed');
    const again = effect('retract', null, { retracts: mistake.id, assertedAt: recorded.add({ hours: 72 }) });
    assert.equal(on([...corrected, again], '2024-04-01', knownAfter(72)), 'repealed');
  });

  it('a correction replaces what it retracts in one record', () => {
    const right = effect('repeal', '2024-05-01', { retracts: repeal.id, assertedAt: knownAfter(48) });
    assert.equal(on([...history, right], '2024-04-01'), 'in_force');
    assert.equal(on([...history, right], '2024-05-01'), 'repealed');
  });

  it('a proposal is withdrawn by another proposal', () => {
    const proposed = effect('repeal', null, { stage: 'proposed' });
    const back = effect('retract', null, { stage: 'proposed', retracts: proposed.id });
    assert.deepEqual(openProposals([proposed, back], later), []);
  });

  it('a proposal cannot take back a decision, nor a record one that came after it', () => {
    const proposed = effect('retract', null, { ...mistake, id: 'p', stage: 'proposed' });
    assert.equal(on([...history, proposed], '2024-04-01'), 'repealed');
    const early = effect('retract', null, { retracts: repeal.id, assertedAt: recorded });
    assert.equal(on([...history, early], '2024-04-01'), 'repealed');
  });
});
