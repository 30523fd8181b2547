/**
 * Where a matter of several items (一件事) stands: what each of its cases is at, which can begin, when the last result
 * is to be expected. Everything follows from the cases; nothing of it is stored. Pure.
 */
import {
  type CaseState,
  clockAt,
  type DayCounter,
  dayOf,
  type Procedure,
  workingDaysAfter,
} from '#engines/procedure/index.ts';
import type { Theme } from '#systems/permits/index.ts';
import type { Phase } from './phases.ts';

/** Phases in which what waits for the item can begin. */
const OPENS_THE_WAY: ReadonlySet<Phase> = new Set(['granted', 'not_needed']);
/** Phases after which what waits for the item will never begin. */
const BARS_THE_WAY: ReadonlySet<Phase> = new Set([
  'refused',
  'not_accepted',
  'withdrawn',
  'dropped',
  'blocked',
]);

/** One item of a matter as it is recorded. */
export type ChildFacts = {
  readonly code: string;
  /** Null while it is not filed. */
  readonly state: CaseState | null;
  readonly procedure: Procedure;
  readonly promisedDays: number;
  readonly dropped: boolean;
  /** Why filing it was refused, when it was. */
  readonly stuck: string | null;
};

export type ChildStanding = {
  readonly code: string;
  readonly phase: Phase;
  /** Items that it waits for, or that barred its way. */
  readonly because: readonly string[];
  /** Nothing more happens in it. */
  readonly ended: boolean;
  /** The day of its decision: when it was made, or the last one on which it is to be expected; null: nobody can say. */
  readonly resultOn: Temporal.PlainDate | null;
};

export type ThemeStanding = {
  readonly children: readonly ChildStanding[];
  readonly ended: boolean;
  /** The latest of all results; null while one of them cannot be told. */
  readonly resultOn: Temporal.PlainDate | null;
  /** Not everything is decided: the day moves with what happens. */
  readonly provisional: boolean;
};

/** Transitions by which a permit is granted or refused. */
const GRANTED = ['grant', 'higher_granted'];
const REFUSED = ['refuse', 'higher_refused'];
const ENDS: Readonly<Record<string, Phase>> = {
  withdrawn: 'withdrawn',
  not_accepted: 'not_accepted',
  wrong_body: 'not_accepted',
  not_needed: 'not_needed',
};

const made = (state: CaseState, transitions: readonly string[]) =>
  transitions.map((t) => state.made[t]?.at(-1)).find((e) => e !== undefined);

function phaseOfCase(state: CaseState, procedure: Procedure): Phase {
  if (made(state, GRANTED)) return 'granted';
  if (made(state, REFUSED)) return 'refused';
  const end = ENDS[state.state];
  if (end) return end;
  return procedure.states[state.state]?.turn === 'applicant' ? 'yours' : 'running';
}

/**
 * @param rounds codes of the parts in rounds, see `roundsOf`
 * @param moment for which it is told: clocks are read for it
 */
export function themeAt(
  { parts }: Pick<Theme, 'parts'>,
  rounds: readonly (readonly string[])[],
  facts: ReadonlyMap<string, ChildFacts>,
  moment: Temporal.Instant,
  calendar: DayCounter,
): ThemeStanding {
  const standings = new Map<string, ChildStanding>();
  for (const code of rounds.flat()) {
    const child = facts.get(code);
    if (!child) continue;
    const after = (parts.find((p) => p.code === code)?.after ?? []).flatMap((c) => standings.get(c) ?? []);
    standings.set(code, standingOf(child, after, moment, calendar));
  }
  const children = [...standings.values()];
  const awaited = children.filter((c) => c.phase !== 'dropped' && c.phase !== 'blocked');
  return {
    children,
    ended: children.every((c) => c.ended),
    resultOn: latest(awaited.map((c) => c.resultOn)),
    provisional: awaited.some((c) => c.phase === 'yours' || !isDecided(c.phase)),
  };
}

const isDecided = (phase: Phase): boolean => OPENS_THE_WAY.has(phase) || BARS_THE_WAY.has(phase);

function standingOf(
  child: ChildFacts,
  after: readonly ChildStanding[],
  moment: Temporal.Instant,
  calendar: DayCounter,
): ChildStanding {
  const { code, state, procedure } = child;
  if (state) {
    const phase = phaseOfCase(state, procedure);
    return {
      code,
      phase,
      because: [],
      ended: procedure.states[state.state]?.turn === 'nobody',
      resultOn: resultOfCase(child, state, phase, moment, calendar),
    };
  }
  const none = { code, because: [], ended: true, resultOn: null };
  if (child.dropped) return { ...none, phase: 'dropped' };
  const barred = after.filter((a) => BARS_THE_WAY.has(a.phase));
  if (barred.length > 0) return { ...none, phase: 'blocked', because: barred.map((a) => a.code) };
  const waits = after.filter((a) => !OPENS_THE_WAY.has(a.phase));
  const start = waits.length === 0 ? dayOf(moment) : latest(waits.map((a) => a.resultOn));
  const stuck = waits.length === 0 && child.stuck !== null;
  return {
    code,
    phase: waits.length > 0 ? 'waiting' : stuck ? 'stuck' : 'ready',
    because: waits.map((a) => a.code),
    ended: false,
    resultOn: stuck ? null : start && untilResult(child, start, calendar),
  };
}

/** The last day of everything together, from the day of filing: acceptance, then the promise. */
const untilResult = (
  { procedure, promisedDays }: ChildFacts,
  from: Temporal.PlainDate,
  calendar: DayCounter,
): Temporal.PlainDate =>
  workingDaysAfter(from, (procedure.clocks.acceptance?.limit.days ?? 0) + promisedDays, calendar);

function resultOfCase(
  child: ChildFacts,
  state: CaseState,
  phase: Phase,
  moment: Temporal.Instant,
  calendar: DayCounter,
): Temporal.PlainDate | null {
  const decided = made(state, [...GRANTED, ...REFUSED]);
  if (decided) return decided.on;
  if (isDecided(phase)) return dayOf(state.changedAt);
  if (phase === 'yours') return null;
  const reading = (clock: string) => {
    const moves = state.clocks[clock];
    const read = moves && clockAt(moves, moment, calendar);
    return read && read.phase !== 'stopped' && read.phase !== 'not_started' ? read : undefined;
  };
  const deciding = reading('promise') ?? reading('decision');
  if (deciding) return deciding.dueOn ?? deciding.expectedOn;
  const accepting = reading('acceptance')?.dueOn;
  return accepting ? workingDaysAfter(accepting, child.promisedDays, calendar) : null;
}

function latest(days: readonly (Temporal.PlainDate | null)[]): Temporal.PlainDate | null {
  let last: Temporal.PlainDate | null = null;
  for (const day of days) {
    if (day === null) return null;
    if (last === null || Temporal.PlainDate.compare(day, last) > 0) last = day;
  }
  return last;
}
