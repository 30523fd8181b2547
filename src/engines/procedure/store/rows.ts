/** Events as rows and back: dates as ISO 8601, instants in milliseconds. Pure. */
import type { Selectable } from 'kysely';
import { type ClockMove, clockAt, type DayCounter, type Light } from '../clock.ts';
import type { Procedure } from '../definition.ts';
import type { CaseEvent, CaseState } from '../event.ts';
import type { CaseEventTable } from './tables.ts';

/** Instants are stored in milliseconds: what was not stored must not decide anything. */
export const storable = (at: Temporal.Instant): Temporal.Instant => at.round('millisecond');

/** Clock moves as they are stored. */
export const clocksToJson = (clocks: CaseEvent['clocks']): string => JSON.stringify(clocks);

type StoredMove = Omit<ClockMove, 'on' | 'at'> & { readonly on: string; readonly at: string };

function clocksFromJson(value: unknown): CaseEvent['clocks'] {
  return (value as { clock: string; move: StoredMove }[]).map(({ clock, move }) => ({
    clock,
    move: {
      ...move,
      on: Temporal.PlainDate.from(move.on),
      at: Temporal.Instant.from(move.at),
    } as ClockMove,
  }));
}

/** A stored event as the fold takes it. */
export function eventFromRow(row: Selectable<CaseEventTable>): CaseEvent {
  return {
    seq: row.seq,
    at: Temporal.Instant.fromEpochMilliseconds(row.at.getTime()),
    on: Temporal.PlainDate.from(row.effective_on),
    transition: row.transition,
    actor: { key: row.actor, name: row.actor_name, role: row.actor_role },
    from: row.from_state,
    to: row.to_state,
    holder: row.holder,
    data: row.data as Record<string, unknown>,
    clocks: clocksFromJson(row.clocks),
  };
}

/** What lists are sorted and lit by. */
export type Due = {
  readonly clock: string | null;
  readonly dueOn: Temporal.PlainDate | null;
  readonly warnOn: Temporal.PlainDate | null;
  readonly suspended: boolean;
};

/** The open clock of a case whose last day comes first; a suspended one when no other runs. */
export function dueOf(state: CaseState, moment: Temporal.Instant, calendar: DayCounter): Due {
  let first: Due = { clock: null, dueOn: null, warnOn: null, suspended: false };
  for (const [clock, moves] of Object.entries(state.clocks)) {
    const { phase, dueOn, warnDays } = clockAt(moves, moment, calendar);
    if (phase === 'suspended' && dueOn === null && first.clock === null)
      first = { clock, dueOn: null, warnOn: null, suspended: true };
    if ((phase !== 'running' && phase !== 'suspended') || dueOn === null) continue;
    if (first.dueOn !== null && Temporal.PlainDate.compare(first.dueOn, dueOn) <= 0) continue;
    first = {
      clock,
      dueOn,
      warnOn: warnOf(moves, dueOn, warnDays, calendar),
      suspended: phase === 'suspended',
    };
  }
  return first;
}

/** The first day on whose evening no more than `warnDays` are left. */
function warnOf(
  moves: readonly ClockMove[],
  dueOn: Temporal.PlainDate,
  warnDays: number,
  calendar: DayCounter,
): Temporal.PlainDate {
  const start = moves.findLast((m) => m.kind === 'start');
  const everyDay = start?.kind === 'start' && start.limit.unit === 'calendar';
  let day = dueOn;
  for (let left = warnDays; left > 0; left--) {
    do day = day.subtract({ days: 1 });
    while (!everyDay && !calendar.isWorkingDay(day));
  }
  return day;
}

/** The light that a list shows from a row's columns; the same as that of the clock for any day since the row was written. */
export function lightOfRow(
  row: {
    readonly due_on: string | null;
    readonly warn_on: string | null;
    readonly suspended: boolean;
    readonly clock: string | null;
  },
  today: Temporal.PlainDate,
): Light {
  if (row.clock === null) return 'none';
  if (row.due_on === null) return 'suspended';
  const day = today.toString();
  if (day > row.due_on) return 'red';
  if (row.suspended) return 'suspended';
  return row.warn_on !== null && day >= row.warn_on ? 'yellow' : 'green';
}

/** The columns of `case_file` that follow from its events. */
export function foldedColumns(procedure: Procedure, state: CaseState, calendar: DayCounter) {
  const due = dueOf(state, state.changedAt, calendar);
  const turn = procedure.states[state.state]?.turn ?? 'body';
  return {
    state: state.state,
    turn,
    version: state.version,
    holder: state.holder,
    clock: due.clock,
    due_on: due.dueOn?.toString() ?? null,
    warn_on: due.warnOn?.toString() ?? null,
    suspended: due.suspended,
    changed_at: state.changedAt.toString(),
    closed_at: turn === 'nobody' ? state.changedAt.toString() : null,
  };
}
