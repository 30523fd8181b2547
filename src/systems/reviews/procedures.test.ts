import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockAt, LEGAL_ZONE, lightAt } from '#engines/procedure/clock.ts';
import { decideTransition, expiredTransition, openCase, transitionsFor } from '#engines/procedure/decide.ts';
import { applyEvent, type CaseEvent, type CaseState, foldCase } from '#engines/procedure/event.ts';
import type { Procedure } from '#engines/procedure/index.ts';
import { getCalendar } from '#platform/calendar/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import { MATTER_KINDS, type MatterKind, procedureOf } from './procedures.ts';
import { rolesInReview } from './review-roles.ts';
import { readReviewSettings } from './settings.ts';

const settings = readReviewSettings();
const calendar = getCalendar('ningxia');
const at = (date: string, time = '09:00') =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: LEGAL_ZONE, plainTime: time }).toInstant();
const person = (role: string, key = `account:${role}`) => ({ key, name: role, role });

/** A case lived through commands. 2024-03-04 is a Monday without a holiday near. */
class Life {
  readonly events: CaseEvent[] = [];
  readonly procedure: Procedure;
  constructor(kind: MatterKind, input: Record<string, unknown> = {}, role = 'applicant') {
    this.procedure = procedureOf(kind, settings);
    const opened = openCase(this.procedure, {
      actor: person(role),
      at: at('2024-03-04'),
      input: {
        reachable: true,
        ...(kind === 'bad_rating' && { level: 2 }),
        ...(kind === 'stuck' && { item: false }),
        ...input,
      },
      holder: '甲局',
    });
    assert.ok(opened.ok, opened.ok ? '' : opened.error.message);
    this.events.push(opened.value);
  }
  get state(): CaseState {
    return foldCase(this.events);
  }
  try(transition: string, role: string, date = '2024-03-04', input: Record<string, unknown> = {}) {
    const made = decideTransition(
      this.procedure,
      this.state,
      { transition, actor: person(role), at: at(date), input },
      calendar,
    );
    if (made.ok) this.events.push(made.value);
    return made.ok ? 'made' : made.error.code;
  }
  does(transition: string, role: string, date = '2024-03-04', input: Record<string, unknown> = {}): this {
    assert.equal(this.try(transition, role, date, input), 'made', transition);
    return this;
  }
  due(clock: string): string {
    return String(clockAt(this.state.clocks[clock] ?? [], at('2024-03-05', '10:00'), calendar).dueOn);
  }
}

const SAID = { said: '等了一上午' };
const WHAT = { what: '已经增开窗口' };
const REASON = { reason: '核实过' };

/** Written by hand: in which state who may do what. Everything else is refused, to `reviewed` above all. */
const FOLLOW_UP = `
opened handler: try_call call_back go_without_call hand_over
called handler: mend explain put_on_ledger hand_over
on_ledger handler: mend_ledger hand_over
told applicant: rerate_content rerate_bad
told system: lapse
disputed supervisor: return_to_mend close_disputed`;
const WITH_APPEAL = FOLLOW_UP.replace(/^(opened|called|on_ledger) handler: .*$/gm, (line, state) =>
  [`${line} appeal`, `${state} supervisor: reject_appeal annul`, `${state} reviewed: appeal`].join('\n'),
);
const STUCK = `
reported handler: help hand_over
helping handler: hand_over mend propose_item_change
helping supervisor: propose_item_change
mended handler: propose_item_change tell
mended supervisor: propose_item_change
told applicant: confirm dispute
told handler: propose_item_change
told supervisor: propose_item_change
told system: lapse
disputed handler: propose_item_change
disputed supervisor: propose_item_change return_to_help check
to_check handler: propose_item_change
to_check supervisor: propose_item_change return_to_help check`;
const TABLE: Record<MatterKind, string> = { bad_rating: WITH_APPEAL, complaint: FOLLOW_UP, stuck: STUCK };

