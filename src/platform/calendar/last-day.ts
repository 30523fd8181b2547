/** The last day of a time limit, with every day that was skipped on the way. Pure. */
import { ok, type Result, refuse } from '#base/result.ts';
import { type Day, type Doubt, type WorkCalendar, YEAR_MAX, YEAR_MIN } from './work-calendar.ts';

/** Longest limit that is counted, in days. */
export const LIMIT_DAYS_MAX = 10_000;

/** What a limit counts: working days, or every day. Each deadline carries its own, as its law sets it. */
export const UNITS = ['working', 'calendar'] as const;
export type Unit = (typeof UNITS)[number];

/**
 * What happens when the last day is a day off: nothing, or the first working day after takes its place. Only a
 * law that says so asks for `next_working_day`; working days never end on a day off.
 */
export const ENDINGS = ['as_counted', 'next_working_day'] as const;
export type Ending = (typeof ENDINGS)[number];

export interface Limit {
  /** The day of the event. The day after it is day 1 (assumed: no statute that is held says so). */
  readonly from: Temporal.PlainDate;
  /** Days, 0 to 10,000. Zero ends on `from`. */
  readonly limit: number;
  readonly unit: Unit;
  /** `as_counted` unless the law says otherwise. */
  readonly ending?: Ending | undefined;
}

export interface Term {
  readonly lastDay: Temporal.PlainDate;
  /** Days that were passed over, in order, each with its reason. */
  readonly skipped: readonly Day[];
  /** Doubts of the years that the count looked at, each once; empty when the result is settled. */
  readonly doubts: readonly Doubt[];
  /** Version of the calendar that it was counted on. */
  readonly version: string;
}

export type TermRefusal = 'calendar.limit' | 'calendar.year';

/**
 * Counts a limit on a calendar.
 * @returns `calendar.limit` when the limit is no whole number from 0 to 10,000, `calendar.year` when the count
 * leaves the years 1949 to 2200
 */
export function lastDayOf({
  from,
  limit,
  unit,
  ending = 'as_counted',
  calendar,
}: Limit & { readonly calendar: WorkCalendar }): Result<Term, TermRefusal> {
  if (!Number.isInteger(limit) || limit < 0 || limit > LIMIT_DAYS_MAX)
    return refuse('calendar.limit', `期限须是 0 到 ${LIMIT_DAYS_MAX} 之间的整数（日）。请核对后再算。`);
  const skipped: Day[] = [];
  const doubts = new Set<Doubt>();
  /** Looks at a day: whether it works, and if not, that it is passed over. */
  const passes = (date: Temporal.PlainDate): boolean => {
    const day = calendar.why(date);
    for (const doubt of day.doubts) doubts.add(doubt);
    if (!day.working) skipped.push(day);
    return day.working;
  };

  let date = from;
  if (!within(date)) return beyond();
  for (let left = limit; left > 0; ) {
    date = date.add({ days: 1 });
    if (!within(date)) return beyond();
    if (unit === 'calendar' || passes(date)) left--;
  }
  while (ending === 'next_working_day' && (unit === 'calendar' || limit === 0) && !passes(date)) {
    date = date.add({ days: 1 });
    if (!within(date)) return beyond();
  }
  return ok({ lastDay: date, skipped, doubts: [...doubts], version: calendar.version });
}

const within = ({ year }: Temporal.PlainDate): boolean => year >= YEAR_MIN && year <= YEAR_MAX;
const beyond = () =>
  refuse(
    'calendar.year',
    `只能推算 ${YEAR_MIN} 年至 ${YEAR_MAX} 年之间的日期。请核对起算日期和期限，缩小后再算。`,
  );
