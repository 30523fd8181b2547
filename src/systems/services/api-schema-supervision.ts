/** Shapes of watching over how cases run. */
import { z } from 'zod';
import { day, LIGHTS } from './api-schema.ts';

const Totals = z.object({
  /** Cases that had not ended. */
  open: z.int(),
  red: z.int(),
  yellow: z.int(),
  green: z.int(),
  suspended: z.int(),
  causes: z.array(z.object({ cause: z.string(), count: z.int() })),
  provisional: z.int(),
  extended: z.int(),
  deemed: z.int(),
  /** Open cases with a one-time notice, and cases with more than one: the law allows one. */
  notices: z.int(),
  noticesTwice: z.int(),
  /** Decided, or reported up, since the first of the month. */
  decided: z.int(),
  /** Working days that these took; null: there are none. */
  usedDaysMean: z.number().nullable(),
  late: z.int(),
  promiseBroken: z.int(),
});

export const SupervisionFilter = z.object({
  /** As of the end of this day in China; today when it is absent or lies ahead. */
  on: day,
  body: z.string().trim().max(100).optional(),
  item: z.string().trim().max(100).optional(),
});

export const SupervisionOut = z.object({
  today: z.string(),
  on: z.string(),
  /** From which day decisions are counted. */
  since: z.string(),
  /** There are more cases than were replayed. */
  cut: z.boolean(),
  all: Totals,
  /** By body; of one body by item. */
  rows: z.array(Totals.extend({ name: z.string() })),
  /** Of one body's item: the cases. */
  cases: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      stateTitle: z.string(),
      open: z.boolean(),
      light: z.enum(LIGHTS),
      dueOn: z.string().nullable(),
      openedAt: z.string(),
      provisional: z.boolean(),
      pausedFor: z.string().nullable(),
      extended: z.boolean(),
      deemed: z.boolean(),
      notices: z.int(),
      decided: z
        .object({
          on: z.string(),
          usedDays: z.int(),
          limitDays: z.int(),
          late: z.boolean(),
          promiseDays: z.int().nullable(),
          promiseBroken: z.boolean(),
        })
        .nullable(),
    }),
  ),
  casesLeft: z.int(),
});

export type SupervisionBody = z.infer<typeof SupervisionOut>;
