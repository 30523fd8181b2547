/** What is in force when, as bars along an axis of days. Pure; units are those of the drawing. */
import type { Status } from '#engines/law/status.ts';
import type { StatusPeriod } from '../status-index.ts';

/** Days as `YYYY-MM-DD`; half-open; null: no edge is known, or none is set. */
export type Span = { readonly from: string | null; readonly to: string | null };

/** A stretch of a document's life in which it is (or may be) in force. */
export type Stretch = Span & { readonly status: Status };

export type Life = {
  readonly stretches: readonly Stretch[];
  /** Why and from which day it is no longer in force. */
  readonly ended: { readonly date: string; readonly status: Status } | null;
};

const NOT_IN_FORCE: readonly Status[] = ['not_yet', 'lapsed', 'repealed'];

/** What was folded for all days, as stretches: before the beginning and after the end there is none. */
export function lifeOf(periods: readonly StatusPeriod[]): Life {
  const stretches = periods.flatMap(({ date, status }, at): Stretch[] =>
    NOT_IN_FORCE.includes(status) ? [] : [{ from: date, to: periods[at + 1]?.date ?? null, status }],
  );
  const last = periods.at(-1);
  const over = last && last.date !== null && (last.status === 'lapsed' || last.status === 'repealed');
  return { stretches, ended: over ? { date: last.date as string, status: last.status } : null };
}

export const dayOf = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The part of time that is drawn, as days since 1970. */
export type TimeWindow = { readonly from: number; readonly to: number };

const YEAR_DAYS = 365.25;
const YEARS_MAX = 80;
/** Part of the drawing behind the last day that matters, so that what goes on after it can be seen to go on. */
const AFTER = 0.06;

/**
 * The window around the day asked: `years` before and after it, or everything that is dated. Whole years, or whole
 * months when it is short.
 */
export function windowOf(dates: readonly string[], asOf: string, years: number | null): TimeWindow {
  const day = dayOf(asOf);
  if (years !== null) {
    const half = Math.round(years * YEAR_DAYS);
    return { from: firstOfMonth(day - half), to: firstOfMonth(day + half + 31) };
  }
  const days = [day, ...dates.map(dayOf)];
  const first = Math.max(Math.min(...days), day - YEARS_MAX * YEAR_DAYS);
  const last = Math.min(Math.max(...days), day + YEARS_MAX * YEAR_DAYS);
  if (last - first < 2 * YEAR_DAYS) return { from: firstOfMonth(first - 31), to: firstOfMonth(last + 62) };
  const yearOf = (at: number) => Number(dateOf(at).slice(0, 4));
  return {
    from: dayOf(`${yearOf(first)}-01-01`),
    to: dayOf(`${yearOf(last + AFTER * (last - first)) + 1}-01-01`),
  };
}

const firstOfMonth = (day: number): number => dayOf(`${dateOf(day).slice(0, 7)}-01`);

/** Where a day stands between 0 and `width`; days outside the window stand at its edges. */
export const xOf = (window: TimeWindow, width: number, date: string): number => {
  const share = (dayOf(date) - window.from) / (window.to - window.from);
  return Math.round(Math.min(1, Math.max(0, share)) * width * 10) / 10;
};

export type Tick = { readonly x: number; readonly label: string };

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240];

/** Round months or years, at least `apart` from each other. */
export function ticksOf(window: TimeWindow, width: number, apart: number): Tick[] {
  const months = (window.to - window.from) / (YEAR_DAYS / 12);
  const step = MONTH_STEPS.find((m) => (m / months) * width >= apart) ?? 480;
  const start = dateOf(window.from);
  let month = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1;
  month = Math.ceil(month / step) * step;
  const ticks: Tick[] = [];
  for (; ; month += step) {
    const [year, of] = [Math.floor(month / 12), (month % 12) + 1];
    const date = `${year}-${String(of).padStart(2, '0')}-01`;
    if (dayOf(date) >= window.to) return ticks;
    const first = ticks.length === 0;
    const label = step >= 12 ? `${year}` : first ? `${year}年${of}月` : of === 1 ? `${year}年` : `${of}月`;
    ticks.push({ x: xOf(window, width, date), label });
  }
}

export type Bar = {
  readonly x: number;
  readonly width: number;
  readonly status: Status;
  /** Goes on beyond the edge of the drawing. */
  readonly opensLeft: boolean;
  readonly opensRight: boolean;
};

/** Nothing that is in force for a day becomes invisible. */
const WIDTH_MIN = 2;

/** The stretches that fall into the window. */
export function barsOf(stretches: readonly Stretch[], window: TimeWindow, width: number): Bar[] {
  return stretches.flatMap(({ from, to, status }): Bar[] => {
    const start = from === null ? -Infinity : dayOf(from);
    const end = to === null ? Infinity : dayOf(to);
    if (end <= window.from || start >= window.to) return [];
    const x = from === null ? 0 : xOf(window, width, from);
    const right = to === null ? width : xOf(window, width, to);
    return [
      {
        x,
        width: Math.max(WIDTH_MIN, Math.round((right - x) * 10) / 10),
        status,
        opensLeft: start < window.from,
        opensRight: end > window.to,
      },
    ];
  });
}

/** The part of a life that a proposal would change: from the day it was made as long as the document is in force. */
export function proposedSpan(life: Life, since: string): Span | null {
  const last = life.stretches.at(-1);
  if (!last || (last.to !== null && last.to <= since)) return null;
  return { from: last.from !== null && last.from > since ? last.from : since, to: last.to };
}
