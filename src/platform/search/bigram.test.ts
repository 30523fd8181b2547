import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { excerpt, findMatches, toQuery, toVector } from './bigram.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

async function matches(text: string, query: string): Promise<boolean> {
  const q = toQuery(query);
  if (q === null) return false;
  const { rows } = await sql<{ hit: boolean }>`
    select ${toVector([[text, 'D']])}::tsvector @@ ${q}::tsquery as hit`.execute(store.db);
  return rows[0]?.hit ?? false;
}

test('a text becomes pairs at their positions, Latin runs whole, punctuation a gap', () => {
  assert.equal(toVector([['甲乙丙，GB/T 40', 'D']]), "'甲乙':1 '乙丙':2 '丙':3 'gb':5 't':7 '40':8");
  assert.equal(
    toVector([
      ['甲乙', 'A'],
      [null, 'D'],
      ['甲乙', 'D'],
    ]),
    "'甲乙':1A,5 '乙':2A,6",
  );
});

test('a query becomes phrases; blanks separate terms; nothing to look for is null', () => {
  assert.equal(toQuery('禁火令'), "('禁火' <-> '火令')");
  assert.equal(toQuery('火'), "('火':*)");
  assert.equal(toQuery('2023年版 托育'), "('2023' <-> '年版') & ('托育')");
  assert.equal(toQuery('森林、草原'), "('森林') & ('草原')");
  assert.equal(toQuery('  ，。'), null);
});

test('phrases match where the words stand, and nowhere else', async () => {
  const text = '本令有效期自2023年9月30日至2024年6月1日，ＡＰＰ端同步公布。';
  for (const hit of [
    '有效期',
    '9月30日',
    '2024年6月',
    'app',
    'APP端',
    '令',
    '期',
    '布',
    '有效期 公布',
    '６月',
  ]) {
    assert.equal(await matches(text, hit), true, hit);
  }
  for (const miss of ['有期', '日至2023', '1日APP', '效期有', '电'])
    assert.equal(await matches(text, miss), false, miss);
});

test('found by the index exactly when the words stand in the text (any text, any part of it)', async () => {
  const unit = fc.constantFrom('森', '林', '火', '令', '区', 'a', '9', '，');
  await fc.assert(
    fc.asyncProperty(
      fc.array(unit, { minLength: 1, maxLength: 30 }),
      fc.array(fc.constantFrom('森', '林', '火', '令', '区'), { minLength: 1, maxLength: 4 }),
      async (textUnits, queryUnits) => {
        const text = textUnits.join('');
        const query = queryUnits.join('');
        assert.equal(await matches(text, query), text.includes(query), `${text} / ${query}`);
      },
    ),
    { numRuns: 400 },
  );
});

test('nothing that a person types breaks the query language', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (typed) => {
      const q = toQuery(typed);
      if (q !== null) await sql`select ${q}::tsquery`.execute(store.db);
      await sql`select ${toVector([[typed, 'A']])}::tsvector`.execute(store.db);
    }),
    { numRuns: 300 },
  );
});

test('matches are marked in order without overlap, and an excerpt shows the first of them', () => {
  assert.deepEqual(findMatches('禁火令与禁火', '禁火 火令'), [
    [0, 3],
    [4, 6],
  ]);
  const long = `${'前'.repeat(200)}禁火${'后'.repeat(200)}`;
  const shown = excerpt(long, '禁火', 40);
  assert.equal(shown.before && shown.after, true);
  assert.equal(shown.parts.map((p) => p.text).join('').length, 40);
  assert.deepEqual(
    shown.parts.filter((p) => p.match),
    [{ text: '禁火', match: true }],
  );
});
