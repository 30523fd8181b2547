import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clockAt, LEGAL_ZONE, lightAt } from '#engines/procedure/clock.ts';
import { decideTransition, expiredTransition, openCase, transitionsFor } from '#engines/procedure/decide.ts';
import type { Procedure } from '#engines/procedure/definition.ts';
import { applyEvent, type CaseEvent, type CaseState, foldCase } from '#engines/procedure/event.ts';
import { getCalendar } from '#platform/calendar/index.ts';
import { permitProcedure, VARIANTS, type Variant } from './permit-procedure.ts';
import { assigneeOf } from './procedure/assign.ts';

const national = getCalendar('national');
const at = (date: string, time = '09:00') =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: LEGAL_ZONE, plainTime: time }).toInstant();
const actor = (role: string) => ({ key: `account:${role}`, name: role, role });

/** A case lived through commands; each must succeed unless its refusal is asked for. */
class Life {
  readonly events: CaseEvent[] = [];
  readonly procedure: Procedure;
  constructor(variant: Variant = 'direct', promisedDays = 20, role = 'applicant', date = '2024-03-04') {
    this.procedure = permitProcedure(variant, { promisedDays });
    const opened = openCase(this.procedure, { actor: actor(role), at: at(date), input: {}, holder: '甲局' });
    assert.ok(opened.ok);
    this.events.push(opened.value);
  }
  get state(): CaseState {
    return foldCase(this.events);
  }
  try(transition: string, role: string, date: string, input: Record<string, unknown> = {}) {
    const command = { transition, actor: actor(role), at: at(date), input };
    const made = decideTransition(this.procedure, this.state, command, national);
    if (made.ok) this.events.push(made.value);
    return made;
  }
  does(transition: string, role: string, date: string, input: Record<string, unknown> = {}): this {
    const made = this.try(transition, role, date, input);
    assert.ok(made.ok, made.ok ? '' : `${transition}: ${made.error.code} ${made.error.message}`);
    return this;
  }
  refusal(transition: string, role: string, date: string, input: Record<string, unknown> = {}): string {
    const made = this.try(transition, role, date, input);
    return made.ok ? 'made' : made.error.code;
  }
  due(clock: string, date = '2030-01-01'): string {
    return String(clockAt(this.state.clocks[clock] ?? [], at(date), national).dueOn);
  }
}

const OPINION = { opinion: 'grant', reason: '符合条件' };
const MISSING = { missing: [{ material: '身份证明', what: '缺少反面' }] };

test('the straight way: submitted, accepted, examined, granted, delivered; each limit from its article', () => {
  const life = new Life();
  assert.equal(life.due('acceptance'), '2024-03-11');
  life.does('accept', 'clerk', '2024-03-05');
  assert.equal(life.due('decision'), '2024-04-02');
  life.does('propose', 'reviewer', '2024-03-12', OPINION).does('grant', 'approver', '2024-03-13');
  assert.equal(life.due('delivery'), '2024-03-27');
  life.does('deliver', 'clerk', '2024-03-14', { way: 'window' });
  assert.equal(life.state.state, 'delivered');
  for (const clock of ['acceptance', 'decision', 'delivery'])
    assert.equal(lightAt(life.state.clocks[clock] ?? [], at('2024-06-01'), national), 'in_time', clock);
});

test('silence for five working days is acceptance, counted from the day of receipt', () => {
  const life = new Life();
  assert.equal(expiredTransition(life.procedure, life.state, at('2024-03-11', '23:59'), national), undefined);
  assert.equal(
    expiredTransition(life.procedure, life.state, at('2024-03-12', '00:00'), national),
    'deem_accepted',
  );
  life.does('deem_accepted', 'system', '2024-03-20');
  assert.equal(life.state.state, 'accepted');
  // Twenty working days after the fourth of March, not after the job ran.
  assert.equal(life.due('decision'), '2024-04-01');
  assert.equal(lightAt(life.state.clocks.acceptance ?? [], at('2024-03-20'), national), 'late');
  assert.equal(String(life.events.at(-1)?.on), '2024-03-12', 'it took effect when the five days had passed');
});

