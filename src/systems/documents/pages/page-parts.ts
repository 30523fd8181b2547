/** Cutting a document's page, with everything that it carries, into parts of at most 30 KB on the wire. */
import { type Part, partition, type Unit } from '../parts.ts';
import type { PrintedText } from '../printed-text.ts';
import type { TableRecord } from '../queries-document.ts';

/** Characters of one page: with the shell and marks it stays below 30 KB compressed (measured in the page's test). */
const PAGE_WEIGHT_MAX = 18_000;

type Place =
  | { readonly kind: 'clause'; readonly text: number; readonly ord: number }
  | { readonly kind: 'row'; readonly text: number; readonly table: TableRecord; readonly row: number };

export type PageParts = {
  readonly parts: readonly Part[];
  readonly showsClause: (part: number, text: number, ord: number) => boolean;
  /** Rows of a table in a part, `[from, to)`; empty when it stands elsewhere. */
  readonly rowsOf: (part: number, table: TableRecord) => readonly [number, number];
  /** The part in which a text begins; undefined when it has nothing to show. */
  readonly firstOf: (text: number) => number | undefined;
  readonly partOfClause: (text: number, ord: number) => number;
};

const CLAUSE_MARKS = 40;
const CITATION_MARKS = 60;
const CELL_MARKS = 12;

export function pageParts(texts: readonly PrintedText[]): PageParts {
  const units: (Unit & { place: Place })[] = [];
  const addTable = (text: number, table: TableRecord, depth: number) =>
    table.rows.forEach((row, at) => {
      const cells = Object.values(row.cells);
      const weight = cells.reduce((sum, cell) => sum + cell.length + CELL_MARKS, 0);
      units.push({
        weight,
        depth: at === 0 ? depth : depth + 5,
        place: { kind: 'row', text, table, row: at },
      });
    });
  texts.forEach((text, at) => {
    for (const table of text.tables) addTable(at, table, 0);
    for (const clause of text.clauses) {
      const words = (clause.text?.length ?? 0) + (clause.heading?.length ?? 0) + (clause.gist?.length ?? 0);
      units.push({
        weight: words + CLAUSE_MARKS + CITATION_MARKS * clause.citations.length,
        depth: clause.depth + 1,
        place: { kind: 'clause', text: at, ord: clause.ord },
      });
      for (const table of clause.tables) addTable(at, table, 1);
    }
  });
  const parts = partition(units, PAGE_WEIGHT_MAX);
  const unitOfClause = new Map<string, number>();
  const unitsOfTable = new Map<TableRecord, number[]>();
  units.forEach(({ place }, unit) => {
    if (place.kind === 'clause') unitOfClause.set(`${place.text}:${place.ord}`, unit);
    else {
      const rows = unitsOfTable.get(place.table);
      if (rows) rows.push(unit);
      else unitsOfTable.set(place.table, [unit]);
    }
  });
  const partAt = (unit: number) =>
    Math.max(
      0,
      parts.findIndex(([start, end]) => start <= unit && unit < end),
    );
  return {
    parts,
    showsClause: (part, text, ord) => partAt(unitOfClause.get(`${text}:${ord}`) ?? -1) === part,
    rowsOf: (part, table) => {
      const [start, end] = parts[part] ?? [0, 0];
      const rows = unitsOfTable.get(table) ?? [];
      const from = rows.findIndex((unit) => start <= unit && unit < end);
      return from < 0 ? [0, 0] : [from, rows.findLastIndex((unit) => start <= unit && unit < end) + 1];
    },
    firstOf: (text) => {
      const unit = units.findIndex((u) => u.place.text === text);
      return unit < 0 ? undefined : partAt(unit);
    },
    partOfClause: (text, ord) => partAt(unitOfClause.get(`${text}:${ord}`) ?? 0),
  };
}
