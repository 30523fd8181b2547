/** Databases for tests: the embedded one by default, a fresh database on a real server when TEST_DATABASE_URL is set. Never a mock. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createLog } from '#base/log.ts';
import { migrate } from './migrate.ts';
import { EmbeddedDatabase } from './pglite-client.ts';
import { embeddedStore, openStore, type Store } from './store.ts';

/** Opens an empty, migrated database; `close` drops it. Use in `before`/`after` of a test file. */
export async function openTestStore(): Promise<Store> {
  const server = process.env.TEST_DATABASE_URL;
  const image = process.env.TEST_DATABASE_IMAGE;
  if (!server && image) return embeddedStore(await EmbeddedDatabase.open(null, image), () => {});
  const store = server ? await onServer(server) : embeddedStore(await EmbeddedDatabase.open(null), () => {});
  await migrate(store);
  return store;
}

/**
 * Writes an empty, migrated embedded database to a file; named by TEST_DATABASE_IMAGE, all test files begin from it.
 * Making one anew takes seconds of a processor, copying it a part of one.
 */
export async function writeTestImage(path: string): Promise<void> {
  const embedded = await EmbeddedDatabase.open(null);
  const store = embeddedStore(embedded, () => {});
  await migrate(store);
  await embedded.writeImage(path);
  await store.close();
}

async function onServer(server: string): Promise<Store> {
  const name = `gongbao_test_${randomBytes(6).toString('hex')}`;
  await once(server, `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const opened = await openStore({ kind: 'postgres', url: url.href, poolMax: 5 }, createLog('silent'));
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  return {
    ...store,
    close: async () => {
      await store.close();
      await once(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function once(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