test('after five silent working days a clerk can neither ask, refuse nor accept: it is accepted already', () => {
  const life = new Life();
  for (const [step, input] of [
    ['ask_correction', MISSING],
    ['refuse_acceptance', { reason: '理由' }],
    ['accept', {}],
  ] as const)
    assert.equal(life.refusal(step, 'clerk', '2024-03-12', input), 'procedure.refused_by_rule', step);
  life.does('deem_accepted', 'system', '2024-03-12');
});

test('silence after what was missing came is acceptance from the day on which it came', () => {
  const life = new Life()
    .does('ask_correction', 'clerk', '2024-03-06', MISSING)
    .does('supplement', 'applicant', '2024-06-03');
  assert.equal(life.due('acceptance'), '2024-06-11');
  life.does('deem_accepted', 'system', '2024-06-12');
  assert.equal(life.due('decision'), '2024-07-02');
});

const TOLD = { reason: '遮挡相邻住户的采光', parties: '' };
const HELD = { on: '2024-03-27', place: '上午九点，三楼会议室', presider: '主持人甲' };

test('a hearing: told, asked for within five days, notice seven before, within twenty, its time not counted', () => {
  const life = new Life()
    .does('accept', 'clerk', '2024-03-04')
    .does('tell_hearing_right', 'reviewer', '2024-03-06', TOLD);
  assert.equal(life.due('hearing_request'), '2024-03-13');
  assert.equal(life.due('decision'), '2024-04-01', 'waiting for a request is not the hearing');
  assert.equal(life.refusal('propose', 'reviewer', '2024-03-07', OPINION), 'procedure.wrong_state');
  assert.equal(life.refusal('request_hearing', 'applicant', '2024-03-14'), 'procedure.refused_by_rule');
  life.does('request_hearing', 'applicant', '2024-03-13', { note: '' });
  assert.equal(life.due('hearing'), '2024-04-11');
  assert.equal(life.due('decision'), 'null');
  assert.equal(
    life.refusal('end_hearing', 'reviewer', '2024-03-14', { record: '要点' }),
    'procedure.refused_by_rule',
  );
  const notice = (date: string, input: object) =>
    life.refusal('notify_hearing', 'reviewer', date, { ...HELD, ...input });
  assert.equal(notice('2024-03-18', { on: '2024-03-26' }), 'procedure.refused_by_rule', 'six days before');
  assert.equal(notice('2024-03-18', { on: '2024-03-30' }), 'procedure.refused_by_rule', 'a Saturday');
  assert.equal(
    notice('2024-03-18', { on: '2024-04-12' }),
    'procedure.refused_by_rule',
    'after the twenty days',
  );
  assert.equal(
    notice('2024-03-18', { presider: 'reviewer' }),
    'procedure.refused_by_rule',
    'who examined it',
  );
  assert.equal(notice('2024-03-18', { on: '2024-02-30' }), 'procedure.input', 'no such day');
  life.does('notify_hearing', 'reviewer', '2024-03-18', HELD);
  assert.equal(
    life.refusal('end_hearing', 'reviewer', '2024-03-26', { record: '要点' }),
    'procedure.refused_by_rule',
  );
  life.does('end_hearing', 'reviewer', '2024-03-27', { record: '要点' });
  // Seven days counted until the thirteenth of March; thirteen are left from the twenty-eighth on.
  assert.equal(life.due('decision'), '2024-04-16');
  life.does('propose', 'reviewer', '2024-03-28', OPINION).does('grant', 'approver', '2024-03-29');
});

test('nobody asks for a hearing: the case goes on by itself; the applicant alone may say so earlier, unless others were told', () => {
  const told = (parties: string) =>
    new Life()
      .does('accept', 'clerk', '2024-03-04')
      .does('tell_hearing_right', 'reviewer', '2024-03-06', { ...TOLD, parties });
  assert.equal(told('').does('decline_hearing', 'applicant', '2024-03-07').state.state, 'accepted');
  const others = told('相邻住户');
  assert.equal(others.refusal('decline_hearing', 'applicant', '2024-03-07'), 'procedure.refused_by_rule');
  assert.equal(
    expiredTransition(others.procedure, others.state, at('2024-03-14', '00:00'), national),
    'hearing_not_asked',
  );
  others.does('hearing_not_asked', 'system', '2024-03-14');
  assert.equal(others.refusal('tell_hearing_right', 'reviewer', '2024-03-15', TOLD), 'procedure.once');
  others.does('call_hearing', 'reviewer', '2024-03-15', {
    reason: '公共利益',
    announced: '政府网站',
    days: 15,
  });
  assert.equal(others.due('decision'), 'null');
  assert.equal(others.state.clocks.hearing, undefined, 'article 46 sets no twenty days');
});

