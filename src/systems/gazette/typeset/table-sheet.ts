/**
 * The measure of a table: which way the page lies, the size of the type, and how wide each column is. The widths
 * are those that make the table lowest, found by giving the room away in small steps to the column that gains most.
 */
import type { Table } from '#engines/law/parse/artifact.ts';
import { type Cohesion, noCohesion } from './cohesion.ts';
import type { TableSheet } from './sheet.ts';
import { setWords } from './text.ts';
import { titleLines, width } from './title-lines.ts';

/** GB/T 9704-2012: the type area, in points. */
const PORTRAIT_WIDTH = (156 / 25.4) * 72;
const LANDSCAPE_WIDTH = (225 / 25.4) * 72;
const PORTRAIT_HEIGHT = LANDSCAPE_WIDTH;
/** 小四, 五号, 小五 */
const SIZES = [12, 10.5, 9] as const;
/** Of a caption in 三号. */
const CAPTION_LINE_MAX = 26;
/** Left and right of a cell's words, in points. */
const INSET = 8;
/** Height of a line in sizes of its type. */
const LINE = 1.5;
/** Rows looked at to find the widths; the whole is printed in any case. */
const SAMPLE_MAX = 400;
const STEP = 4;
/** Latin words up to this width are not broken; longer ones are, by the template. */
const LATIN_MAX = 15;
/** A row higher than this part of a page may be split. */
const TALL = 0.6;

export function tableSheet(table: Table, cohesion: Cohesion = noCohesion): TableSheet {
  const cells = table.rows.map((row) => table.columns.map((column) => setWords(row[column] ?? '')));
  const columns = table.columns.map(setWords);
  const kinds = columns.map((_, c) => kindOf(cells.map((row) => row[c] ?? '')));
  const { size, landscape, widths } = measure(columns, cells);
  const height = (landscape ? PORTRAIT_WIDTH : PORTRAIT_HEIGHT) * TALL;
  const heights = cells.map((row) => rowLines(row, widths, size) * size * LINE);
  const group = table.groups ? table.columns.indexOf(table.groups.column) : -1;
  const groupOf = new Map(table.groups?.members.flatMap((m, g) => m.rows.map((r) => [r, g] as const)) ?? []);
  return {
    caption:
      table.caption === null ? [] : titleLines(setWords(table.caption), CAPTION_LINE_MAX, [], cohesion),
    columns,
    widths,
    align: kinds.map((k) => (k === 'figures' ? 'right' : k === 'short' ? 'center' : 'left')),
    size,
    landscape,
    whole: heights.reduce((sum, high) => sum + high + 9, 30) < height,
    group,
    rows: cells.map((row, r) => ({
      cells: row,
      group: groupOf.get(r) ?? -1,
      tall: (heights[r] as number) > height,
    })),
  };
}

function kindOf(values: readonly string[]): 'figures' | 'short' | 'words' {
  const filled = values.filter((v) => v !== '');
  if (filled.length > 0 && filled.every((v) => /^[-−+]?[\d,]+(?:\.\d+)?%?$/u.test(v)))
    return filled.every((v, i) => v === String(i + 1)) ? 'short' : 'figures';
  return filled.every((v) => width(v) <= 8) ? 'short' : 'words';
}

type Measure = { readonly size: number; readonly landscape: boolean; readonly widths: readonly number[] };

/** The largest type in which the table reads well upright; else it lies, else it is set as small as may be. */
function measure(columns: readonly string[], cells: readonly (readonly string[])[]): Measure {
  const step = Math.max(1, Math.ceil(cells.length / SAMPLE_MAX));
  const sample = cells.filter((_, r) => r % step === 0);
  const words =
    sample.length === 0 ? 0 : sample.flat().reduce((sum, cell) => sum + width(cell), 0) / sample.length;
  for (const landscape of [false, true]) {
    for (const size of SIZES) {
      const room = landscape ? LANDSCAPE_WIDTH : PORTRAIT_WIDTH;
      const least = leastWidths(columns, sample, size);
      const sum = least.reduce((a, b) => a + b, 0);
      // Larger type only while a row stays at few lines.
      const lines = words / ((room - INSET * columns.length) / size);
      const crowded = size !== SIZES.at(-1) && lines > (size === SIZES[0] ? 1.2 : 5);
      if (sum > room || crowded) continue;
      return { size, landscape, widths: share(least, [columns, ...sample], room, size) };
    }
  }
  const least = leastWidths(columns, sample, 9);
  const scale = LANDSCAPE_WIDTH / least.reduce((a, b) => a + b, 0);
  return { size: scale < 0.8 ? 7.5 : 9, landscape: true, widths: least.map((w) => w * scale) };
}

