/** What a working calendar rests on: notices of days off, and the days that a region adds. */
import { z } from 'zod';

const IsoDate = z.iso.date();
const NamedDay = z.object({ date: IsoDate, name: z.string().trim().min(1).max(40) });

/** One year's notice of days off and of weekend days worked in exchange, with its source; dates are ISO. */
export const Notice = z.object({
  year: z.int(),
  title: z.string(),
  number: z.string(),
  /** Day of the notice. */
  date: IsoDate,
  /** Where it was read. */
  source: z.string(),
  off: z.array(NamedDay),
  makeUp: z.array(NamedDay),
});
export type Notice = z.infer<typeof Notice>;

/** The days off that a region adds to the national ones. A year that is not listed is not known. */
export const Overlay = z.object({
  region: z.string(),
  /** In Chinese, for people. */
  name: z.string(),
  years: z.array(
    z.object({
      year: z.int(),
      state: z.enum(['confirmed', 'unconfirmed']),
      source: z.string(),
      off: z.array(NamedDay),
    }),
  ),
});
export type Overlay = z.infer<typeof Overlay>;