test('what is missing is told once', () => {
  const life = new Life().does('ask_correction', 'clerk', '2024-03-06', MISSING);
  assert.equal(
    lightAt(life.state.clocks.decision ?? [], at('2024-06-01'), national),
    'none',
    'no clock before',
  );
  life.does('supplement', 'applicant', '2024-04-01');
  assert.equal(life.refusal('ask_correction', 'clerk', '2024-04-02', MISSING), 'procedure.wrong_state');
  life.does('correct_on_spot', 'clerk', '2024-04-02', { what: '改正门牌号' });
  assert.equal(life.refusal('ask_correction', 'clerk', '2024-04-02', MISSING), 'procedure.once');
  life.does('accept', 'clerk', '2024-04-03');
  assert.equal(life.due('decision'), '2024-05-06');
});

test('article 45 suspends both the limit of the law and the promise, and the time is told', () => {
  const life = new Life('direct', 7).does('accept', 'clerk', '2024-03-04');
  assert.equal(life.due('promise'), '2024-03-13');
  assert.equal(
    life.refusal('begin_special', 'reviewer', '2024-03-05', { cause: '补材料', days: 3 }),
    'procedure.input',
  );
  assert.equal(life.refusal('begin_special', 'reviewer', '2024-03-05', { cause: '检测' }), 'procedure.input');
  life.does('begin_special', 'reviewer', '2024-03-05', { cause: '检测', days: '6' });
  assert.equal(life.due('decision'), 'null');
  life.does('end_special', 'reviewer', '2024-03-15', { result: '合格' });
  assert.equal(life.due('promise'), '2024-03-25');
  assert.equal(life.due('decision'), '2024-04-12');
});

test('time is prolonged once, by the head, with a reason, and not when it is over', () => {
  const life = new Life().does('accept', 'clerk', '2024-03-04');
  assert.equal(life.refusal('extend', 'approver', '2024-03-20', { reason: '复杂' }), 'procedure.wrong_role');
  assert.equal(life.refusal('extend', 'head', '2024-03-20', { reason: ' ' }), 'procedure.input');
  assert.equal(life.refusal('extend', 'head', '2024-04-02', { reason: '复杂' }), 'procedure.refused_by_rule');
  life.does('extend', 'head', '2024-04-01', { reason: '复杂' });
  assert.equal(life.due('decision'), '2024-04-16');
  assert.equal(life.refusal('extend', 'head', '2024-04-02', { reason: '复杂' }), 'procedure.once');
});

test('joint handling has forty-five days and fifteen more, and waits for every body that was asked', () => {
  const life = new Life('joint', 45).does('accept', 'clerk', '2024-03-04');
  assert.equal(life.due('decision'), '2024-05-09');
  life.does('ask_opinions', 'reviewer', '2024-03-05', { bodies: ['乙局', '丙局'] });
  const agree = (body: string) => ({ body, opinion: 'agree', reason: '同意' });
  assert.equal(
    life.refusal('give_opinion', 'opinion', '2024-03-06', agree('丁局')),
    'procedure.refused_by_rule',
  );
  life.does('give_opinion', 'opinion', '2024-03-06', agree('乙局'));
  assert.equal(
    life.refusal('give_opinion', 'opinion', '2024-03-06', agree('乙局')),
    'procedure.refused_by_rule',
  );
  assert.equal(life.refusal('conclude_opinions', 'reviewer', '2024-03-06'), 'procedure.refused_by_rule');
  life
    .does('give_opinion', 'opinion', '2024-03-07', agree('丙局'))
    .does('conclude_opinions', 'reviewer', '2024-03-07');
  assert.equal(
    life.refusal('extend', 'head', '2024-03-08', { reason: '复杂' }),
    'procedure.input',
    'article 42: approved by the head of the government, not of the body',
  );
  life.does('extend', 'head', '2024-03-08', { reason: '复杂', approval: '2024年3月7日' });
  assert.equal(life.due('decision'), '2024-05-29');
});

