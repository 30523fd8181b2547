/** What the API about the calendar answers, as zod schemas: the source of OpenAPI and of the check on every answer. */
import { z } from 'zod';
import { CALENDARS, ENDINGS, LIMIT_DAYS_MAX, UNITS, YEAR_MAX, YEAR_MIN } from '#platform/calendar/index.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Calendar = z.enum(CALENDARS).default('national');

export const Refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const YearQuery = z.object({
  calendar: Calendar,
  year: z.coerce.number().int().min(YEAR_MIN).max(YEAR_MAX),
});

export const DeadlineQuery = z.object({
  from: z.iso.date().describe('Day of the event; the day after it is day 1 (assumed).'),
  limit: z.coerce.number().int().min(0).max(LIMIT_DAYS_MAX),
  unit: z.enum(UNITS).describe('Set by the law that sets the limit.'),
  calendar: Calendar,
  ending: z
    .enum(ENDINGS)
    .default('as_counted')
    .describe('next_working_day: a last day off moves to the first working day after it.'),
});

const DayOut = z.object({
  date: Day,
  working: z.boolean(),
  reason: z.enum(['weekday', 'weekend', 'holiday', 'make_up', 'statutory', 'regional']),
  words: z.string().describe('The reason in Chinese.'),
});
const DoubtOut = z.object({
  kind: z.enum(['provisional', 'regional_unconfirmed', 'regional_unknown']),
  year: z.int(),
  words: z.string(),
});

export const YearOut = z.object({
  calendar: z.enum(CALENDARS),
  year: z.int(),
  version: z.string().describe('Hash of the notices that it rests on.'),
  workingDays: z.int(),
  doubts: z.array(DoubtOut).describe('Empty when the year is settled.'),
  days: z.array(DayOut),
});

export const DeadlineOut = z.object({
  from: Day,
  limit: z.int(),
  unit: z.enum(UNITS),
  calendar: z.enum(CALENDARS),
  ending: z.enum(ENDINGS),
  lastDay: Day,
  skipped: z.array(DayOut),
  doubts: z.array(DoubtOut).describe('Empty when the result is settled.'),
  version: z.string(),
});
