/** A running site for stories: the invented sample imported, the published facts seeded, nothing listening yet. */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type Config, parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { fromRoot } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import { systemActor } from '#platform/people/actor.ts';
import { createSignIn } from '#platform/people/sign-in.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { importIssue, seedFacts } from '#systems/gazette/index.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../src/rooms.ts';

export type Site = { readonly app: FastifyInstance; readonly store: Store; close(): Promise<void> };

/** Files to import besides the sample, as paths. */
export async function openSite(files: readonly string[] = []): Promise<Site> {
  const store = await openTestStore();
  for (const file of [fromRoot('samples/lanhe-2024-02.txt'), ...files]) {
    const report = await importIssue(
      { db: store.db, parse: parseBytes, maxBytes: 1e8 },
      systemActor('test'),
      { name: file, bytes: readFileSync(file) },
    );
    if (!report.ok) throw new Error(`${file}: ${report.error.message}`);
  }
  await seedFacts(store.db);
  const parsed = parseConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: 'https://gb.example.cn',
    GONGBAO_REQUESTS_PER_MINUTE: '1000000',
  });
  if (!parsed.ok) throw new Error(parsed.error.message);
  const config: Config = { ...parsed.value, demo: false };
  const log = createLog('silent');
  const app = await createServer(
    { config, log, store, jobs: createJobs(store, log), signIn: createSignIn(config, store) },
    rooms.map((room) => room.routes),
  );
  return {
    app,
    store,
    close: async () => {
      await app.close();
      await store.close();
    },
  };
}