test('a first review goes up with everything and the decision comes back', () => {
  const life = new Life('report_up')
    .does('accept', 'clerk', '2024-03-04')
    .does('propose', 'reviewer', '2024-03-05', OPINION);
  assert.equal(life.refusal('grant', 'approver', '2024-03-06'), 'procedure.unknown_transition');
  life.does('report_up', 'approver', '2024-03-06', { body: '上级局', opinion: '同意上报' });
  life.does('higher_refused', 'reviewer', '2024-03-20', { document: '〔2024〕1号', reason: '不符合规划' });
  life.does('deliver', 'clerk', '2024-03-21', { way: 'mail', receipt: '已签收' });
  assert.equal(life.state.state, 'delivered');
});

test('a town reviews first and hands over to the body that decides', () => {
  const life = new Life('town_first').does('accept', 'clerk', '2024-03-04');
  assert.equal(life.state.state, 'town_review');
  life.does('pass_up', 'town', '2024-03-05', { body: '乙局', opinion: '属实' });
  assert.equal(life.state.holder, '乙局');
  life.does('return_to_town', 'reviewer', '2024-03-06', { town: '甲镇', reason: '补充说明' });
  assert.equal(life.state.holder, '甲镇');
});

/** Written by hand: in which state who may do what. A row is `state role: transitions`. Everything else is refused. */
const DIRECT = `
submitted applicant: withdraw
submitted clerk: correct_on_spot ask_correction accept refuse_acceptance tell_not_needed tell_wrong_body withdraw
submitted system: deem_accepted
correcting applicant: supplement withdraw
correcting clerk: supplement withdraw
supplemented applicant: withdraw
supplemented clerk: correct_on_spot accept refuse_acceptance tell_not_needed tell_wrong_body withdraw
supplemented system: deem_accepted
accepted applicant: withdraw
accepted clerk: withdraw
accepted reviewer: begin_special propose tell_hearing_right call_hearing
accepted head: extend
hearing_told applicant: request_hearing decline_hearing withdraw
hearing_told clerk: request_hearing decline_hearing withdraw
hearing_told system: hearing_not_asked
hearing_told head: extend
hearing applicant: withdraw
hearing clerk: withdraw
hearing reviewer: notify_hearing end_hearing
hearing head: extend
special applicant: withdraw
special clerk: withdraw
special reviewer: end_special
special head: extend
proposed applicant: withdraw
proposed clerk: withdraw
proposed approver: send_back grant refuse
proposed head: extend
granted clerk: deliver
refused clerk: deliver`;

const VARIANT_ROWS: Record<Variant, string> = {
  direct: DIRECT,
  // Nobody prolongs a first review: article 43 knows no extension.
  report_up: `${DIRECT.replace('proposed approver: send_back grant refuse', 'proposed approver: send_back report_up').replaceAll(/\n\w+ head: extend/g, '')}
reported reviewer: higher_granted higher_refused`,
  town_first: `${DIRECT.replace('accepted reviewer: begin_special propose', 'accepted reviewer: begin_special propose return_to_town')}
town_review applicant: withdraw
town_review clerk: withdraw
town_review town: pass_up
town_review head: extend`,
  joint: `${DIRECT.replace('accepted reviewer: begin_special propose', 'accepted reviewer: begin_special propose ask_opinions')}
consulting applicant: withdraw
consulting clerk: withdraw
consulting reviewer: conclude_opinions
consulting opinion: give_opinion
consulting head: extend`,
};

/** In every state that has not ended, those who can have a case and the head say who has it. */
const ASSIGN: Record<Variant, string> = {
  direct: 'submitted correcting supplemented accepted hearing_told hearing special proposed granted refused',
  report_up:
    'submitted correcting supplemented accepted hearing_told hearing special proposed granted refused reported',
  town_first:
    'submitted correcting supplemented accepted hearing_told hearing special proposed granted refused town_review',
  joint:
    'submitted correcting supplemented accepted hearing_told hearing special proposed granted refused consulting',
};

