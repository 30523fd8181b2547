import { join } from 'node:path';
import { Kysely, type LogConfig, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import { ok, type Result } from '#base/result.ts';
import { lockFolder } from './folder-lock.ts';
import { type Listen, ServerListener } from './listen.ts';
import { EmbeddedDatabase } from './pglite-client.ts';
import { EmbeddedDialect } from './pglite-dialect.ts';
import { PreparingClient } from './prepared.ts';
import { shareConnection } from './shared.ts';
import type { Tables } from './tables.ts';

/** The root handle. Inside a transaction only the transaction's own handle may be used: with the embedded database the root handle waits for the transaction to end. */
export type Db = Kysely<Tables>;
/** A handle inside a transaction. */
export type Tx = Transaction<Tables>;
/** Either: for queries that run in or out of a transaction. */
export type Handle = Db | Tx;

/** Runs SQL text outside Kysely: several statements when there are no parameters (migrations, the job queue). */
export type RunSql = (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;

export interface Store {
  readonly kind: 'postgres' | 'embedded';
  readonly db: Db;
  readonly runSql: RunSql;
  /** Cheap liveness probe; rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Hears what `pg_notify` sends on a channel, from any process of the same database. */
  readonly listen: Listen;
  close(): Promise<void>;
}

/** Told of every statement that Kysely runs; for benchmarks, which hand the same statements to pgbench. */
export type OnQuery = (sql: string, parameters: readonly unknown[]) => void;

const INT8 = 20;
const DATE = 1082;

/**
 * Opens the database that the configuration names.
 * With none, the embedded one: behind a lock of the operating system, with a plain notice that it does not fsync.
 */
export async function openStore(
  database: Config['database'],
  log: Log,
  onQuery?: OnQuery,
): Promise<Result<Store, 'store.folder_in_use'>> {
  if (database.kind === 'postgres') return ok(openServer(database.url, database.poolMax, log, onQuery));
  if (database.folder === null) return ok(embeddedStore(await EmbeddedDatabase.open(null), () => {}));
  const lock = lockFolder(database.folder);
  if (!lock.ok) return lock;
  try {
    const embedded = await EmbeddedDatabase.open(join(database.folder, 'database'));
    log.warn(
      { folder: database.folder },
      'embedded database: it does not fsync, a power cut may lose the last writes; set DATABASE_URL for real use',
    );
    return ok(embeddedStore(embedded, lock.value));
  } catch (error) {
    lock.value();
    throw error;
  }
}

/** The store over an embedded database that is open. @param unlock called when it has been closed */
export function embeddedStore(embedded: EmbeddedDatabase, unlock: () => void): Store {
  const db = new Kysely<Tables>({ dialect: new EmbeddedDialect(() => embedded) });
  const runSql: RunSql = async (text, values) => {
    const session = await embedded.acquire();
    try {
      return values && values.length > 0 ? await session.query(text, values) : await session.script(text);
    } catch (error) {
      // A failed statement inside BEGIN…COMMIT would leave the only session aborted for everybody.
      await session.script('rollback').catch(() => {});
      throw error;
    } finally {
      session.release();
    }
  };
  return {
    kind: 'embedded',
    db,
    runSql,
    ping: async () => void (await runSql('select 1')),
    listen: (channel, onMessage) => embedded.listen(channel, onMessage),
    close: async () => {
      await embedded.close();
      unlock();
    },
  };
}

function openServer(url: string, poolMax: number, log: Log, onQuery: OnQuery | undefined): Store {
  const config: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    types: {
      getTypeParser: (oid: number, format?: string) => {
        if (oid === INT8) return (v: string) => Number(v);
        if (oid === DATE) return (v: string) => v;
        return pg.types.getTypeParser(oid, format as 'text');
      },
    } as pg.CustomTypesConfig,
  };
  const pool = new pg.Pool({ ...config, Client: PreparingClient, max: poolMax });
  // A connection that is lost between two statements, idle or in a transaction, must not end the process: the next
  // statement opens another, or fails and says so. The error itself carries the whole client: too much for a log.
  const lost = ({ message }: Error) => log.warn({ reason: message }, 'a database connection was lost');
  pool.on('connect', (client) => client.on('error', lost));
  pool.on('error', () => {});
  const seen: LogConfig | undefined = onQuery && (({ query }) => onQuery(query.sql, query.parameters));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), ...(seen && { log: seen }) });
  const closeShared = shareConnection(db, config, lost, seen);
  const runSql: RunSql = async (text, values) => {
    const result = values && values.length > 0 ? await pool.query(text, [...values]) : await pool.query(text);
    const all = Array.isArray(result) ? (result as pg.QueryResult[]) : [result];
    return { rows: all.flatMap((r) => r.rows ?? []) };
  };
  const listener = new ServerListener(url, log);
  return {
    kind: 'postgres',
    db,
    runSql,
    ping: async () => void (await pool.query('select 1')),
    listen: listener.listen,
    close: async () => {
      await listener.close();
      await closeShared();
      await db.destroy();
    },
  };
}
