/** The same figure printed twice, ranks in places that lie within one another, and the year that a part of it cannot exceed. Pure. */
import type { Figure, Span } from '#engines/law/parse/artifact.ts';
import { lastName, sameName } from './name.ts';
import { intervalOf, type Operand } from './operand.ts';
import { type Relation, show, shown, shownWithUnit } from './relation.ts';
import type { FigureText } from './structure.ts';

/** Figures of one thing: indicator, place, period, measure and basis are the same. */
export function keyOf(figure: Figure): string {
  const basis = (figure.basis ?? '').replace(/^(?:按.*?，)?(?:比上年|同比|较上年)$/, '');
  return [sameName(figure.indicator), figure.place, figure.period, figure.measure, basis].join('|');
}

/** Figures that say again what one before said, by the index of the first. */
export function restatements(at: FigureText): Map<number, number[]> {
  const first = new Map<string, number>();
  const again = new Map<number, number[]>();
  for (const [index, figure] of at.figures.entries()) {
    if (figure.measure === 'ratio' || !isNamedHere(at, index, figure)) continue;
    const key = keyOf(figure);
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    else again.set(before, [...(again.get(before) ?? []), index]);
  }
  return again;
}

/** Whether the indicator's own words stand at the figure: a completed name may have been completed wrongly. */
function isNamedHere(at: FigureText, index: number, figure: Figure): boolean {
  const own = at.operands[index]?.value ?? at.operands[index]?.change;
  if (own === undefined) return false;
  const words = at.text.slice(figure.span[0], own.span[0]).replace(/\s+|实现|完成|取得|达到/g, '');
  return words.includes(lastName(figure.indicator));
}

export function* restatedRelations(at: FigureText): Iterable<Relation> {
  for (const [before, others] of restatements(at)) {
    for (const index of others) {
      if (at.figures[index]?.issuance !== at.figures[before]?.issuance) continue;
      const [first, name] = [before, index].map((place) => lastName(at.figures[place]?.indicator ?? ''));
      for (const role of ['value', 'change'] as const) {
        const [one, other] = [at.operands[before]?.[role], at.operands[index]?.[role]];
        if (one === undefined || other === undefined || one.unit.base !== other.unit.base) continue;
        const names = first === name ? name : `${first}（${name}）`;
        yield same(one, other, role === 'change' ? `${names}的增减` : `${names}`);
      }
    }
  }
}

function same(one: Operand, other: Operand, about: string): Relation {
  return {
    kind: 'restated',
    operands: [other, one],
    implied: (place) => intervalOf(place === 0 ? one : other),
    arithmetic: `前面印作${shownWithUnit(one)}，此处印作${shownWithUnit(other)}`,
    about: `两处所印${about}`,
    firm: true,
  };
}

/** What cannot be, without a numeral to solve for. */
export type Contradiction = {
  readonly kind: 'rank' | 'growth';
  readonly operand: Operand;
  readonly related: readonly Span[];
  readonly arithmetic: string;
  readonly about: string;
  readonly ok: boolean;
};

/** How wide a ranking is; a narrower one lies within a wider one. 全区 is a region when a city is named beside it. */
const WIDTH: readonly (readonly [RegExp, number])[] = [
  [/^全国/, 4],
  [/^(?:全省|全区|全自治区|自治区|全疆)/, 3],
  [/^(?:全市|全州|全盟)/, 2],
];

export function* rankContradictions(at: FigureText): Iterable<Contradiction> {
  const ranks = at.figures.flatMap((figure, index) => {
    const operand = at.operands[index]?.value;
    const width = WIDTH.find(([pattern]) => pattern.test(figure.basis ?? ''))?.[1];
    return figure.measure === 'rank' && operand !== undefined && width !== undefined
      ? [{ figure, operand, width }]
      : [];
  });
  for (const narrow of ranks) {
    for (const wide of ranks) {
      const sameThing =
        wide.width > narrow.width &&
        wide.figure.indicator === narrow.figure.indicator &&
        wide.figure.period === narrow.figure.period &&
        wide.figure.issuance === narrow.figure.issuance &&
        Math.abs(wide.operand.span[0] - narrow.operand.span[0]) < 200;
      if (!sameThing) continue;
      yield {
        kind: 'rank',
        operand: narrow.operand,
        related: [wide.operand.span],
        arithmetic: `${narrow.figure.basis}第${shown(narrow.operand)}位，${wide.figure.basis}第${shown(wide.operand)}位；范围小的位次不会靠后`,
        about: `${narrow.figure.indicator}的位次`,
        ok: narrow.operand.value <= wide.operand.value,
      };
    }
  }
  yield* firstBelowAverage(at);
}

/** 居全市第1位 and 低于全市 cannot both be. */
function* firstBelowAverage(at: FigureText): Iterable<Contradiction> {
  for (const [index, rank] of at.figures.entries()) {
    const operand = at.operands[index]?.value;
    if (rank.measure !== 'rank' || rank.value !== 1 || operand === undefined) continue;
    const gapAt = at.figures.findIndex(
      (figure) =>
        figure.measure === 'gap' &&
        figure.indicator === rank.indicator &&
        figure.period === rank.period &&
        figure.issuance === rank.issuance &&
        (figure.basis ?? '').replace(/^[高低快慢]于|平均水平$|平均$/g, '') === rank.basis,
    );
    const gap = at.operands[gapAt]?.value;
    if (gap === undefined) continue;
    yield {
      kind: 'rank',
      operand,
      related: [gap.span],
      arithmetic: `${rank.basis}第1位，而与${rank.basis}相差${shownWithUnit(gap)}`,
      about: `${rank.indicator}的位次与高低`,
      ok: gap.value >= 0,
    };
  }
}

/** Months of a year are no more than the year: 4.75 grown by 20.5 % makes 3.94 before, and that whole year had 4.44. */
export function* partialYears(at: FigureText): Iterable<Contradiction> {
  for (const [index, part] of at.figures.entries()) {
    const [now, rate] = [at.operands[index]?.value, at.operands[index]?.change];
    const months = /^(\d{4})-01\/\1-\d{2}$/.exec(part.period ?? '');
    if (months?.[1] === undefined || part.measure !== 'level' || now === undefined) continue;
    if (now.unit.dimension !== 'money' || rate?.unit.dimension !== 'percent' || rate.value <= -100) continue;
    if (!/收入|支出|投资|零售/.test(part.indicator) || /人均/.test(part.indicator)) continue;
    const yearAt = at.figures.findIndex(
      (figure) =>
        figure.measure === 'level' &&
        figure.period === String(Number(months[1]) - 1) &&
        sameName(figure.indicator) === sameName(part.indicator),
    );
    const year = at.operands[yearAt]?.value;
    if (year === undefined || year.unit.base !== now.unit.base) continue;
    const then = now.value / (1 + rate.value / 100);
    const most =
      intervalOf(now).low / (1 + (rate.value + 0.5 * 10 ** -rate.decimals) / 100) <= intervalOf(year).high;
    yield {
      kind: 'growth',
      operand: rate,
      related: [now.span, year.span],
      arithmetic: `上年同期推算${shownWithUnit(now)}÷（1${rate.value < 0 ? '' : '＋'}${shown(rate)}%）＝${show(then)}${now.unit.printed}，不超过上年全年${shownWithUnit(year)}`,
      about: `${lastName(part.indicator)}上年同期与上年全年`,
      ok: most,
    };
  }
}
