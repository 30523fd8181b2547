/** Databases for tests: the embedded one by default, a fresh database on a real server when TEST_DATABASE_URL is set. Never a mock. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '#base/log.ts';
import { migrate } from './migrate.ts';
import { EmbeddedDatabase } from './pglite-client.ts';
import { embeddedStore, openStore, type Store } from './store.ts';

/** Opens an empty, migrated database; `close` drops it. Use in `before`/`after` of a test file. */
export async function openTestStore(): Promise<Store> {
  const { TEST_DATABASE_URL: server, TEST_DATABASE_BASE: base } = process.env;
  if (server) {
    const name = await createDatabase(server, base);
    const store = await onServer(server, name, () => dropDatabase(server, name));
    if (!base) await migrate(store);
    return store;
  }
  const store = await embedded(base);
  if (!base) await migrate(store);
  return store;
}

/**
 * Makes a migrated, empty database once, for the test files that are run with the given environment: each begins from
 * a copy. Making one takes seconds of a processor, copying it a part of one.
 * @param folder where it may write, as long as the files run
 */
export async function prepareTestStores(
  folder: string,
): Promise<{ env: Record<string, string>; close: () => Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL;
  if (server) {
    const name = await createDatabase(server);
    const store = await onServer(server, name, async () => {});
    await migrate(store);
    await store.close();
    return { env: { TEST_DATABASE_BASE: name }, close: () => dropDatabase(server, name) };
  }
  const image = join(folder, 'database.tar');
  const database = await EmbeddedDatabase.open(null);
  const store = embeddedStore(database, () => {});
  await migrate(store);
  await database.writeImage(image);
  await store.close();
  return { env: { TEST_DATABASE_BASE: image }, close: async () => {} };
}

const embedded = async (image: string | undefined): Promise<Store> =>
  embeddedStore(await EmbeddedDatabase.open(null, image ?? null), () => {});

async function createDatabase(server: string, base?: string): Promise<string> {
  const name = `gongbao_test_${randomBytes(6).toString('hex')}`;
  const from = base ? `template ${base}` : "template template0 encoding 'UTF8' locale 'C.UTF-8'";
  await once(server, `create database ${name} ${from}`);
  return name;
}

const dropDatabase = (server: string, name: string): Promise<void> =>
  once(server, `drop database if exists ${name} with (force)`);

async function onServer(server: string, name: string, closed: () => Promise<void>): Promise<Store> {
  const url = new URL(server);
  url.pathname = `/${name}`;
  const opened = await openStore({ kind: 'postgres', url: url.href, poolMax: 5 }, createLog('silent'));
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  return {
    ...store,
    close: async () => {
      await store.close();
      await closed();
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
