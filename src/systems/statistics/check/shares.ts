/** Shares and ratios against what they are the share or ratio of. Pure. */
import type { Figure } from '#engines/law/parse/artifact.ts';
import { kindOf, lastName, sameName } from './name.ts';
import type { Operand } from './operand.ts';
import { quotientImplied, type Relation, showBeside, shown, shownWithUnit } from './relation.ts';
import type { FigureText } from './structure.ts';
import { ratiosOf } from './sums.ts';

export function* shareRelations(at: FigureText): Iterable<Relation> {
  for (const [index, figure] of at.figures.entries()) {
    if (figure.measure === 'share') yield* printedShare(at, index, figure);
    else yield* countShare(at, index, figure);
  }
  for (const ratio of ratiosOf(at)) {
    yield* structureRatio(at, ratio);
    yield* pairRatio(at, ratio);
  }
  yield* definedRates(at);
}

/** `share` is `part` of `whole`, in percent. */
function percentOf(share: Operand, part: Operand, whole: Operand, about: string): Relation {
  const operands = [share, part, whole] as const;
  const made = (middleOf(part) / middleOf(whole)) * 100;
  const mixed = part.unit.printed !== whole.unit.printed;
  const quotient = mixed
    ? `${shownWithUnit(part)}÷${shownWithUnit(whole)}`
    : `${shown(part)}÷${shown(whole)}`;
  return {
    kind: 'share',
    operands,
    implied: quotientImplied(operands, 100),
    arithmetic: `${quotient}＝${showBeside(made, Math.max(share.decimals, 1))}%；印作${shown(share)}${share.unit.printed}`,
    about,
    firm: true,
  };
}

const middleOf = (operand: Operand): number => operand.value * operand.unit.factor;

function* printedShare(at: FigureText, index: number, figure: Figure): Iterable<Relation> {
  const share = at.operands[index]?.value;
  if (share === undefined || share.unit.dimension !== 'percent') return;
  const said = /^占(.*)$/.exec(figure.basis ?? '')?.[1] ?? (figure.basis === '比重' ? '' : undefined);
  if (said === undefined) return;
  const partIndex = at.figures.findLastIndex(
    (other, place) =>
      place < index &&
      index - place <= 3 &&
      other.measure === 'level' &&
      other.indicator === figure.indicator &&
      other.period === figure.period,
  );
  const part = at.operands[partIndex]?.value;
  if (part === undefined) return;
  const whole = wholeOf(at, partIndex, figure, said);
  if (whole === undefined || whole.unit.base !== part.unit.base || part.unit.dimension === 'percent') return;
  yield percentOf(share, part, whole, `${lastName(figure.indicator)}所占比重`);
}

/** The whole that a share is of: the one it names, or with none named the one whose parts are listed. */
function wholeOf(at: FigureText, part: number, figure: Figure, said: string): Operand | undefined {
  if (said === '' || /^(?:比|全部|总量|总数|总额)$/.test(said)) {
    const group = at.groupOf.get(part);
    return group === undefined || group.loose ? undefined : at.operands[group.whole]?.value;
  }
  const name = sameName(said.replace(/^(?:全[区市县旗]|全部|同期|当年)/, ''));
  const named = at.figures.flatMap((other, place) => {
    const fits =
      place !== part &&
      other.measure === 'level' &&
      other.issuance === figure.issuance &&
      other.period === figure.period &&
      (sameName(other.indicator) === name || sameName(other.indicator) === sameName(said));
    return fits ? [place] : [];
  });
  const nearest = named.findLast((place) => place < part) ?? named[0];
  return nearest === undefined ? undefined : at.operands[nearest]?.value;
}

/** 21 个行业中 13 个增长，增长面 61.9%: a count of a count. */
function* countShare(at: FigureText, index: number, figure: Figure): Iterable<Relation> {
  const share = at.operands[index]?.value;
  if (figure.unit !== '%' || !/(?:面|占比|比例|比重)$/.test(figure.indicator) || share === undefined) return;
  const [part, whole] = [at.operands[index - 1]?.value, at.operands[index - 2]?.value];
  if (part === undefined || whole === undefined || part.decimals + whole.decimals > 0) return;
  if (part.unit.printed !== whole.unit.printed || part.unit.factor !== 1) return;
  const between = at.text.slice(whole.span[1], part.span[0]).replace(/\s+/g, '');
  const toShare = at.text.slice(part.span[1], share.span[0]);
  if (!/^[^，。；]{1,16}中，?(?:有)?$/.test(between) || /[。；]/.test(toShare)) return;
  yield percentOf(share, part, whole, lastName(figure.indicator));
}

