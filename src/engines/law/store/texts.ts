/** The texts of an edition (clauses, tables, citations) and its records (contents, appointments, figures, periods). */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import type { EditionContent } from '../content.ts';
import type { RecordRows } from '../record-rows.ts';
import type { ExpressionDraft, Locator } from '../rows.ts';
import { insertRows } from './bulk.ts';

/** @returns the ids of the new texts */
export async function insertTexts(
  tx: Tx,
  edition: {
    readonly content: EditionContent;
    readonly ids: ReadonlyMap<Locator, string>;
    readonly editionId: string;
  },
): Promise<string[]> {
  const { content, ids, editionId } = edition;
  const placed = content.rows.expressions.map((draft) => ({
    draft,
    id: newId(),
    document: ids.get(draft.locator),
  }));
  const documents = JSON.stringify(placed.map((p) => p.document));
  const isStatute = content.shape === 'statute';
  // Another version of a statute stays beside this one; a corrected edition of the same text is replaced by it.
  await sql`update law_expression x set current = false
    from law_edition e, law_edition now
    where now.id = ${editionId} and e.id = x.edition_id and (e.issue_id = now.issue_id or ${!isStatute})
      and x.current and x.document_id in (select value::uuid from json_array_elements_text(${documents}::json))`.execute(
    tx,
  );
  await insertRows(
    tx,
    'law_expression',
    placed.map(({ draft, id, document }, ord) => ({
      id,
      document_id: document,
      edition_id: editionId,
      ord,
      locator: draft.locator,
      valid_from: content.validFrom,
      valid_until: null,
      current: true,
      opening: draft.opening,
      addressees: draft.addressees,
      attachments: draft.attachments,
      start_at: draft.start_at,
      end_at: draft.end_at,
      text_sha256: draft.text_sha256,
    })),
  );
  if (isStatute) await closeIntervals(tx, documents);
  for (const { draft, id } of placed) await insertText(tx, id, draft);
  return placed.map((p) => p.id);
}

/** Clauses, tables and citations of one text; citations point nowhere until they are resolved. */
export async function insertText(tx: Tx, expressionId: string, draft: ExpressionDraft): Promise<void> {
  const of = <T extends object>(row: T) => ({ expression_id: expressionId, ...row });
  await insertRows(tx, 'law_clause', draft.clauses.map(of));
  await insertRows(
    tx,
    'law_table',
    draft.tables.map(({ ord, caption, columns }) => of({ ord, caption, column_names: columns })),
  );
  await insertRows(
    tx,
    'law_table_row',
    draft.tables.flatMap((table) => table.rows.map((row) => of({ table_ord: table.ord, ...row }))),
  );
  await insertRows(
    tx,
    'law_citation',
    draft.citations.map((row) => of({ ...row, resolution: 'unverified', target_document_id: null })),
  );
}

/** Each version of a statute is the text until the next one commences. */
async function closeIntervals(tx: Tx, documents: string): Promise<void> {
  await sql`update law_expression x set valid_until = n.next
    from (select id, lead(valid_from) over (partition by document_id order by valid_from, id) as next
          from law_expression
          where current and document_id in (select value::uuid from json_array_elements_text(${documents}::json))) n
    where n.id = x.id and x.valid_until is distinct from n.next`.execute(tx);
}

/** Contents, appointments, figures and periods of an edition, each pointing at its issuance. */
export async function insertRecords(
  tx: Tx,
  records: RecordRows,
  { ids, editionId }: { ids: ReadonlyMap<Locator, string>; editionId: string },
): Promise<void> {
  const tables = {
    law_contents_entry: records.contents,
    law_appointment: records.appointments,
    law_figure: records.figures,
    law_period: records.periods,
  } as const;
  for (const [table, rows] of Object.entries(tables)) {
    await insertRows(
      tx,
      table as keyof typeof tables,
      rows.map(({ document, ...row }) => ({
        edition_id: editionId,
        document_id: document === null ? null : (ids.get(document) ?? null),
        ...row,
      })),
    );
  }
}
