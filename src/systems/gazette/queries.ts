/** SQL of the gazette system. */
import type { ExportTable } from '#engines/law/export/document.ts';
import type { Handle } from '#platform/store/store.ts';

/** The text of a document on a day: the version whose interval holds the day, else the latest there is. */
export async function findText(handle: Handle, documentId: string, asOf: string) {
  const texts = await handle
    .selectFrom('law_expression as x')
    .innerJoin('law_edition as e', 'e.id', 'x.edition_id')
    .innerJoin('law_issue as i', 'i.id', 'e.issue_id')
    .select([
      'x.id',
      'x.opening',
      'x.addressees',
      'x.valid_from',
      'x.valid_until',
      'x.text_sha256',
      'e.number as edition_number',
      'e.imported_at',
      'e.source_sha256',
      'i.title as issue_title',
    ])
    .where('x.document_id', '=', documentId)
    .where('x.current', '=', true)
    .orderBy('x.valid_from', 'asc')
    .orderBy('x.id', 'asc')
    .execute();
  const holds = texts.filter(
    (t) =>
      (t.valid_from === null || t.valid_from <= asOf) && (t.valid_until === null || asOf < t.valid_until),
  );
  return holds.at(-1) ?? texts.at(-1);
}

export type ClauseOfText = Awaited<ReturnType<typeof textClauses>>[number];

/** Clauses of a text in print order, each with its gist: one range scan of each table. */
export const textClauses = (handle: Handle, expressionId: string, documentId: string) =>
  handle
    .selectFrom('law_clause as c')
    .leftJoin('law_gist as g', (join) =>
      join.on('g.document_id', '=', documentId).onRef('g.path', '=', 'c.path'),
    )
    .select([
      'c.ord',
      'c.parent_ord',
      'c.label',
      'c.path',
      'c.heading',
      'c.text',
      'c.sha256',
      'c.clause_key',
      'g.gist',
    ])
    .where('c.expression_id', '=', expressionId)
    .orderBy('c.ord')
    .execute();

export async function tablesOfText(handle: Handle, expressionId: string): Promise<ExportTable[]> {
  const tables = await handle
    .selectFrom('law_table')
    .select(['ord', 'caption', 'column_names'])
    .where('expression_id', '=', expressionId)
    .orderBy('ord')
    .execute();
  const rows = await handle
    .selectFrom('law_table_row')
    .select(['table_ord', 'cells'])
    .where('expression_id', '=', expressionId)
    .orderBy('table_ord')
    .orderBy('ord')
    .execute();
  return tables.map((table) => ({
    caption: table.caption,
    columns: table.column_names as string[],
    rows: rows.filter((row) => row.table_ord === table.ord).map((row) => row.cells as Record<string, string>),
  }));
}

/** What a document carries, or the issuance that carries it. */
export const relatedDocuments = (handle: Handle, documentId: string, parentId: string | null) =>
  handle
    .selectFrom('law_document')
    .select(['id', 'title'])
    .where((w) =>
      w.or([w('parent_id', '=', documentId), ...(parentId === null ? [] : [w('id', '=', parentId)])]),
    )
    .orderBy('id')
    .execute();
