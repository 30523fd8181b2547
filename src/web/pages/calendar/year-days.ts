/** A year's named days, run by run, for the list below the months and for calendar files. Pure. */
import { type Day, reasonWords, type WorkCalendar } from '#platform/calendar/index.ts';

export interface Run {
  readonly first: Day;
  readonly last: Day;
}

/** Runs of days that a notice or the law names, in order; plain weekdays and weekends are left out. */
export function namedRuns(calendar: WorkCalendar, year: number): Run[] {
  const runs: { first: Day; last: Day }[] = [];
  const start = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  for (let date = start; date.year === year; date = date.add({ days: 1 })) {
    const day = calendar.why(date);
    if (day.reason.kind === 'weekday' || day.reason.kind === 'weekend') continue;
    const run = runs.at(-1);
    if (run?.last.date.add({ days: 1 }).equals(date) && reasonWords(run.last) === reasonWords(day))
      run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs;
}

/** Working days of a year. */
export const workingDaysOf = (calendar: WorkCalendar, year: number): number => {
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  return calendar.workingDaysBetween(last.subtract({ years: 1 }), last);
};
