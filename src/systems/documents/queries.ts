/** SQL of the documents system. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';

/** A document that cites another, with the clauses and table rows that do. */
export type CitingPlace = {
  readonly documentId: string;
  readonly number: string | null;
  readonly title: string;
  /** Path of the citing clause; null when the mention stands in a table or an opening paragraph. */
  readonly path: string | null;
  /** The table row that cites, with its printed columns: a permit whose basis it is, a task. */
  readonly row: Readonly<Record<string, string>> | null;
};

/** Every place in current texts that cites one of the documents, in the order of the citing texts. */
export async function citingPlaces(handle: Handle, documents: readonly string[]): Promise<CitingPlace[]> {
  const { rows } = await sql<CitingPlace>`
    select d.id as "documentId", d.number, d.title, k.path, r.cells as row
    from law_citation c
    join law_expression x on x.id = c.expression_id and x.current
    join law_document d on d.id = x.document_id
    left join law_clause k on k.expression_id = c.expression_id and k.ord = c.clause_ord
    left join lateral (
      select cells from law_table_row t
      where c.clause_ord is null and t.expression_id = c.expression_id
        and t.start_at <= c.start_at and c.end_at <= t.end_at
      order by t.table_ord, t.ord limit 1) r on true
    where c.target_document_id in (select value::uuid from json_array_elements_text(${JSON.stringify(documents)}::json))
      and not (x.document_id in (select value::uuid from json_array_elements_text(${JSON.stringify(documents)}::json)))
    order by d.dated desc nulls last, d.id, c.ord`.execute(handle);
  return rows;
}

/** The document and the instruments it carries: what a repeal of it reaches. */
export async function documentFamily(handle: Handle, id: string): Promise<string[]> {
  const rows = await handle
    .selectFrom('law_document')
    .select('id')
    .where((e) => e.or([e('id', '=', id), e('parent_id', '=', id)]))
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
