/**
 * Tables: tab-separated and Markdown rows, with headers repeated on every page folded and rows split by a page joined.
 */
import type { Span, Table, Transform } from './artifact.ts';
import { findCellTable } from './cell-tables.ts';
import { type Doc, endsAsInstrument, isTitleLine, lineSpan } from './document.ts';
import { findHeaderTable, HeaderIndex } from './header-tables.ts';
import { findSpacedTable } from './spaced-tables.ts';

export type FoundTable = {
  table: Table;
  /** Lines [from, to) that the table takes, its caption not included. */
  from: number;
  to: number;
  /** Line of its caption, or -1. */
  caption: number;
};

type Row = { cells: string[]; from: number; to: number };

/** The tables in lines [from, to). `isTitle` tells lines that are titles already, which then are no captions. */
export function findTables(
  doc: Doc,
  from: number,
  to: number,
  isTitle: (i: number) => boolean,
): FoundTable[] {
  const found: FoundTable[] = [];
  const index = new HeaderIndex(doc, from, to);
  for (let i = from; i < to; ) {
    const table = tableAt(doc, i, to, index);
    if (typeof table === 'number') {
      i = table;
      continue;
    }
    const previous = found[found.length - 1];
    const caption = captionOf(doc, i, Math.max(from, previous?.to ?? from), isTitle);
    if (caption >= 0) table.table.caption = doc.text.slice(...lineSpan(doc, caption)).replace(/\s+/g, ' ');
    table.caption = caption;
    found.push(table);
    i = table.to;
  }
  return found;
}

/** The table that begins on line `i`, or the next line on which one may begin. */
function tableAt(doc: Doc, i: number, to: number, index: HeaderIndex): FoundTable | number {
  const line = doc.lines[i];
  if (line === undefined) return i + 1;
  if (line.kind === 'tab' || line.kind === 'pipe') return readRows(doc, i, to, line.kind);
  if (line.kind !== 'text') return i + 1;
  const spaced = findSpacedTable(doc, i, to);
  if (spaced !== null || line.end - line.start > 20) return spaced ?? i + 1;
  return findCellTable(doc, i, to) ?? findHeaderTable(doc, i, to, index) ?? i + 1;
}

function captionOf(doc: Doc, i: number, floor: number, isTitle: (i: number) => boolean): number {
  // 单位：万元 stands between a caption and its table.
  const c = i - (isUnitLine(doc, i - 1) ? 2 : 1);
  const line = doc.lines[c];
  if (c < floor || line === undefined || isTitle(c) || !isTitleLine(doc, c)) return -1;
  if (line.end - line.start < 4 || line.end - line.start > 80) return -1;
  // A unit line （单位：万元） or prose is no caption; a caption names a table or stands apart.
  const words = doc.text.slice(line.start, line.end);
  return endsAsInstrument(words) || line.gap > 0 || /^[附续]?表\s*\d/.test(words) ? c : -1;
}

function isUnitLine(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 24) return false;
  return /^[（(]?(计量)?单位[：:]/.test(doc.text.slice(line.start, line.end));
}

/** Splits one printed row into trimmed cells. */
function cellsOf(doc: Doc, i: number): string[] {
  const line = doc.lines[i];
  if (line === undefined) return [];
  if (line.kind === 'pipe') {
    const inner = doc.text.slice(line.start + 1, line.end - 1);
    return inner.split('|').map((c) => c.replaceAll('<br>', '').trim());
  }
  if (!line.tabbed) return [doc.text.slice(line.start, line.end)];
  return doc.text
    .slice(line.rawStart, line.rawEnd)
    .split('\t')
    .map((c) => c.trim());
}

function isRule(cells: string[]): boolean {
  return cells.length > 0 && cells.every((c) => /^:?-+:?$|^$/.test(c)) && cells.some((c) => c !== '');
}

