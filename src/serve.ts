import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import { ok, type Result } from '#base/result.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { createSignIn } from '#platform/people/sign-in.ts';
import { migrate } from '#platform/store/migrate.ts';
import { openStore } from '#platform/store/store.ts';
import type { Context } from '#web/http/context.ts';
import { createServer } from '#web/server.ts';
import { rooms } from './rooms.ts';

export interface Running {
  /** Where it listens: the port may have been chosen by the system. */
  readonly address: string;
  /** What to tell the person at the terminal. */
  readonly welcome: string;
  stop(): Promise<void>;
}

/** Starts everything in order; what was opened is closed again when a later step fails. */
export async function start(config: Config, log: Log): Promise<Result<Running, 'store.folder_in_use'>> {
  const opened = await openStore(config.database, log);
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const applied = await migrate(store);
    if (applied.length > 0) log.info({ applied }, 'migrations applied');
    const signIn = createSignIn(config, store);
    const jobs = createJobs(store, log);
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
    await app.listen({ host: config.host, port: config.port });
    await jobs.start();
    for (const room of rooms) await room.resume?.(context);
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
  } catch (error) {
    await store.close().catch(() => {});
    throw error;
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
