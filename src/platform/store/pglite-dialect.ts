import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { EmbeddedDatabase, Session } from './pglite-client.ts';

/**
 * Kysely over the embedded database. Kysely's own PGlite dialect shares one connection between everybody and
 * lets a query from outside run inside an open transaction; here a connection is held by one user at a time.
 */
export class EmbeddedDialect implements Dialect {
  readonly #open: () => EmbeddedDatabase;
  constructor(open: () => EmbeddedDatabase) {
    this.#open = open;
  }
  createDriver(): Driver {
    return new EmbeddedDriver(this.#open());
  }
  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }
  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own interface
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new PostgresIntrospector(db);
  }
}

class EmbeddedDriver implements Driver {
  readonly #database: EmbeddedDatabase;
  constructor(database: EmbeddedDatabase) {
    this.#database = database;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<EmbeddedConnection> {
    return new EmbeddedConnection(await this.#database.acquire());
  }
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).session.script('begin');
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).session.script('commit');
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as EmbeddedConnection).session.script('rollback');
  }
  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as EmbeddedConnection).session.release();
  }
  async destroy(): Promise<void> {
    await this.#database.close();
  }
}

class EmbeddedConnection implements DatabaseConnection {
  readonly session: Session;
  constructor(session: Session) {
    this.session = session;
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affected } = await this.session.query(query.sql, query.parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(affected) };
  }
  // biome-ignore lint/correctness/useYield: the embedded database answers whole results only
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the embedded database does not stream');
  }
}
