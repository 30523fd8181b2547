/** Figures as CSV, XLSX and JSON. A cell that a spreadsheet would take for a formula is written as text. */
import writeXlsx, { type SheetData } from 'write-excel-file/node';
import { priceSource } from './prices.ts';
import type { Point } from './record.ts';
import { type Cell, safeCell } from './safe-cell.ts';
import { measureWords, periodWords } from './words.ts';

const HEAD = [
  '指标', '地区', '时期', '类别', '数值', '单位', '增减', '增减单位', '比较或口径', '数值价格', '增减价格', '来历', '算式', '注', '文件', '公报', '条款', '网址',
] as const; // biome-ignore format: one row

/** One row a printed figure; one more for each number that is reckoned from it, marked 推算 with its arithmetic. */
export function figureRows(points: readonly Point[], origin: string): Cell[][] {
  return points.flatMap((point) => {
    const { source } = point;
    const common = [
      point.notes.map(({ mark, words }) => `[${mark}]${words}`).join(' ') || null,
      source?.title ?? null,
      source?.edition.issueTitle ?? null,
      point.clause?.words ?? null,
      source === null ? null : origin + (point.clause?.href ?? `/documents/${source.documentId}`),
    ];
    const head = (place: string | null, period: string): Cell[] => [point.indicator, place, period];
    const period = periodWords(point.period);
    const rows: Cell[][] = [
      [
        ...head(point.place, period),
        measureWords(point.measure),
        point.value,
        point.unit,
        point.change,
        point.changeUnit,
        point.basis,
        point.prices?.value ?? null,
        point.prices?.change ?? null,
        point.restates === null ? '原文' : '原文（重复印出）',
        null,
        ...common,
      ],
    ];
    const reckoned = (
      place: string | null,
      when: string,
      what: string,
      text: string,
      arithmetic: string,
    ): Cell[] => {
      const [, number = '', unit = ''] = /^约?(-?[\d.]+)(.*)$/.exec(text) ?? [];
      const rate = what === '增减';
      const value = Number(number);
      return [
        ...head(place, when),
        what,
        ...(rate ? [null, null, value, unit] : [value, unit, null, null]),
        ...[null, null, null],
        '推算',
        arithmetic,
        ...common,
      ];
    };
    if (point.prior !== null)
      rows.push(
        reckoned(point.place, `${period}的上年同期`, '总量', point.prior.text, point.prior.arithmetic),
      );
    for (const other of point.others)
      rows.push(reckoned(other.place, period, '增减', other.rate.text, other.rate.arithmetic));
    return rows;
  });
}

/** RFC 4180, UTF-8 with a byte-order mark. */
export function toCsv(points: readonly Point[], origin: string): string {
  const print = (cell: Cell): string => {
    const text = String(safeCell(cell) ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = [[...HEAD], ...figureRows(points, origin)];
  return `\ufeff${rows.map((row) => `${row.map(print).join(',')}\r\n`).join('')}`;
}

/** One sheet, head frozen. XLSX cells are typed: text is never a formula there, and is guarded all the same. */
export async function toXlsx(points: readonly Point[], origin: string): Promise<Buffer> {
  const data: SheetData = [
    HEAD.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...figureRows(points, origin).map((row) =>
      row.map((cell) => {
        const safe = safeCell(cell);
        if (safe === null) return null;
        return typeof safe === 'number' ? { value: safe, type: Number } : { value: safe, type: String };
      }),
    ),
  ];
  const columns = HEAD.map((name) => ({ width: WIDE.has(name) ? 36 : 14 }));
  return writeXlsx(data, { sheet: '统计数据', columns, stickyRowsCount: 1 }).toBuffer();
}

const WIDE: ReadonlySet<string> = new Set(['指标', '算式', '文件', '公报', '网址', '注']);

/** Figures with all that is known of them. */
export function toJson(points: readonly Point[], origin: string): string {
  const figures = points.map((point) => ({
    indicator: point.indicator,
    place: point.place,
    period: point.period,
    measure: point.measure,
    value: point.value,
    unit: point.unit,
    change: point.change,
    changeUnit: point.changeUnit,
    basis: point.basis,
    prices:
      point.prices === null
        ? null
        : {
            value: point.prices.value,
            change: point.prices.change,
            source: priceSource(point.prices),
          },
    notes: point.notes,
    printed: { value: point.valueText || null, change: point.changeText || null },
    repeated: point.restates !== null,
    derived: {
      prior: point.prior,
      others: point.others.map(({ place, rate }) => ({ place, ...rate })),
    },
    series: `${origin}/statistics/${point.seriesId}`,
    source:
      point.source === null
        ? null
        : {
            title: point.source.title,
            issue: point.source.edition.issueTitle,
            url: origin + (point.clause?.href ?? `/documents/${point.source.documentId}`),
          },
  }));
  return `${JSON.stringify({ figures }, null, 1)}\n`;
}
