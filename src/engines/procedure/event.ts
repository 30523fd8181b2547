/** What happened to a case, and the case as the fold of it. Pure, and independent of the definition that decided it. */
import type { ClockMove } from './clock.ts';

/** Who acted, in which role; the name is as it was then. */
export type CaseActor = { readonly key: string; readonly name: string; readonly role: string };

/**
 * One event of a case. It carries everything that follows from it (the state, the moves of clocks, the body whose
 * turn it is), so that a case reads the same after its procedure was redefined.
 */
export type CaseEvent = {
  /** 1, 2, 3 …, without a gap. */
  readonly seq: number;
  readonly at: Temporal.Instant;
  /** The day on which it takes effect in law; most often the day of `at`. */
  readonly on: Temporal.PlainDate;
  /** Code of the transition. */
  readonly transition: string;
  readonly actor: CaseActor;
  readonly from: string | null;
  readonly to: string;
  /** The body that has the case from now on; null: as before. */
  readonly holder: string | null;
  /** What the transition was given, as its definition asks; no personal data. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly clocks: readonly { readonly clock: string; readonly move: ClockMove }[];
};

export type CaseState = {
  readonly state: string;
  /** Number of the last event; what a page was made from is compared with it. */
  readonly version: number;
  readonly holder: string;
  readonly openedAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  /** The events of each transition, in order. */
  readonly made: Readonly<Record<string, readonly CaseEvent[]>>;
  readonly clocks: Readonly<Record<string, readonly ClockMove[]>>;
};

/**
 * A case as of a moment: the fold of its events until then.
 * @param until leaves out what was recorded later
 * @throws RangeError when there is no event, or their numbers have a gap
 */
export function foldCase(events: readonly CaseEvent[], until?: Temporal.Instant): CaseState {
  let state: CaseState | undefined;
  for (const event of events) {
    if (until && Temporal.Instant.compare(event.at, until) > 0) break;
    state = applyEvent(state, event);
  }
  if (!state) throw new RangeError('foldCase: a case has at least one event');
  return state;
}

/** The case after one more event. */
export function applyEvent(state: CaseState | undefined, event: CaseEvent): CaseState {
  if (event.seq !== (state?.version ?? 0) + 1)
    throw new RangeError(`foldCase: event ${event.seq} out of turn`);
  const clocks: Record<string, readonly ClockMove[]> = { ...state?.clocks };
  for (const { clock, move } of event.clocks) clocks[clock] = [...(clocks[clock] ?? []), move];
  return {
    state: event.to,
    version: event.seq,
    holder: event.holder ?? state?.holder ?? '',
    openedAt: state?.openedAt ?? event.at,
    changedAt: event.at,
    made: { ...state?.made, [event.transition]: [...(state?.made[event.transition] ?? []), event] },
    clocks,
  };
}

/** The last event of a transition in a case, if it was made. */
export const lastMade = (state: CaseState, transition: string): CaseEvent | undefined =>
  state.made[transition]?.at(-1);

/** All events of a case, in order. */
export const eventsOf = (state: CaseState): CaseEvent[] =>
  Object.values(state.made)
    .flat()
    .sort((a, b) => a.seq - b.seq);