for (const kind of MATTER_KINDS)
  test(`${kind}: every state × role is as written by hand; the person reviewed handles nothing`, () => {
    const procedure = procedureOf(kind, settings);
    const expected = new Map(
      TABLE[kind]
        .trim()
        .split('\n')
        .map((line) => line.split(': ') as [string, string]),
    );
    const blank = new Life(kind).state;
    for (const state of Object.keys(procedure.states))
      for (const role of [...Object.keys(procedure.roles), 'system']) {
        const may = transitionsFor(procedure, { ...blank, state, made: {} }, role).map(([code]) => code);
        assert.equal(
          may.sort().join(' '),
          (expected.get(`${state} ${role}`) ?? '').split(' ').sort().join(' '),
          `${state} ${role}`,
        );
        if (role === 'reviewed')
          assert.ok(
            may.every((code) => code === 'appeal'),
            `${state} reviewed`,
          );
        // And the engine refuses each of the others to them.
        for (const transition of Object.keys(procedure.transitions)) {
          if (may.includes(transition)) continue;
          const refused = decideTransition(
            procedure,
            { ...blank, state },
            { transition, actor: person(role), at: at('2024-03-05'), input: {} },
            calendar,
          );
          assert.equal(refused.ok, false, `${state} ${role} ${transition}`);
        }
      }
  });

test('a bad rating is called back within a day, mended within five, rated again; each limit is an assumption that says so', () => {
  const life = new Life('bad_rating');
  assert.equal(life.due('call'), '2024-03-05');
  assert.equal(life.due('mend'), '2024-03-11');
  life.does('call_back', 'handler', '2024-03-04', SAID).does('mend', 'handler', '2024-03-06', WHAT);
  assert.equal(life.state.state, 'told');
  assert.equal(lightAt(life.state.clocks.mend ?? [], at('2024-06-01'), calendar), 'in_time');
  life.does('rerate_content', 'applicant', '2024-03-07', { level: '4' });
  assert.equal(life.state.state, 'settled');
  for (const { basis } of Object.values(life.procedure.clocks)) assert.ok('assumed' in basis);
});

test('what is complex goes on the ledger once, with a limit of its own', () => {
  const life = new Life('complaint')
    .does('call_back', 'handler', '2024-03-04', SAID)
    .does('put_on_ledger', 'handler', '2024-03-05', { plan: '改造叫号机' });
  assert.equal(life.due('ledger'), '2024-03-26');
  assert.equal(lightAt(life.state.clocks.mend ?? [], at('2024-03-30'), calendar), 'in_time');
  life.does('mend_ledger', 'handler', '2024-03-20', WHAT);
  assert.equal(life.state.state, 'told');
});

test('the person is called first; without an answer to three calls, or a way to call, it is looked into without', () => {
  const life = new Life('bad_rating');
  assert.equal(
    life.try('go_without_call', 'handler', '2024-03-04', { note: '无' }),
    'procedure.refused_by_rule',
  );
  for (let i = 0; i < 3; i++) life.does('try_call', 'handler', '2024-03-04', { note: '无人接听' });
  life.does('go_without_call', 'handler', '2024-03-05', { note: '三次没有打通' });
  const anonymous = new Life('bad_rating', { reachable: false });
  anonymous.does('go_without_call', 'handler', '2024-03-04', { note: '没有留电话' });
});

test('no answer to the mend is no rating: the case ends unanswered on the day after the last one', () => {
  const life = new Life('bad_rating')
    .does('call_back', 'handler', '2024-03-04', SAID)
    .does('explain', 'handler', '2024-03-04', WHAT);
  assert.equal(expiredTransition(life.procedure, life.state, at('2024-03-19', '23:59'), calendar), undefined);
  assert.equal(expiredTransition(life.procedure, life.state, at('2024-03-20', '00:00'), calendar), 'lapse');
  life.does('lapse', 'system', '2024-03-25');
  assert.equal(life.state.state, 'unanswered');
  assert.equal(String(life.events.at(-1)?.on), '2024-03-20');
  assert.deepEqual(life.events.at(-1)?.data, {});
});

test('a rating that stays bad goes to the supervisor, who sends it back or gives reasons; words are needed', () => {
  const life = new Life('bad_rating')
    .does('call_back', 'handler', '2024-03-04', SAID)
    .does('mend', 'handler', '2024-03-04', WHAT);
  assert.equal(life.try('rerate_bad', 'applicant', '2024-03-05', { level: '1' }), 'procedure.input');
  assert.equal(
    life.try('rerate_bad', 'applicant', '2024-03-05', { level: '4', words: '好' }),
    'procedure.input',
  );
  life.does('rerate_bad', 'applicant', '2024-03-05', { level: '1', words: '还是要等' });
  life.does('return_to_mend', 'supervisor', '2024-03-06', REASON);
  assert.equal(life.state.state, 'called');
  assert.equal(clockAt(life.state.clocks.mend ?? [], at('2024-03-06'), calendar).phase, 'running');
});

