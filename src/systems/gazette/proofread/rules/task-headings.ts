/** A table that lists a plan's tasks by their headings alone, against those headings and the bodies named there. */
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedClause, PlacedTable, ProofText } from '../proof-text.ts';
import { type Cell, printedCells } from './cells.ts';
import { type Passage, passagesOf } from './text/pieces.ts';
import { compareLists } from './text/task-lists.ts';
import { LIST_COLUMN, type MatchedRow } from './text/task-table.ts';
import { difference, fold, isNear, shown } from './wording.ts';

const ROWS_LEAST = 4;
/** No plan has more; each is compared with each cell that is not found. */
const HEADINGS_MOST = 400;
/** Tables that repeat whole paragraphs are compared word by word elsewhere. */
const CELL_MOST = 40;

const bare = (words: string): string =>
  fold(words)
    .replace(/^[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．]*/u, '')
    .replace(/[。；;]$/u, '');

type Pair = { cell: Cell; cells: readonly Cell[]; heading: PlacedClause; exact: boolean };
const kept = new WeakMap<ProofText, { placed: PlacedTable; pairs: Pair[] }[]>();

/** Each table of headings with its rows found again, in print order. */
function pairsOf(text: ProofText): { placed: PlacedTable; pairs: Pair[] }[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const byIssuance = new Map<number, PlacedClause[]>();
  if (text.tables.length > 0)
    for (const c of text.clauses) {
      if (c.clause.label === '' || c.clause.heading === null) continue;
      const held = byIssuance.get(c.issuanceIndex);
      if (held === undefined) byIssuance.set(c.issuanceIndex, [c]);
      else held.push(c);
    }
  const made = text.tables.flatMap((placed) => {
    const headings = byIssuance.get(placed.issuanceIndex) ?? [];
    const few = headings.length < ROWS_LEAST || headings.length > HEADINGS_MOST;
    const pairs = few ? [] : pairTable(text, placed, headings);
    return pairs.length === 0 ? [] : [{ placed, pairs }];
  });
  kept.set(text, made);
  return made;
}

function pairTable(text: ProofText, placed: PlacedTable, headings: readonly PlacedClause[]): Pair[] {
  const rows = printedCells(text, placed).filter((cells) => cells !== null);
  if (rows.length < ROWS_LEAST || rows.some((cells) => cells.some((c) => c.words.length > CELL_MOST)))
    return [];
  const byName = new Map(headings.map((h) => [bare(h.clause.heading ?? ''), h]));
  const exactIn = (k: number) => rows.filter((cells) => byName.has(bare(cells[k]?.words ?? ''))).length;
  // Groups may be headings, too: the column of most headings is the tasks'.
  const [column] = placed.table.columns
    .flatMap((name, k) => (LIST_COLUMN.test(name) ? [] : [{ k, exact: exactIn(k) }]))
    .sort((x, y) => y.exact - x.exact);
  if (column === undefined) return [];
  const filled = rows.filter((cells) => (cells[column.k]?.words ?? '') !== '');
  if (filled.length < ROWS_LEAST || column.exact * 5 < filled.length * 3) return [];
  const taken = new Set(filled.map((cells) => byName.get(bare(cells[column.k]?.words ?? ''))));
  const free = headings.filter((h) => !taken.has(h));
  return filled.flatMap((cells): Pair[] => {
    const cell = cells[column.k] as Cell;
    const own = bare(cell.words);
    const same = byName.get(own);
    if (same !== undefined) return [{ cell, cells, heading: same, exact: true }];
    const near = free.filter((h) => own.length >= 3 && isNear(own, bare(h.clause.heading ?? ''), 2));
    const [one] = near;
    return one === undefined || near.length > 1 ? [] : [{ cell, cells, heading: one, exact: false }];
  });
}

export const tableHeadingDiffers: Rule = {
  name: 'table.heading_differs',
  title: '任务表与正文标题不一',
  about: '任务表只列任务名称的，各名称与正文标题比较；多数一字不差，个别只差一两个字的报出来。',
  *find(text): Iterable<Noticed> {
    for (const { pairs } of pairsOf(text))
      for (const { cell, heading, exact } of pairs) {
        if (exact) continue;
        const other = bare(heading.clause.heading ?? '');
        const d = difference(bare(cell.words), other);
        yield {
          span: cell.span,
          message: `表中作“${shown(cell.words)}”，正文标题作“${shown(heading.clause.heading ?? '')}”，差“${d.a || d.b}”。`,
          related: [heading.clause.span],
        };
      }
  },
};

export const tableBodiesDiffer: Rule = {
  name: 'table.bodies_differ',
  title: '任务表责任单位与正文不一',
  about: '任务表只列任务名称的，按名称找到正文同一项，牵头单位、责任单位、完成时限逐项比较。',
  *find(text): Iterable<Noticed> {
    for (const { placed, pairs } of pairsOf(text)) {
      const body = passagesOf(text).filter(
        (p) =>
          p.kind === 'paragraph' &&
          p.issuance === placed.issuanceIndex &&
          (p.start < placed.table.span[0] || p.start >= placed.table.span[1]),
      );
      const rows = pairs.flatMap(({ cells, heading }): MatchedRow[] => {
        const paragraph = paragraphOf(body, heading.clause.span[0], heading.clause.span[1]);
        return paragraph < 0 ? [] : [{ paragraph, cells: named(cells, placed.table.columns) }];
      });
      if (rows.length >= ROWS_LEAST) yield* compareLists(rows, body);
    }
  },
};

const paragraphOf = (body: readonly Passage[], start: number, end: number): number =>
  body.findIndex((p) => p.start < end && p.end > start);

const named = (cells: readonly Cell[], columns: readonly string[]): MatchedRow['cells'] =>
  cells.flatMap(({ words, span }, k) =>
    words === '' ? [] : [{ column: columns[k] ?? '', words, start: span[0], end: span[1] }],
  );
