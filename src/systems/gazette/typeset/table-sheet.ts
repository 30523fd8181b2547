/**
 * The measure of a table: which way the page lies, the size of the type, and how wide each column is. The widths
 * are those that make the table lowest, found by giving the room away in small steps to the column that gains most.
 */
import type { Table } from '#engines/law/parse/artifact.ts';
import type { TableSheet } from './sheet.ts';
import { setWords } from './text.ts';
import { width } from './title-lines.ts';

/** GB/T 9704-2012: the type area, in points. */
const PORTRAIT_WIDTH = (156 / 25.4) * 72;
const LANDSCAPE_WIDTH = (225 / 25.4) * 72;
const PORTRAIT_HEIGHT = LANDSCAPE_WIDTH;
/** 小四, 五号, 小五 */
const SIZES = [12, 10.5, 9] as const;
/** Left and right of a cell's words, in points. */
const INSET = 8;
/** Height of a line in sizes of its type. */
const LINE = 1.5;
/** Rows looked at to find the widths; the whole is printed in any case. */
const SAMPLE_MAX = 400;
const STEP = 4;
/** A row higher than this part of a page may be split. */
const TALL = 0.6;

export function tableSheet(table: Table): TableSheet {
  const cells = table.rows.map((row) => table.columns.map((column) => setWords(row[column] ?? '')));
  const columns = table.columns.map(setWords);
  const kinds = columns.map((_, c) => kindOf(cells.map((row) => row[c] ?? '')));
  const { size, landscape, widths } = measure(columns, cells);
  const height = (landscape ? PORTRAIT_WIDTH : PORTRAIT_HEIGHT) * TALL;
  const group = table.groups ? table.columns.indexOf(table.groups.column) : -1;
  const groupOf = new Map(table.groups?.members.flatMap((m, g) => m.rows.map((r) => [r, g] as const)) ?? []);
  return {
    caption: table.caption === null ? null : setWords(table.caption),
    columns,
    widths,
    align: kinds.map((k) => (k === 'figures' ? 'right' : k === 'short' ? 'center' : 'left')),
    size,
    landscape,
    whole: cells.reduce((sum, row) => sum + rowLines(row, widths, size) * size * LINE + 9, 30) < height,
    group,
    rows: cells.map((row, r) => ({
      cells: row,
      group: groupOf.get(r) ?? -1,
      tall: rowLines(row, widths, size) * size * LINE > height,
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
      return { size, landscape, widths: share(least, sample, room, size) };
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
    const head = Math.min(width(column), Math.max(2, Math.ceil(width(column) / 2)));
    const words = cells.reduce((most, row) => {
      const longest = Math.max(0, ...(row[c] ?? '').split(/[^\x21-\x7e]+/u).map(width));
      return Math.max(most, Math.min(longest, 12));
    }, 0);
    const longest = cells.reduce((most, row) => Math.max(most, width(row[c] ?? '')), 0);
    // A column of short words is not broken; others have room for four characters.
    const some = longest <= 5.5 ? longest : 4;
    return Math.max(head, words + 0.4, some, 1.5) * size + INSET;
  });
}

/** Shares the room out so that the rows become low. */
function share(
  least: readonly number[],
  cells: readonly (readonly string[])[],
  room: number,
  size: number,
): number[] {
  const widths = [...least];
  const natural = cells.map((row) => row.map((cell) => width(cell) * size));
  const most = widths.map((w, c) => Math.max(w, ...natural.map((row) => (row[c] ?? 0) + INSET + 2)));
  let left = room - widths.reduce((a, b) => a + b, 0);
  const height = (): number => {
    let sum = 0;
    for (const row of natural) {
      let high = 0;
      let all = 0;
      for (let c = 0; c < row.length; c++) {
        const lines = (row[c] ?? 0) / ((widths[c] as number) - INSET);
        all += Math.max(1, lines);
        if (lines > high) high = lines;
      }
      // The highest cell makes the row; the others count a little, so that equal columns share.
      sum += Math.max(1, Math.ceil(high)) + high * 0.2 + all * 0.05;
    }
    return sum;
  };
  while (left >= STEP) {
    let best = -1;
    let low = Number.POSITIVE_INFINITY;
    for (let c = 0; c < widths.length; c++) {
      if ((widths[c] as number) + STEP > (most[c] as number) + STEP) continue;
      widths[c] = (widths[c] as number) + STEP;
      const h = height();
      widths[c] = (widths[c] as number) - STEP;
      if (h < low) [best, low] = [c, h];
    }
    if (best < 0) break;
    widths[best] = (widths[best] as number) + STEP;
    left -= STEP;
  }
  const total = widths.reduce((a, b) => a + b, 0);
  return widths.map((w) => w + (left * w) / total);
}

const rowLines = (row: readonly string[], widths: readonly number[], size: number): number =>
  Math.max(
    1,
    ...row.map((cell, c) => Math.ceil((width(cell) * size) / Math.max(size, (widths[c] ?? size) - INSET))),
  );
