/** Messages between users of one database, on both kinds. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Store } from './store.ts';
import { openTestStore } from './testing.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

const patiently = async (so: () => boolean) => {
  const end = performance.now() + 30_000;
  while (!so()) {
    if (performance.now() > end) throw new Error('never so');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const send = (channel: string, payload: string) =>
  sql`select pg_notify(${channel}, ${payload})`.execute(store.db);

test('what is sent on a channel comes in order, on that channel alone, until nobody listens', async () => {
  const a: (string | null)[] = [];
  const b: (string | null)[] = [];
  const stop = await store.listen('channel_a', (p) => a.push(p));
  await store.listen('channel_b', (p) => b.push(p));
  await send('channel_a', 'one');
  await send('channel_b', 'other');
  await send('channel_a', '二');
  await patiently(() => a.length === 2 && b.length === 1);
  assert.deepEqual([a, b], [['one', '二'], ['other']]);
  stop();
  await send('channel_a', 'three');
  await send('channel_b', 'last');
  await patiently(() => b.length === 2);
  assert.equal(a.length, 2);
});

test('what a transaction sends comes when it commits, and never when it does not', async () => {
  const came: (string | null)[] = [];
  await store.listen('channel_c', (p) => came.push(p));
  await store.db
    .transaction()
    .execute(async (tx) => {
      await sql`select pg_notify('channel_c', 'undone')`.execute(tx);
      throw new Error('undone');
    })
    .catch(() => {});
  await store.db.transaction().execute(async (tx) => {
    await sql`select pg_notify('channel_c', 'done')`.execute(tx);
  });
  await patiently(() => came.length > 0);
  assert.deepEqual(came, ['done']);
});

test('a connection that was lost is opened again, and everybody is told to look for themselves', {
  skip: process.env.TEST_DATABASE_URL ? false : 'the embedded database has no connection to lose',
}, async () => {
  const came: (string | null)[] = [];
  await store.listen('channel_d', (p) => came.push(p));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen%' and pid <> pg_backend_pid()`.execute(
    store.db,
  );
  await patiently(() => came.includes(null));
  await send('channel_d', 'again');
  await patiently(() => came.at(-1) === 'again');
});

test('a channel’s name is no place for SQL', async () => {
  await assert.rejects(
    store.listen('a; drop table account', () => {}),
    RangeError,
  );
});
