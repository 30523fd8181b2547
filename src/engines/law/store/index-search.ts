import { sql } from 'kysely';
import { toVector } from '#platform/search/bigram.ts';
import type { Handle } from '#platform/store/store.ts';
import type {} from '../tables.ts';

export interface LawSearchTable {
  expression_id: string;
  part: number;
  table_ord: number;
  ord: number;
  document_id: string;
  dated: string;
  section: string | null;
  bodies: string[];
  words: string;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    law_search: LawSearchTable;
  }
}

/** What a row of the search index is about. */
export const PART = { head: 0, clause: 1, row: 2 } as const;

interface Entry {
  readonly expressionId: string;
  readonly part: number;
  readonly tableOrd: number;
  readonly ord: number;
  readonly documentId: string;
  readonly dated: string;
  readonly section: string | null;
  readonly bodies: string[];
  readonly words: string;
}

const UNDATED = '0001-01-01';
const BATCH_ROWS = 500;

/**
 * Writes the search rows of these expressions anew, in the caller's transaction, from the clauses, gists and
 * tables as they stand. Expressions that are no longer current lose their rows.
 */
export async function indexExpressions(handle: Handle, expressionIds: readonly string[]): Promise<number> {
  let written = 0;
  for (const id of expressionIds) {
    await handle.deleteFrom('law_search').where('expression_id', '=', id).execute();
    const entries = await entriesOf(handle, id);
    for (let i = 0; i < entries.length; i += BATCH_ROWS)
      await insert(handle, entries.slice(i, i + BATCH_ROWS));
    written += entries.length;
  }
  return written;
}

async function entriesOf(handle: Handle, expressionId: string): Promise<Entry[]> {
  const head = await handle
    .selectFrom('law_expression as e')
    .innerJoin('law_document as d', 'd.id', 'e.document_id')
    .leftJoin('law_document as p', 'p.id', 'd.parent_id')
    .select((eb) => [
      'e.opening',
      'e.document_id',
      'd.title',
      'd.number',
      eb.fn.coalesce('d.dated', 'p.dated').as('dated'),
      eb.fn.coalesce('p.section', 'd.section').as('section'),
      eb
        .case()
        .when('p.id', 'is', null)
        .then(eb.ref('d.signed_by'))
        .else(eb.ref('p.signed_by'))
        .end()
        .as('signed_by'),
    ])
    .where('e.id', '=', expressionId)
    .where('e.current', '=', true)
    .executeTakeFirst();
  if (!head) return [];
  const common = {
    expressionId,
    documentId: head.document_id,
    dated: head.dated ?? UNDATED,
    section: head.section,
    bodies: head.signed_by as string[],
  };
  const entries: Entry[] = [
    {
      ...common,
      part: PART.head,
      tableOrd: 0,
      ord: 0,
      words: toVector([
        [head.number, 'A'],
        [head.title, 'A'],
        [head.opening, 'D'],
      ]),
    },
  ];
  const clauses = await handle
    .selectFrom('law_clause as c')
    .leftJoin('law_gist as g', (join) =>
      join.on('g.document_id', '=', head.document_id).onRef('g.path', '=', 'c.path'),
    )
    .select(['c.ord', 'c.heading', 'c.text', 'g.gist'])
    .where('c.expression_id', '=', expressionId)
    .execute();
  for (const c of clauses) {
    const words = toVector([
      [c.heading, 'B'],
      [c.gist, 'C'],
      [c.text, 'D'],
    ]);
    if (words) entries.push({ ...common, part: PART.clause, tableOrd: 0, ord: c.ord, words });
  }
  const rows = await handle
    .selectFrom('law_table_row')
    .select(['table_ord', 'ord', 'cells'])
    .where('expression_id', '=', expressionId)
    .execute();
  for (const r of rows) {
    const words = toVector(
      Object.values(r.cells as Record<string, string>).map((cell) => [cell, 'D'] as const),
    );
    if (words) entries.push({ ...common, part: PART.row, tableOrd: r.table_ord, ord: r.ord, words });
  }
  return entries;
}

async function insert(handle: Handle, entries: readonly Entry[]): Promise<void> {
  await handle
    .insertInto('law_search')
    .values(
      entries.map((e) => ({
        expression_id: e.expressionId,
        part: e.part,
        table_ord: e.tableOrd,
        ord: e.ord,
        document_id: e.documentId,
        dated: e.dated,
        section: e.section,
        bodies: e.bodies,
        words: sql<string>`${e.words}::tsvector`,
      })),
    )
    .execute();
}
