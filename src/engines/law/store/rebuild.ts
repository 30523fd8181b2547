/**
 * The artifact is the truth: the rows of an edition can be made again from it, and must then be the same.
 * `checkEdition` compares what is in the tables with what the artifact says; `rebuildEdition` writes it anew.
 */
import { canonicalJson, sha256 } from '#base/digest.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { contentOf } from '../content.ts';
import { Artifact } from '../parse/artifact.ts';
import type { EditionRows, ExpressionDraft, TableRows } from '../rows.ts';
import { rowsHash } from '../rows.ts';
import { indexExpressions } from './index-search.ts';
import { resolveCitations } from './resolve-citations.ts';
import { insertText } from './texts.ts';

export type EditionCheck = {
  /** The artifact is what was stored. */
  readonly artifact: boolean;
  /** Made anew, the rows have the hash that was stored. */
  readonly made: boolean;
  /** The tables hold these rows. */
  readonly stored: boolean;
};

/** @throws when there is no such edition, or it was not parsed from a file */
export async function checkEdition(handle: Handle, editionId: string): Promise<EditionCheck> {
  const { edition, rows } = await load(handle, editionId);
  const texts = await storedTexts(handle, editionId);
  const expected = rows.expressions.map((e) => [e.locator, e.clauses, e.tables, e.citations]);
  return {
    artifact: sha256(edition.artifact) === edition.artifact_sha256,
    made: rowsHash(rows) === edition.rows_sha256,
    stored: canonicalJson(texts) === canonicalJson(expected),
  };
}

/** Writes clauses, tables and citations of an edition anew from its artifact. Identities and effects stay. */
export async function rebuildEdition(tx: Tx, editionId: string): Promise<void> {
  const { rows } = await load(tx, editionId);
  const expressions = await tx
    .selectFrom('law_expression')
    .select(['id', 'locator', 'document_id'])
    .where('edition_id', '=', editionId)
    .execute();
  const ids = new Map(expressions.map((row) => [row.locator, row.document_id]));
  for (const { id, locator } of expressions) {
    const draft = rows.expressions.find((e) => e.locator === locator);
    if (!draft) continue;
    for (const table of ['law_citation', 'law_table_row', 'law_table', 'law_clause'] as const) {
      await tx.deleteFrom(table).where('expression_id', '=', id).execute();
    }
    await insertText(tx, id, draft);
  }
  const texts = expressions.map((row) => row.id);
  await resolveCitations(tx, texts, ids, Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }));
  await indexExpressions(tx, texts);
}

async function load(handle: Handle, editionId: string) {
  const edition = await handle
    .selectFrom('law_edition')
    .select(['artifact', 'artifact_sha256', 'rows_sha256', 'origin'])
    .where('id', '=', editionId)
    .executeTakeFirstOrThrow();
  if (edition.origin !== 'file') throw new Error(`edition ${editionId} was not parsed from a file`);
  const rows: EditionRows = contentOf(Artifact.parse(JSON.parse(edition.artifact))).rows;
  return { edition, rows };
}

type StoredText = [string, ExpressionDraft['clauses'], TableRows[], ExpressionDraft['citations']];

async function storedTexts(handle: Handle, editionId: string): Promise<StoredText[]> {
  const expressions = await handle
    .selectFrom('law_expression')
    .select(['id', 'locator'])
    .where('edition_id', '=', editionId)
    .orderBy('ord')
    .execute();
  return Promise.all(
    expressions.map(async ({ id, locator }): Promise<StoredText> => {
      const rowsOf = (table: 'law_clause' | 'law_table' | 'law_citation') =>
        handle.selectFrom(table).selectAll().where('expression_id', '=', id).orderBy('ord').execute();
      const clauses = (await rowsOf('law_clause')).map(withoutText) as unknown as ExpressionDraft['clauses'];
      const citations = (await rowsOf('law_citation')).map(
        withoutTarget,
      ) as unknown as ExpressionDraft['citations'];
      const rows = await handle
        .selectFrom('law_table_row')
        .selectAll()
        .where('expression_id', '=', id)
        .orderBy('table_ord')
        .orderBy('ord')
        .execute();
      const tables = (await rowsOf('law_table')) as unknown as {
        ord: number;
        caption: string | null;
        column_names: string[];
      }[];
      return [
        locator,
        clauses,
        tables.map((t) => ({
          ord: t.ord,
          caption: t.caption,
          columns: t.column_names,
          rows: rows.filter((r) => r.table_ord === t.ord).map(withoutTable),
        })) as unknown as TableRows[],
        citations,
      ];
    }),
  );
}

const without = (row: object, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
const withoutText = (row: object) => without(row, 'expression_id');
const withoutTable = (row: object) => without(row, 'expression_id', 'table_ord');
const withoutTarget = (row: object) => without(row, 'expression_id', 'resolution', 'target_document_id');
