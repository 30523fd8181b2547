/**
 * Closed intervals of real numbers: what a rounded numeral may stand for. Pure.
 *
 * A numeral printed with d decimals stands for anything within half a unit of its last digit, so a relation between
 * numerals is only broken when no values within all of the intervals satisfy it.
 */
export type Interval = { readonly low: number; readonly high: number };

/** Anything within `half` of `value`. */
export const around = (value: number, half: number): Interval => ({ low: value - half, high: value + half });
export const exactly = (value: number): Interval => ({ low: value, high: value });
export const plus = (a: Interval, b: Interval): Interval => ({ low: a.low + b.low, high: a.high + b.high });
export const minus = (a: Interval, b: Interval): Interval => ({ low: a.low - b.high, high: a.high - b.low });
export const scale = (a: Interval, factor: number): Interval =>
  factor < 0
    ? { low: a.high * factor, high: a.low * factor }
    : { low: a.low * factor, high: a.high * factor };

export function times(a: Interval, b: Interval): Interval {
  const ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

/** `a / b`, or undefined when `b` may be zero. */
export function over(a: Interval, b: Interval): Interval | undefined {
  if (b.low <= 0 && b.high >= 0) return undefined;
  return times(a, { low: 1 / b.high, high: 1 / b.low });
}

export const sum = (parts: readonly Interval[]): Interval => parts.reduce(plus, exactly(0));

/** What both allow; undefined when they have nothing in common. Touching ends count, floating dust is forgiven. */
export function common(a: Interval, b: Interval): Interval | undefined {
  const ends = [a.low, a.high, b.low, b.high].filter(Number.isFinite).map(Math.abs);
  const dust = 1e-9 * Math.max(1, ...ends);
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high + dust ? { low: Math.min(low, high), high: Math.max(low, high) } : undefined;
}

export const meets = (a: Interval, b: Interval): boolean => common(a, b) !== undefined;
export const middle = (a: Interval): number => (a.low + a.high) / 2;
