/** Growth against amounts, against levels of two periods, and against the growth of the parts. Pure. */
import type { Figure } from '#engines/law/parse/artifact.ts';
import { exactly, type Interval, over, plus, scale, sum } from './interval.ts';
import { kindOf, lastName, sameName } from './name.ts';
import { intervalOf, type Operand } from './operand.ts';
import {
  amountImplied,
  levelsImplied,
  type Relation,
  show,
  showBeside,
  shown,
  shownWithUnit,
} from './relation.ts';
import type { FigureText, Group } from './structure.ts';

export function* growthRelations(at: FigureText): Iterable<Relation> {
  for (const [index, figure] of at.figures.entries()) {
    yield* fromAmount(at, index, figure);
    yield* fromLevels(at, index, figure);
  }
  for (const group of at.groups) yield* growthOfParts(at, group);
}

/** Growth that is not of the printed levels: at constant prices, on another footing, or after leaving something out. */
const OTHER_FOOTING = /可比|不变|扣除|剔除|实际|同口径|自然口径|比年初|较年初|环比|比上月|较上月|年均/;

/** Whether a rate is of the levels as printed: real growth of value added and of output values is not. */
function isNominal(figure: Figure): boolean {
  if (OTHER_FOOTING.test(figure.basis ?? '')) return false;
  const kind = kindOf(figure.indicator);
  return (
    kind !== 'value-added' && kind !== 'output-value' && !/生产总值|增加值|GDP|产值/.test(figure.indicator)
  );
}

/** 36346 元，比上年增加 1417 元，增长 4.1 %. */
function* fromAmount(at: FigureText, index: number, figure: Figure): Iterable<Relation> {
  if (figure.measure !== 'growth' || figure.changeUnit === '%' || !isNominal(figure)) return;
  const amount = at.operands[index]?.change;
  const levelAt = at.figures.findLastIndex(
    (other, place) =>
      place < index &&
      place >= index - 3 &&
      other.measure === 'level' &&
      other.indicator === figure.indicator,
  );
  const of = at.figures[levelAt];
  const level = at.operands[levelAt]?.value;
  const rate = at.operands[levelAt]?.change;
  if (of === undefined || amount === undefined || level === undefined || rate === undefined) return;
  if (of.changeUnit !== '%' || amount.unit.base !== level.unit.base || !isNominal(of)) return;
  if (amount.unit.dimension === 'points') return;
  const then = level.value * level.unit.factor - amount.value * amount.unit.factor;
  if (then <= 0) return;
  const operands = [rate, amount, level] as const;
  const made = ((amount.value * amount.unit.factor) / then) * 100;
  const base = show(then / level.unit.factor, level.decimals);
  yield {
    kind: 'growth',
    operands,
    implied: amountImplied(operands),
    arithmetic: `${shownWithUnit(amount)}÷（${shownWithUnit(level)}−${shownWithUnit(amount)}＝${base}${level.unit.printed}）＝${showBeside(made, rate.decimals)}%；印作${shown(rate)}%`,
    about: `${lastName(of.indicator)}的增加额与增速`,
    firm: true,
  };
}

/** The year before a period: 2021 of 2022, 2022-01/2022-11 of 2023-01/2023-11. */
export const yearBefore = (period: string): string =>
  period.replace(/\d{4}/g, (year) => String(Number(year) - 1));

/** Two levels of one indicator a year apart, in the same document: a table, or 由…增至…. */
function* fromLevels(at: FigureText, index: number, figure: Figure): Iterable<Relation> {
  const now = at.operands[index]?.value;
  const rate = at.operands[index]?.change;
  if (figure.measure !== 'level' || now === undefined || rate === undefined || figure.period === null) return;
  if (!isNominal(figure) || !/^$|上年|同比|去年/.test(figure.basis ?? '')) return;
  const before = yearBefore(figure.period);
  const thenAt = at.figures.findIndex(
    (other) =>
      other.measure === 'level' &&
      other.issuance === figure.issuance &&
      other.period === before &&
      other.place === figure.place &&
      sameName(other.indicator) === sameName(figure.indicator),
  );
  const then = at.operands[thenAt]?.value;
  if (then === undefined || then.unit.base !== now.unit.base || then.value <= 0) return;
  const operands = [rate, now, then] as const;
  const name = lastName(figure.indicator);
  if (rate.unit.dimension === 'points' && now.unit.dimension === 'percent') {
    yield {
      kind: 'growth',
      operands,
      implied: pointsImplied(rate, now, then),
      arithmetic: `${shown(now)}−${shown(then)}＝${show(now.value - then.value, Math.max(now.decimals, then.decimals))}个百分点；印作${shown(rate)}个百分点`,
      about: `${name}的升降`,
      firm: true,
    };
  } else if (rate.unit.dimension === 'percent' && now.unit.dimension !== 'percent') {
    const made = ((now.value * now.unit.factor) / (then.value * then.unit.factor) - 1) * 100;
    yield {
      kind: 'growth',
      operands,
      implied: levelsImplied(operands),
      arithmetic: `${shownWithUnit(now)}÷${shownWithUnit(then)}−1＝${showBeside(made, rate.decimals)}%；印作${shown(rate)}%`,
      about: `${name}两期数值与增速`,
      firm: true,
    };
  }
}