/** Cells that name columns: short words, no figures. */
function isHeader(cells: string[]): boolean {
  let filled = 0;
  for (const c of cells) {
    if (c === '') continue;
    filled++;
    if (c.length > 16 || /[。；！？《]/.test(c) || /^[\d.,%+-]+$/.test(c)) return false;
  }
  return filled >= 2 && filled >= cells.length - 1;
}

class TableReader {
  readonly doc: Doc;
  readonly columns: string[];
  readonly rows: Row[] = [];
  readonly transforms: Transform[] = [];
  readonly numbered: boolean;

  constructor(doc: Doc, header: string[]) {
    this.doc = doc;
    this.columns = header;
    this.numbered = /^(序号|序號|编号|No\.?)$/i.test((header[0] ?? '').replace(/\s+/g, ''));
  }

  /** Whether the row repeats the header of this table. */
  repeats(cells: string[]): boolean {
    if (cells.length < this.columns.length) return false;
    for (let k = 0; k < this.columns.length; k++) {
      if ((cells[k] ?? '').replace(/\s+/g, '') !== (this.columns[k] ?? '').replace(/\s+/g, '')) return false;
    }
    return true;
  }

  /** Adds the row printed on line `i`, or joins it to the one before, of which a page end cut it off. */
  add(cells: string[], i: number): void {
    const n = this.columns.length;
    const last = this.rows[this.rows.length - 1];
    while (cells.length > n && cells[cells.length - 1] === '') cells.pop();
    if (last !== undefined && this.continuesRow(last, cells)) {
      this.join(last, cells, i);
      return;
    }
    this.rows.push({ cells, from: i, to: i });
  }

  continuesLast(cells: string[]): boolean {
    const last = this.rows[this.rows.length - 1];
    return last !== undefined && this.continuesRow(last, cells);
  }

  continuesRow(last: Row, cells: string[]): boolean {
    const n = this.columns.length;
    const first = cells[0] ?? '';
    if (this.numbered && /^\d+$/.test(first)) return false;
    if (last.cells.length < n && last.cells.length + cells.length <= n + 1 && cells.length < n) return true;
    return this.numbered && first === '' && cells.length <= n && /^\d+$/.test(last.cells[0] ?? '');
  }

  join(last: Row, cells: string[], i: number): void {
    const n = this.columns.length;
    this.transforms.push({ kind: 'table_row_join', span: this.between(last.to, i) });
    if (cells.length === n || (this.numbered && cells[0] === '' && last.cells.length === n)) {
      cells.forEach((c, k) => {
        last.cells[k] = (last.cells[k] ?? '') + c;
      });
    } else {
      const tail = last.cells.length + cells.length === n + 1 ? (last.cells.pop() ?? '') : '';
      last.cells.push(tail + (cells[0] ?? ''), ...cells.slice(1));
    }
    last.to = i;
  }

  /** A line without cells between two rows: the end of a cell that a page cut. */
  addLoose(i: number): void {
    const last = this.rows[this.rows.length - 1];
    if (last === undefined) return;
    let k = last.cells.length - 1;
    while (k > 0 && last.cells[k] === '') k--;
    this.transforms.push({ kind: 'table_row_join', span: this.between(last.to, i) });
    last.cells[k] = (last.cells[k] ?? '') + this.doc.text.slice(...lineSpan(this.doc, i));
    last.to = i;
  }

  between(from: number, to: number): Span {
    return [this.doc.lines[from]?.end ?? 0, this.doc.lines[to]?.start ?? 0];
  }
}

