/** Deciding a transition: whether it may be made, and the event that follows. Pure: no clock, no database. */
import { ok, type Result, refuse } from '#base/result.ts';
import { type ClockMove, clockAt, type DayCounter, dayOf } from './clock.ts';
import { type ClockAction, formatGround, type Procedure, type TransitionDefinition } from './definition.ts';
import { type CaseActor, type CaseEvent, type CaseState, eventsOf, lastMade } from './event.ts';

export type Command = {
  readonly transition: string;
  readonly actor: CaseActor;
  readonly at: Temporal.Instant;
  readonly input: Readonly<Record<string, unknown>>;
  /** The version that the person saw; undefined only for the system. */
  readonly seen?: number | undefined;
};

export type TransitionProblem =
  | 'procedure.unknown_transition'
  | 'procedure.stale'
  | 'procedure.wrong_state'
  | 'procedure.wrong_role'
  | 'procedure.once'
  | 'procedure.input'
  | 'procedure.refused_by_rule';

/** The transitions that somebody in a role can make now, in the order of the definition. */
export function transitionsFor(
  procedure: Procedure,
  state: CaseState,
  role: string,
): [code: string, TransitionDefinition][] {
  return Object.entries(procedure.transitions).filter(
    ([code, t]) => t.from.includes(state.state) && t.by.includes(role) && !(t.once && state.made[code]),
  );
}

/** The event that opens a case. `receivedOn`: the day of receipt in law; absent: today. */
export function openCase(
  procedure: Procedure,
  command: Omit<Command, 'transition' | 'seen'> & { readonly holder: string },
): Result<CaseEvent, 'procedure.wrong_role' | 'procedure.input'> {
  const transition = procedure.transitions[procedure.opens] as TransitionDefinition;
  const checked = checkPerson(procedure, transition, command);
  if (!checked.ok) return checked;
  const on = dayOf(command.at);
  return ok({
    seq: 1,
    at: command.at,
    on,
    transition: procedure.opens,
    actor: command.actor,
    from: null,
    to: transition.to as string,
    holder: command.holder,
    data: checked.value,
    clocks: movesOf(procedure, transition, {
      on,
      received: on,
      at: command.at,
      input: checked.value,
      clocks: {},
    }),
  });
}

/**
 * The event that follows from a command on a case.
 * @returns a refusal that says what to do next; refusals by a rule name its clause
 */
export function decideTransition(
  procedure: Procedure,
  state: CaseState,
  command: Command,
  calendar: DayCounter,
): Result<CaseEvent, TransitionProblem> {
  // A name out of a form may be that of something every object has.
  const transition = Object.hasOwn(procedure.transitions, command.transition)
    ? procedure.transitions[command.transition]
    : undefined;
  if (!transition || command.transition === procedure.opens)
    return refuse('procedure.unknown_transition', '没有这一步骤。请刷新页面，从页面上的按钮办理。');
  const overtaken =
    command.seen === undefined ? undefined : eventSince(procedure, state, transition, command.seen);
  if (overtaken) return stale(procedure, overtaken);
  if (!transition.from.includes(state.state))
    return refuse(
      'procedure.wrong_state',
      `此件现为“${procedure.states[state.state]?.title ?? state.state}”，不能${transition.title}。请刷新页面，查看现在可以办理的步骤。`,
      formatGround(transition.basis),
    );
  const checked = checkPerson(procedure, transition, command);
  if (!checked.ok) return checked;
  if (transition.once && state.made[command.transition])
    return refuse('procedure.once', transition.once, formatGround(transition.basis));
  const refused = transition.when?.(state, checked.value, { at: command.at, calendar });
  if (refused)
    return refuse(
      'procedure.refused_by_rule',
      refused.message,
      refused.basis ?? formatGround(transition.basis),
    );
  const on = effectiveDay(procedure, state, command, calendar);
  const received = receivedOn(procedure, state, command.transition);
  return ok({
    seq: state.version + 1,
    at: command.at,
    on,
    transition: command.transition,
    actor: command.actor,
    from: state.state,
    to: transition.to ?? state.state,
    holder: transition.holder?.(state, checked.value) ?? null,
    data: checked.value,
    clocks: movesOf(procedure, transition, {
      on,
      received,
      at: command.at,
      input: checked.value,
      clocks: state.clocks,
    }),
  });
}

/**
 * What the clocks of a case make the system do by now: the transition of the first clock whose last day has passed.
 * The job that asks may be late; what it does takes effect on the day that the law says.
 */
export function expiredTransition(
  procedure: Procedure,
  state: CaseState,
  moment: Temporal.Instant,
  calendar: DayCounter,
): string | undefined {
  for (const [name, { onExpiry }] of Object.entries(procedure.clocks)) {
    const moves = state.clocks[name];
    if (!onExpiry || !moves || !procedure.transitions[onExpiry]?.from.includes(state.state)) continue;
    const { phase, dueOn } = clockAt(moves, moment, calendar);
    if (phase === 'running' && dueOn && Temporal.PlainDate.compare(dayOf(moment), dueOn) > 0) return onExpiry;
  }
  return undefined;
}

