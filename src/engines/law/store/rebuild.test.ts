import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import { canonicalJson, sha256 } from '#base/digest.ts';
import { fromRoot } from '#base/paths.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { contentOf } from '../content.ts';
import { parseBytes } from '../parse/index.ts';
import { checkEdition, rebuildEdition } from './rebuild.ts';
import { writeEdition } from './write-edition.ts';

let store: Store;
let editionId: string;
before(async () => {
  store = await openTestStore();
  const bytes = readFileSync(fromRoot('samples/lanhe-2024-02.txt'));
  const written = await store.db.transaction().execute((tx) =>
    writeEdition(tx, {
      content: contentOf(parseBytes(bytes)),
      source: { sha256: sha256(bytes), bytes, fileName: 'lanhe' },
      actor: 'test',
      now: Temporal.Now.instant(),
    }),
  );
  editionId = written.editionId;
});
after(() => store.close());

const everything = async (): Promise<string> => {
  const parts: unknown[] = [];
  for (const table of ['law_clause', 'law_table', 'law_table_row', 'law_citation', 'law_search']) {
    const { rows } = await sql`select * from ${sql.table(table)} t order by t::text`.execute(store.db);
    parts.push(rows);
  }
  return sha256(canonicalJson(parts));
};

it('the rows of an edition are those that its artifact makes', async () => {
  assert.deepEqual(await checkEdition(store.db, editionId), { artifact: true, made: true, stored: true });
});

it('made anew from the artifact they are the same, search index and resolved citations included', async () => {
  const before = await everything();
  await store.db.transaction().execute((tx) => rebuildEdition(tx, editionId));
  assert.equal(await everything(), before);
});

it('a row that was tampered with is noticed, and rebuilding mends it', async () => {
  const before = await everything();
  await sql`update law_clause set text = text || '改' where ord = 0`.execute(store.db);
  assert.equal((await checkEdition(store.db, editionId)).stored, false);
  await store.db.transaction().execute((tx) => rebuildEdition(tx, editionId));
  assert.equal(await everything(), before);
});
