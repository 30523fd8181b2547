/**
 * Tables broken into a cell a line: found by a header whose first cell is 序号, by a header sequence that repeats
 * on every page, or by rows of one regular pattern of words and figures.
 */

import { alignShortRows } from './align.ts';
import type { Span } from './artifact.ts';
import { type Doc, wordsOf } from './document.ts';
import { type FoundTable, recordOf } from './tables.ts';

const COLUMNS_MAX = 10;

/** The cell-a-line table that begins on line `i`, or null. */
export function findCellTable(doc: Doc, i: number, to: number): FoundTable | null {
  const words = wordsOf(doc, i).replace(/\s+/g, '');
  if (/^(序号|序號|编号)$/.test(words)) return numberedTable(doc, i, to);
  return periodicTable(doc, i, to);
}

function numberAlone(doc: Doc, i: number): number | null {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 4 || line.kind === 'tab') return null;
  const s = wordsOf(doc, i);
  return /^\d{1,4}$/.test(s) ? Number(s) : null;
}

/** 序号, the other column names, then 1 and its cells, 2 and its cells… */
function numberedTable(doc: Doc, from: number, to: number): FoundTable | null {
  let n = 1;
  while (n <= COLUMNS_MAX && from + n < to && numberAlone(doc, from + n) === null) n++;
  if (n < 2 || n > COLUMNS_MAX || numberAlone(doc, from + n) === null) return null;
  const columns = Array.from({ length: n }, (_, k) => wordsOf(doc, from + k).replace(/\s+/g, ''));
  if (columns.some((c) => c.length > 16 || c === '__proto__') || new Set(columns).size !== n) return null;
  const rows: { cells: string[]; from: number; to: number }[] = [];
  const folds: Span[] = [];
  let expected = numberAlone(doc, from + n) ?? 1;
  let i = from + n;
  while (i < to) {
    if (repeatsHeader(doc, i, to, columns)) {
      folds.push([doc.lines[i]?.start ?? 0, doc.lines[i + n - 1]?.end ?? 0]);
      i += n;
      continue;
    }
    const row = rows[rows.length - 1];
    if (numberAlone(doc, i) === expected && (row === undefined || row.cells.length > 1)) {
      rows.push({ cells: [String(expected)], from: i, to: i });
      expected++;
      i++;
      continue;
    }
    if (row === undefined) break;
    if (row.cells.length >= n && !moreRows(doc, i, to, expected, n)) break;
    if (doc.lines[i]?.kind === 'text') {
      row.cells.push(wordsOf(doc, i));
      row.to = i;
    }
    i++;
  }
  if (rows.length === 0) return null;
  for (const span of folds) doc.transforms.push({ kind: 'table_header_fold', span });
  for (const row of rows) squeeze(row.cells, n);
  alignShortRows(rows, n);
  return made(doc, columns, rows, from, (rows[rows.length - 1]?.to ?? from) + 1);
}

function repeatsHeader(doc: Doc, i: number, to: number, columns: string[]): boolean {
  if (i + columns.length > to) return false;
  return columns.every((c, k) => wordsOf(doc, i + k).replace(/\s+/g, '') === c);
}

/** Whether the next row's number still comes within a plausible distance. */
function moreRows(doc: Doc, i: number, to: number, expected: number, n: number): boolean {
  for (let k = i; k < Math.min(to, i + 2 * n + 4); k++) if (numberAlone(doc, k) === expected) return true;
  return false;
}

/** More lines than columns: a cell ran over several lines. Joins neighbours, the unfinished ones first. */
function squeeze(cells: string[], n: number): void {
  for (let k = 1; k + 1 < cells.length; k++) {
    while (opens(cells[k] ?? '') && cells.slice(k + 1).some((c) => /[》）)]/.test(c))) {
      cells.splice(k, 2, (cells[k] ?? '') + (cells[k + 1] ?? ''));
    }
  }
  while (cells.length > n) {
    let at = -1;
    for (let k = 1; k < cells.length - 1 && at === -1; k++) {
      const cell = cells[k] ?? '';
      const next = cells[k + 1] ?? '';
      if (/[，、（(《]$/.test(cell) || /^[，。、）)》]/.test(next) || opens(cell)) at = k;
    }
    if (at === -1) at = Math.max(1, longest(cells));
    cells.splice(at, 2, (cells[at] ?? '') + (cells[at + 1] ?? ''));
  }
}

function opens(s: string): boolean {
  return s.split('《').length > s.split('》').length || s.split(/[（(]/).length > s.split(/[）)]/).length;
}

function longest(cells: string[]): number {
  let at = 1;
  for (let k = 1; k < cells.length - 1; k++) if ((cells[k] ?? '').length > (cells[at] ?? '').length) at = k;
  return at;
}

const FIGURE = /^[-+−]?\d[\d,]*(\.\d+)?[%％‰]?$/;

/** A header of words, then at least three rows in which each column holds either words or figures throughout. */
function periodicTable(doc: Doc, from: number, to: number): FoundTable | null {
  if (!isCellLine(doc, from) || FIGURE.test(wordsOf(doc, from))) return null;
  // Cheap refusal: a figure must come soon, and before it only short words.
  let figure = from + 1;
  while (figure < to && figure - from <= 2 * COLUMNS_MAX && isCellLine(doc, figure) && !isFigure(doc, figure))
    figure++;
  if (figure >= to || !isFigure(doc, figure) || figure - from < 2) return null;
  for (let n = 2; n <= COLUMNS_MAX && n <= figure - from; n++) {
    const rows = regularRows(doc, from, to, n);
    if (rows >= 3) return periodic(doc, from, n, rows);
  }
  return null;
}

function isCellLine(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 20) return false;
  return line.label === null && !/[。；，：]/.test(wordsOf(doc, i));
}

function isFigure(doc: Doc, i: number): boolean {
  return FIGURE.test(wordsOf(doc, i));
}

function regularRows(doc: Doc, from: number, to: number, n: number): number {
  const pattern: boolean[] = [];
  for (let k = 0; k < n; k++) {
    if (!isCellLine(doc, from + k) || isFigure(doc, from + k)) return 0;
    pattern.push(isFigure(doc, from + n + k));
  }
  if (pattern[0] || !pattern.includes(true)) return 0;
  let rows = 0;
  for (let at = from + n; at + n <= to; at += n, rows++) {
    for (let k = 0; k < n; k++) {
      if (!isCellLine(doc, at + k) || isFigure(doc, at + k) !== pattern[k]) return rows;
    }
  }
  return rows;
}

function periodic(doc: Doc, from: number, n: number, count: number): FoundTable {
  const columns = Array.from({ length: n }, (_, k) => wordsOf(doc, from + k));
  const rows = Array.from({ length: count }, (_, r) => {
    const at = from + n + r * n;
    return { cells: columns.map((_, k) => wordsOf(doc, at + k)), from: at, to: at + n - 1 };
  });
  return made(doc, columns, rows, from, from + n + count * n);
}

function made(
  doc: Doc,
  columns: string[],
  rows: { cells: string[]; from: number; to: number }[],
  from: number,
  to: number,
): FoundTable {
  const span = (a: number, b: number): Span => [doc.lines[a]?.start ?? 0, doc.lines[b]?.end ?? 0];
  return {
    table: {
      caption: null,
      columns,
      rows: rows.map((r) => recordOf(columns, r.cells)),
      rowSpans: rows.map((r) => span(r.from, r.to)),
      groups: null,
      span: span(from, to - 1),
    },
    from,
    to,
    caption: -1,
  };
}
