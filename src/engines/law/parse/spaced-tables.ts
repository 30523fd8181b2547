/**
 * Tables whose cells only spaces part, as text comes out of a PDF: a header that begins with 序号, then rows that
 * count from 1. A row with too few cells goes on in the next line; surplus spaces belong to its longest inner cell.
 */
import type { Span } from './artifact.ts';
import { type Doc, lineSpan, wordsOf } from './document.ts';
import { type FoundTable, recordOf } from './tables.ts';

const COLUMNS_MIN = 3;
const COLUMNS_MAX = 10;
/** Lines that a row may run over. */
const ROW_LINES_MAX = 8;

type Row = { cells: string[]; from: number; to: number };

/** The table that begins on line `i`, or null. */
export function findSpacedTable(doc: Doc, i: number, to: number): FoundTable | null {
  const header = headerOf(doc, i);
  if (header === null || rowNumber(doc, i + 1) !== 1) return null;
  const rows: Row[] = [];
  const folds: Span[] = [];
  let k = i + 1;
  while (k < to) {
    const line = doc.lines[k];
    if (line === undefined) break;
    if (line.kind === 'furniture') {
      k++;
      continue;
    }
    if (wordsOf(doc, k).replace(/\s+/g, '') === header.join('')) {
      folds.push(lineSpan(doc, k++));
      continue;
    }
    if (rowNumber(doc, k) !== rows.length + 1) break;
    const row = readRow(doc, k, to, header.length, rows.length + 2);
    rows.push(row);
    k = row.to + 1;
  }
  if (rows.length < 2 || rows.some((row) => row.cells.length !== header.length)) return null;
  for (const span of folds) doc.transforms.push({ kind: 'table_header_fold', span });
  const last = rows[rows.length - 1]?.to ?? i;
  return {
    table: {
      caption: null,
      columns: header,
      rows: rows.map((row) => recordOf(header, row.cells)),
      rowSpans: rows.map((row) => lineSpan(doc, row.from, row.to)),
      groups: null,
      span: lineSpan(doc, i, last),
    },
    from: i,
    to: last + 1,
    caption: -1,
  };
}

function headerOf(doc: Doc, i: number): string[] | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 80) return null;
  if (!'序编'.includes(doc.text.charAt(line.start))) return null;
  const cells = wordsOf(doc, i).split(/\s+/);
  if (!/^(序号|序號|编号)$/.test(cells[0] ?? '')) return null;
  const named = cells.every((c) => c.length >= 2 && c.length <= 16 && !/[，。；\d]/.test(c));
  const fits = cells.length >= COLUMNS_MIN && cells.length <= COLUMNS_MAX;
  return named && fits && new Set(cells).size === cells.length ? cells : null;
}

/** The number with which a row begins, or -1. */
function rowNumber(doc: Doc, i: number): number {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text') return -1;
  const found = /^(\d{1,4})\s+\S/.exec(doc.text.slice(line.start, Math.min(line.end, line.start + 8)));
  return found === null ? -1 : Number(found[1]);
}

function readRow(doc: Doc, from: number, to: number, columns: number, next: number): Row {
  let cells = wordsOf(doc, from).split(/\s+/);
  let last = from;
  while (last + 1 < to && last - from < ROW_LINES_MAX && rowNumber(doc, last + 1) !== next) {
    const line = doc.lines[last + 1];
    if (line === undefined || line.kind !== 'text' || line.gap > 0 || line.label !== null) break;
    // A full row is over; what follows it without a number goes on only inside an open bracket or title.
    if (cells.length >= columns && !isOpen(cells.join(''))) break;
    const more = wordsOf(doc, last + 1).split(/\s+/);
    cells = [...cells.slice(0, -1), (cells[cells.length - 1] ?? '') + (more[0] ?? ''), ...more.slice(1)];
    last++;
  }
  while (cells.length > columns) mergeLongest(cells);
  return { cells, from, to: last };
}

function isOpen(s: string): boolean {
  return s.split('《').length > s.split('》').length || s.split(/[（(]/).length > s.split(/[）)]/).length;
}

/** Joins the longest inner cell with the shorter of its inner neighbours' side that follows it. */
function mergeLongest(cells: string[]): void {
  let at = 1;
  for (let k = 1; k < cells.length - 1; k++) {
    if ((cells[k] ?? '').length > (cells[at] ?? '').length) at = k;
  }
  const after = at + 1 < cells.length - 1 || at === 1;
  const left = after ? at : at - 1;
  cells.splice(left, 2, `${cells[left] ?? ''}${cells[left + 1] ?? ''}`);
}
