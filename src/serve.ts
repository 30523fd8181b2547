import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { createSignIn } from '#platform/people/sign-in.ts';
import { migrate } from '#platform/store/migrate.ts';
import { openStore, type Store } from '#platform/store/store.ts';
import { type StoreFailure, usingStore } from '#platform/store/store-failure.ts';
import type { Context } from '#web/http/context.ts';
import { createServer } from '#web/server.ts';
import { answerWhileWaiting } from '#web/waiting.ts';
import { rooms } from './rooms.ts';

export interface Running {
  /** Where it listens: the port may have been chosen by the system. */
  readonly address: string;
  /** What to tell the person at the terminal. */
  readonly welcome: string;
  stop(): Promise<void>;
}

export type StartRefusal = 'store.folder_in_use' | StoreFailure | 'web.port';

/**
 * Starts everything in order; what was opened is closed again when a later step fails. A database server that
 * does not answer yet is waited for, with a page that says so.
 */
export async function start(
  config: Config,
  log: Log,
  stopped?: AbortSignal,
): Promise<Result<Running, StartRefusal>> {
  const opened = await usingStore(() => openStore(config.database, log));
  if (!opened.ok) return opened;
  if (!opened.value.ok) return opened.value;
  const store = opened.value.value;
  try {
    const ready = await prepareStore(config, store, log, stopped);
    const started = ready.ok ? await startRooms(config, store, log) : ready;
    if (!started.ok) await store.close();
    return started;
  } catch (error) {
    await store.close().catch(() => {});
    const refused = portRefusal(config, error);
    if (refused) return refused;
    throw error;
  }
}

const WAIT_MS = 1000;

/** Brings the tables up to date, as soon as the database answers. */
async function prepareStore(
  config: Config,
  store: Store,
  log: Log,
  stopped?: AbortSignal,
): Promise<Result<void, StoreFailure>> {
  let stopWaiting: (() => Promise<void>) | undefined;
  try {
    for (;;) {
      const migrated = await usingStore(() => migrate(store));
      if (migrated.ok) {
        if (migrated.value.length > 0) log.info({ applied: migrated.value }, 'migrations applied');
        return ok(undefined);
      }
      if (migrated.error.code === 'store.refused' || store.kind === 'embedded' || stopped?.aborted)
        return migrated;
      if (!stopWaiting) {
        log.warn({ reason: migrated.error.message }, 'waiting for the database');
        stopWaiting = await answerWhileWaiting(config.host, config.port);
      }
      await sleep(WAIT_MS, undefined, stopped && { signal: stopped }).catch(() => {});
    }
  } finally {
    await stopWaiting?.();
  }
}

async function startRooms(config: Config, store: Store, log: Log): Promise<Result<Running, never>> {
  const signIn = createSignIn(config, store);
  const jobs = createJobs(store, log);
  if (signIn.provider)
    log.info(
      { address: `${config.publicUrl}/login/callback/${signIn.provider.id}` },
      'identity provider: register this address there as where to send people back',
    );
  const context: Context = { config, log, store, jobs, signIn };
  if (config.demo) {
    for (const account of DEMO_ACCOUNTS) await signIn.ensureAccount(account);
    for (const room of rooms) await room.seed?.(context);
  }
  for (const room of rooms) room.jobs?.(context);
  const app = await createServer(
    context,
    rooms.map((r) => r.routes),
  );
  // Nobody is answered before everything runs: a database lost until then is a start that failed, not a service.
  await jobs.start();
  try {
    for (const room of rooms) await room.resume?.(context);
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await jobs.stop(0).catch(() => {});
    throw error;
  }
  const port = (app.server.address() as { port: number }).port;
  const address = `http://localhost:${port}`;
  return ok({
    address,
    welcome: welcome(config, address),
    stop: async () => {
      await app.close();
      await jobs.stop();
      await store.close();
    },
  });
}

function portRefusal(config: Config, error: unknown): ReturnType<typeof refuse<'web.port'>> | undefined {
  const where = `${config.host}:${config.port}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return refuse('web.port', `端口 ${where} 已被别的程序占用。请停止它，或用 PORT 另指端口。`);
    case 'EACCES':
      return refuse('web.port', `没有权限监听 ${where}。请用 PORT 另指 1024 以上的端口。`);
    case 'EADDRNOTAVAIL':
      return refuse('web.port', `这台机器没有地址 ${config.host}。请用 HOST 另指地址。`);
    default:
      return undefined;
  }
}

function welcome(config: Config, address: string): string {
  const lines = ['', `公报已启动：${address}`];
  if (config.database.kind === 'embedded')
    lines.push('数据库：内嵌（试用；断电可能丢失最后几次写入，正式使用请设 DATABASE_URL）');
  if (config.demo) {
    lines.push(
      '演示账号：',
      ...DEMO_ACCOUNTS.map((a) => `  ${a.name}  账号 ${a.username}  口令 ${a.password}`),
    );
    lines.push(
      '可以试试：',
      `  ${address}/issues                     读西夏区 2023 年第 4 期公报`,
      `  ${address}/documents?asOf=2024-06-02  看各文件在某一天的效力`,
      `  ${address}/search?q=禁火               检索条款`,
      `  ${address}/desk                       编辑登录后导入公报、审定效力`,
    );
  }
  return `${lines.join('\n')}\n`;
}
