import type { AddressInfo } from 'node:net';
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import type { Post } from '#platform/people/actor.ts';
import { createSignIn, type SignIn } from '#platform/people/sign-in.ts';
import type { Store } from '#platform/store/store.ts';
import { seedItems } from '#systems/permits/index.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../../src/rooms.ts';
import { openBenchStore } from './bench-store.ts';
import { idleJobs } from './idle-jobs.ts';

export interface BenchSite {
  readonly store: Store;
  readonly url: string;
  readonly signIn: SignIn;
  readonly app: Awaited<ReturnType<typeof createServer>>;
  /** Where it listens on loopback. */
  readonly port: number;
  /** Signs an official with these posts in. @returns the cookie that a browser would send */
  official(username: string, posts: readonly Post[]): Promise<string>;
  close(): Promise<void>;
}

/** The whole server on the benchmark's database, with the permit list; its limits on requests are out of the way. */
export async function openBenchSite(
  onQuery?: (sql: string, parameters: readonly unknown[]) => void,
): Promise<BenchSite> {
  const { store, url } = await openBenchStore(onQuery);
  const config = parseConfig({
    NODE_ENV: 'test',
    DATABASE_URL: url,
    LOG_LEVEL: 'silent',
    GONGBAO_REQUESTS_PER_MINUTE: '100000000',
    GONGBAO_SIGN_INS_PER_MINUTE: '100000',
    GONGBAO_COMMANDS_PER_MINUTE: '100000000',
  });
  if (!config.ok) throw new Error(config.error.message);
  const signIn = createSignIn(config.value, store);
  const app = await createServer(
    { config: config.value, log: createLog('silent'), store, jobs: idleJobs, signIn },
    rooms.map((r) => r.routes),
  );
  await seedItems(store.db);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    store,
    url,
    signIn,
    app,
    port: (app.server.address() as AddressInfo).port,
    official: async (username, posts) => {
      const password = 'a-long-password';
      await signIn.ensureAccount({
        username,
        name: '压力测试账号',
        password,
        roles: [{ role: 'official', division: '640105' }],
        posts,
      });
      const opened = await signIn.open(username, password);
      if (!opened.ok) throw new Error(opened.error.message);
      return opened.value.map((c) => c.split(';')[0]).join('; ');
    },
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}