test('an objection is decided by somebody else, once, with reasons; meanwhile the person is called back but not told', () => {
  const life = new Life('bad_rating');
  assert.equal(
    life.try('annul', 'supervisor', '2024-03-04', { ground: 'mistaken', reason: '误点' }),
    'procedure.refused_by_rule',
  );
  life.does('appeal', 'reviewed', '2024-03-04', { ground: 'mistaken', reason: '点错了' });
  assert.equal(life.due('appeal'), '2024-03-07');
  life.does('call_back', 'handler', '2024-03-04', SAID);
  assert.equal(life.try('mend', 'handler', '2024-03-04', WHAT), 'procedure.refused_by_rule');
  assert.equal(
    life.try('annul', 'supervisor', '2024-03-05', { ground: 'mistaken', reason: ' ' }),
    'procedure.input',
  );
  life.does('reject_appeal', 'supervisor', '2024-03-05', REASON);
  assert.equal(
    life.try('appeal', 'reviewed', '2024-03-05', { ground: 'malicious', reason: '恶意' }),
    'procedure.once',
  );
  life.does('mend', 'handler', '2024-03-05', WHAT);
});

test('办不成事: helped, mended with its cause, told, confirmed, checked by another', () => {
  const life = new Life('stuck', { item: true });
  assert.equal(life.due('help'), '2024-03-05');
  assert.equal(life.due('solve'), '2024-03-11');
  life.does('help', 'handler', '2024-03-04', { plan: '窗口陪同' });
  assert.equal(life.try('mend', 'handler', '2024-03-05', { cause: 'nobody', what: '无' }), 'procedure.input');
  life
    .does('mend', 'handler', '2024-03-05', { cause: 'guide', what: '改了指南' })
    .does('propose_item_change', 'handler', '2024-03-05', { what: '写明材料份数' });
  assert.equal(life.state.state, 'mended');
  life
    .does('tell', 'handler', '2024-03-05', WHAT)
    .does('confirm', 'applicant', '2024-03-06')
    .does('check', 'supervisor', '2024-03-07', { note: '属实' });
  assert.equal(life.state.state, 'checked');
  const other = new Life('stuck').does('help', 'handler', '2024-03-04', { plan: '查' });
  assert.equal(
    other.try('propose_item_change', 'handler', '2024-03-05', { what: '改' }),
    'procedure.refused_by_rule',
  );
});

const official = (id: string, ...roles: ('follow_up' | 'supervisor' | 'clerk')[]): Actor => ({
  kind: 'account',
  id,
  name: id,
  roles: [{ role: 'official', division: '640105' }],
  posts: roles.map((role) => ({ division: '640105', body: '*', role })),
});

test('posts give nothing to whoever is reviewed or wrote it, and nobody checks what they did themselves', () => {
  const { state } = new Life('bad_rating');
  const matter = { division: '640105', applicant: 'writer', holder: '甲局', reviewed: ['clerk-1'] };
  const roles = (actor: Actor, s: CaseState = state) => rolesInReview(actor, matter, s);
  assert.deepEqual(roles(official('clerk-1', 'follow_up', 'supervisor')), ['reviewed']);
  assert.deepEqual(roles(official('writer', 'follow_up')), ['applicant']);
  assert.deepEqual(roles(official('other', 'follow_up', 'supervisor')), ['handler', 'supervisor']);
  assert.deepEqual(roles(official('other', 'clerk')), []);
  const both = official('other', 'follow_up', 'supervisor');
  const called = decideTransition(
    procedureOf('bad_rating', settings),
    state,
    { transition: 'call_back', actor: person('handler', 'other'), at: at('2024-03-04'), input: SAID },
    calendar,
  );
  assert.ok(called.ok);
  assert.deepEqual(roles(both, applyEvent(state, called.value)), ['handler']);
  const elsewhere: Actor = {
    ...(official('x') as Actor & { kind: 'account' }),
    posts: [{ division: '640105', body: '乙局', role: 'follow_up' }],
  };
  assert.deepEqual(roles(elsewhere), []);
});
