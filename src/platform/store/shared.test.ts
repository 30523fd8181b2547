/** Questions over the connection that is shared; on the embedded database they go over its own. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { listed, question } from './statement.ts';
import type { Store } from './store.ts';
import { openTestStore } from './testing.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
  await sql`create table shared_note (n int primary key)`.execute(store.db);
});
after(() => store.close());

const divide = question<{ pid: number; quotient: number }>(
  'select pg_backend_pid() as pid, 12 / $1::int as quotient',
);
const notes = question<{ n: number }>('select n from shared_note where n = $1');

test('of many asked at once each gets its own answer, and one that fails fails alone', async () => {
  const asked = Array.from({ length: 60 }, (_, k) => k % 13);
  const answers = await Promise.allSettled(asked.map((n) => divide(store.db, [n])));
  const pids = new Set<number>();
  for (const [k, n] of asked.entries()) {
    const answer = answers[k];
    if (n === 0) assert.match(String(answer?.status === 'rejected' && answer.reason), /division by zero/);
    else {
      assert.equal(answer?.status, 'fulfilled');
      assert.equal(answer.value[0]?.quotient, Math.trunc(12 / n));
      pids.add(answer.value[0]?.pid ?? 0);
    }
  }
  assert.equal(pids.size, 1, 'all of them over one connection');
});

test('within a transaction a question sees what the transaction wrote, and nobody else does', async () => {
  await store.db.transaction().execute(async (tx) => {
    await sql`insert into shared_note values (1)`.execute(tx);
    assert.deepEqual(await notes(tx, [1]), [{ n: 1 }]);
    // The embedded database has one session: who asks from outside waits for the transaction to end.
    if (store.kind === 'postgres') assert.deepEqual(await notes(store.db, [1]), []);
  });
  assert.deepEqual(await notes(store.db, [1]), [{ n: 1 }]);
});

test('a list of any length, of any text, is one value', async () => {
  const lengths = question<{ word: string; length: number }>(
    'select word, length(word) from json_to_recordset($1::json) as a(word text)',
  );
  const words = ['', '西夏区', '"quoted"', '{brace}', "it's", '𠮷', 'a\\b'];
  assert.deepEqual(
    await lengths(store.db, [listed(words.map((word) => ({ word })))]),
    words.map((word) => ({ word, length: [...word].length })),
  );
  assert.deepEqual(await lengths(store.db, [listed([])]), []);
});

test('a connection that was lost fails what was under way, and the next question opens another', {
  skip: !process.env.TEST_DATABASE_URL && 'the embedded database has no connection to lose',
}, async () => {
  const [first] = await divide(store.db, [4]);
  const slow = question('select pg_sleep($1)')(store.db, [30]);
  const behind = divide(store.db, [3]);
  setTimeout(() => sql`select pg_terminate_backend(${first?.pid})`.execute(store.db), 50);
  const [a, b] = await Promise.allSettled([slow, behind]);
  assert.equal(a.status, 'rejected');
  assert.equal(b.status, 'rejected');
  const [again] = await divide(store.db, [4]);
  assert.equal(again?.quotient, 3);
  assert.notEqual(again?.pid, first?.pid);
});
