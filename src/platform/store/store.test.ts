import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createLog } from '#base/log.ts';
import { audit } from '#platform/audit/audit.ts';
import { systemActor } from '#platform/people/actor.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate, splitStatements } from './migrate.ts';
import { openStore, type Store } from './store.ts';
import { openTestStore } from './testing.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

test('migrations run once and every table and column says what it is', async () => {
  assert.deepEqual(await migrate(store), []);
  const undocumented = await sql<{ name: string }>`
    select c.relname || '.' || a.attname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'gongbao_migration'
       and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)
     order by 1`.execute(store.db);
  assert.deepEqual(undocumented.rows, []);
});

test('a query outside never joins an open transaction, and a rollback leaves nothing', async () => {
  const failure = store.db.transaction().execute(async (tx) => {
    await audit(tx, systemActor('test'), { useCase: 'desk.read', outcome: 'done', subject: 'test:rollback' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    throw new Error('half-way');
  });
  const outside = audit(store.db, systemActor('test'), {
    useCase: 'desk.read',
    outcome: 'done',
    subject: 'test:outside',
  });
  await assert.rejects(failure, /half-way/);
  await outside;
  const rows = await store.db.selectFrom('audit_entry').select('subject').execute();
  assert.deepEqual(rows, [{ subject: 'test:outside' }]);
});

test('dates come as text, 64-bit integers as numbers, instants as instants, on either database', async () => {
  const { rows } = await sql<Record<string, unknown>>`
    select date '2024-06-02' as day, 9007199254740991::bigint as big, '{"a":[1]}'::jsonb as json,
           timestamptz '2024-06-02T00:00:00+08:00' as at`.execute(store.db);
  assert.deepEqual(rows[0], {
    day: '2024-06-02',
    big: 9007199254740991,
    json: { a: [1] },
    at: new Date('2024-06-01T16:00:00Z'),
  });
});

test('whoever waits for an embedded database that closes is told, and nobody waits for ever', async () => {
  const opened = await openStore({ kind: 'embedded', folder: null }, createLog('silent'));
  assert.ok(opened.ok);
  const { db, close, ping } = opened.value;
  const waiting = db.transaction().execute(async () => {
    const others = [ping(), ping(), ping()].map((p) =>
      p.then(
        () => 'answered',
        (e: Error) => e.message,
      ),
    );
    const closing = close();
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { others, closing };
  });
  const { others, closing } = await waiting;
  await closing;
  for (const outcome of await Promise.all(others)) assert.match(outcome, /answered|closed|stopped/);
  await assert.rejects(ping(), /closed|stopped/);
});

test('statements are split at their own semicolons only', () => {
  assert.deepEqual(splitStatements("select ';'; -- a ; b\n select $$;$$ ;\n/* ; */"), [
    "select ';'",
    '-- a ; b\n select $$;$$',
  ]);
});

test('one process at a time owns the embedded folder; what a dead one left stops nobody', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-lock-'));
  try {
    const first = lockFolder(folder);
    assert.ok(first.ok);
    const second = lockFolder(folder);
    assert.equal(second.ok ? 'taken' : second.error.code, 'store.folder_in_use');
    first.value();
    // What a process left that was killed, or cut off while it wrote.
    for (const left of ['4194305', '']) {
      writeFileSync(join(folder, 'lock'), left);
      const next = lockFolder(folder);
      assert.ok(next.ok);
      next.value();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the embedded database keeps what was committed when it is opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-store-'));
  try {
    for (const expected of [1, 2]) {
      const opened = await openStore({ kind: 'embedded', folder }, createLog('silent'));
      assert.ok(opened.ok);
      await migrate(opened.value);
      await audit(opened.value.db, systemActor('test'), { useCase: 'desk.read', outcome: 'done' });
      const rows = await opened.value.db.selectFrom('audit_entry').select('id').execute();
      assert.equal(rows.length, expected);
      await opened.value.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
