import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openCase } from '#engines/procedure/decide.ts';
import {
  type CaseState,
  decideTransition,
  foldCase,
  type Procedure,
  workingDaysAfter,
} from '#engines/procedure/index.ts';
import { permitProcedure, roundsOf } from '#systems/permits/index.ts';
import { type ChildFacts, themeAt } from './theme-state.ts';

/** Monday to Friday are worked. */
const calendar = { isWorkingDay: (day: Temporal.PlainDate) => day.dayOfWeek <= 5 };
const at = (day: string) => Temporal.Instant.from(`${day}T02:00:00Z`);
const procedure: Procedure = permitProcedure('direct', { promisedDays: 8 });
const actor = (role: string) => ({ key: role, name: role, role });

/** A case after some steps, each on a day. */
function caseOf(...steps: [transition: string, role: string, day: string, input?: object][]): CaseState {
  const opened = openCase(procedure, {
    actor: actor('applicant'),
    at: at('2026-03-02'),
    input: {},
    holder: '示例局',
  });
  assert.ok(opened.ok);
  const events = [opened.value];
  for (const [transition, role, day, input = {}] of steps) {
    const decided = decideTransition(
      procedure,
      foldCase(events),
      {
        transition,
        actor: actor(role),
        at: at(day),
        input: input as Record<string, unknown>,
        seen: events.length,
      },
      calendar,
    );
    assert.ok(decided.ok, JSON.stringify(decided));
    events.push(decided.value);
  }
  return foldCase(events);
}

const part = (code: string, after: string[] = []) => ({
  code,
  short: code,
  after,
  note: null,
  optional: false,
});
const theme = { parts: [part('A'), part('B', ['A']), part('C')] };
const fact = (code: string, state: CaseState | null, more: Partial<ChildFacts> = {}): ChildFacts => ({
  code,
  state,
  procedure,
  promisedDays: 8,
  dropped: false,
  stuck: null,
  ...more,
});
const standing = (facts: ChildFacts[], day = '2026-03-03', of = theme) =>
  themeAt(of, roundsOf(of), new Map(facts.map((f) => [f.code, f])), at(day), calendar);
const ACCEPT = ['accept', 'clerk', '2026-03-03'] as const;
const PROPOSE = ['propose', 'reviewer', '2026-03-04', { opinion: 'grant', reason: '齐全' }] as const;

test('the day of everything: acceptance and promise of each along the path, the latest of all', () => {
  // Received on Monday the 2nd: accepted at the latest on the 9th, decided eight working days later, on the 19th.
  const both = standing([fact('A', caseOf()), fact('B', null), fact('C', caseOf())]);
  assert.equal(both.children[0]?.resultOn?.toString(), '2026-03-19');
  // B begins then: five days for acceptance, eight for the decision; the 19th is a Thursday.
  const b = both.children.find((c) => c.code === 'B');
  assert.deepEqual([b?.phase, b?.because, b?.resultOn?.toString()], ['waiting', ['A'], '2026-04-07']);
  assert.deepEqual([both.resultOn?.toString(), both.provisional, both.ended], ['2026-04-07', true, false]);
  // A was accepted on the 3rd: its promise ends on the 13th, and all moves forward.
  const sooner = standing([fact('A', caseOf([...ACCEPT])), fact('B', null), fact('C', caseOf())]);
  assert.equal(sooner.children[0]?.resultOn?.toString(), '2026-03-13');
  assert.equal(sooner.resultOn?.toString(), '2026-04-01');
  const granted = standing(
    [
      fact('A', caseOf([...ACCEPT], [...PROPOSE], ['grant', 'approver', '2026-03-05'])),
      fact('B', null),
      fact('C', caseOf()),
    ],
    '2026-03-05',
  );
  const ready = granted.children.find((c) => c.code === 'B');
  assert.deepEqual([ready?.phase, ready?.resultOn?.toString()], ['ready', '2026-03-24']);
});

