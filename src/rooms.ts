import { documentRoutes } from '#systems/documents/routes.tsx';
import { documentApiRoutes } from '#systems/documents/routes-api.tsx';
import { documentsDeskRoutes } from '#systems/documents/routes-desk.tsx';
import { feedRoutes } from '#systems/documents/routes-feeds.tsx';
import { searchRoutes } from '#systems/documents/routes-search.tsx';
import { seedFacts } from '#systems/gazette/index.ts';
import { gazetteRoutes } from '#systems/gazette/routes.tsx';
import { issueApiRoutes } from '#systems/gazette/routes-api.ts';
import { deskJobs, deskRoutes, resumeDesk } from '#systems/gazette/routes-desk.tsx';
import { personnelRoutes } from '#systems/personnel/routes.tsx';
import { personnelApiRoutes } from '#systems/personnel/routes-api.ts';
import type { Context } from '#web/http/context.ts';
import type { Routes } from '#web/server.ts';

/** What one system brings to the running program. */
export interface Room {
  readonly name: string;
  readonly routes: Routes;
  /** Registers its job handlers. */
  readonly jobs?: (context: Context) => void;
  /** Loads its facts on a trial site; does nothing when they are there. */
  readonly seed?: (context: Context) => Promise<void>;
  /** Takes up what a crash left unfinished. */
  readonly resume?: (context: Context) => Promise<void>;
}

/** Every system that runs, in the order in which they register. */
export const rooms: readonly Room[] = [
  { name: 'gazette', routes: gazetteRoutes },
  { name: 'gazette-api', routes: issueApiRoutes },
  { name: 'documents', routes: documentRoutes },
  { name: 'documents-api', routes: documentApiRoutes },
  { name: 'feeds', routes: feedRoutes },
  { name: 'search', routes: searchRoutes },
  {
    name: 'gazette-desk',
    routes: deskRoutes,
    jobs: deskJobs,
    seed: async ({ store }) => void (await seedFacts(store.db)),
    resume: resumeDesk,
  },
  { name: 'personnel', routes: personnelRoutes },
  { name: 'personnel-api', routes: personnelApiRoutes },
  { name: 'documents-desk', routes: documentsDeskRoutes },
];
