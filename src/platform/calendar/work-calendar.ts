/** Which days are working days, and why. Pure: made of notices and overlays, asked with `Temporal.PlainDate`. */
import { canonicalJson, sha256 } from '#base/digest.ts';
import type { Notice, Overlay } from './notice.ts';

/** Years that a calendar answers for; beyond them its functions throw RangeError and `lastDayOf` refuses. */
export const YEAR_MIN = 1949;
export const YEAR_MAX = 2200;

/** Why a day is what it is. */
export type Reason =
  | { readonly kind: 'weekday' }
  | { readonly kind: 'weekend' }
  /** Off by a notice, weekend days within the holiday included. */
  | { readonly kind: 'holiday'; readonly name: string; readonly notice: Notice }
  /** A weekend day worked in exchange; `name` is the holiday that it belongs to. */
  | { readonly kind: 'make_up'; readonly name: string; readonly notice: Notice }
  /** Off by the date that the national rules on holidays print, in a year that no notice covers yet. */
  | { readonly kind: 'statutory'; readonly name: string }
  /** Off in a region only. */
  | {
      readonly kind: 'regional';
      readonly name: string;
      readonly region: string;
      readonly state: 'confirmed' | 'unconfirmed';
      readonly source: string;
    };

/** What is not certain about a year: no notice covers it, or a region's own days are unconfirmed or unknown. */
export type Doubt =
  | { readonly kind: 'provisional'; readonly year: number }
  | {
      readonly kind: 'regional_unconfirmed' | 'regional_unknown';
      readonly year: number;
      readonly region: string;
    };

export interface Day {
  readonly date: Temporal.PlainDate;
  readonly working: boolean;
  readonly reason: Reason;
  /** Doubts of the day's year; empty when it is settled. */
  readonly doubts: readonly Doubt[];
}

export interface WorkCalendar {
  /** SHA-256 of the notices and overlays that it rests on: equal calendars have equal versions. */
  readonly version: string;
  /** The notices that hold, one a year, by year. */
  readonly notices: readonly Notice[];
  readonly overlays: readonly Overlay[];
  isWorkingDay(date: Temporal.PlainDate): boolean;
  why(date: Temporal.PlainDate): Day;
  doubtsOf(year: number): readonly Doubt[];
  /** The n-th working day after `start` (before it when n is negative), `start` itself for 0. @throws RangeError beyond the years */
  addWorkingDays(start: Temporal.PlainDate, n: number): Temporal.PlainDate;
  /** Working days after `start` up to and including `end`; negative when `end` lies before: the inverse of `addWorkingDays`. */
  workingDaysBetween(start: Temporal.PlainDate, end: Temporal.PlainDate): number;
}

/**
 * The calendar that notices and overlays make. Of several notices for one year the last in the list holds. A day
 * named by two years' notices follows the later year's (the one for 2023 begins on 2022-12-31). An overlay goes
 * before a notice, a notice before the weekend.
 */
