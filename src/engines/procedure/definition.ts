/** What a procedure is: states, who may do what in which, against which clock, on which clause. Data, checked once. */
import type { z } from 'zod';
import type { Refusal } from '#base/result.ts';
import { type Basis, sayBasis } from '#engines/law/cite.ts';
import type { DayCounter, DayUnit, Limit } from './clock.ts';
import type { CaseState } from './event.ts';

/** What a step or limit rests on: a clause, or what no clause at hand says and was decided here; shown as such. */
export type Ground = Basis | { readonly assumed: string };

/** `《中华人民共和国行政许可法》第四十二条`, or 约定 with what was decided: for people. */
export const formatGround = (ground: Ground): string =>
  'assumed' in ground ? `约定（法律未作规定）：${ground.assumed}` : sayBasis(ground);

/** Whose turn it is in a state; `nobody`: the case has ended. */
export type Turn = 'applicant' | 'body' | 'elsewhere' | 'nobody';

export type StateDefinition = {
  /** Chinese, as the applicant and the clerk read it. */
  readonly title: string;
  /** What happens now and what the applicant can do, one Chinese sentence. */
  readonly about: string;
  readonly turn: Turn;
};

export type ClockDefinition = {
  readonly title: string;
  readonly basis: Ground;
  readonly limit: Limit;
  /** Yellow from so many days before the last one. Configuration (assumed): no clause sets it. */
  readonly warnDays: number;
  /** The transition that the system makes by itself on the day after the last one. */
  readonly onExpiry?: string;
};

/** What a transition does to clocks. `receipt`: counted from the day on which the application, or what completed it, was received. */
export type ClockAction =
  | { readonly start: string; readonly from?: 'receipt' }
  | { readonly stop: string }
  | { readonly suspend: string }
  | { readonly resume: string }
  | { readonly extend: string; readonly days: number };

/** What a rule may ask beside the case itself. */
export type Now = { readonly at: Temporal.Instant; readonly calendar: DayCounter };

export type TransitionDefinition = {
  /** What the button says: 受理. */
  readonly title: string;
  /** What it became, in the timeline: 已受理. */
  readonly done: string;
  readonly from: readonly string[];
  /** The state that it leads to; null: the case stays in the state that it is in. */
  readonly to: string | null;
  /** Roles that may; `system` acts by itself when a clock expires. */
  readonly by: readonly string[];
  readonly basis: Ground;
  /** What it must be given, strict; nothing when absent. */
  readonly input?: z.ZodType<Record<string, unknown>>;
  readonly clocks?: readonly ClockAction[];
  /** At most once in a case, with the sentence that refuses the second. */
  readonly once?: string;
  /** A rule of law that may still refuse; pure. */
  readonly when?: (state: CaseState, input: Readonly<Record<string, unknown>>, now: Now) => Refusal | null;
  /** Which body has the case then, out of the input; absent: as before. */
  readonly holder?: (state: CaseState, input: Readonly<Record<string, unknown>>) => string;
  /** For what clocks stand still, where the input does not say it: 听证. */
  readonly cause?: string;
  /** Days that a suspension was told to take, out of the input. */
  readonly toldDays?: (input: Readonly<Record<string, unknown>>) => number | null;
  /** True for what may be done but does not wait for anybody, so that it makes no to-do: withdrawing, prolonging. */
  readonly aside?: true;
  /** Transitions that may come in between without making this one stale: several bodies answer at the same time. */
  readonly besides?: readonly string[];
  /**
   * True for what a body settles within itself, e.g. who of its officials has the case: it makes nobody else's step
   * stale, is offered on a page of its own, and its words are not the applicant's to read.
   */
  readonly inner?: true;
  /** Kinds of notice that it yields. */
  readonly tells?: readonly string[];
};

export type Procedure = {
  readonly code: string;
  readonly title: string;
  readonly basis: readonly Basis[];
  /** Transition that opens a case; its `from` is empty. */
  readonly opens: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, StateDefinition>>;
  readonly transitions: Readonly<Record<string, TransitionDefinition>>;
  readonly clocks: Readonly<Record<string, ClockDefinition>>;
};

