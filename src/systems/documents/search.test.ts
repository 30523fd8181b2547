import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { systemActor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { searchFacets, typedNumberKey } from './search.ts';
import { type SearchRequest, searchDocuments } from './search-documents.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
  const report = await importIssue({ db: store.db, parse: parseBytes, maxBytes: 1e7 }, systemActor('test'), {
    name: 'sample',
    bytes: readFileSync(fromRoot('samples/lanhe-2024-02.txt')),
  });
  assert.ok(report.ok);
});
after(() => store.close());

const day = Temporal.PlainDate.from('2024-07-01');
const search = (text: string, more: Partial<SearchRequest> = {}) =>
  searchDocuments(store.db, { text, asOf: day, page: 1, ...more });

test('every clause that holds the words is found, and nothing else', async () => {
  const { rows } = (await store.runSql(
    `select d.title, c.path, c.text from law_clause c join law_expression e on e.id = c.expression_id and e.current
       join law_document d on d.id = e.document_id where c.text is not null`,
  )) as { rows: { title: string; path: string; text: string }[] };
  const han = rows.flatMap((r, i) =>
    i % 4 === 0 ? (/[\u4e00-\u9fff]{3}/.exec(r.text.slice(4))?.[0] ?? []) : [],
  );
  assert.ok(han.length > 20);
  for (const words of [...new Set(han)]) {
    const expected = rows.filter((r) => r.text.includes(words)).length;
    const { total } = await search(words);
    assert.ok(expected > 0 && total >= expected, `${words}: ${total} of ${expected}`);
  }
  assert.equal((await search('绝无此词之组合')).total, 0);
});

test('terms between blanks must stand in the same clause', async () => {
  const both = await search('兰河市 办法');
  for (const find of both.results) {
    const words = [find.title, find.number, find.heading, find.text, find.gist].join('');
    assert.ok(words.includes('兰河市') && words.includes('办法'));
  }
});

test('a number without brackets and a title with a wrong character still find the document', async () => {
  const { rows } = (await store.runSql(
    'select number, title from law_document where number is not null and kind = $1 order by id limit 1',
    ['issuance'],
  )) as { rows: { number: string; title: string }[] };
  const { number, title } = rows[0] as { number: string; title: string };
  const [word, year, ordinal] = number.split(/[〔〕]/) as [string, string, string];
  for (const typed of [
    `${word}${year}${ordinal}`,
    `${word} [${year}] ${ordinal}`,
    `${word}（${year}）第${ordinal}`,
    `${word}${year} ${ordinal.replace('号', '')}`,
  ]) {
    const byNumber = await search(typed);
    assert.equal(byNumber.titles[0]?.number ?? byNumber.results[0]?.number, number, typed);
  }
  const wrong = `${title.slice(0, 8)}错${title.slice(9)}`;
  const byTitle = await search(wrong);
  assert.equal(byTitle.titles[0]?.title, title);
});

test('a number may bear the last two digits of its year', () => {
  assert.equal(typedNumberKey('示政发23-84'), typedNumberKey('示政发〔2023〕84号'));
  assert.equal(typedNumberKey('示政发〔23〕第6'), typedNumberKey('示政发〔2023〕6号'));
  assert.notEqual(typedNumberKey('示政发2384'), typedNumberKey('示政发〔2023〕84号'));
});

test('a question finds what its words without the asking find, and says so', async () => {
  const { results, searched } = await search('请问办法');
  assert.ok(results.length > 0);
  assert.equal(searched, '办法');
  assert.equal((await search('办法')).searched, '办法');
});

test('a table row that is found says which row it is', async () => {
  const { rows } = (await store.runSql(
    `select r.cells, r.table_ord, r.ord from law_table_row r join law_expression e on e.id = r.expression_id and e.current`,
  )) as { rows: { cells: Record<string, string>; table_ord: number; ord: number }[] };
  const row = rows.find((r) => Object.values(r.cells).some((c) => c.length > 6));
  assert.ok(row);
  const words = Object.values(row.cells).find((c) => c.length > 6) ?? '';
  const { results } = await search(words.slice(0, 12));
  assert.ok(results.some((f) => f.row?.table === row.table_ord + 1 && f.row.row === row.ord + 1));
});

test('filters by section, body, year and status narrow what is found', async () => {
  const facets = await searchFacets(store.db);
  assert.ok(facets.sections.length > 1 && facets.bodies.length > 1 && facets.years.includes(2024));
  const all = await search('通知');
  for (const section of facets.sections) {
    const some = await search('通知', { section });
    assert.ok(some.total <= all.total);
  }
  assert.equal((await search('通知', { year: 1999 })).total, 0);
  assert.equal((await search('通知', { body: '没有这个机关' })).total, 0);
  const inForce = await search('通知', { status: 'in_force' });
  for (const find of inForce.results) assert.equal(find.status, 'in_force');
});

test('what is typed never breaks the search, and pages never overlap', async () => {
  for (const typed of ["' or 1=1", '《》', '%', '\\', ':*', '&|!', '\u0000', '禁'.repeat(500)])
    await search(typed);
  const [one, two] = [await search('年', { page: 1 }), await search('年', { page: 2 })];
  assert.ok(one.pages > 1);
  assert.notDeepEqual(one.results[0], two.results[0]);
  assert.equal(two.start, 21);
});