function readRows(doc: Doc, from: number, to: number, kind: 'tab' | 'pipe'): FoundTable | number {
  const header = cellsOf(doc, from);
  if (from + 1 >= to && header.length < 3) return from + 1;
  const named = isHeader(header);
  const reader = new TableReader(doc, named ? header : header.map((_, k) => `列${k + 1}`));
  let i = named ? from + 1 : from;
  let end = i;
  let headed = true;
  for (; i < to; i++) {
    const line = doc.lines[i];
    if (line === undefined || line.kind === 'furniture') continue;
    if (line.kind !== kind && !isSparseRow(doc, i, kind, reader.columns.length)) {
      if (!isLoose(doc, i, to, reader)) break;
      reader.addLoose(i);
      end = i + 1;
      continue;
    }
    const cells = cellsOf(doc, i);
    // The rule stands below a header; a dash in another row is a cell.
    if (kind === 'pipe' && headed && isRule(cells)) {
      end = i + 1;
      continue;
    }
    headed = named && reader.repeats(cells);
    if (headed) reader.transforms.push({ kind: 'table_header_fold', span: lineSpan(doc, i) });
    else if (named && line.gap > 0 && !reader.continuesLast(cells) && startsOther(cells, reader)) break;
    else reader.add(cells, i);
    end = i + 1;
  }
  // Nothing but headers and rules: none of these lines begins a table, and reading each again would take for ever.
  if (reader.rows.length === 0) return Math.max(end, from + 1);
  return finish(doc, reader, from, end);
}

/** A row with words in one cell only: its tabs stand at its edges. */
function isSparseRow(doc: Doc, i: number, kind: 'tab' | 'pipe', n: number): boolean {
  const line = doc.lines[i];
  return kind === 'tab' && line?.kind === 'text' && line.tabbed && cellsOf(doc, i).length === n;
}

/** A second table directly below: another header after a gap. */
function startsOther(cells: string[], reader: TableReader): boolean {
  return (
    cells.length !== reader.columns.length &&
    isHeader(cells) &&
    cells.length >= 3 &&
    cells.every((c) => c !== '')
  );
}

/** A line without tabs between rows that ends a cut cell: text, before a row that goes on or a repeated header. */
function isLoose(doc: Doc, i: number, to: number, reader: TableReader): boolean {
  const line = doc.lines[i];
  const last = reader.rows[reader.rows.length - 1];
  if (line === undefined || line.kind !== 'text' || last === undefined || line.label !== null) return false;
  const next = i + 1 < to ? doc.lines[i + 1] : undefined;
  if (next?.kind !== 'tab') return false;
  const cells = cellsOf(doc, i + 1);
  if (last.cells.length < reader.columns.length) return true;
  return (
    reader.repeats(cells) || (reader.numbered && /^\d+$/.test(cells[0] ?? '') && line.end - line.start < 60)
  );
}

function finish(doc: Doc, reader: TableReader, from: number, to: number): FoundTable {
  doc.transforms.push(...reader.transforms);
  const width = Math.max(reader.columns.length, ...reader.rows.slice(0, 5000).map((r) => r.cells.length));
  const columns = uniqueColumns(reader.columns, width);
  const rows = reader.rows.map((row) => recordOf(columns, row.cells));
  const rowSpans = reader.rows.map((row) => rowSpan(doc, row.from, row.to));
  const table: Table = {
    caption: null,
    columns,
    rows,
    rowSpans,
    groups: null,
    span: rowSpan(doc, from, to - 1),
  };
  return { table, from, to, caption: -1 };
}

/** A printed row's span reaches over its blank first and last cells' words only. */
function rowSpan(doc: Doc, from: number, to: number): Span {
  return lineSpan(doc, from, to);
}

function uniqueColumns(columns: string[], width: number): string[] {
  // An assignment to __proto__ would be lost.
  const seen = new Set<string>(['__proto__']);
  const out: string[] = [];
  for (let k = 0; k < width; k++) {
    let name = columns[k] ?? '';
    if (name === '') name = `列${k + 1}`;
    while (seen.has(name)) name = `${name}′`;
    seen.add(name);
    out.push(name);
  }
  return out;
}

export function recordOf(columns: string[], cells: string[]): Record<string, string> {
  const record: Record<string, string> = {};
  columns.forEach((name, k) => {
    record[name] = cells[k] ?? '';
  });
  return record;
}