/** A system's transition on an expired clock takes effect on the day after that clock's last day. */
function effectiveDay(
  procedure: Procedure,
  state: CaseState,
  command: Command,
  calendar: DayCounter,
): Temporal.PlainDate {
  const today = dayOf(command.at);
  if (command.actor.role !== 'system') return today;
  for (const [name, { onExpiry }] of Object.entries(procedure.clocks)) {
    const moves = state.clocks[name];
    if (onExpiry !== command.transition || !moves) continue;
    const { dueOn } = clockAt(moves, command.at, calendar);
    if (dueOn) return dueOn.add({ days: 1 });
  }
  return today;
}

/**
 * The day of receipt in law: when the clock began whose expiry makes the transition (what was supplemented in time was
 * received when it came), else when the case was opened.
 */
function receivedOn(procedure: Procedure, state: CaseState, transition: string): Temporal.PlainDate {
  for (const [name, { onExpiry }] of Object.entries(procedure.clocks)) {
    const start = state.clocks[name]?.findLast((move) => move.kind === 'start');
    if (onExpiry === transition && start) return start.on;
  }
  return (lastMade(state, procedure.opens) as CaseEvent).on;
}

/** The last event after what the person saw that bears on their step; a version that never was counts as one. */
function eventSince(
  procedure: Procedure,
  state: CaseState,
  transition: TransitionDefinition,
  seen: number,
): CaseEvent | 'unknown' | undefined {
  if (seen > state.version) return 'unknown';
  return eventsOf(state).findLast(
    (e) =>
      e.seq > seen &&
      !transition.besides?.includes(e.transition) &&
      !procedure.transitions[e.transition]?.inner,
  );
}

function stale(procedure: Procedure, last: CaseEvent | 'unknown'): Result<never, 'procedure.stale'> {
  const who = last === 'unknown' ? '他人' : last.actor.name;
  const done = last === 'unknown' ? '' : (procedure.transitions[last.transition]?.done ?? last.transition);
  return refuse(
    'procedure.stale',
    `您打开页面之后，此件已由${who}办理（${done}）。您填的内容没有丢失，请看过最新情况再决定是否提交。`,
  );
}

function checkPerson(
  procedure: Procedure,
  transition: TransitionDefinition,
  { actor, input }: Pick<Command, 'actor' | 'input'>,
): Result<Readonly<Record<string, unknown>>, 'procedure.wrong_role' | 'procedure.input'> {
  if (!transition.by.includes(actor.role)) {
    const who = transition.by.map((r) => (r === 'system' ? '系统' : procedure.roles[r])).join('、');
    return refuse('procedure.wrong_role', `“${transition.title}”由${who}办理。请转交有此职责的人。`);
  }
  if (!transition.input) return ok({});
  const parsed = transition.input.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const what = parsed.error.issues.map((i) => i.message).join('；');
  return refuse('procedure.input', `${what}。请补充后再提交。`);
}

type Moving = {
  readonly on: Temporal.PlainDate;
  /** The day on which the application was received. */
  readonly received: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  readonly input: Readonly<Record<string, unknown>>;
  readonly clocks: CaseState['clocks'];
};

/** The moves of clocks that a transition makes; a case that ends stops every clock that still runs. */
function movesOf(
  procedure: Procedure,
  transition: TransitionDefinition,
  moving: Moving,
): CaseEvent['clocks'] {
  const made: { clock: string; move: ClockMove }[] = [];
  for (const action of transition.clocks ?? []) {
    if ('stop' in action && !isOpen(moving.clocks[action.stop])) continue;
    made.push(moveOf(procedure, transition, action, moving));
  }
  if (transition.to === null || procedure.states[transition.to]?.turn !== 'nobody') return made;
  for (const [clock, moves] of Object.entries(moving.clocks)) {
    if (isOpen(moves) && !made.some((m) => m.clock === clock && m.move.kind === 'stop'))
      made.push(moveOf(procedure, transition, { stop: clock }, moving));
  }
  return made;
}

/** Whether a clock runs or is suspended. */
const isOpen = (moves: readonly ClockMove[] | undefined): boolean => {
  const last = moves?.at(-1);
  return last !== undefined && last.kind !== 'stop';
};

function moveOf(
  procedure: Procedure,
  transition: TransitionDefinition,
  action: ClockAction,
  { on, received, at, input }: Moving,
): { clock: string; move: ClockMove } {
  const common = { on, at, basis: formatGround(transition.basis) };
  if ('stop' in action) return { clock: action.stop, move: { ...common, kind: 'stop' } };
  if ('resume' in action) return { clock: action.resume, move: { ...common, kind: 'resume' } };
  if ('extend' in action) {
    const reason = String(input.reason ?? '');
    return { clock: action.extend, move: { ...common, kind: 'extend', days: action.days, reason } };
  }
  if ('suspend' in action) {
    const cause = String(input.cause ?? transition.cause ?? transition.title);
    const toldDays = transition.toldDays?.(input) ?? null;
    return { clock: action.suspend, move: { ...common, kind: 'suspend', cause, toldDays } };
  }
  const clock = procedure.clocks[action.start];
  if (!clock) throw new TypeError(`no clock ${action.start}`);
  return {
    clock: action.start,
    move: {
      ...common,
      kind: 'start',
      on: action.from === 'receipt' ? received : on,
      basis: formatGround(clock.basis),
      limit: clock.limit,
      warnDays: clock.warnDays,
    },
  };
}