/** No column is so narrow that its head or a Latin word is cut. */
function leastWidths(
  columns: readonly string[],
  cells: readonly (readonly string[])[],
  size: number,
): number[] {
  return columns.map((column, c) => {
    const head = Math.min(width(column), Math.max(4, Math.ceil(width(column) / 2)));
    const words = cells.reduce((most, row) => {
      const longest = Math.max(0, ...(row[c] ?? '').split(/[^\x21-\x7e]+/u).map(width));
      return Math.max(most, Math.min(longest, LATIN_MAX));
    }, 0);
    const longest = cells.reduce((most, row) => Math.max(most, width(row[c] ?? '')), 0);
    // A column of short words is not broken; others have room for four characters.
    const some = longest <= 5.5 ? longest : 4;
    return Math.max(head, words + 0.4, some, 1.5) * size + INSET;
  });
}

/** Shares the room out so that the rows become low: first in small steps to whoever gains most, then by exchange. */
function share(
  least: readonly number[],
  cells: readonly (readonly string[])[],
  room: number,
  size: number,
): number[] {
  const natural = cells.map((row) => row.map((cell) => width(cell) * size));
  const most = least.map((w, c) => Math.max(w, ...natural.map((row) => (row[c] ?? 0) + INSET + 2)));
  const widths = [...least];
  let left = room - widths.reduce((a, b) => a + b, 0);
  for (; left >= STEP; left -= STEP) {
    const gaining = widths.map((_, c) => c).filter((c) => (widths[c] as number) < (most[c] as number));
    const costs = gaining.map((c) => smoothHeight(natural, changed(widths, c, STEP)));
    const best = gaining[costs.indexOf(Math.min(...costs))];
    if (best === undefined) break;
    widths[best] = (widths[best] as number) + STEP;
  }
  const shared = exchange(widths, least, natural);
  const total = shared.reduce((a, b) => a + b, 0);
  return shared.map((w) => w + (left * w) / total);
}

/** Moves room between columns while the rows become lower by it. */
function exchange(
  start: readonly number[],
  least: readonly number[],
  natural: readonly (readonly number[])[],
): number[] {
  let widths = [...start];
  let height = lineHeight(natural, widths);
  for (let round = 0; round < 12; round++) {
    let better = false;
    for (let from = 0; from < widths.length; from++) {
      for (let to = 0; to < widths.length; to++) {
        if (from === to || (widths[from] as number) - STEP < (least[from] as number)) continue;
        const tried = changed(changed(widths, from, -STEP), to, STEP);
        const low = lineHeight(natural, tried);
        if (low < height) [widths, height, better] = [tried, low, true];
      }
    }
    if (!better) break;
  }
  return widths;
}

const changed = (widths: readonly number[], column: number, by: number): number[] =>
  widths.map((w, c) => (c === column ? w + by : w));

/** Lines of all rows, and a little of the lines of all cells. */
function lineHeight(natural: readonly (readonly number[])[], widths: readonly number[]): number {
  let sum = 0;
  for (const row of natural) {
    let high = 1;
    let all = 0;
    for (let c = 0; c < row.length; c++) {
      const lines = Math.ceil((row[c] ?? 0) / ((widths[c] as number) - INSET));
      all += lines;
      if (lines > high) high = lines;
    }
    sum += high + all * 0.03;
  }
  return sum;
}

/** The same without steps: a power mean, so that columns that are equally high gain together. */
function smoothHeight(natural: readonly (readonly number[])[], widths: readonly number[]): number {
  let sum = 0;
  for (const row of natural) {
    let powers = 0;
    for (let c = 0; c < row.length; c++)
      powers += Math.max(1, (row[c] ?? 0) / ((widths[c] as number) - INSET)) ** 5;
    sum += powers ** 0.2;
  }
  return sum;
}

const rowLines = (row: readonly string[], widths: readonly number[], size: number): number =>
  Math.max(
    1,
    ...row.map((cell, c) => Math.ceil((width(cell) * size) / Math.max(size, (widths[c] ?? size) - INSET))),
  );
