/**
 * Tables whose cells only spaces part, as text comes out of a PDF: a header that begins with 序号, then rows that
 * count on. A row goes on in the next lines until the next number; blank cells can only be told at a row's end;
 * surplus spaces belong to its longest inner cell.
 */
import type { Span } from './artifact.ts';
import { type Doc, lineSpan, wordsOf } from './document.ts';
import { type FoundTable, recordOf } from './tables.ts';

const COLUMNS_MIN = 3;
const COLUMNS_MAX = 10;
/** Lines that a row may run over. */
const ROW_LINES_MAX = 8;
const LOOSE_MAX = 60;

type Row = { cells: string[]; from: number; to: number };
type Header = { names: string[]; gap: RegExp };

/** The table that begins on line `i`, or null. */
export function findSpacedTable(doc: Doc, i: number, to: number): FoundTable | null {
  const header = headerOf(doc, i);
  if (header === null) return null;
  const first = rowNumber(doc, i + 1);
  if (first < 1) return null;
  const rows: Row[] = [];
  const folds: Span[] = [];
  let k = i + 1;
  while (k < to) {
    const line = doc.lines[k];
    if (line === undefined) break;
    const next = first + rows.length;
    const last = rows[rows.length - 1];
    if (line.kind === 'furniture') k++;
    else if (isHeader(doc, k, header)) folds.push(lineSpan(doc, k++));
    else if (rowNumber(doc, k) === next) {
      const row = readRow(doc, k, to, header, next + 1);
      rows.push(row);
      k = row.to + 1;
    } else if (last !== undefined && isLoose(doc, k, to, header, next)) {
      const at = last.cells.length - 1;
      last.cells[at] = (last.cells[at] ?? '') + wordsOf(doc, k);
      last.to = k++;
    } else break;
  }
  const width = header.names.length;
  const whole = rows.filter((row) => row.cells.length >= width - 1).length;
  if (rows.length < 2 || whole * 2 < rows.length) return null;
  for (const span of folds) doc.transforms.push({ kind: 'table_header_fold', span });
  const last = rows[rows.length - 1]?.to ?? i;
  return {
    table: {
      caption: null,
      columns: header.names,
      rows: rows.map((row) => recordOf(header.names, row.cells)),
      rowSpans: rows.map((row) => lineSpan(doc, row.from, row.to)),
      groups: null,
      span: lineSpan(doc, i, last),
    },
    from: i,
    to: last + 1,
    caption: -1,
  };
}

function headerOf(doc: Doc, i: number): Header | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 100) return null;
  if (!'序编'.includes(doc.text.charAt(line.start))) return null;
  const words = wordsOf(doc, i);
  const gap = /^\S+\s{2,}\S/.test(words) ? /\s{2,}/ : /\s+/;
  const names = words.split(gap).map((name) => name.replace(/\s+/g, ''));
  if (!/^(序号|序號|编号)$/.test(names[0] ?? '')) return null;
  const named = names.every((c) => c.length >= 2 && c.length <= 16 && !/[，。；\d]/.test(c));
  const fits = names.length >= COLUMNS_MIN && names.length <= COLUMNS_MAX;
  return named && fits && new Set(names).size === names.length ? { names, gap } : null;
}

function isHeader(doc: Doc, i: number, header: Header): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 100) return false;
  return wordsOf(doc, i).replace(/\s+/g, '') === header.names.join('');
}

/** The number with which a row begins, or -1. */
function rowNumber(doc: Doc, i: number): number {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text') return -1;
  const found = /^(\d{1,4})\s+\S/.exec(doc.text.slice(line.start, Math.min(line.end, line.start + 8)));
  return found === null ? -1 : Number(found[1]);
}

/** The end of a cell that a page cut: short words, and the table goes on right after them. */
function isLoose(doc: Doc, i: number, to: number, header: Header, next: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.label !== null || line.end - line.start > LOOSE_MAX)
    return false;
  for (let k = i + 1; k < Math.min(to, i + 4); k++) {
    if (isHeader(doc, k, header) || rowNumber(doc, k) === next) return true;
  }
  return false;
}

function readRow(doc: Doc, from: number, to: number, header: Header, next: number): Row {
  const columns = header.names.length;
  // The number may stand closer to its row than the cells to one another.
  const words = wordsOf(doc, from);
  const number = /^\d+/.exec(words)?.[0] ?? '';
  let cells = [number, ...words.slice(number.length).trim().split(header.gap)];
  let last = from;
  while (last + 1 < to && last - from < ROW_LINES_MAX && rowNumber(doc, last + 1) !== next) {
    const line = doc.lines[last + 1];
    if (line === undefined || line.kind !== 'text' || line.gap > 0 || line.label !== null) break;
    if (isHeader(doc, last + 1, header) || line.end - line.start > LOOSE_MAX) break;
    // A full row is over; what follows it without a number goes on only inside an open bracket or title.
    if (cells.length >= columns && !isOpen(cells.join(''))) break;
    const more = wordsOf(doc, last + 1).split(header.gap);
    cells = [...cells.slice(0, -1), (cells[cells.length - 1] ?? '') + (more[0] ?? ''), ...more.slice(1)];
    last++;
  }
  while (cells.length > columns) mergeLongest(cells);
  return { cells, from, to: last };
}

function isOpen(s: string): boolean {
  return s.split('《').length > s.split('》').length || s.split(/[（(]/).length > s.split(/[）)]/).length;
}

/** Joins the longest inner cell with its neighbour. */
function mergeLongest(cells: string[]): void {
  let at = 1;
  for (let k = 1; k < cells.length - 1; k++) {
    if ((cells[k] ?? '').length > (cells[at] ?? '').length) at = k;
  }
  const left = at + 1 < cells.length - 1 || at === 1 ? at : at - 1;
  cells.splice(left, 2, `${cells[left] ?? ''}${cells[left + 1] ?? ''}`);
}
