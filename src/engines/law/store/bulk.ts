/** Writing many rows in one statement: one JSON parameter instead of thousands of placeholders. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';
import type { LawTables } from '../tables.ts';

const CHUNK_ROWS_MAX = 4_000;

/**
 * Inserts rows that all have the same columns. Values are plain JSON: dates and instants as ISO text, JSON
 * columns as objects.
 */
export async function insertRows(
  handle: Handle,
  table: keyof LawTables,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  for (let i = 0; i < rows.length; i += CHUNK_ROWS_MAX) {
    const json = JSON.stringify(rows.slice(i, i + CHUNK_ROWS_MAX));
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(
      handle,
    );
  }
}