/**
 * Checks a definition and freezes it.
 * @throws TypeError naming every mistake: a state, role or clock that is not there, a state that nothing reaches,
 * a state where it is somebody's turn and nothing can be done, an expiry that the system may not make
 */
export function defineProcedure(procedure: Procedure): Procedure {
  const mistakes = [
    ...namesThatAreMissing(procedure),
    ...statesOutOfReach(procedure),
    ...statesWithoutAWayOut(procedure),
    ...expiriesThatCannotBe(procedure),
  ];
  if (mistakes.length > 0) throw new TypeError(`procedure ${procedure.code}: ${mistakes.join('; ')}`);
  return Object.freeze(procedure);
}

const clockOf = (action: ClockAction): string =>
  'start' in action
    ? action.start
    : 'stop' in action
      ? action.stop
      : 'suspend' in action
        ? action.suspend
        : 'resume' in action
          ? action.resume
          : action.extend;

function* namesThatAreMissing({ opens, roles, states, transitions, clocks }: Procedure): Iterable<string> {
  if (!transitions[opens]) yield `opens with ${opens}, which is not there`;
  if (transitions[opens] && transitions[opens].from.length > 0) yield `${opens} opens a case and has a from`;
  if (transitions[opens]?.to === null) yield `${opens} opens a case in no state`;
  for (const [name, t] of Object.entries(transitions)) {
    if (name !== opens && t.from.length === 0) yield `${name} starts nowhere`;
    for (const state of [...t.from, ...(t.to === null ? [] : [t.to])])
      if (!states[state]) yield `${name}: no state ${state}`;
    for (const role of t.by) if (role !== 'system' && !roles[role]) yield `${name}: no role ${role}`;
    for (const action of t.clocks ?? [])
      if (!clocks[clockOf(action)]) yield `${name}: no clock ${clockOf(action)}`;
  }
}

function* statesOutOfReach({ opens, states, transitions }: Procedure): Iterable<string> {
  const reached = new Set([transitions[opens]?.to]);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const { from, to } of Object.values(transitions))
      if (to !== null && from.some((state) => reached.has(state))) reached.add(to);
  }
  for (const state of Object.keys(states)) if (!reached.has(state)) yield `nothing reaches ${state}`;
}

function* statesWithoutAWayOut({ states, transitions }: Procedure): Iterable<string> {
  for (const [state, { turn }] of Object.entries(states)) {
    const leaves = Object.values(transitions).some((t) => t.from.includes(state));
    if (turn === 'nobody' && leaves) yield `${state} has ended and can be left`;
    if (turn !== 'nobody' && !leaves) yield `${state} cannot be left`;
  }
}

function* expiriesThatCannotBe({ clocks, transitions }: Procedure): Iterable<string> {
  for (const [name, { onExpiry, limit }] of Object.entries(clocks)) {
    if (limit.days < 1) yield `${name} has no days`;
    if (onExpiry && !transitions[onExpiry]?.by.includes('system'))
      yield `${name}: ${onExpiry} is not the system's`;
  }
}

/** The states in which a case waits for somebody in one of the roles: it is not the applicant's turn, and they have a step. */
export const statesWaitingFor = (procedure: Procedure, roles: readonly string[]): string[] =>
  Object.entries(procedure.states).flatMap(([state, { turn }]) => {
    const waits = Object.values(procedure.transitions).some(
      (t) => !t.aside && t.from.includes(state) && t.by.some((role) => roles.includes(role)),
    );
    return waits && (turn === 'body' || turn === 'elsewhere') ? [state] : [];
  });

/** Whose turn it is in a state: the officials' roles that have a step there which somebody waits for. */
export const rolesWaitingIn = (procedure: Procedure, state: string): string[] => [
  ...new Set(
    Object.values(procedure.transitions).flatMap((t) =>
      !t.aside && t.from.includes(state) ? t.by.filter((r) => r !== 'applicant' && r !== 'system') : [],
    ),
  ),
];

/** `二十个工作日` is said as `20个工作日`, 自然日 as 日. */
export const formatLimit = ({ days, unit }: Limit): string => `${days}${unitTitle(unit)}`;

const unitTitle = (unit: DayUnit): string => (unit === 'working' ? '个工作日' : '日');
