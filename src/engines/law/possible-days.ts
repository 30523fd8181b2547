/**
 * The days on which an imprecisely dated effect may have happened, as day numbers.
 *
 * Day numbers (days since 1970-01-01) keep the fold over thousands of documents in integer arithmetic.
 */
import type { Effect } from './effect.ts';

/** Days since 1970-01-01 in the proleptic Gregorian calendar (shifted to years that start in March). */
export function dayNumber(date: Temporal.PlainDate): number {
  const year = date.month > 2 ? date.year : date.year - 1;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5) + date.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const epoch = Temporal.PlainDate.from('1970-01-01');

/** The date of a day number. */
export const dateOfDay = (day: number): Temporal.PlainDate => epoch.add({ days: day });

/** First and last day (both included) on which it may have happened; infinite when nothing is known. */
export type PossibleDays = { readonly first: number; readonly last: number };

const anyDay: PossibleDays = { first: -Infinity, last: Infinity };

/** A month or year stands for every day in it; a missing date for every day there is. */
export function possibleDays(effect: Pick<Effect, 'date' | 'precision'>): PossibleDays {
  if (effect.date === null) return anyDay;
  switch (effect.precision) {
    case 'day': {
      const day = dayNumber(effect.date);
      return { first: day, last: day };
    }
    case 'month':
      return {
        first: dayNumber(effect.date.with({ day: 1 })),
        last: dayNumber(effect.date.with({ day: effect.date.daysInMonth })),
      };
    case 'year':
      return {
        first: dayNumber(effect.date.with({ month: 1, day: 1 })),
        last: dayNumber(effect.date.with({ month: 12, day: 31 })),
      };
    case 'unknown':
      return anyDay;
  }
}
