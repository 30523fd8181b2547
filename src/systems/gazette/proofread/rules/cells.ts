/** The printed cells of a table, each with its place. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { PlacedTable, ProofText } from '../proof-text.ts';

/** A cell as printed; `words` is empty where the cell is blank, also where it is merged with another. */
export type Cell = { readonly words: string; readonly span: Span };

const kept = new WeakMap<PlacedTable, readonly (readonly Cell[] | null)[]>();

/** The cells of every row, by column; null for a row that is not printed in one line with a field for each column. */
export function printedCells(text: ProofText, placed: PlacedTable): readonly (readonly Cell[] | null)[] {
  const known = kept.get(placed);
  if (known !== undefined) return known;
  const { columns, rowSpans } = placed.table;
  const made = rowSpans.map((span) => cellsOf(text.text, span, columns.length));
  kept.set(placed, made);
  return made;
}

function cellsOf(text: string, [start, end]: Span, columns: number): Cell[] | null {
  const lead = text.lastIndexOf('\n', start - 1) + 1;
  // The row's span may begin at its first cell that is not blank.
  const from = text.slice(lead, start).trim().replaceAll('|', '') === '' ? lead : start;
  const row = text.slice(from, end);
  if (/[\r\n]/u.test(row.trim())) return null;
  const piped = !row.includes('\t');
  const fields = row.split(piped ? '|' : '\t');
  const cells: Cell[] = [];
  let at = from;
  for (const field of fields) {
    const words = field.trim();
    const place = at + (words === '' ? 0 : field.indexOf(words));
    cells.push({ words, span: [place, place + words.length] });
    at += field.length + 1;
  }
  const inner = piped ? cells.slice(1, -1) : cells;
  while (inner.length < columns && !piped) inner.push({ words: '', span: [end, end] });
  return inner.length === columns ? inner : null;
}
