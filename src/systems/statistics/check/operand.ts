/** The numerals of a figure where they are printed, with what rounding hides. Pure. */
import type { Figure, Span } from '#engines/law/parse/artifact.ts';
import { around, type Interval, scale } from './interval.ts';
import { readUnit, type Unit } from './unit.ts';

export type Operand = {
  /** Index in `artifact.figures`. */
  readonly figure: number;
  readonly role: 'value' | 'change';
  /** As printed, in its unit; a decline is negative. */
  readonly value: number;
  readonly decimals: number;
  readonly unit: Unit;
  /** The numeral alone, without its unit. */
  readonly span: Span;
  /** The numeral as printed. */
  readonly printed: string;
};

/** What the numeral may stand for, in the plain unit (元 for 亿元). Things and people that are counted one by one are exact. */
export function intervalOf({ value, decimals, unit }: Operand): Interval {
  const counted = unit.factor === 1 && decimals === 0 && /^(?:people|count)$/.test(unit.dimension);
  return scale(around(value, counted ? 0 : 0.5 * 10 ** -decimals), unit.factor);
}

/** A value in the plain unit, in the operand's own unit. */
export const inUnitOf = (operand: Operand, value: Interval): Interval =>
  scale(value, 1 / operand.unit.factor);

const NUMERAL = /[\d０-９]+(?:,\d{3}(?!\d))*(?:[.．][\d０-９]+)?/g;

type Numeral = { printed: string; value: number; decimals: number; start: number };

function numeralsOf(words: string, start: number): Numeral[] {
  return [...words.matchAll(NUMERAL)].map((found) => {
    const plain = found[0]
      .replace(/,/g, '')
      .replace(/[０-９．]/g, (char) => (char === '．' ? '.' : String(char.charCodeAt(0) - 0xff10)));
    const point = plain.indexOf('.');
    return {
      printed: found[0],
      value: Number(plain),
      decimals: point < 0 ? 0 : plain.length - point - 1,
      start: start + found.index,
    };
  });
}

/** The operands of one figure; a part is undefined when it has none or its numeral is not printed (持平). */
export type Operands = { readonly value: Operand | undefined; readonly change: Operand | undefined };

/**
 * Finds the numeral of every figure's value and change in the text. Figures that share a span (分别为…, the parts of a
 * ratio) take the numerals in print order; no numeral serves twice. Linear in the text of the figures.
 */
export function readOperands(text: string, figures: readonly Figure[]): Operands[] {
  const taken = new Set<number>();
  return figures.map((figure, index) => {
    const numerals = numeralsOf(text.slice(figure.span[0], figure.span[1]), figure.span[0]);
    const take = (value: number | null, unit: string | null, role: Operand['role']): Operand | undefined => {
      if (value === null) return undefined;
      const fits = (numeral: Numeral): boolean =>
        numeral.value === Math.abs(value) && !taken.has(numeral.start);
      // The change stands behind the level (and behind its share), the value before both.
      const found = role === 'value' ? numerals.find(fits) : numerals.findLast(fits);
      if (found === undefined) return undefined;
      taken.add(found.start);
      const { printed, decimals, start } = found;
      const span: Span = [start, start + printed.length];
      return { figure: index, role, value, decimals, unit: readUnit(unit), span, printed };
    };
    return {
      value: take(figure.value, figure.unit, 'value'),
      change: take(figure.change, figure.changeUnit, 'change'),
    };
  });
}
