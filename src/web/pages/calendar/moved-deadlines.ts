/** Deadlines that run in the systems and that a notice of days off moves: each system tells its own. */
import type { CalendarName, WorkCalendar } from '#platform/calendar/index.ts';
import type { Context } from '#web/http/context.ts';

export type MovedLine = {
  /** Number and name of what has the deadline. */
  readonly what: string;
  readonly body: string;
  /** Which of its limits. */
  readonly limit: string;
  /** YYYY-MM-DD; null: no last day can be told yet. */
  readonly from: string | null;
  readonly to: string | null;
};

export type Moved = {
  /** 办件: what is counted. */
  readonly kind: string;
  /** How many were looked at, and of these how many move. `cut`: there are more than were looked at. */
  readonly looked: number;
  readonly moved: number;
  readonly cut: boolean;
  readonly byBody: readonly { readonly body: string; readonly count: number }[];
  /** At most 200. */
  readonly lines: readonly MovedLine[];
};

/** What a system knows of moved deadlines; it is asked with the context, as it may need its own keys and services. */
export type Deadlines = {
  /** The calendar by which it counts. */
  readonly calendar: CalendarName;
  /** What would move if the calendar became another one; changes nothing. */
  readonly preview: (context: Context, before: WorkCalendar, after: WorkCalendar) => Promise<Moved>;
  /** What a notice that was loaded has moved; undefined while it is being worked out. */
  readonly moved: (context: Context, noticeId: string) => Promise<Moved | undefined>;
};
