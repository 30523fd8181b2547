/** Notices in words, for the desk's pages. */
import {
  CALENDAR_NAMES,
  CALENDARS,
  type HeldNotice,
  type NamedDay,
  weekdayOf,
} from '#platform/calendar/index.ts';

/** 全国, 宁夏; an unknown region stays as it is. */
export const regionName = (region: string): string => {
  const known = CALENDARS.find((c) => c === region);
  return known ? CALENDAR_NAMES[known] : region;
};

/** Title with its number, if it has one. */
export const noticeName = ({ title, number }: Pick<HeldNotice, 'title' | 'number'>): string =>
  number ? `${title}（${number}）` : title;

/** 2027-10-01 星期五 */
export const dayWords = (date: Temporal.PlainDate | null): string =>
  date ? `${date}（${weekdayOf(date)}）` : '超出年份';

/** Days as the form takes them, a run of one name on one line. */
export function dayLines(days: readonly NamedDay[]): string {
  const runs: { first: string; last: string; name: string }[] = [];
  for (const { date, name } of days) {
    const run = runs.at(-1);
    const next = run && Temporal.PlainDate.from(run.last).add({ days: 1 }).toString();
    if (run && run.name === name && next === date) run.last = date;
    else runs.push({ first: date, last: date, name });
  }
  return runs
    .map(({ first, last, name }) => `${first === last ? first : `${first}至${last}`} ${name}`)
    .join('\n');
}