for (const variant of VARIANTS) {
  test(`every state, every transition, every role of ${variant}`, () => {
    const procedure = permitProcedure(variant, { promisedDays: 20 });
    const allowed = new Set(
      VARIANT_ROWS[variant]
        .trim()
        .split('\n')
        .flatMap((row) => {
          const [who = '', what = ''] = row.split(': ');
          return what.split(' ').map((transition) => `${who} ${transition}`);
        }),
    );
    for (const stateName of ASSIGN[variant].split(' '))
      for (const role of ['clerk', 'reviewer', 'approver', 'town', 'head'])
        allowed.add(`${stateName} ${role} assign`);
    const opened = new Life(variant).events[0] as CaseEvent;
    for (const stateName of Object.keys(procedure.states)) {
      const state = { ...foldCase([opened]), state: stateName };
      for (const role of [...Object.keys(procedure.roles), 'system']) {
        const offered = new Set(transitionsFor(procedure, state, role).map(([code]) => code));
        for (const transition of Object.keys(procedure.transitions)) {
          const key = `${stateName} ${role} ${transition}`;
          assert.equal(offered.has(transition), allowed.has(key), key);
          const made = decideTransition(
            procedure,
            state,
            { transition, actor: actor(role), at: at('2024-03-05'), input: {} },
            national,
          );
          const code = made.ok ? 'made' : made.error.code;
          const stopped = ['procedure.wrong_state', 'procedure.wrong_role', 'procedure.unknown_transition'];
          assert.equal(!stopped.includes(code), allowed.has(key), `${key}: ${code}`);
        }
      }
    }
  });
}

/** Input that any transition takes, by name of its field. */
const ANYTHING: Record<string, unknown> = {
  reason: '理由',
  what: '内容',
  missing: MISSING.missing,
  body: '乙局',
  town: '甲镇',
  cause: '检测',
  days: 5,
  result: '合格',
  opinion: 'grant',
  document: '〔2024〕1号',
  bodies: ['乙局'],
  way: 'window',
  receipt: '',
  role: 'reviewer',
  from: '',
  to: 'account:a',
  name: '甲',
  note: '',
  parties: '',
  announced: '公告栏',
  on: '2024-06-03',
  place: '上午九点，会议室',
  presider: '主持人甲',
  record: '笔录要点',
  approval: '〔2024〕3号',
};
const INPUTS: Record<string, string[]> = {
  correct_on_spot: ['what'],
  ask_correction: ['missing'],
  refuse_acceptance: ['reason'],
  tell_not_needed: ['reason'],
  tell_wrong_body: ['reason', 'body'],
  begin_special: ['cause', 'days'],
  end_special: ['result'],
  propose: ['opinion', 'reason'],
  send_back: ['reason'],
  extend: ['reason'],
  tell_hearing_right: ['reason', 'parties'],
  request_hearing: ['note'],
  call_hearing: ['reason', 'announced', 'days'],
  notify_hearing: ['on', 'place', 'presider'],
  end_hearing: ['record'],
  refuse: ['reason'],
  deliver: ['way', 'receipt'],
  withdraw: ['reason'],
  report_up: ['body', 'opinion'],
  higher_granted: ['document'],
  higher_refused: ['document', 'reason'],
  pass_up: ['body', 'opinion'],
  return_to_town: ['town', 'reason'],
  ask_opinions: ['bodies'],
  give_opinion: ['body', 'opinion', 'reason'],
  assign: ['role', 'from', 'to', 'name', 'note'],
};
const inputOf = (transition: string, variant: Variant): Record<string, unknown> =>
  Object.fromEntries(
    (variant === 'joint' && transition === 'extend'
      ? ['approval', 'reason']
      : (INPUTS[transition] ?? [])
    ).map((field) => [
      field,
      transition === 'give_opinion' && field === 'opinion' ? 'agree' : ANYTHING[field],
    ]),
  );

test('random lives: replaying the events gives the state; a case that ended has no running clock', () => {
  const walk = fc.record({
    variant: fc.constantFrom(...VARIANTS),
    promised: fc.integer({ min: 1, max: 20 }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(9)), { minLength: 1, maxLength: 25 }),
  });
  fc.assert(
    fc.property(walk, ({ variant, promised, picks }) => {
      const life = new Life(variant, promised);
      let state = life.state;
      let date = Temporal.PlainDate.from('2024-03-04');
      for (const [pick, days] of picks) {
        date = date.add({ days });
        const roles = [...Object.keys(life.procedure.roles), 'system'];
        const choices = roles.flatMap((role) =>
          transitionsFor(life.procedure, state, role).map(([code]) => [role, code] as const),
        );
        if (choices.length === 0) break;
        const [role, code] = choices[pick % choices.length] as readonly [string, string];
        const made = life.try(code, role, String(date), inputOf(code, variant));
        if (made.ok) state = applyEvent(state, made.value);
        else
          assert.ok(
            ['procedure.refused_by_rule', 'procedure.once'].includes(made.error.code),
            made.error.message,
          );
        assert.deepEqual(foldCase(life.events), state);
      }
      const ended = life.procedure.states[state.state]?.turn === 'nobody';
      for (const [name, moves] of Object.entries(state.clocks)) {
        const { phase } = clockAt(moves, at('2030-01-01'), national);
        if (ended) assert.equal(phase, 'stopped', name);
      }
      // The past: after n events the case was what the fold of those n says.
      const half = life.events[Math.floor(life.events.length / 2)] as CaseEvent;
      const then = life.events.filter((e) => Temporal.Instant.compare(e.at, half.at) <= 0);
      assert.deepEqual(foldCase(life.events, half.at), foldCase(then));
    }),
    { numRuns: 300 },
  );
});

