import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { CleanupPage, CleanupsPage } from './pages/pictures/cleanup-page.tsx';
import { RelationsPage } from './pages/pictures/relations-page.tsx';
import { OUTCOMES, TimelinePage } from './pages/pictures/timeline-page.tsx';
import { bundle } from './pictures/bundle.ts';
import { levelOf } from './pictures/issuing-level.ts';
import { readFacets } from './queries-catalogue.ts';
import { listIssueHeads } from './queries-relations.ts';
import type { TimelineFilter } from './queries-timeline.ts';
import { listCleanups, readCleanup } from './read-cleanup.ts';
import { readDocument } from './read-document.ts';
import { documentGraph, homeOfDocument, readIssueRelations } from './read-relations.ts';
import { readTimeline } from './read-timeline.ts';
import { parseAsOf, today } from './reading.ts';

const config = { policy: 'documents.read' as const };

/** Issues offered to choose from. */
const ISSUES_MAX = 60;
const OPEN_MAX = 20;

/** Relations, the timeline and the clean-up as pictures. */
export function pictureRoutes(app: FastifyInstance, context: Context): void {
  cleanupRoutes(app, context);
  app.get('/documents/relations', { config }, async (request, reply) => {
    const asked = request.query as Record<string, unknown>;
    return typeof asked.document === 'string'
      ? relationsOfDocument(context, request, reply, asked.document)
      : relationsOfIssue(context, request, reply);
  });

  app.get('/documents/timeline', { config }, async (request, reply) => {
    const { db } = context.store;
    const asked = request.query as Record<string, unknown>;
    const asOf = parseAsOf(asked.asOf, today());
    const filter = timelineFilter(asked);
    const page = typeof asked.page === 'string' && /^\d{1,4}$/.test(asked.page) ? Number(asked.page) : 1;
    const years = asked.span === '1' || asked.span === '5' ? Number(asked.span) : null;
    const [found, facets, issues] = await Promise.all([
      readTimeline(db, filter, page, asOf.date, Temporal.Now.instant()),
      readFacets(db),
      listIssueHeads(db, ISSUES_MAX),
    ]);
    return reply.page(
      <TimelinePage
        view={request.view()}
        today={today()}
        {...{ found, filter, years, facets, issues, asOf }}
      />,
    );
  });
}

function cleanupRoutes(app: FastifyInstance, { store }: Context): void {
  app.get('/documents/cleanup', { config }, async (request, reply) => {
    const cleanups = await listCleanups(store.db, today(), Temporal.Now.instant());
    return reply.page(<CleanupsPage view={request.view()} cleanups={cleanups} />);
  });

  app.get('/documents/cleanup/:id', { config }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const date = today();
    const cleanup = isId(id) ? await readCleanup(store.db, id, date, Temporal.Now.instant()) : undefined;
    if (!cleanup) return notFound(request, reply, '这份文件没有清理别的文件。请从文件清理的清单进入。');
    const mayDecide = authorise(request.actor, 'desk.read').ok;
    return reply.page(<CleanupPage view={request.view()} {...{ cleanup, date, mayDecide }} />);
  });
}

/** Conditions from the address; what is not understood is left out. */
function timelineFilter(asked: Record<string, unknown>): TimelineFilter {
  const { issue, section, year } = asked;
  return {
    issue: typeof issue === 'string' && isId(issue) ? issue : undefined,
    section: typeof section === 'string' && section !== '' ? section.slice(0, 100) : undefined,
    kind: (['issuance', 'statute'] as const).find((kind) => kind === asked.kind),
    year: typeof year === 'string' && /^(?:19|20|21)\d{2}$/.test(year) ? Number(year) : undefined,
    outcome: OUTCOMES.find(({ value }) => value === asked.outcome)?.value,
  };
}

/** Keys of the groups to open, from one or several `open`. */
function openOf(request: Request): ReadonlySet<string> {
  const { open } = request.query as { open?: unknown };
  const keys = [open].flat().filter((key): key is string => typeof key === 'string' && key.length <= 80);
  return new Set(keys.slice(0, OPEN_MAX));
}

async function relationsOfIssue({ store }: Context, request: Request, reply: Reply) {
  const asked = request.query as Record<string, unknown>;
  const asOf = parseAsOf(asked.asOf, today());
  const issues = await listIssueHeads(store.db, ISSUES_MAX);
  const id = asked.issue ?? issues[0]?.id;
  const found =
    typeof id === 'string' && isId(id)
      ? await readIssueRelations(store.db, id, asOf.date, Temporal.Now.instant())
      : undefined;
  if (!found) {
    return asked.issue === undefined
      ? notFound(request, reply, '还没有公报，也就没有关系可画。编辑导入公报以后再来看。')
      : notFound(request, reply, '没有这一期公报。请从公报目录进入。');
  }
  const open = openOf(request);
  const { home, graph, issue, quiet, loose } = found;
  const picture = bundle(graph, { focus: null, levelOf: (d) => levelOf(d, home), open });
  return reply.page(
    <RelationsPage
      view={request.view()}
      today={today()}
      {...{ picture, home, asOf, open }}
      subject={{ kind: 'issue', issue, issues, quiet, loose }}
    />,
  );
}

async function relationsOfDocument({ store }: Context, request: Request, reply: Reply, id: string) {
  const asOf = parseAsOf((request.query as Record<string, unknown>).asOf, today());
  const now = Temporal.Now.instant();
  const reading = isId(id) ? await readDocument(store.db, id, asOf.date, now) : undefined;
  if (!reading) return notFound(request, reply, '没有这份文件。可以到文件目录中按标题或文号查找。');
  const view = request.view();
  const home = homeOfDocument(reading, view.site.organ);
  const graph = documentGraph(reading, now);
  const open = openOf(request);
  const picture = bundle(graph, { focus: id, levelOf: (d) => levelOf(d, home), open });
  const document = { ...reading.document, status: reading.status.status };
  return reply.page(
    <RelationsPage
      view={view}
      today={today()}
      {...{ picture, home, asOf, open }}
      subject={{ kind: 'document', document }}
    />,
  );
}

const notFound = (request: Request, reply: Reply, message: string): Reply =>
  answerRefusal(request, reply, { code: 'documents.not_found', message });
