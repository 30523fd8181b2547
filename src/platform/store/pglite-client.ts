import { Worker } from 'node:worker_threads';
import { fromRoot } from '#base/paths.ts';
import { checkChannel, type Listen, type OnMessage } from './listen.ts';

/** What the database is opened from: a folder, or memory; filled from an image when one is named. */
export type WorkerStart = { readonly folder: string | null; readonly image: string | null };

export type WorkerRequest =
  | {
      readonly id: number;
      readonly kind: 'query';
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }
  | { readonly id: number; readonly kind: 'script'; readonly sql: string }
  | { readonly id: number; readonly kind: 'listen'; readonly channel: string }
  | { readonly id: number; readonly kind: 'image'; readonly path: string }
  | { readonly id: number; readonly kind: 'close' };

/** What somebody sent on a channel that is heard. */
export type WorkerMessage = { readonly channel: string; readonly payload: string };

type RequestBody = WorkerRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

export interface WorkerReply {
  readonly id: number;
  readonly rows?: unknown[];
  readonly affected?: number;
  readonly error?: {
    message: string;
    code: string | undefined;
    constraint: string | undefined;
    detail: string | undefined;
  };
}

export interface Rows {
  readonly rows: unknown[];
  readonly affected: number;
}

/** A failure that the embedded database reported; `code` is the SQLSTATE, as the pg driver gives it. */
class EmbeddedDatabaseError extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  readonly detail: string | undefined;
  constructor(e: NonNullable<WorkerReply['error']>) {
    super(e.message);
    this.name = 'EmbeddedDatabaseError';
    this.code = e.code;
    this.constraint = e.constraint;
    this.detail = e.detail;
  }
}

/** A start takes about two seconds; one that takes longer than this will not come. */
const START_MS_MAX = 60_000;

/** One exclusive use of the embedded database's single session. */
export interface Session {
  query(sql: string, parameters: readonly unknown[]): Promise<Rows>;
  script(sql: string): Promise<Rows>;
  release(): void;
}

/**
 * The embedded database as seen from the main thread: one session, handed out to one user at a time, first
 * come first served, so that a query can never slip into somebody else's transaction.
 */
export class EmbeddedDatabase {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (r: Rows) => void; reject: (e: Error) => void }>();
  readonly #queue: (() => void)[] = [];
  readonly #handlers = new Map<string, Set<OnMessage>>();
  #nextId = 1;
  #busy = false;
  #closed = false;
  /** Why the thread is gone, once it is. */
  #gone: Error | null = null;
  readonly #failStart: (error: Error) => void;
  /** Settles with the worker's first message, or with its failure to start. */
  readonly #started: Promise<void>;

  private constructor(worker: Worker) {
    this.#worker = worker;
    const started = Promise.withResolvers<void>();
    this.#started = started.promise;
    this.#failStart = started.reject;
    worker.on('message', (reply: WorkerReply | WorkerMessage | 'ready') => {
      if (reply === 'ready') started.resolve();
      else if ('channel' in reply)
        for (const tell of this.#handlers.get(reply.channel) ?? []) tell(reply.payload);
      else this.#settle(reply);
    });
    worker.on('error', (error) => this.#failAll(error as Error));
    worker.on('exit', () => this.#failAll(new Error('the embedded database has stopped')));
  }

  /**
   * Opens the database in `folder`, or in memory when null. Rejects when the folder cannot be opened.
   * @param image a file that `writeImage` made: the database begins as that one was
   */
  static async open(folder: string | null, image: string | null = null): Promise<EmbeddedDatabase> {
    const worker = new Worker(fromRoot('src/platform/store/pglite-worker.ts'), {
      workerData: { folder, image } satisfies WorkerStart,
      execArgv: [],
    });
    const database = new EmbeddedDatabase(worker);
    const overdue = setTimeout(
      () =>
        database.#failAll(new Error(`the embedded database did not start within ${START_MS_MAX / 1000} s`)),
      START_MS_MAX,
    );
    try {
      await database.#started;
      return database;
    } catch (error) {
      await worker.terminate();
      throw error;
    } finally {
      clearTimeout(overdue);
    }
  }

  /** Waits until the session is free, then hands it out; the caller must release it. */
  async acquire(): Promise<Session> {
    if (this.#closed) throw new Error('the embedded database is closed');
    if (this.#busy) await new Promise<void>((resolve) => this.#queue.push(resolve));
    if (this.#closed) throw new Error('the embedded database is closed');
    this.#busy = true;
    let released = false;
    return {
      query: (sql, parameters) => this.#send({ kind: 'query', sql, parameters }),
      script: (sql) => this.#send({ kind: 'script', sql }),
      release: () => {
        if (released) return;
        released = true;
        const next = this.#queue.shift();
        if (next) next();
        else this.#busy = false;
      },
    };
  }

  /** Hears a channel. Only between transactions: one that is rolled back would take the LISTEN back. */
  listen: Listen = async (channel, onMessage) => {
    checkChannel(channel);
    const handlers = this.#handlers.get(channel) ?? new Set();
    const first = handlers.size === 0;
    handlers.add(onMessage);
    this.#handlers.set(channel, handlers);
    if (first) {
      const session = await this.acquire();
      await this.#send({ kind: 'listen', channel }).finally(session.release);
    }
    return () => void handlers.delete(onMessage);
  };

  /** Writes the whole database to a file, from which another can begin. */
  async writeImage(path: string): Promise<void> {
    const session = await this.acquire();
    await this.#send({ kind: 'image', path }).finally(session.release);
  }

  /** Closes after the work under way; later calls fail. */
  async close(): Promise<void> {
    if (this.#closed) return;
    const session = await this.acquire();
    this.#closed = true;
    await this.#send({ kind: 'close' });
    session.release();
    await this.#worker.terminate();
  }

  #send(body: RequestBody): Promise<Rows> {
    if (this.#gone) return Promise.reject(this.#gone);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...body, id });
    });
  }

  #settle(reply: WorkerReply): void {
    const call = this.#waiting.get(reply.id);
    if (!call) return;
    this.#waiting.delete(reply.id);
    if (reply.error) call.reject(new EmbeddedDatabaseError(reply.error));
    else call.resolve({ rows: reply.rows ?? [], affected: reply.affected ?? 0 });
  }

  #failAll(error: Error): void {
    this.#closed = true;
    this.#gone ??= error;
    this.#failStart(error);
    for (const call of this.#waiting.values()) call.reject(error);
    this.#waiting.clear();
    // Whoever waits for the session wakes to find the database closed.
    for (const wake of this.#queue.splice(0)) wake();
  }
}
