/**
 * Cell-a-line tables whose header sequence is printed again on later pages: the repetition proves the header, and
 * numbered cells (1. …, 2. …) or the bare count of lines prove the rows.
 */
import { alignShortRows } from './align.ts';
import type { Span } from './artifact.ts';
import { type Doc, wordsOf } from './document.ts';
import { Series } from './label.ts';
import { type FoundTable, recordOf } from './tables.ts';

const COLUMNS_MAX = 10;

/** The places of each short line of a region: made once, asked for every candidate header. */
export class HeaderIndex {
  readonly doc: Doc;
  readonly places = new Map<string, number[]>();

  constructor(doc: Doc, from: number, to: number) {
    this.doc = doc;
    for (let i = from; i < to; i++) {
      if (!isHeadWord(doc, i)) continue;
      const words = compact(doc, i);
      const known = this.places.get(words);
      if (known === undefined) this.places.set(words, [i]);
      else known.push(i);
    }
  }

  /** How many lines from `i` on are repeated as a sequence later, and where the sequence stands; null below three. */
  repeated(i: number): { length: number; places: number[] } | null {
    const places = this.places.get(compact(this.doc, i));
    if (places === undefined || places.length < 2 || places[0] !== i) return null;
    let length = COLUMNS_MAX;
    for (const place of places.slice(1, 50)) {
      let n = 0;
      while (
        n < length &&
        isHeadWord(this.doc, i + n) &&
        compact(this.doc, i + n) === compact(this.doc, place + n)
      )
        n++;
      length = Math.min(length, n);
    }
    return length >= 3 && (places[1] ?? 0) - i >= 2 * length ? { length, places } : null;
  }
}

function compact(doc: Doc, i: number): string {
  return wordsOf(doc, i).replace(/\s+/g, '');
}

function isHeadWord(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.label !== null || line.end - line.start > 12)
    return false;
  const words = doc.text.slice(line.start, line.end);
  return words.length >= 2 && !/[。；，：、\d《（(]/.test(words);
}

type Row = { cells: string[]; from: number; to: number };

/** The table whose repeated header begins on line `i`, or null. */
export function findHeaderTable(doc: Doc, i: number, to: number, index: HeaderIndex): FoundTable | null {
  const header = index.repeated(i);
  if (header === null) return null;
  const n = header.length;
  const columns = Array.from({ length: n }, (_, k) => compact(doc, i + k));
  if (new Set(columns).size !== n || columns.includes('__proto__')) return null;
  const heads = new Set(header.places.map((p) => p));
  const cells: number[] = [];
  for (let k = i + n; k < to; k++) {
    if (heads.has(k)) k += n - 1;
    else if (doc.lines[k]?.kind !== 'furniture') cells.push(k);
  }
  const rows = numberedRows(doc, cells, n) ?? countedRows(doc, cells, n);
  const last = rows?.[rows.length - 1];
  if (rows === null || last === undefined || last.to < (header.places[header.places.length - 1] ?? 0))
    return null;
  for (const place of header.places.slice(1)) {
    doc.transforms.push({ kind: 'table_header_fold', span: spanOf(doc, place, place + n - 1) });
  }
  return {
    table: {
      caption: null,
      columns,
      rows: rows.map((r) => recordOf(columns, r.cells)),
      rowSpans: rows.map((r) => spanOf(doc, r.from, r.to)),
      groups: null,
      span: spanOf(doc, i, last.to),
    },
    from: i,
    to: last.to + 1,
    caption: -1,
  };
}

/** Rows that a numbered cell starts, with the merged group cell before it where there is one. */
function numberedRows(doc: Doc, cells: number[], n: number): Row[] | null {
  const starts: number[] = [];
  let expected = -1;
  cells.forEach((k, at) => {
    const label = doc.lines[k]?.label;
    if (label?.series !== Series.arabic || label.weak) return;
    if (expected !== -1 && label.n !== expected) return;
    if (expected === -1 && at > 1) return;
    starts.push(at);
    expected = label.n + 1;
  });
  if (starts.length < 3) return null;
  const rows: Row[] = [];
  let group = groupBefore(doc, cells, 0, starts[0] ?? 0);
  const grouped = group >= 0;
  starts.forEach((start, s) => {
    const next = starts[s + 1] ?? Math.min(cells.length, start + n - (grouped ? 1 : 0));
    const nextGroup = s + 1 < starts.length && grouped ? groupBefore(doc, cells, start + 1, next) : -1;
    const end = nextGroup >= 0 ? nextGroup : next;
    const own = cells.slice(start, end).map((k) => wordsOf(doc, k));
    const row = grouped ? [group >= 0 ? wordsOf(doc, cells[group] ?? 0) : '', ...own] : own;
    // More lines than columns: the last cells ran over.
    if (row.length > n) row.splice(n - 1, row.length, row.slice(n - 1).join(''));
    rows.push({ cells: row, from: cells[group >= 0 ? group : start] ?? 0, to: cells[end - 1] ?? 0 });
    group = nextGroup;
  });
  if (!grouped) {
    alignShortRows(rows, n);
    return rows;
  }
  // The group's cell is settled already: only the cells after it are placed.
  const tails = rows.map((r) => ({ cells: r.cells.slice(1) }));
  alignShortRows(tails, n - 1);
  rows.forEach((r, k) => {
    r.cells = [r.cells[0] ?? '', ...(tails[k]?.cells ?? [])];
  });
  return rows;
}

/** A line with a label of a higher series （一） just before a numbered cell is the group's. */
function groupBefore(doc: Doc, cells: number[], from: number, start: number): number {
  const at = start - 1;
  const label = doc.lines[cells[at] ?? -1]?.label;
  return at >= from && (from === 0 || (label != null && label.series < Series.arabic)) ? at : -1;
}

/** Without numbers: as many lines as whole rows take. */
function countedRows(doc: Doc, cells: number[], n: number): Row[] | null {
  const count = cells.length / n;
  if (!Number.isInteger(count) || count < 2) return null;
  return Array.from({ length: count }, (_, r) => {
    const own = cells.slice(r * n, r * n + n);
    return { cells: own.map((k) => wordsOf(doc, k)), from: own[0] ?? 0, to: own[n - 1] ?? 0 };
  });
}

function spanOf(doc: Doc, from: number, to: number): Span {
  return [doc.lines[from]?.start ?? 0, doc.lines[to]?.end ?? 0];
}