/** A structure (三次产业结构比) against the levels of its parts. */
function* structureRatio(
  at: FigureText,
  { name, parts }: { name: string; parts: number[] },
): Iterable<Relation> {
  if (parts.length < 3) return;
  const first = at.figures[parts[0] ?? -1];
  const noun = name.replace(/三次产业|产业|结构|构成|比重|比例|的|由上年/g, '').replace(/比$/, '');
  const group = at.groups.find((candidate) => {
    const whole = at.figures[candidate.whole];
    if (whole?.issuance !== first?.issuance || whole?.period !== first?.period) return false;
    const kindFits =
      noun === ''
        ? kindOf(whole?.indicator ?? '') === 'value-added'
        : (whole?.indicator ?? '').includes(noun);
    return kindFits && parts.every((part) => partNamed(at, candidate.parts, part) !== undefined);
  });
  const whole = group === undefined ? undefined : at.operands[group.whole]?.value;
  if (group === undefined || whole === undefined) return;
  for (const part of parts) {
    const share = at.operands[part]?.value;
    const level = at.operands[partNamed(at, group.parts, part) ?? -1]?.value;
    if (share !== undefined && level !== undefined && level.unit.base === whole.unit.base)
      yield percentOf(share, level, whole, `${name}：${lastName(at.figures[part]?.indicator ?? '')}`);
  }
}

/** The part of the list whose name begins with the label of a ratio's part. */
function partNamed(at: FigureText, list: readonly number[], ratioPart: number): number | undefined {
  const label = lastName(at.figures[ratioPart]?.indicator ?? '');
  return list.find((part) => lastName(at.figures[part]?.indicator ?? '').startsWith(label));
}

/** 城乡居民收入比 2.30:1, 性别比 105:100: two levels whose names differ in the labels alone. */
function* pairRatio(at: FigureText, { parts }: { name: string; parts: number[] }): Iterable<Relation> {
  const [one, other] = parts;
  if (parts.length !== 2 || one === undefined || other === undefined) return;
  const [ratio, base] = [at.operands[one]?.value, at.operands[other]?.value];
  const figure = at.figures[one];
  if (ratio === undefined || base === undefined || figure === undefined) return;
  if (base.value !== 1 && base.value !== 100) return;
  const [label, otherLabel] = parts.map((part) => lastName(at.figures[part]?.indicator ?? ''));
  if (!label || !otherLabel) return;
  const levels = (word: string): number[] =>
    at.figures.flatMap((candidate, place) =>
      candidate.measure === 'level' &&
      candidate.issuance === figure.issuance &&
      candidate.period === figure.period &&
      candidate.indicator.startsWith(word)
        ? [place]
        : [],
    );
  const pairs = levels(label).flatMap((a) =>
    levels(otherLabel)
      .filter((b) => restOf(at, a, label) === restOf(at, b, otherLabel))
      .map((b) => [a, b] as const),
  );
  const fitting = pairs.filter(([a]) => fitsRatio(figure.indicator, restOf(at, a, label)));
  const pair = fitting.length === 1 ? fitting[0] : undefined;
  const [part, whole] = [at.operands[pair?.[0] ?? -1]?.value, at.operands[pair?.[1] ?? -1]?.value];
  if (part === undefined || whole === undefined || part.unit.base !== whole.unit.base) return;
  const operands = [ratio, part, whole] as const;
  yield {
    kind: 'ratio',
    operands,
    implied: quotientImplied(operands, base.value),
    arithmetic: `${shown(part)}÷${shown(whole)}${base.value === 1 ? '' : `×${base.value}`}＝${showBeside((middleOf(part) / middleOf(whole)) * base.value, ratio.decimals)}；印作${shown(ratio)} : ${base.value}`,
    about: figure.indicator.slice(0, figure.indicator.lastIndexOf('·')),
    firm: true,
  };
}

const restOf = (at: FigureText, index: number, label: string): string =>
  (at.figures[index]?.indicator ?? '').slice(label.length).replace(/^性/, '');

/** 城乡居民收入比 is of 居民人均可支配收入, 性别比 of 人口. */
function fitsRatio(ratio: string, levels: string): boolean {
  if (ratio.includes('收入')) return levels.includes('收入');
  if (ratio.includes('消费') || ratio.includes('支出')) return /消费|支出/.test(levels);
  return ratio.includes('性别') && levels.includes('人口');
}

/** Rates that are defined as a share: 城镇化率 of the resident population. */
function* definedRates(at: FigureText): Iterable<Relation> {
  for (const [index, figure] of at.figures.entries()) {
    const rate = at.operands[index]?.value;
    if (rate === undefined || figure.unit !== '%' || !/常住人口城镇化率$|^城镇化率$/.test(figure.indicator))
      continue;
    const level = (pattern: RegExp): Operand | undefined =>
      at.operands[
        at.figures.findIndex(
          (other) =>
            other.measure === 'level' && other.issuance === figure.issuance && pattern.test(other.indicator),
        )
      ]?.value;
    const [urban, all] = [
      level(/^(?:城镇(?:常住)?人口|居住在城镇的人口)$/),
      level(/^(?:年末)?常住(?:总)?人口$/),
    ];
    if (urban !== undefined && all !== undefined && urban.unit.base === all.unit.base)
      yield percentOf(rate, urban, all, lastName(figure.indicator));
  }
}
