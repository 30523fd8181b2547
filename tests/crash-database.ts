/** A database that child processes use, and what is in it: for tests of bad input, crashes and restarts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { type Config, parseConfig } from '#base/config.ts';
import { canonicalJson, sha256 } from '#base/digest.ts';
import { createLog } from '#base/log.ts';
import { fromRoot } from '#base/paths.ts';
import { migrate } from '#platform/store/migrate.ts';
import { type Db, openStore, type Store } from '#platform/store/store.ts';

export type ChildDatabase = {
  /** Environment that makes a child process use it. */
  readonly env: Record<string, string>;
  /** Looks into it; nobody else may have the embedded one open meanwhile. */
  look<T>(read: (db: Db) => Promise<T>): Promise<T>;
  /** Gives up the connections of this process, so that it can be copied. */
  leave(): Promise<void>;
  close(): Promise<void>;
};

/** A fresh, migrated database: on the server when TEST_DATABASE_URL is set, else embedded in a temporary folder. */
export async function openChildDatabase(
  server: string | undefined = process.env.TEST_DATABASE_URL,
): Promise<ChildDatabase> {
  return server ? onServer(server) : embedded();
}

/** An embedded one in a temporary folder; a copy of another when `from` is given, which nobody has open. */
export async function embedded(from?: ChildDatabase): Promise<ChildDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-child-'));
  const env = { GONGBAO_DATA: folder, LOG_LEVEL: 'error' };
  if (from) cpSync(from.env.GONGBAO_DATA ?? '', folder, { recursive: true });
  else await using(env, async () => {});
  return {
    env,
    leave: async () => {},
    look: (read) => using(env, (store) => read(store.db)),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** One on a server; a copy of another when `from` is given, which is closed but for its name. */
export async function onServer(server: string, from?: ChildDatabase): Promise<ChildDatabase> {
  const name = `gongbao_child_${randomBytes(6).toString('hex')}`;
  const template = from ? new URL(from.env.DATABASE_URL ?? '').pathname.slice(1) : 'template0';
  await from?.leave();
  await runOn(server, `create database ${name} template ${template} encoding 'UTF8' locale 'C.UTF-8'`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const env = { DATABASE_URL: url.href, LOG_LEVEL: 'error' };
  let store: Store | undefined = await open(env);
  await migrate(store);
  const leave = async () => {
    await store?.close();
    store = undefined;
  };
  return {
    env,
    leave,
    look: async (read) => {
      store ??= await open(env);
      await untilOthersLeft(store.db);
      return read(store.db);
    },
    close: async () => {
      await leave();
      await runOn(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** The server works on for a moment for a client that was killed; until it notices, nothing is settled. */
async function untilOthersLeft(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and state <> 'idle'`.execute(db);
    if (rows[0]?.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function open(env: Record<string, string>): Promise<Store> {
  const config = parseConfig({ NODE_ENV: 'test', ...env });
  if (!config.ok) throw new Error(config.error.message);
  const database: Config['database'] = config.value.database;
  const opened = await openStore(database, createLog('silent'));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function using<T>(env: Record<string, string>, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await open(env);
  try {
    await migrate(store);
    return await work(store);
  } finally {
    await store.close();
  }
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export type LawState = Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const REFINEMENTS = 4;

/**
 * Rows and hash of every table of the law engine. Ids and times are made anew by each import, so an id counts as
 * what its row says, and what the rows say that it names (a few steps deep): two databases that say the same
 * are equal, with equal links.
 */
export async function lawState(db: Db): Promise<LawState> {
  const tables = await readTables(db, /* times */ false);
  let labels = new Map<string, string>();
  for (let i = 0; i < REFINEMENTS; i++) {
    const next = new Map<string, string>();
    for (const [name, rows] of tables)
      for (const { id, text } of rows)
        if (id !== null) next.set(id, sha256(name + relabel(text, labels, id)));
    labels = next;
  }
  return hashes(tables, (text) => relabel(text, labels));
}

/** The same, to the last id and instant: equal only when nothing at all was written. */
export async function exactState(db: Db): Promise<LawState> {
  return hashes(await readTables(db, true), (text) => text);
}

type Row = { readonly id: string | null; readonly text: string };

async function readTables(db: Db, times: boolean): Promise<[name: string, rows: Row[]][]> {
  const names = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'r' and c.relname like 'law\\_%' order by 1`.execute(db);
  const tables: [string, Row[]][] = [];
  for (const { name } of names.rows) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(name)} t`.execute(db);
    tables.push([name, rows.map(({ row }) => rowOf(row, times))]);
  }
  return tables;
}

function rowOf(row: Record<string, unknown>, times: boolean): Row {
  // A finding's key and an effect's fingerprint are hashes over ids; what they are about stands in other columns.
  const volatile = (name: string) => name.endsWith('_at') && typeof row[name] === 'string';
  const kept = Object.entries(row).filter(
    ([k]) => times || !(volatile(k) || k === 'finding_key' || k === 'fingerprint'),
  );
  return { id: typeof row.id === 'string' ? row.id : null, text: canonicalJson(Object.fromEntries(kept)) };
}

/** Who did it does not matter: an editor at the desk or the command line. */
const ACTOR = /"(imported_by|asserted_by)":"(?:system:cli|id)"/g;

const relabel = (text: string, labels: ReadonlyMap<string, string>, self?: string): string =>
  relabelIds(text, labels, self).replace(ACTOR, '"$1":"somebody"');

const relabelIds = (text: string, labels: ReadonlyMap<string, string>, self?: string): string =>
  text.replace(UUID, (id) => (id === self ? 'self' : (labels.get(id) ?? 'id')));

const hashes = (tables: [string, Row[]][], label: (text: string) => string): LawState =>
  Object.fromEntries(
    tables.map(([name, rows]) => {
      const texts = rows.map(({ text }) => label(text)).sort();
      return [name, { rows: rows.length, sha256: sha256(texts.join('\n')) }];
    }),
  );

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type Child = { readonly process: ChildProcess; readonly ended: Promise<Ended> };

/** Starts `node ARGS` from the repository's root with an environment of its own. */
export function startNode(
  args: readonly string[],
  env: Record<string, string>,
  options: { stdin?: Uint8Array; uid?: number } = {},
): Child {
  const {
    GONGBAO_DATA: _d,
    DATABASE_URL: _u,
    NODE_OPTIONS: _o,
    NODE_TEST_CONTEXT: _t,
    ...outer
  } = process.env;
  const child = spawn(process.execPath, [...args], {
    cwd: fromRoot(),
    env: { ...outer, NODE_ENV: 'development', ...env },
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      }),
    );
  });
  return { process: child, ended };
}

/** Runs `gongbao ARGS` to its end. */
export const gongbao = (
  args: readonly string[],
  env: Record<string, string> = {},
  options: { stdin?: Uint8Array; uid?: number } = {},
): Promise<Ended> => startNode(['src/cli.ts', ...args], env, options).ended;
