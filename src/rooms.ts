import type { Carrier } from '#engines/law/coverage.ts';
import { connectionCarriers } from '#systems/connections/definition.ts';
import { connectionJobs, hearSteps } from '#systems/connections/jobs.ts';
import { connectionRoutes } from '#systems/connections/routes.tsx';
import { webhookApiRoutes } from '#systems/connections/routes-api.ts';
import { connectionDeskRoutes } from '#systems/connections/routes-desk.tsx';
import type { ReadBeside } from '#systems/documents/beside.ts';
import { documentsCarriers } from '#systems/documents/definition.ts';
import { documentRoutes } from '#systems/documents/routes.tsx';
import { documentApiRoutes } from '#systems/documents/routes-api.tsx';
import { documentsDeskRoutes } from '#systems/documents/routes-desk.tsx';
import { feedRoutes } from '#systems/documents/routes-feeds.tsx';
import { pictureRoutes } from '#systems/documents/routes-pictures.tsx';
import { searchRoutes } from '#systems/documents/routes-search.tsx';
import { gazetteCarriers } from '#systems/gazette/definition.ts';
import { seedFacts } from '#systems/gazette/index.ts';
import { gazetteRoutes } from '#systems/gazette/routes.tsx';
import { issueApiRoutes } from '#systems/gazette/routes-api.ts';
import { coverageRoutes } from '#systems/gazette/routes-coverage.tsx';
import { deskJobs, deskRoutes, resumeDesk } from '#systems/gazette/routes-desk.tsx';
import { coverageDeskRoutes } from '#systems/gazette/routes-desk-coverage.tsx';
import { licenceCarriers } from '#systems/licences/definition.ts';
import { resumeAuthority } from '#systems/licences/index.ts';
import { licenceRoutes } from '#systems/licences/routes.tsx';
import { licenceDeskRoutes } from '#systems/licences/routes-desk.tsx';
import { seedLicence } from '#systems/licences/seed.ts';
import { ownRecordCarriers } from '#systems/own-record/definition.ts';
import { ownRecordRoutes } from '#systems/own-record/routes.tsx';
import { permitsCarriers } from '#systems/permits/definition.ts';
import { seedItems } from '#systems/permits/index.ts';
import { permitRoutes } from '#systems/permits/routes.tsx';
import { permitApiRoutes } from '#systems/permits/routes-api.ts';
import { permitDeskRoutes } from '#systems/permits/routes-desk.tsx';
import { actsBeside } from '#systems/personnel/beside.ts';
import { personnelCarriers } from '#systems/personnel/definition.ts';
import { personnelRoutes } from '#systems/personnel/routes.tsx';
import { personnelApiRoutes } from '#systems/personnel/routes-api.ts';
import { personnelDeskRoutes } from '#systems/personnel/routes-desk.tsx';
import { proxyCarriers } from '#systems/proxies/definition.ts';
import { proxyRoutes } from '#systems/proxies/routes.tsx';
import { proxyDeskRoutes } from '#systems/proxies/routes-desk.tsx';
import { reviewCarriers } from '#systems/reviews/definition.ts';
import { reviewJobs } from '#systems/reviews/jobs.ts';
import { reviewRoutes } from '#systems/reviews/routes.tsx';
import { reviewApiRoutes } from '#systems/reviews/routes-api.ts';
import { reviewDeskRoutes } from '#systems/reviews/routes-desk.tsx';
import { serviceCarriers } from '#systems/services/definition.ts';
import { serviceJobs } from '#systems/services/jobs.ts';
import { serviceRoutes } from '#systems/services/routes.tsx';
import { serviceApiRoutes } from '#systems/services/routes-api.ts';
import { serviceDeskRoutes } from '#systems/services/routes-desk.tsx';
import { caseDeadlines } from '#systems/services/routes-moved.ts';
import { figuresBeside } from '#systems/statistics/beside.ts';
import { statisticsCarriers } from '#systems/statistics/definition.ts';
import { statisticsRoutes } from '#systems/statistics/routes.tsx';
import type { Context } from '#web/http/context.ts';
import type { Deadlines } from '#web/pages/calendar/moved-deadlines.ts';
import { calendarRoutes } from '#web/pages/calendar/routes.tsx';
import { calendarDeskRoutes } from '#web/pages/calendar/routes-desk.tsx';
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
  /** What it carries of the gazette, clause by clause. */
  readonly carries?: readonly Carrier[];
  /** What it shows on a document's page. */
  readonly beside?: ReadBeside;
  /** Deadlines that run in it and that a notice of days off moves. */
  readonly deadlines?: Deadlines;
}

