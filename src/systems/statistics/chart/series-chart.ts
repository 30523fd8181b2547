/** A chart of one series: its periods, and the other places that printed gaps tell of. Pure. */
import type { Point, Series } from '../record.ts';
import { type ChartData, type ChartRow, periodWords } from './chart-data.ts';

const PERIODS_MAX = 24;

/** Undefined when there is nothing to compare: a single number without a year before or another place. */
export function seriesChart(series: Series): ChartData | undefined {
  const points = series.points.filter(({ restates }) => restates === null).toReversed();
  const levels = points.filter(({ measure, value }) => measure === 'level' && value !== null);
  const unit = levels.at(-1)?.unit ?? '';
  const alike = levels.filter((point) => point.unit === unit).slice(-PERIODS_MAX);
  const rates = points.filter(isRate).slice(-PERIODS_MAX);
  const rows = alike.length > 0 ? alike.map((point) => levelRow(point, alike)) : rates.map(rateRow);
  const compared = rates.at(-1);
  const others = compared === undefined ? [] : otherRows(compared);
  if (rows.length < 2 && others.length === 0 && rows.every(({ prior }) => prior === null)) return undefined;
  const place = series.place ?? '';
  return {
    id: series.id,
    issuance: 0,
    lost: false,
    afterSpan: [0, 0],
    title: `${place}${series.indicator}`,
    note: noteOf(rows, others),
    unit: alike.length > 0 ? unit : '',
    sections: [
      { name: others.length > 0 ? '历期' : null, rows },
      ...(others.length > 0
        ? [{ name: `${periodWords(compared?.period ?? null)}增速比较`, rows: others }]
        : []),
    ],
  };
}

const isRate = ({ measure, change, changeUnit }: Point): boolean =>
  (measure === 'growth' || measure === 'level') && change !== null && changeUnit === '%';

function noteOf(rows: readonly ChartRow[], others: readonly ChartRow[]): string {
  const reckoned = rows.some(({ prior }) => prior !== null) || others.length > 0;
  return reckoned ? '虚线框为推算，不是原文所印' : '数字均为原文所印';
}

const numeral = (text: string): string => /^[-−]?[\d.,]+/.exec(text)?.[0] ?? text;

function levelRow(point: Point, all: readonly Point[]): ChartRow {
  const before = (point.period ?? '').replace(/\d{4}/g, (year) => String(Number(year) - 1));
  const printed = all.some(({ period }) => period === before);
  const prior = point.prior === null || printed ? null : Number(/-?[\d.]+/.exec(point.prior.text)?.[0]);
  return {
    ...EMPTY,
    label: periodWords(point.period),
    figure: point.ord,
    level: point.value,
    levelText: numeral(point.valueText),
    prior:
      prior === null || point.prior === null ? null : { value: prior, arithmetic: point.prior.arithmetic },
    ...(isRate(point) ? { growth: point.change, growthText: numeral(point.changeText) } : {}),
  };
}

const rateRow = (point: Point): ChartRow => ({
  ...EMPTY,
  label: periodWords(point.period),
  figure: point.ord,
  growth: point.change,
  growthText: numeral(point.changeText),
});

const otherRows = (point: Point): ChartRow[] =>
  point.others.length === 0
    ? []
    : [
        { ...rateRow(point), label: point.place ?? '本地' },
        ...point.others.map(({ place, rate }) => ({
          ...EMPTY,
          label: place,
          growth: Number(/-?[\d.]+/.exec(rate.text)?.[0]),
          growthText: numeral(rate.text),
          growthArithmetic: rate.arithmetic,
        })),
      ];

const EMPTY: ChartRow = {
  label: '',
  figure: null,
  level: null,
  levelText: '',
  prior: null,
  share: null,
  shareText: '',
  shareDerived: false,
  growth: null,
  growthText: '',
  growthArithmetic: null,
};
