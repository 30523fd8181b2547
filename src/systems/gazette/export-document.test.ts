import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { systemActor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { exportDocument, exportFormats } from './export-document.ts';
import { importIssue } from './import-issue.ts';
import { seedFacts } from './seed-facts.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
  const bytes = readFileSync(fromRoot('samples/lanhe-2024-02.txt'));
  const context = { db: store.db, parse: parseBytes, maxBytes: 1_000_000 };
  const result = await importIssue(context, systemActor('test'), { name: 'lanhe', bytes });
  assert.ok(result.ok);
  await seedFacts(store.db);
});
after(() => store.close());

const take = async (documentId: string, asOf = '2024-08-01') =>
  exportDocument(store.db, {
    documentId,
    asOf: Temporal.PlainDate.from(asOf),
    now: Temporal.Now.instant(),
    urlOf: (id) => `https://example.invalid/documents/${id}`,
  });
const idOf = async (title: string) =>
  (
    await store.db
      .selectFrom('law_document')
      .select('id')
      .where('title', '=', title)
      .executeTakeFirstOrThrow()
  ).id;

it('an instrument is given out with its clauses in order, its status on the day, and what carries it', async () => {
  const result = await take(await idOf('青禾区早市摊点管理办法'));
  assert.ok(result.ok);
  const document = result.value;
  assert.deepEqual(
    document.clauses.map((c) => c.label),
    ['第一章', '第二章', '第三章', '第四章'],
  );
  assert.equal(document.status.status, 'in_force');
  assert.deepEqual(
    document.related.map((r) => r.relation),
    ['carried_by'],
  );
  const markdown = exportFormats.md.print(document);
  assert.ok(markdown.indexOf('第四条') < markdown.indexOf('第七条'));
  assert.match(exportFormats.xml.print(document), /<chapter [^>]*><num>第一章<\/num>/);
  assert.equal((JSON.parse(exportFormats.json.print(document)) as { id: string }).id, document.id);
});

it('where only facts are here, clauses are given out as gists, marked as such', async () => {
  const result = await take(await idOf('银川市西夏区人民政府关于发布森林草原防火禁火令的通知'));
  assert.ok(result.ok);
  assert.equal(result.value.edition.sourceSha256, null);
  assert.match(exportFormats.md.print(result.value), /\*要点：/);
});

it('a document known by name only has no text to give out; an unknown one is not found', async () => {
  const stub = await store.db
    .selectFrom('law_document')
    .select('id')
    .where('holding', '=', 'stub')
    .executeTakeFirstOrThrow();
  const code = async (id: string) => {
    const result = await take(id);
    return result.ok ? 'ok' : result.error.code;
  };
  assert.equal(await code(stub.id), 'gazette.document.no_text');
  assert.equal(await code('nothing'), 'gazette.document.not_found');
});