test('a page that was opened before somebody else acted is refused, and says who acted and what', () => {
  const life = new Life().does('accept', 'clerk', '2024-03-05');
  const made = decideTransition(
    life.procedure,
    life.state,
    { transition: 'propose', actor: actor('reviewer'), at: at('2024-03-06'), input: OPINION, seen: 1 },
    national,
  );
  assert.ok(!made.ok && made.error.code === 'procedure.stale');
  assert.match(made.error.message, /clerk.*受理/u);
});

test('who has a case makes nobody’s step stale, and of two who take it at once the second is told who has it', () => {
  const life = new Life().does('accept', 'clerk', '2024-03-05');
  const seen = life.state.version;
  const take = (account: string, name: string, from = '') =>
    life.try('assign', 'reviewer', '2024-03-05', { role: 'reviewer', from, to: account, name, note: '' });
  assert.ok(take('a', '甲').ok);
  const second = take('b', '乙');
  assert.ok(!second.ok && second.error.code === 'procedure.refused_by_rule');
  assert.match(second.error.message, /由甲经办/u);
  assert.equal(assigneeOf(life.procedure, life.state)?.account, 'a');
  const made = decideTransition(
    life.procedure,
    life.state,
    { transition: 'propose', actor: actor('reviewer'), at: at('2024-03-06'), input: OPINION, seen },
    national,
  );
  assert.ok(made.ok);
});

test('whoever examined a case has it again when it is sent back; with another body it is nobody’s', () => {
  const assigned = (life: Life) => assigneeOf(life.procedure, life.state)?.account;
  const to = (role: string, account: string) => ({ role, from: '', to: account, name: account, note: '' });
  const life = new Life()
    .does('accept', 'clerk', '2024-03-05')
    .does('assign', 'reviewer', '2024-03-05', to('reviewer', 'a'))
    .does('propose', 'reviewer', '2024-03-06', OPINION);
  assert.equal(assigned(life), undefined, 'the one who decides is another');
  life.does('assign', 'head', '2024-03-06', to('approver', 'b'));
  assert.equal(assigned(life), 'b');
  life.does('send_back', 'approver', '2024-03-07', { reason: '再查' });
  assert.equal(assigned(life), 'a');
  life.does('assign', 'reviewer', '2024-03-07', { ...to('reviewer', ''), from: 'a' });
  assert.equal(assigned(life), undefined, 'given back');

  const town = new Life('town_first').does('accept', 'clerk', '2024-03-05');
  town.does('assign', 'town', '2024-03-05', to('town', 't'));
  town.does('pass_up', 'town', '2024-03-06', { body: '乙局', opinion: '同意' });
  town.does('assign', 'reviewer', '2024-03-06', to('reviewer', 'r'));
  assert.equal(assigned(town), 'r');
  town.does('return_to_town', 'reviewer', '2024-03-07', { town: '甲局', reason: '补充' });
  assert.equal(assigned(town), undefined);
});

test('a promise is no longer than the law, and a law of its own may set the limit', () => {
  assert.throws(() => permitProcedure('direct', { promisedDays: 21 }), RangeError);
  assert.throws(() => permitProcedure('direct', { promisedDays: 0 }), RangeError);
  const other = permitProcedure('direct', {
    promisedDays: 5,
    statutory: { days: 30, unit: 'calendar', basis: { document: '某条例', path: '第五条' } },
  });
  assert.deepEqual(other.clocks.decision?.limit, { days: 30, unit: 'calendar' });
});
