/** What a notice would change, shown before it is loaded. Pure. */
import type { CalendarName } from './facts.ts';
import { calendarsOf } from './held-calendars.ts';
import { type ChangedDay, changedDays, type Deadline, type MovedDate, movedDates } from './moved-dates.ts';
import type { NoticeContent } from './notice.ts';

/** Limits in working days that are tried from every day of the year and of the two months before. */
export const TRIED_LIMITS = [5, 10, 20, 30] as const;

export interface MovedLimit {
  readonly limit: number;
  /** Days from which it was counted, and of these how many end on another day now. */
  readonly tried: number;
  readonly moved: readonly MovedDate[];
  /** The one that moves farthest; of several the earliest. */
  readonly farthest: MovedDate | undefined;
}

export interface NoticeEffects {
  /** The calendar that was compared: the national one for a national notice, else the region's. */
  readonly calendar: CalendarName;
  readonly days: readonly ChangedDay[];
  readonly limits: readonly MovedLimit[];
  /** The deadlines handed over that move. */
  readonly deadlines: readonly MovedDate[];
}

/**
 * Compares the calendar with and without a notice.
 * @param deadlines that run in the systems, with their own ids
 */
export function noticeEffects(
  held: readonly NoticeContent[],
  notice: NoticeContent,
  deadlines: readonly Deadline[] = [],
): NoticeEffects {
  const calendar: CalendarName = notice.region === 'ningxia' ? 'ningxia' : 'national';
  const others = held.filter((n) => n.region !== notice.region || n.year !== notice.year);
  const before = calendarsOf(held)[calendar];
  const after = calendarsOf([...others, notice])[calendar];
  const day = (year: number, month: number, date: number) =>
    Temporal.PlainDate.from({ year, month, day: date });
  const { year } = notice;
  const starts: Temporal.PlainDate[] = [];
  for (let at = day(year - 1, 11, 1); at.year <= year; at = at.add({ days: 1 })) starts.push(at);
  return {
    calendar,
    days: changedDays(before, after, day(year - 1, 12, 1), day(year + 1, 1, 31)),
    limits: TRIED_LIMITS.map((limit) => {
      const moved = movedDates(
        before,
        after,
        starts.map((from) => ({ id: from.toString(), from, limit, unit: 'working' as const })),
      );
      return { limit, tried: starts.length, moved, farthest: farthestOf(moved) };
    }),
    deadlines: movedDates(before, after, deadlines),
  };
}

/** Days by which a last day moves; positive is later. */
export const shiftOf = ({ before, after }: MovedDate): number =>
  before && after ? before.until(after).days : 0;

const farthestOf = (moved: readonly MovedDate[]): MovedDate | undefined =>
  moved.toSorted((a, b) => Math.abs(shiftOf(b)) - Math.abs(shiftOf(a)))[0];
