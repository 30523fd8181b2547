import { Kysely, type LogConfig, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { ClientConfig } from 'pg';
import { PreparingClient } from './prepared.ts';
import type { Db } from './store.ts';
import type { Tables } from './tables.ts';

/**
 * One connection that everybody uses at once, for short questions outside transactions. Those that are asked in the same
 * turn of the event loop go out in one write and are answered in their order (the protocol's pipelining): waking the
 * server costs both sides more than such a question does. A slow statement would hold up all behind it, so it is for
 * `question` alone.
 *
 * A connection that is lost fails what was under way, and the next question opens another.
 */
export class SharedConnection implements PostgresPool {
  readonly options = {};
  readonly #config: ClientConfig;
  readonly #onLost: (error: Error) => void;
  #opened: Promise<PostgresPoolClient> | undefined;
  #client: PreparingClient | undefined;

  constructor(config: ClientConfig, onLost: (error: Error) => void) {
    this.#config = config;
    this.#onLost = onLost;
  }

  connect(): Promise<PostgresPoolClient> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  async end(): Promise<void> {
    const client = this.#client;
    this.#forget(client);
    await client?.end();
  }

  async #open(): Promise<PostgresPoolClient> {
    const client = new PreparingClient({ ...this.#config, pipeline: true });
    this.#client = client;
    client.on('error', (error) => {
      this.#onLost(error);
      this.#forget(client);
    });
    client.on('end', () => this.#forget(client));
    try {
      await client.connect();
    } catch (error) {
      this.#forget(client);
      throw error;
    }
    const { stream } = client.connection;
    let gathering = false;
    const query: unknown = (text: string, values: unknown[]) => {
      if (!gathering) {
        gathering = true;
        stream.cork();
        setImmediate(() => {
          gathering = false;
          stream.uncork();
        });
      }
      return client.query(text, values);
    };
    return { query: query as PostgresPoolClient['query'], release: () => {} };
  }

  #forget(client: PreparingClient | undefined): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#opened = undefined;
  }
}

const shared = new WeakMap<object, Db>();

/** Gives a store's handle its shared connection. @returns closes it */
export function shareConnection(
  db: Db,
  config: ClientConfig,
  onLost: (error: Error) => void,
  log?: LogConfig,
): () => Promise<void> {
  const together = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new SharedConnection(config, onLost) }),
    ...(log && { log }),
  });
  shared.set(db, together);
  return () => together.destroy();
}

/** The shared connection beside a handle; the handle itself within a transaction and where there is none. */
export const sharedOf = <H extends object>(handle: H): H | Db => shared.get(handle) ?? handle;