/** What carries the gazette's clauses, of every system. */
export const carriers = (): readonly Carrier[] => rooms.flatMap((room) => room.carries ?? []);

/** What systems show on a document's page. */
const besides = (): readonly ReadBeside[] => rooms.flatMap((room) => room.beside ?? []);

/** Deadlines that run in the systems. */
const deadlines = (): readonly Deadlines[] => rooms.flatMap((room) => room.deadlines ?? []);

/** Every system that runs, in the order in which they register. */
export const rooms: readonly Room[] = [
  { name: 'gazette', routes: gazetteRoutes, carries: gazetteCarriers },
  { name: 'coverage', routes: coverageRoutes(carriers) },
  { name: 'gazette-api', routes: issueApiRoutes },
  {
    name: 'documents',
    routes: (app, context) => documentRoutes(app, context, carriers, besides),
    carries: documentsCarriers,
  },
  { name: 'pictures', routes: pictureRoutes },
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
  { name: 'statistics', routes: statisticsRoutes, carries: statisticsCarriers, beside: figuresBeside },
  { name: 'personnel', routes: personnelRoutes, carries: personnelCarriers, beside: actsBeside },
  { name: 'personnel-desk', routes: personnelDeskRoutes },
  { name: 'personnel-api', routes: personnelApiRoutes },
  {
    name: 'licences',
    routes: licenceRoutes,
    seed: seedLicence,
    resume: resumeAuthority,
    carries: licenceCarriers,
  },
  { name: 'licences-desk', routes: licenceDeskRoutes },
  { name: 'proxies', routes: proxyRoutes, carries: proxyCarriers },
  { name: 'own-record', routes: ownRecordRoutes, carries: ownRecordCarriers },
  { name: 'proxies-desk', routes: proxyDeskRoutes },
  { name: 'calendar', routes: calendarRoutes },
  {
    name: 'calendar-desk',
    routes: (app, context) => calendarDeskRoutes(app, context, deadlines),
  },
  {
    name: 'services',
    routes: serviceRoutes,
    jobs: serviceJobs,
    carries: serviceCarriers,
    deadlines: caseDeadlines,
  },
  { name: 'services-api', routes: serviceApiRoutes },
  { name: 'services-desk', routes: serviceDeskRoutes },
  { name: 'reviews', routes: reviewRoutes, jobs: reviewJobs, carries: reviewCarriers },
  { name: 'reviews-api', routes: reviewApiRoutes },
  { name: 'reviews-desk', routes: reviewDeskRoutes },
  {
    name: 'permits',
    routes: permitRoutes,
    seed: async ({ store }) => void (await seedItems(store.db)),
    carries: permitsCarriers,
  },
  { name: 'permits-api', routes: permitApiRoutes },
  { name: 'permits-desk', routes: permitDeskRoutes },
  {
    name: 'connections',
    routes: connectionRoutes,
    jobs: connectionJobs,
    resume: hearSteps,
    carries: connectionCarriers,
  },
  { name: 'connections-api', routes: webhookApiRoutes },
  { name: 'connections-desk', routes: connectionDeskRoutes },
  { name: 'coverage-desk', routes: coverageDeskRoutes },
  { name: 'documents-desk', routes: documentsDeskRoutes },
];
