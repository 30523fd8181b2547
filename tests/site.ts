/** A whole site for stories, on a test database, nothing listening yet. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type Config, parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { fromRoot } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { createJobs, type Jobs } from '#platform/jobs/jobs.ts';
import { systemActor } from '#platform/people/actor.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { createSignIn } from '#platform/people/sign-in.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue, seedFacts } from '#systems/gazette/index.ts';
import type { Context } from '#web/http/context.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../src/rooms.ts';

export type Site = {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly context: Context;
  close(): Promise<void>;
};

function testConfig(env: Record<string, string>): Config {
  const config = parseConfig({
    NODE_ENV: 'test',
    GONGBAO_DATA: 'memory:',
    GONGBAO_COMMANDS_PER_MINUTE: '100000',
    ...env,
  });
  if (!config.ok) throw new Error(config.error.message);
  return config.value;
}

async function open(config: Config, prepare: (context: Context) => Promise<unknown>): Promise<Site> {
  const log = createLog(process.env.TEST_LOG ?? 'silent');
  const store = await openTestStore();
  const context = { config, log, store, jobs: createJobs(store, log), signIn: createSignIn(config, store) };
  for (const room of rooms) room.jobs?.(context);
  await prepare(context);
  const app = await createServer(
    context,
    rooms.map((room) => room.routes),
  );
  return {
    app,
    store,
    jobs: context.jobs,
    context,
    close: async () => {
      await app.close();
      await context.jobs.stop(2000);
      await store.close();
    },
  };
}

/** Imports a text as the system does. @throws when it is refused */
export async function importText(store: Store, text: string | Uint8Array, name: string | null = null) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const context = { db: store.db, parse: parseBytes, maxBytes: 1e8 };
  const report = await importIssue(context, systemActor('test'), { name, bytes });
  if (!report.ok) throw new Error(`${name ?? 'a text'}: ${report.error.message}`);
  return report.value;
}

/** Imports a file of the repository or beside it. @param path absolute */
export const importFile = (store: Store, path: string) => importText(store, readFileSync(path), path);

/** Imports the invented gazette. */
export const importSample = (store: Store) => importFile(store, fromRoot('samples/lanhe-2024-02.txt'));

/**
 * For stories of the desk: demo accounts and a job worker that works; nothing imported.
 * @param env over the test environment, e.g. a lower limit
 */
export const openDeskSite = (env: Record<string, string> = {}): Promise<Site> =>
  open(
    testConfig({ PUBLIC_URL: 'http://localhost', GONGBAO_SIGN_INS_PER_MINUTE: '100', ...env }),
    async ({ signIn, jobs }) => {
      for (const account of DEMO_ACCOUNTS) await signIn.ensureAccount(account);
      await jobs.start();
    },
  );

/** For stories of readers: the invented sample imported, the published facts seeded; no account, no job. */
export const openReadingSite = (): Promise<Site> => {
  const config = testConfig({
    PUBLIC_URL: 'https://gb.example.cn',
    GONGBAO_REQUESTS_PER_MINUTE: '1000000',
  });
  return open({ ...config, demo: false }, async ({ store }) => {
    await importSample(store);
    await seedFacts(store.db);
  });
};
