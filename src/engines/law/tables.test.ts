import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { fromRoot } from '#base/paths.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

type Column = { table_name: string; column_name: string; comment: string | null };

const columns = async (): Promise<Column[]> => {
  const result = await sql<Column>`
    select c.table_name, c.column_name, col_description(format('%I', c.table_name)::regclass, c.ordinal_position) as comment
    from information_schema.columns c
    where c.table_schema = 'public' and c.table_name like 'law\\_%' order by 1, c.ordinal_position`.execute(
    store.db,
  );
  return result.rows;
};

it('every table and column of the law engine says what it is', async () => {
  const silent = (await columns()).filter((c) => !c.comment).map((c) => `${c.table_name}.${c.column_name}`);
  assert.deepEqual(silent, []);
  const tables = await sql<{ relname: string }>`
    select relname from pg_class where relkind = 'r' and relname like 'law\\_%'
      and obj_description(oid) is null`.execute(store.db);
  assert.deepEqual(tables.rows, []);
});

it('the row types name every column that the engine’s own migrations make', async () => {
  const types = readFileSync(fromRoot('src/engines/law/tables.ts'), 'utf8');
  const own = readFileSync(fromRoot('migrations/0100-law.sql'), 'utf8');
  for (const { table_name, column_name } of await columns()) {
    if (!own.includes(`comment on column ${table_name}.${column_name} is`)) continue;
    const name = table_name.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
    const body = types.match(new RegExp(`interface ${name}Table \\{([^}]*)\\}`))?.[1] ?? '';
    assert.match(body, new RegExp(`\\b${column_name}: `), `${table_name}.${column_name}`);
  }
});
