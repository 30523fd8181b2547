/** The district beside the region and the city: rates as printed, and those that the printed gaps give. Pure. */
import { lastName } from '../check/name.ts';
import { show, shown } from '../check/relation.ts';
import type { FigureText } from '../check/structure.ts';
import { type ChartData, type ChartRow, type ChartSection, periodWords } from './chart-data.ts';

export type Gap = {
  readonly figure: number;
  readonly place: string;
  readonly value: number;
  readonly derived: number;
  readonly arithmetic: string;
};

/** The gaps to other places printed behind a growth, with the other place's rate that follows. */
export function gapsBehind(at: FigureText, index: number): Gap[] {
  const figure = at.figures[index];
  const own = at.operands[index]?.change;
  if (figure === undefined || own?.unit.dimension !== 'percent') return [];
  const gaps: Gap[] = [];
  for (let next = index + 1; next < at.figures.length; next++) {
    const gap = at.figures[next];
    const operand = at.operands[next]?.value;
    if (gap?.measure !== 'gap' || gap.indicator !== figure.indicator || gap.issuance !== figure.issuance)
      break;
    if (operand?.unit.dimension !== 'points') continue;
    const place = (gap.basis ?? '')
      .replace(/^(?:高于|低于|快于|慢于|高出|低出)/, '')
      .replace(/(?:平均)?水平$|平均$/, '');
    const derived = Number((own.value - operand.value).toFixed(Math.max(own.decimals, operand.decimals)));
    const sign = operand.value < 0 ? '＋' : '−';
    gaps.push({
      figure: next,
      place,
      value: operand.value,
      derived,
      arithmetic: `${shown(own)}%${sign}${operand.printed}个百分点＝${show(derived)}%`,
    });
  }
  return gaps;
}

/** A chart of every indicator of the issuance whose growth is compared with other places; undefined when there is none. */
export function comparisonChart(at: FigureText, issuance: number): Omit<ChartData, 'id'> | undefined {
  const sections: ChartSection[] = [];
  let end = 0;
  let lead: { place: string | null; period: string | null } | undefined;
  for (const [index, figure] of at.figures.entries()) {
    if (figure.issuance !== issuance) continue;
    const gaps = gapsBehind(at, index);
    const change = at.operands[index]?.change;
    if (gaps.length === 0 || change === undefined) continue;
    lead ??= figure;
    end = Math.max(end, at.figures[gaps.at(-1)?.figure ?? index]?.span[1] ?? 0);
    const rows = [
      row(figure.place ?? '本地', index, change.value, shown(change), null),
      ...gaps.map((gap) => row(gap.place, null, gap.derived, show(gap.derived), gap.arithmetic)),
    ];
    sections.push({ name: lastName(figure.indicator), rows });
  }
  if (lead === undefined) return undefined;
  return {
    issuance,
    lost: false,
    afterSpan: [end, end],
    title: `${lead.place ?? ''}${periodWords(lead.period)}增速与上级和所在市比较`,
    note: '虚线框由原文所印差距（百分点）推算',
    unit: '',
    sections,
  };
}

function row(
  label: string,
  figure: number | null,
  growth: number,
  growthText: string,
  arithmetic: string | null,
): ChartRow {
  return {
    label,
    figure,
    level: null,
    levelText: '',
    prior: null,
    share: null,
    shareText: '',
    shareDerived: false,
    growth,
    growthText,
    growthArithmetic: arithmetic,
  };
}
