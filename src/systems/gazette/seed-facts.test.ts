import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { sharedFolder } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import { systemActor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue } from './import-issue.ts';
import { seedFacts } from './seed-facts.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

type Counted =
  | 'law_document'
  | 'law_edition'
  | 'law_effect'
  | 'law_gist'
  | 'law_appointment'
  | 'law_table_row'
  | 'law_body_alias';
const count = async (table: Counted) =>
  Number(
    (
      await store.db
        .selectFrom(table)
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
const idOf = async (number: string) =>
  (
    await store.db
      .selectFrom('law_document')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  ).id;
const statusOn = async (id: string, date: string) => {
  const statuses = await statusesAt(store.db, [id], Temporal.PlainDate.from(date), Temporal.Now.instant());
  return statuses.get(id)?.status;
};

it('a fresh database shows the whole issue from its facts', async () => {
  const seeded = await seedFacts(store.db);
  assert.equal(seeded.outcome, 'imported');
  const issuances = await store.db
    .selectFrom('law_contents_entry')
    .innerJoin('law_document', 'law_document.id', 'law_contents_entry.document_id')
    .select(['law_document.number', 'holding'])
    .orderBy('ord')
    .execute();
  assert.equal(issuances.length, 19);
  assert.ok(issuances.every((row) => row.holding === 'outlined'));
  assert.equal(issuances.filter((row) => row.number === null).length, 3);
  assert.equal(await count('law_appointment'), 39);
  assert.equal(await count('law_table_row'), 160);
  assert.ok((await count('law_gist')) >= 355, `${await count('law_gist')} gists`);
  assert.ok((await count('law_body_alias')) > 50);
});

it('statuses follow from the facts: the fire order, a document that is to be repealed', async () => {
  const fire = await idOf('银西政规发〔2023〕2号');
  assert.deepEqual(
    [
      await statusOn(fire, '2023-09-29'),
      await statusOn(fire, '2024-06-01'),
      await statusOn(fire, '2024-06-02'),
    ],
    ['not_yet', 'in_force', 'lapsed'],
  );
  assert.equal(await statusOn(await idOf('银西政办发〔2018〕80号'), '2024-01-01'), 'in_force');
  const proposals = await store.db
    .selectFrom('law_effect')
    .select(({ fn }) => ['kind', fn.countAll().as('n')])
    .where('stage', '=', 'proposed')
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  assert.deepEqual(
    proposals.map((row) => [row.kind, Number(row.n)]),
    [
      ['amend', 1],
      ['keep', 14],
      ['lapse', 1],
      ['repeal', 19],
    ],
  );
});

it('no clause carries the original text', async () => {
  const texts = await store.db
    .selectFrom('law_clause')
    .select('path')
    .where('text', 'is not', null)
    .execute();
  assert.deepEqual(texts, []);
});

it('loading them again changes nothing', async () => {
  const tables = ['law_document', 'law_edition', 'law_effect', 'law_gist'] as const;
  const before = await Promise.all(tables.map(count));
  assert.equal((await seedFacts(store.db)).outcome, 'already_here');
  assert.deepEqual(await Promise.all(tables.map(count)), before);
});

const file = join(sharedFolder() ?? '', 'gazette', 'xixia-2023-04.txt');
it('the original takes its place: same documents, gists kept, nothing proposed twice', {
  skip: existsSync(file) ? false : 'the original gazette is not here (GONGBAO_SHARED)',
}, async () => {
  const documents = () =>
    store.db
      .selectFrom('law_document')
      .select(['id', 'holding', 'title_key'])
      .where('holding', '<>', 'stub')
      .orderBy('id')
      .execute();
  const before = await documents();
  const gists = await count('law_gist');
  const result = await importIssue(
    { db: store.db, parse: parseBytes, maxBytes: 2_000_000 },
    systemActor('test'),
    { name: 'x', bytes: readFileSync(file) },
  );
  assert.ok(result.ok && result.value.outcome === 'imported', JSON.stringify(result));
  const after = await documents();
  assert.deepEqual(
    after.map((d) => d.id),
    before.map((d) => d.id),
  );
  assert.ok(after.every((d) => d.holding === 'held'));
  assert.equal(await count('law_gist'), gists);
  const proposed = await store.db
    .selectFrom('law_effect')
    .select('id')
    .where('stage', '=', 'proposed')
    .execute();
  assert.equal(proposed.length, 35);
  assert.equal((await seedFacts(store.db)).outcome, 'already_here', 'facts do not come back over the file');
});

it('the statutes fill the stubs that citations already point at', {
  skip: existsSync(file) ? false : 'the statutes are not here (GONGBAO_SHARED)',
}, async () => {
  const folder = join(sharedFolder() ?? '', 'law');
  const statutes = () =>
    store.db
      .selectFrom('law_document')
      .select(['id', 'title_key', 'holding'])
      .where('kind', '=', 'statute')
      .execute();
  const stubs = new Map((await statutes()).map((row) => [row.title_key, row.id]));
  const names = readdirSync(folder);
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    const context = { db: store.db, parse: parseBytes, maxBytes: 2_000_000 };
    const result = await importIssue(context, systemActor('test'), { name, bytes });
    assert.ok(result.ok && result.value.outcome === 'imported', name);
  }
  const held = (await statutes()).filter((row) => row.holding === 'held');
  assert.equal(held.length, names.length);
  for (const row of held) assert.equal(row.id, stubs.get(row.title_key), row.title_key);
  const cited = await store.db
    .selectFrom('law_citation as c')
    .innerJoin('law_document as d', 'd.id', 'c.target_document_id')
    .select('c.resolution')
    .where('d.title_key', '=', '森林防火条例')
    .execute();
  assert.ok(cited.length > 0 && cited.every((c) => c.resolution !== 'known_not_held'), JSON.stringify(cited));
});
