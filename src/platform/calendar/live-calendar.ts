/**
 * The calendar that runs with the program: of the notices that the store holds now. It is read anew in the background
 * when it has not been for half a minute, so that a notice that was loaded in another process is in force here too.
 */
import type { Db } from '#platform/store/store.ts';
import { type CalendarName, getCalendar } from './facts.ts';
import { calendarsOf } from './held-calendars.ts';
import { readHeldNotices } from './queries.ts';
import type { WorkCalendar } from './work-calendar.ts';

const FRESH_MS = 30_000;

export type LiveCalendar = {
  /** The calendar as it was read last. */
  readonly current: () => WorkCalendar;
  /** Reads the notices now. @returns the calendar that holds then */
  readonly refresh: () => Promise<WorkCalendar>;
  readonly isWorkingDay: (date: Temporal.PlainDate) => boolean;
  /** Whether no notice covers the year, so that a date in it may still move. */
  readonly isProvisional: (year: number) => boolean;
  /** Names the notices that it rests on now. */
  readonly edition: () => string;
};

const live = new WeakMap<Db, Map<CalendarName, LiveCalendar>>();

/** One for each store and name; until the notices were read, that of the repository's files. */
export function liveCalendar(db: Db, name: CalendarName): LiveCalendar {
  const known = live.get(db) ?? new Map<CalendarName, LiveCalendar>();
  live.set(db, known);
  const made = known.get(name) ?? makeLive(db, name);
  known.set(name, made);
  return made;
}

function makeLive(db: Db, name: CalendarName): LiveCalendar {
  let calendar = getCalendar(name);
  // Not read yet: it is, at the first question.
  let readAt = Number.NEGATIVE_INFINITY;
  const refresh = async (): Promise<WorkCalendar> => {
    readAt = performance.now();
    const held = await readHeldNotices(db);
    if (held.length > 0) {
      const read = calendarsOf(held)[name];
      if (read.version !== calendar.version) calendar = read;
    }
    return calendar;
  };
  const current = (): WorkCalendar => {
    // A store that is away is asked again later; what was read last holds on.
    if (performance.now() - readAt > FRESH_MS) refresh().catch(() => {});
    return calendar;
  };
  return {
    current,
    refresh,
    isWorkingDay: (date) => current().isWorkingDay(date),
    edition: () => current().version,
    isProvisional: (year) =>
      current()
        .doubtsOf(year)
        .some((d) => d.kind === 'provisional'),
  };
}
