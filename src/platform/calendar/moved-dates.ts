/** What changes when a calendar does: a new year's notice came, or one was corrected. Pure. */
import { type Limit, lastDayOf } from './last-day.ts';
import type { Day, WorkCalendar } from './work-calendar.ts';

/** A limit that runs somewhere; `id` is the caller's. */
export interface Deadline extends Limit {
  readonly id: string;
}

export interface MovedDate<D extends Deadline = Deadline> {
  readonly deadline: D;
  /** Last day on the old calendar and on the new one; null where the calendar refuses it. */
  readonly before: Temporal.PlainDate | null;
  readonly after: Temporal.PlainDate | null;
}

/** The deadlines whose last day is another one on the calendar `after`, in the order given. */
export function movedDates<D extends Deadline>(
  before: WorkCalendar,
  after: WorkCalendar,
  deadlines: readonly D[],
): MovedDate<D>[] {
  if (before.version === after.version) return [];
  const last = (calendar: WorkCalendar, deadline: D) => {
    const term = lastDayOf({ ...deadline, calendar });
    return term.ok ? term.value.lastDay : null;
  };
  return deadlines
    .map((deadline) => ({ deadline, before: last(before, deadline), after: last(after, deadline) }))
    .filter((m) => m.before?.toString() !== m.after?.toString());
}

export interface ChangedDay {
  readonly before: Day;
  readonly after: Day;
}

/** The days from `start` to `end`, both included, that work on one of the two calendars only. */
export function changedDays(
  before: WorkCalendar,
  after: WorkCalendar,
  start: Temporal.PlainDate,
  end: Temporal.PlainDate,
): ChangedDay[] {
  const changed: ChangedDay[] = [];
  for (let date = start; Temporal.PlainDate.compare(date, end) <= 0; date = date.add({ days: 1 })) {
    const day = { before: before.why(date), after: after.why(date) };
    if (day.before.working !== day.after.working) changed.push(day);
  }
  return changed;
}
