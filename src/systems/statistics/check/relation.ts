/** A relation that printed numerals must satisfy, and what each numeral would have to be. Pure. */
import type { Span } from '#engines/law/parse/artifact.ts';
import { common, exactly, type Interval, minus, over, plus, scale, sum, times } from './interval.ts';
import { intervalOf, inUnitOf, type Operand } from './operand.ts';

/** What the check is about: also the name of the proofreader's rule, `figures.<kind>`. */
export type CheckKind = 'sum' | 'share' | 'ratio' | 'growth' | 'restated' | 'rank' | 'unit';

export type Relation = {
  readonly kind: CheckKind;
  /** The numerals in play; the first is the one that the others are to give. */
  readonly operands: readonly Operand[];
  /** What the others make of `operands[index]`, in the plain unit; undefined where it cannot be solved. */
  readonly implied: (index: number) => Interval | undefined;
  /** The arithmetic with the printed numbers: 7.25＋340.85＋141.81＝489.91（亿元）. */
  readonly arithmetic: string;
  /** What it is about: 地区生产总值与其各部分之和. */
  readonly about: string;
  /** Whether a broken relation is a discrepancy; a list that may leave things out need not add up. */
  readonly firm: boolean;
  /** What is implied is a range of what may be, not what should be printed. */
  readonly inexact?: boolean;
  /** Said with a discrepancy that may have a reason that is not printed. */
  readonly reserve?: string;
};

/** Whether values within rounding satisfy the relation. */
export function holds(relation: Relation): boolean {
  const first = relation.operands[0];
  const implied = relation.implied(0);
  return first === undefined || implied === undefined || common(implied, intervalOf(first)) !== undefined;
}

/** Printed minus recomputed, in the unit of the first operand; 0 when rounding explains it. */
export function differenceOf(relation: Relation): number | null {
  const first = relation.operands[0];
  const implied = relation.implied(0);
  if (first === undefined || implied === undefined) return null;
  if (holds(relation)) return 0;
  const own = inUnitOf(first, implied);
  return round(first.value - (own.low + own.high) / 2, Math.max(first.decimals, 2));
}

export const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** A value as a bulletin prints it, with at most `decimals` places. */
export const show = (value: number, decimals = 2): string => String(round(value, decimals)).replace('-', '−');

/** Half up, as people round what they read: 28.95 makes 29.0. */
const halfUp = (value: number, decimals: number): number =>
  Math.floor(Math.abs(value) * 10 ** decimals + 0.5 + 1e-9);

/**
 * A reckoned value beside a printed one of `decimals` places: with one place more, or as many as it takes that a reader
 * who rounds it gets what the value itself makes. 28.946 beside 28.9, for 28.95 would be read as 29.0.
 */
export function showBeside(value: number, decimals: number): string {
  let places = decimals + 1;
  while (places < decimals + 4 && halfUp(round(value, places), decimals) !== halfUp(value, decimals))
    places++;
  return show(value, places);
}

/** An operand as printed, with its sign. */
export const shown = (operand: Operand): string =>
  (operand.value < 0 ? '−' : '') + operand.printed.replace(/,/g, '');
export const shownWithUnit = (operand: Operand): string => shown(operand) + operand.unit.printed;

const intervals = (operands: readonly Operand[]): Interval[] => operands.map(intervalOf);

/** `total = Σ parts`, or `constant = Σ parts` when the first operand is the first part and `constant` is given. */
export function sumImplied(operands: readonly Operand[]): (index: number) => Interval | undefined {
  return (index) => {
    const all = intervals(operands);
    const [total, ...parts] = all;
    if (total === undefined) return undefined;
    if (index === 0) return sum(parts);
    return minus(total, sum(parts.filter((_, place) => place !== index - 1)));
  };
}

/** `Σ operands = constant`. */
export function hundredImplied(
  operands: readonly Operand[],
  constant: number,
): (index: number) => Interval | undefined {
  return (index) => minus(exactly(constant), sum(intervals(operands).filter((_, place) => place !== index)));
}

/** `first = second / third × times`. */
export function quotientImplied(
  operands: readonly [Operand, Operand, Operand],
  by: number,
): (index: number) => Interval | undefined {
  return (index) => {
    const [result, part, whole] = operands.map(intervalOf) as [Interval, Interval, Interval];
    if (index === 0) return scaled(over(part, whole), by);
    if (index === 1) return scale(times(result, whole), 1 / by);
    return scaled(over(part, result), by);
  };
}

const scaled = (interval: Interval | undefined, by: number): Interval | undefined =>
  interval === undefined ? undefined : scale(interval, by);

/** `rate = amount / (level − amount) × 100`: operands rate, amount, level. */
export function amountImplied(
  operands: readonly [Operand, Operand, Operand],
): (index: number) => Interval | undefined {
  return (index) => {
    const [rate, amount, level] = operands.map(intervalOf) as [Interval, Interval, Interval];
    const factor = plus(exactly(1), scale(rate, 0.01));
    // Monotone in both, so the ends of the interval are at its corners.
    if (index === 0) return scaled(over(amount, minus(level, amount)), 100);
    if (index === 1) return over(times(level, scale(rate, 0.01)), factor);
    return scaled(over(times(amount, factor), rate), 100);
  };
}

/** `rate = (now / then − 1) × 100`: operands rate, now, then. */
export function levelsImplied(
  operands: readonly [Operand, Operand, Operand],
): (index: number) => Interval | undefined {
  return (index) => {
    const [rate, now, then] = operands.map(intervalOf) as [Interval, Interval, Interval];
    const factor = plus(exactly(1), scale(rate, 0.01));
    if (index === 0) {
      const quotient = over(now, then);
      return quotient === undefined ? undefined : scale(minus(quotient, exactly(1)), 100);
    }
    return index === 1 ? times(then, factor) : over(now, factor);
  };
}

/** `first = second − third`. */
export function differenceImplied(
  operands: readonly [Operand, Operand, Operand],
): (index: number) => Interval | undefined {
  return (index) => {
    const [result, more, less] = operands.map(intervalOf) as [Interval, Interval, Interval];
    if (index === 0) return minus(more, less);
    return index === 1 ? plus(result, less) : minus(more, result);
  };
}

export const spansOf = (relation: Relation): Span[] =>
  relation.operands.map(({ span }): Span => [span[0], span[1]]);
