/** A text as it is read: clauses as a tree with their addresses, gists, citations and tables in their places. */
import { clauseAddresses } from './clause-address.ts';
import { type Placed, placeCitations } from './placed-citations.ts';
import type { CitationRecord, ClauseRecord, ExpressionHead, TableRecord, Texts } from './queries-document.ts';

export type PrintedClause = {
  readonly ord: number;
  readonly depth: number;
  readonly label: string;
  readonly path: string;
  /** Its permanent address within the document. */
  readonly address: string;
  readonly heading: string | null;
  /** Own words without label and heading; null when the original is not here, empty when the heading is all. */
  readonly text: string | null;
  readonly citations: readonly Placed<CitationRecord>[];
  readonly gist: string | null;
  readonly remark: string | null;
  /** Tables that stand right after it. */
  readonly tables: readonly TableRecord[];
  readonly parent: number | null;
};

export type PrintedText = {
  readonly expression: ExpressionHead;
  /** In print order; `parent` is the `ord` of the clause above. */
  readonly clauses: readonly PrintedClause[];
  /** Tables in front of the first clause, or all of them when no place is known. */
  readonly tables: readonly TableRecord[];
  readonly openingCitations: readonly Placed<CitationRecord>[];
  /** Citations of each table row, by where the row starts. */
  readonly rowCitations: ReadonlyMap<number, readonly CitationRecord[]>;
  readonly citations: readonly CitationRecord[];
};

export function printedText(expression: ExpressionHead, texts: Texts): PrintedText {
  const own = <T extends { expressionId: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.expressionId === expression.id);
  const clauses = own(texts.clauses);
  const citations = own(texts.citations);
  const addresses = clauseAddresses(clauses.map((c) => c.path));
  const gists = new Map(
    texts.gists.filter((g) => g.documentId === expression.documentId).map((g) => [g.path, g]),
  );
  const byClause = Map.groupBy(citations, (c) => c.clauseOrd);
  const tables = own(texts.tables);
  const tablesAfter = Map.groupBy(tables, (t) => clauseBefore(clauses, t));
  const loose = byClause.get(null) ?? [];
  return {
    expression,
    clauses: clauses.map((clause, at): PrintedClause => {
      const text = clause.text === null ? null : withoutHeading(clause.text, clause.heading);
      const gist = gists.get(clause.path);
      return {
        ord: clause.ord,
        depth: clause.depth,
        label: clause.label,
        path: clause.path,
        address: addresses[at] ?? clause.path,
        heading: clause.heading,
        text,
        citations: text ? placeCitations(text, byClause.get(clause.ord) ?? []) : [],
        gist: gist?.gist ?? null,
        remark: gist?.remark ?? null,
        tables: tablesAfter.get(clause.ord) ?? [],
        parent: clause.parentOrd,
      };
    }),
    tables: tablesAfter.get(null) ?? [],
    openingCitations: expression.opening ? placeCitations(expression.opening, loose) : [],
    rowCitations: citationsByRow(tables, citations),
    citations,
  };
}

/** The last clause that begins before the table; without places, the last of all. */
function clauseBefore(clauses: readonly ClauseRecord[], table: TableRecord): number | null {
  const start = table.rows[0]?.startAt;
  if (start === undefined) return clauses.at(-1)?.ord ?? null;
  return clauses.findLast((c) => c.startAt !== null && c.startAt <= start)?.ord ?? null;
}

function citationsByRow(
  tables: readonly TableRecord[],
  citations: readonly CitationRecord[],
): Map<number, CitationRecord[]> {
  const rows = tables.flatMap((t) => t.rows).sort((a, b) => a.startAt - b.startAt);
  const byRow = new Map<number, CitationRecord[]>();
  let at = 0;
  for (const citation of [...citations].sort((a, b) => a.startAt - b.startAt)) {
    while ((rows[at + 1]?.startAt ?? Infinity) <= citation.startAt) at++;
    const row = rows[at];
    if (!row || row.startAt > citation.startAt) continue;
    const list = byRow.get(row.startAt);
    if (list) list.push(citation);
    else byRow.set(row.startAt, [citation]);
  }
  return byRow;
}

/** The clause's words hold its heading; the page shows the heading by itself. Width and blanks may differ. */
export function withoutHeading(text: string, heading: string | null): string {
  if (!heading) return text;
  const wanted = fold(heading);
  const limit = Math.min(text.length, heading.length * 2 + 8);
  for (let end = 1; end <= limit; end++) {
    const seen = fold(text.slice(0, end));
    if (seen === wanted) return text.slice(end).replace(/^[\s。：:．.，,；;]+/u, '');
    if (!wanted.startsWith(seen)) break;
  }
  return text;
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
