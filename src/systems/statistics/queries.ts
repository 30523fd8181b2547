/** SQL of the figures: which editions have any, their artifacts, their rows and the clauses they stand in. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';

export type FigureEdition = {
  readonly editionId: string;
  readonly issueId: string;
  /** With year and number where it has them: 某某公报 2024年第2期. */
  readonly issueTitle: string;
  /** `YYYY-MM-DD`. */
  readonly dated: string | null;
  /** facts: written from published facts, without the text. */
  readonly origin: 'file' | 'facts';
};

/** Current editions that have figures, the newest issue first. One probe of an index each. */
export async function readFigureEditions(handle: Handle): Promise<FigureEdition[]> {
  const { rows } = await sql<FigureEdition>`
    select e.id as "editionId", i.id as "issueId", i.title || coalesce(' ' || i.year || '年第' || i.number || '期', '') as "issueTitle",
      i.dated, e.origin
    from law_edition e join law_issue i on i.id = e.issue_id
    where e.current and exists (select 1 from law_figure f where f.edition_id = e.id)
    order by i.dated desc nulls last, i.id desc`.execute(handle);
  return rows;
}

export type FigureRow = {
  readonly ord: number;
  readonly documentId: string | null;
  readonly documentTitle: string | null;
  readonly indicator: string;
  readonly place: string | null;
  readonly period: string | null;
  readonly value: number | null;
  readonly unit: string | null;
  readonly change: number | null;
  readonly changeUnit: string | null;
  readonly measure: string;
  readonly basis: string | null;
};

/** The figures of an edition in print order. */
export async function readFigureRows(handle: Handle, editionId: string): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow & { value: unknown; change: unknown }>`
    select f.ord, f.document_id as "documentId", d.title as "documentTitle", f.indicator, f.place, f.period,
      f.value, f.unit, f.change, f.change_unit as "changeUnit", coalesce(f.measure, 'level') as measure,
      f.compared_with as basis
    from law_figure f left join law_document d on d.id = f.document_id
    where f.edition_id = ${editionId} order by f.ord`.execute(handle);
  const number = (value: unknown): number | null => (value === null ? null : Number(value));
  return rows.map((row) => ({ ...row, value: number(row.value), change: number(row.change) }));
}

/** How many figures a document prints in its current edition. */
export async function countFiguresOf(handle: Handle, documentId: string): Promise<number> {
  const { rows } = await sql<{ figures: number }>`
    select count(*)::int as figures from law_figure f join law_edition e on e.id = f.edition_id and e.current
    where f.document_id = ${documentId}`.execute(handle);
  return rows[0]?.figures ?? 0;
}

/** The artifact of an edition: JSON text. */
export async function readArtifactText(handle: Handle, editionId: string): Promise<string | undefined> {
  const row = await handle
    .selectFrom('law_edition')
    .select('artifact')
    .where('id', '=', editionId)
    .executeTakeFirst();
  return row?.artifact;
}

export type ClauseRow = {
  readonly documentId: string;
  readonly path: string;
  readonly startAt: number | null;
  readonly endAt: number | null;
};

/** Clauses of the edition's documents that have figures, and of what these carry; by document in print order. */
export async function readFigureClauses(handle: Handle, editionId: string): Promise<ClauseRow[]> {
  const { rows } = await sql<ClauseRow>`
    select x.document_id as "documentId", c.path, c.start_at as "startAt", c.end_at as "endAt"
    from law_expression x join law_clause c on c.expression_id = x.id join law_document d on d.id = x.document_id
    where x.edition_id = ${editionId} and exists (
      select 1 from law_figure f
      where f.edition_id = x.edition_id and (f.document_id = d.id or f.document_id = d.parent_id))
    order by x.ord, c.ord`.execute(handle);
  return rows;
}
