/** What a chart shows: rows of printed figures, with what was reckoned from them marked as such. Pure. */
import type { Figure, Span } from '#engines/law/parse/artifact.ts';
import type { Operands } from '../check/operand.ts';
import { shownWithUnit } from '../check/relation.ts';

/** A number that is not printed: its value with the arithmetic that gives it. */
export type Derived = { readonly value: number; readonly arithmetic: string };

export type ChartRow = {
  readonly label: string;
  /** Index in `artifact.figures`; null for a row that is reckoned (another place's rate). */
  readonly figure: number | null;
  /** In the chart's unit. */
  readonly level: number | null;
  readonly levelText: string;
  /** The year before, reckoned from level and growth or amount. */
  readonly prior: Derived | null;
  /** Percent of the whole, as printed; or reckoned when `shareDerived`. */
  readonly share: number | null;
  readonly shareText: string;
  readonly shareDerived: boolean;
  /** Percent. */
  readonly growth: number | null;
  readonly growthText: string;
  /** The growth is reckoned, with this arithmetic. */
  readonly growthArithmetic: string | null;
};

export type ChartSection = { readonly name: string | null; readonly rows: readonly ChartRow[] };

export type ChartData = {
  readonly id: string;
  /** Index of the issuance. */
  readonly issuance: number;
  /** Whether it stands where the text lost a chart. */
  readonly lost: boolean;
  /** The text behind which it belongs: the gap, or the last numeral that it shows. */
  readonly afterSpan: Span;
  readonly title: string;
  /** The whole as printed, and which numbers are reckoned. */
  readonly note: string;
  /** Unit of the levels; empty when there are none. */
  readonly unit: string;
  readonly sections: readonly ChartSection[];
};

export const rowsOf = (chart: ChartData): ChartRow[] => chart.sections.flatMap(({ rows }) => [...rows]);

/** 2022年, 2023年1—11月, 2022年末. */
export function periodWords(period: string | null): string {
  const months = /^(\d{4})-(\d{2})\/\d{4}-(\d{2})$/.exec(period ?? '');
  if (months) return `${months[1]}年${Number(months[2])}—${Number(months[3])}月`;
  const month = /^(\d{4})-(\d{2})$/.exec(period ?? '');
  if (month) return month[2] === '12' ? `${month[1]}年末` : `${month[1]}年${Number(month[2])}月`;
  return period === null ? '' : `${period}年`;
}

/** 增长8.3%, 下降2.6%, 与上年持平. */
export function growthWords(change: number | null, unit: string | null, printed = String(change)): string {
  if (change === null) return '';
  if (change === 0) return '持平';
  return `${change < 0 ? '下降' : '增长'}${printed.replace(/^[-−]/, '')}${unit ?? '%'}`;
}

/** A figure in the printed words: 489.91亿元，增长8.3%. */
export function figureWords(figure: Figure, { value, change }: Operands): string {
  const level = value === undefined ? '' : shownWithUnit(value);
  return [level, growthWords(figure.change, figure.changeUnit, change?.printed)].filter(Boolean).join('，');
}

/** The chart as a table: what is drawn, in print order, reckoned numbers marked 推算. */
export function tableOf(chart: ChartData): { columns: string[]; rows: string[][] } {
  const rows = rowsOf(chart);
  const sectioned = chart.sections.length > 1;
  const has = (what: (row: ChartRow) => unknown): boolean => rows.some((row) => what(row) !== null);
  const columns = [
    ...(sectioned ? ['分类'] : []),
    '项目',
    ...(has((row) => row.level) ? [`数值（${chart.unit}）`] : []),
    ...(has((row) => row.prior) ? [`上年推算（${chart.unit}）`] : []),
    ...(has((row) => row.share) ? ['比重（%）'] : []),
    ...(has((row) => row.growth) ? ['增减（%）'] : []),
  ];
  const cells = chart.sections.flatMap((section) =>
    section.rows.map((row) => [
      ...(sectioned ? [section.name ?? ''] : []),
      row.label,
      ...(has((one) => one.level) ? [row.levelText || '—'] : []),
      ...(has((one) => one.prior) ? [row.prior === null ? '—' : `${row.prior.value}（推算）`] : []),
      ...(has((one) => one.share)
        ? [row.shareText === '' ? '—' : row.shareText + (row.shareDerived ? '（推算）' : '')]
        : []),
      ...(has((one) => one.growth)
        ? [row.growthText === '' ? '—' : row.growthText + (row.growthArithmetic === null ? '' : '（推算）')]
        : []),
    ]),
  );
  return { columns, rows: cells };
}

/** The chart's message in one or two sentences, for those who do not see it. */
export function altOf(chart: ChartData): string {
  const rows = rowsOf(chart);
  const words = rows
    .slice(0, 16)
    .map((row) => {
      const level = row.levelText === '' ? '' : `${row.levelText}${chart.unit}`;
      const share = row.shareText === '' ? '' : `占${row.shareText}%`;
      const growth = row.growthText === '' ? '' : growthWords(row.growth, '%', row.growthText);
      const derived = row.growthArithmetic === null ? '' : '（推算）';
      return `${row.label}${[level, share, growth + derived].filter(Boolean).join('，')}`;
    })
    .join('；');
  return `${chart.title}。${words}。`;
}
