/** What a working calendar rests on: notices of days off, and the days that a region adds. */
import { z } from 'zod';

const IsoDate = z.iso.date();
const NamedDay = z.object({ date: IsoDate, name: z.string().trim().min(1).max(40) });
export type NamedDay = z.infer<typeof NamedDay>;

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

/** A notice as it is kept: the national one of a year, or a region's own. What was not seen is null. */
export interface HeldNotice {
  readonly id: string;
  readonly region: string;
  readonly year: number;
  readonly title: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly source: string;
  readonly state: 'confirmed' | 'unconfirmed';
  readonly off: readonly NamedDay[];
  readonly makeUp: readonly NamedDay[];
  readonly supersedes: string | null;
  readonly reason: string | null;
  readonly loadedBy: string;
  readonly loadedByName: string;
  readonly loadedAt: Temporal.Instant;
}

export type NoticeContent = Pick<
  HeldNotice,
  'region' | 'year' | 'title' | 'number' | 'date' | 'source' | 'state' | 'off' | 'makeUp'
>;
