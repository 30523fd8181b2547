import { fromKysely, PgBoss } from 'pg-boss';
import type { Log } from '#base/log.ts';
import type { Store, Tx } from '#platform/store/store.ts';

/** The work that is done outside a request. Handlers are idempotent: a job may run again after a crash. */
export interface Jobs {
  /** Queues a job inside the caller's transaction: it exists exactly when the transaction commits. */
  send(tx: Tx, queue: string, data: object, key: string): Promise<void>;
  /** Registers the handler of a queue; call before `start`. */
  handle<T extends object>(
    queue: string,
    handler: (data: T) => Promise<void>,
    options?: QueueOptions<T>,
  ): void;
  /** Runs a handler by the clock (cron, minutes in UTC), once for all processes together; call before `start`. */
  every(queue: string, cron: string, handler: () => Promise<void>): void;
  start(): Promise<void>;
  /** Waits for the work under way, at most `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** What a queue does otherwise than the others. */
export interface QueueOptions<T extends object> {
  /** How often a job is tried again after it failed. */
  readonly retries?: number;
  /** Before the second try; then about twice as long each time, up to the maximum. */
  readonly retryDelaySeconds?: number;
  readonly retryDelayMaxSeconds?: number;
  /** Jobs that a process works on at once: for those that wait for others. */
  readonly atOnce?: number;
  /** Told of every job that failed to the last. */
  readonly dead?: (data: T) => Promise<void>;
}

const RETRIES = 3;
const EXPIRE_SECONDS = 600;

/** Jobs on pg-boss, in the same database as everything else. A job that fails three times ends in the queue `<name>.dead`. */
export function createJobs(store: Store, log: Log): Jobs {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.runSql(text, values) as Promise<{ rows: unknown[] }> },
    ...(store.kind === 'embedded' ? { backend: 'pglite' as const } : {}),
    superviseIntervalSeconds: 30,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  const handlers = new Map<string, (data: never) => Promise<void>>();
  const options = new Map<string, QueueOptions<never>>();
  const schedules = new Map<string, string>();

  async function register(queue: string, handler: (data: never) => Promise<void>): Promise<void> {
    const { retries, retryDelaySeconds, retryDelayMaxSeconds, atOnce, dead } = options.get(queue) ?? {};
    await boss.createQueue(`${queue}.dead`);
    const settings = {
      retryLimit: retries ?? RETRIES,
      ...(retryDelaySeconds !== undefined && { retryDelay: retryDelaySeconds }),
      ...(retryDelayMaxSeconds !== undefined && { retryDelayMax: retryDelayMaxSeconds }),
      retryBackoff: true,
      expireInSeconds: EXPIRE_SECONDS,
    };
    await boss.createQueue(queue, { ...settings, deadLetter: `${queue}.dead` });
    // A queue that an older program made takes over what was configured since.
    await boss.updateQueue(queue, settings);
    await work(queue, handler, atOnce);
    if (dead) await work(`${queue}.dead`, dead);
  }

  async function work(queue: string, handler: (data: never) => Promise<void>, atOnce = 1): Promise<void> {
    await boss.work(queue, { pollingIntervalSeconds: 0.5, localConcurrency: atOnce }, async (jobs) => {
      for (const job of jobs) {
        const started = performance.now();
        await handler(job.data as never);
        log.info({ queue, job: job.id, ms: Math.round(performance.now() - started) }, 'job done');
      }
    });
  }

  return {
    async send(tx, queue, data, key) {
      await boss.send(queue, data, { db: fromKysely(tx as never), singletonKey: key });
    },
    handle(queue, handler, asked) {
      handlers.set(queue, handler as (data: never) => Promise<void>);
      if (asked) options.set(queue, asked as QueueOptions<never>);
    },
    every(queue, cron, handler) {
      handlers.set(queue, handler);
      schedules.set(queue, cron);
    },
    async start() {
      await boss.start();
      for (const [queue, handler] of handlers) await register(queue, handler);
      for (const [queue, cron] of schedules) await boss.schedule(queue, cron);
    },
    async stop(graceMs = 10_000) {
      await boss.stop({ graceful: true, timeout: graceMs, close: false });
    },
  };
}