export function calendarOf(notices: readonly Notice[], overlays: readonly Overlay[] = []): WorkCalendar {
  const current = [...new Map(notices.map((n) => [n.year, n])).values()].sort((a, b) => a.year - b.year);
  const covered = new Set(current.map((n) => n.year));
  const named = namedDays(current, overlays);
  const doubts = new Map<number, readonly Doubt[]>();

  const doubtsOf = (year: number): readonly Doubt[] => {
    const known = doubts.get(year) ?? doubtsIn(year, covered, overlays);
    doubts.set(year, known);
    return known;
  };
  const reasonOf = (date: Temporal.PlainDate): Reason => {
    if (date.year < YEAR_MIN || date.year > YEAR_MAX)
      throw new RangeError(`${date} lies beyond the calendar`);
    const reason = named.get(date.toString());
    if (reason) return reason;
    const statutory = covered.has(date.year) ? undefined : statutoryName(date);
    if (statutory) return { kind: 'statutory', name: statutory };
    return date.dayOfWeek > 5 ? WEEKEND : WEEKDAY;
  };
  /** Counting a limit asks for the same days again and again: a byte for each day of a year that was asked for. */
  const years = new Map<number, Uint8Array>();
  const isWorkingDay = (date: Temporal.PlainDate): boolean => {
    const { year, dayOfYear } = date;
    const known = years.get(year) ?? new Uint8Array(DAYS_IN_YEAR_MAX + 1);
    if (known[dayOfYear] === UNKNOWN) {
      known[dayOfYear] = works(reasonOf(date)) ? WORKS : OFF;
      years.set(year, known);
    }
    return known[dayOfYear] === WORKS;
  };

  return {
    version: sha256(canonicalJson({ notices: current, overlays })),
    notices: current,
    overlays,
    isWorkingDay,
    why(date) {
      const reason = reasonOf(date);
      return { date, working: works(reason), reason, doubts: doubtsOf(date.year) };
    },
    doubtsOf,
    addWorkingDays(start, n) {
      if (!Number.isSafeInteger(n)) throw new RangeError(`${n} is no number of days`);
      const step = { days: Math.sign(n) };
      let date = start;
      for (let left = Math.abs(n); left > 0; ) {
        date = date.add(step);
        if (isWorkingDay(date)) left--;
      }
      return date;
    },
    workingDaysBetween(start, end) {
      if (Temporal.PlainDate.compare(end, start) < 0)
        return -count(isWorkingDay, end.subtract(ONE), start.subtract(ONE));
      return count(isWorkingDay, start, end);
    },
  };
}

const DAYS_IN_YEAR_MAX = 366;
const UNKNOWN = 0;
const WORKS = 1;
const OFF = 2;
const ONE = { days: 1 } as const;
const WEEKDAY: Reason = { kind: 'weekday' };
const WEEKEND: Reason = { kind: 'weekend' };
const works = (reason: Reason): boolean => reason.kind === 'weekday' || reason.kind === 'make_up';

/** Days after `start` up to and including `end` that work. */
function count(
  isWorkingDay: (date: Temporal.PlainDate) => boolean,
  start: Temporal.PlainDate,
  end: Temporal.PlainDate,
): number {
  let total = 0;
  for (let date = start; Temporal.PlainDate.compare(date, end) < 0; ) {
    date = date.add(ONE);
    if (isWorkingDay(date)) total++;
  }
  return total;
}

function namedDays(notices: readonly Notice[], overlays: readonly Overlay[]): Map<string, Reason> {
  const named = new Map<string, Reason>();
  for (const notice of notices) {
    for (const { date, name } of notice.off) named.set(date, { kind: 'holiday', name, notice });
    for (const { date, name } of notice.makeUp) named.set(date, { kind: 'make_up', name, notice });
  }
  for (const { name: region, years } of overlays)
    for (const { state, source, off } of years)
      for (const { date, name } of off) named.set(date, { kind: 'regional', name, region, state, source });
  return named;
}

function doubtsIn(year: number, covered: ReadonlySet<number>, overlays: readonly Overlay[]): Doubt[] {
  const doubts: Doubt[] = covered.has(year) ? [] : [{ kind: 'provisional', year }];
  for (const { name: region, years } of overlays) {
    const known = years.find((y) => y.year === year);
    if (!known) doubts.push({ kind: 'regional_unknown', year, region });
    else if (known.state === 'unconfirmed') doubts.push({ kind: 'regional_unconfirmed', year, region });
  }
  return doubts;
}

/** From this year the fixed dates below hold (全国年节及纪念日放假办法, art. 2, as revised on 2024-11-10). */
const STATUTORY_FROM = 2025;
const STATUTORY: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};

/**
 * The holiday whose solar date the rules print. Those that follow the moon or the sun, days added for a weekend
 * and days worked in exchange are not foreseen: the notice settles them.
 */
const statutoryName = (date: Temporal.PlainDate): string | undefined =>
  date.year >= STATUTORY_FROM ? STATUTORY[date.toString().slice(5)] : undefined;