test('nobody can tell the day while the applicant is asked, or while a test has no end that was told', () => {
  const asked = caseOf([
    'ask_correction',
    'clerk',
    '2026-03-03',
    { missing: [{ material: '甲', what: '乙' }] },
  ]);
  const { children, resultOn, provisional } = standing([
    fact('A', asked),
    fact('B', null),
    fact('C', caseOf()),
  ]);
  assert.deepEqual(
    children.map((c) => [c.code, c.phase, c.resultOn?.toString() ?? null]),
    [
      ['A', 'yours', null],
      ['C', 'running', '2026-03-19'],
      ['B', 'waiting', null],
    ],
  );
  assert.deepEqual([resultOn, provisional], [null, true]);
});

test('a refusal bars what waits for it and leaves the others; the day is that of what still goes on', () => {
  const refused = caseOf(
    [...ACCEPT],
    ['propose', 'reviewer', '2026-03-04', { opinion: 'refuse', reason: '不符' }],
    ['refuse', 'approver', '2026-03-05', { reason: '不符' }],
  );
  const s = standing([fact('A', refused), fact('B', null), fact('C', caseOf())], '2026-03-05');
  assert.deepEqual(
    s.children.map((c) => [c.code, c.phase, c.ended]),
    [
      ['A', 'refused', false],
      ['C', 'running', false],
      ['B', 'blocked', true],
    ],
  );
  assert.equal(s.resultOn?.toString(), '2026-03-19');
});

test('what is withdrawn, not accepted or given up bars; what is not needed opens the way', () => {
  const of = (state: CaseState) =>
    standing([fact('A', state), fact('B', null), fact('C', caseOf())]).children.find((c) => c.code === 'B')
      ?.phase;
  assert.equal(of(caseOf(['withdraw', 'applicant', '2026-03-03', { reason: '不办了' }])), 'blocked');
  assert.equal(of(caseOf(['refuse_acceptance', 'clerk', '2026-03-03', { reason: '不符' }])), 'blocked');
  assert.equal(
    of(caseOf(['tell_wrong_body', 'clerk', '2026-03-03', { reason: '不属', body: '乙局' }])),
    'blocked',
  );
  assert.equal(of(caseOf(['tell_not_needed', 'clerk', '2026-03-03', { reason: '不用办' }])), 'ready');
  const dropped = standing([fact('A', null, { dropped: true }), fact('B', null), fact('C', caseOf())]);
  assert.deepEqual(
    dropped.children.map((c) => c.phase),
    ['dropped', 'running', 'blocked'],
  );
});

test('whatever its parts wait for: all granted and delivered ends it, and one open case keeps it open', () => {
  const done = caseOf(
    [...ACCEPT],
    [...PROPOSE],
    ['grant', 'approver', '2026-03-05'],
    ['deliver', 'clerk', '2026-03-06', { way: 'window' }],
  );
  const parts = fc
    .array(fc.array(fc.nat({ max: 6 }), { maxLength: 3 }), { minLength: 2, maxLength: 7 })
    .map((list) =>
      list.map((after, i) => part(String(i), [...new Set(after.filter((n) => n < i).map(String))])),
    );
  fc.assert(
    fc.property(parts, fc.nat(), (list, open) => {
      const all = list.map((p) => fact(p.code, done));
      const ended = standing(all, '2026-03-09', { parts: list });
      assert.ok(ended.ended && !ended.provisional);
      assert.equal(ended.resultOn?.toString(), '2026-03-05');
      const one = open % list.length;
      const still = standing(
        all.map((f, i) => (i === one ? { ...f, state: caseOf() } : f)),
        '2026-03-09',
        { parts: list },
      );
      assert.ok(!still.ended && still.provisional);
      // Nothing that waits for it is told a day before its own.
      const late = still.children.find((c) => c.code === String(one))?.resultOn;
      assert.ok(late && still.resultOn && Temporal.PlainDate.compare(still.resultOn, late) >= 0);
    }),
    { numRuns: 50 },
  );
});

test('working days are counted from the day after', () => {
  assert.equal(workingDaysAfter(Temporal.PlainDate.from('2026-03-06'), 1, calendar).toString(), '2026-03-09');
  assert.equal(workingDaysAfter(Temporal.PlainDate.from('2026-03-06'), 0, calendar).toString(), '2026-03-06');
});