function pointsImplied(rate: Operand, now: Operand, then: Operand): Relation['implied'] {
  return (place) => {
    const [by, after, before] = [rate, now, then].map(intervalOf) as [Interval, Interval, Interval];
    if (place === 0) return plus(after, scale(before, -1));
    return place === 1 ? plus(before, by) : plus(after, scale(by, -1));
  };
}

/** What a list whose parts leave nothing out says about the growth of its whole. */
function* growthOfParts(at: FigureText, group: Group): Iterable<Relation> {
  const whole = at.figures[group.whole];
  const rate = at.operands[group.whole]?.change;
  const rates = group.parts.map((part) => at.operands[part]?.change);
  if (whole === undefined || rate?.unit.dimension !== 'percent' || rates.length < 2) return;
  if (!rates.every((own) => own?.unit.dimension === 'percent')) return;
  const known = rates as Operand[];
  const levels = group.parts.map((part) => at.operands[part]?.value);
  const total = at.operands[group.whole]?.value;
  const full =
    total !== undefined &&
    levels.every((level) => level !== undefined && level.unit.base === total.unit.base) &&
    touches(sum((levels as Operand[]).map(intervalOf)), intervalOf(total));
  if (
    group.closure === 'none' || group.closure === 'classes'
      ? !full
      : !full && total !== undefined && levels.every(Boolean)
  )
    return;
  yield within(at, group, rate, known);
  const nominal = isNominal(whole) && group.parts.every((part) => isNominal(at.figures[part] ?? whole));
  // A part that lost all it was has no year before to reckon with.
  const lasting = known.every((own) => intervalOf(own).low > -100);
  if (full && nominal && lasting) yield weighted(at, group, rate, known, levels as Operand[], total);
}

const touches = (a: Interval, b: Interval): boolean =>
  a.low <= b.high * (1 + 1e-9) && b.low <= a.high * (1 + 1e-9);

/** The whole grew no more than its fastest part and no less than its slowest. */
function within(at: FigureText, group: Group, rate: Operand, rates: readonly Operand[]): Relation {
  const ends = rates.map(intervalOf);
  const range = {
    low: Math.min(...ends.map(({ low }) => low)),
    high: Math.max(...ends.map(({ high }) => high)),
  };
  const sorted = rates.toSorted((a, b) => a.value - b.value);
  const [least, most] = [sorted[0], sorted.at(-1)];
  const name = lastName(at.figures[group.whole]?.indicator ?? '');
  return {
    kind: 'growth',
    operands: [rate, ...rates],
    implied: (place) => (place === 0 ? range : undefined),
    inexact: true,
    arithmetic: `各部分增速在${least === undefined ? '' : shown(least)}%与${most === undefined ? '' : shown(most)}%之间；${name}印作${grew(rate)}`,
    about: `${name}增速与其各部分增速`,
    firm: true,
  };
}

/** At current prices or in kind: the whole's growth is what its parts' levels and rates make. */
function weighted(
  at: FigureText,
  group: Group,
  rate: Operand,
  rates: readonly Operand[],
  levels: readonly Operand[],
  total: Operand,
): Relation {
  const factor = (own: Operand): Interval => plus(exactly(1), scale(intervalOf(own), 0.01));
  const before = levels.map((level, place) => over(intervalOf(level), factor(rates[place] ?? rate)));
  const known = before.every((part) => part !== undefined) ? sum(before as Interval[]) : undefined;
  const quotient = known === undefined ? undefined : over(intervalOf(total), known);
  // Rates are often reckoned on a footing that the text does not tell; a fifth of a point is left for that.
  const made =
    quotient === undefined ? undefined : scale(plus(quotient, { low: -1 - 0.002, high: -1 + 0.002 }), 100);
  const terms = levels.map((level, place) => `${shown(level)}÷（1${signed(rates[place])}%）`).join('＋');
  const name = lastName(at.figures[group.whole]?.indicator ?? '');
  return {
    kind: 'growth',
    operands: [rate, ...levels, ...rates],
    implied: (place) => (place === 0 ? made : undefined),
    inexact: true,
    arithmetic: `上年同期推算${terms}＝${known === undefined ? '' : show((known.low + known.high) / 2 / total.unit.factor, 2)}${total.unit.printed}；${shownWithUnit(total)}比它${grewBy(made, rate.decimals + 1)}，${name}印作${grew(rate)}`,
    about: `${name}增速与其各部分的数值和增速`,
    firm: true,
    reserve: '如各项增速口径不同，可不改',
  };
}

const signed = (operand: Operand | undefined): string =>
  operand === undefined ? '' : operand.value < 0 ? shown(operand) : `＋${shown(operand)}`;

/** 增长8.3%, 下降8.1%. */
const grew = (rate: Operand): string =>
  `${rate.value < 0 ? '下降' : '增长'}${shown(rate).replace('−', '')}${rate.unit.printed}`;

/** The middle of a range of percentages, in words. */
function grewBy(made: Interval | undefined, decimals: number): string {
  const middle = made === undefined ? 0 : (made.low + made.high) / 2;
  return `${middle < 0 ? '下降' : '增长'}${show(Math.abs(middle), decimals)}%`;
}
