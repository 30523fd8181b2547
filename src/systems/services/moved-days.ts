/** Which last days of a case are others on another calendar. Pure. */
import { type CaseState, clockAt, type DayCounter } from '#engines/procedure/index.ts';

export type MovedDay = {
  readonly clock: string;
  /** Null: no last day can be told, as a suspension without an end is open. */
  readonly from: Temporal.PlainDate | null;
  readonly to: Temporal.PlainDate | null;
};

/** The open clocks of a case whose last day is another one on the calendar `after`. */
export function movedDays(
  state: CaseState,
  at: Temporal.Instant,
  before: DayCounter,
  after: DayCounter,
): MovedDay[] {
  return Object.entries(state.clocks).flatMap(([clock, moves]) => {
    const old = clockAt(moves, at, before);
    if (old.phase !== 'running' && old.phase !== 'suspended') return [];
    const [from, to] = [old.dueOn, clockAt(moves, at, after).dueOn];
    return String(from) === String(to) ? [] : [{ clock, from, to }];
  });
}
