import { fromKysely, PgBoss } from 'pg-boss';
import type { Log } from '#base/log.ts';
import type { Store, Tx } from '#platform/store/store.ts';

/** The work that is done outside a request. Handlers are idempotent: a job may run again after a crash. */
export interface Jobs {
  /** Queues a job inside the caller's transaction: it exists exactly when the transaction commits. */
  send(tx: Tx, queue: string, data: object, key: string): Promise<void>;
  /** Registers the handler of a queue; call before `start`. */
  handle<T extends object>(queue: string, handler: (data: T) => Promise<void>): void;
  /** Runs a handler by the clock (cron, minutes in UTC), once for all processes together; call before `start`. */
  every(queue: string, cron: string, handler: () => Promise<void>): void;
  start(): Promise<void>;
  /** Waits for the work under way, at most `graceMs`. */
  stop(graceMs?: number): Promise<void>;
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
  const schedules = new Map<string, string>();

  async function register(queue: string, handler: (data: never) => Promise<void>): Promise<void> {
    await boss.createQueue(`${queue}.dead`);
    await boss.createQueue(queue, {
      retryLimit: RETRIES,
      retryBackoff: true,
      expireInSeconds: EXPIRE_SECONDS,
      deadLetter: `${queue}.dead`,
    });
    await boss.work(queue, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
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
    handle(queue, handler) {
      handlers.set(queue, handler as (data: never) => Promise<void>);
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
