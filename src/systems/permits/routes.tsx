import type { FastifyInstance } from 'fastify';
import { today } from '#systems/documents/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { citationsOf, readLaw } from './basis-status.ts';
import { toCsv } from './exports.ts';
import { FACETS, facetsOf, findItems, type ItemFilter } from './find-items.ts';
import { itemDifferences } from './list-change.ts';
import { AskPage } from './pages/ask-page.tsx';
import { ChangesPage } from './pages/changes-page.tsx';
import { GuidePage } from './pages/guide-page.tsx';
import { ListPage } from './pages/list-page.tsx';
import { ServicesPage } from './pages/services-page.tsx';
import { DiffPage, VersionsPage } from './pages/versions-page.tsx';
import { readItem, readListChanges, readSummaries, readVersions } from './queries.ts';
import { readThemes } from './theme.ts';

const config = { policy: 'permits.read' as const };
const CHANGES_SHOWN = 2000;

/** Finding an item, its guide and versions, the list and its changes. */
export function permitRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const themes = readThemes();

  app.get('/services', { config }, async (request, reply) => {
    const filter = readFilter(request.query);
    const all = await readSummaries(db);
    return reply.page(
      <ServicesPage
        view={request.view()}
        items={findItems(all, filter)}
        total={all.length}
        facets={facetsOf(all, filter)}
        filter={filter}
        themes={themes}
      />,
    );
  });

  app.get('/services/ask', { config }, async (request, reply) => {
    const { subject, theme, authority } = readFilter(request.query);
    const filter = { subject, theme, authority };
    const all = await readSummaries(db);
    return reply.page(
      <AskPage
        view={request.view()}
        items={findItems(all, filter)}
        facets={facetsOf(all, filter)}
        filter={filter}
      />,
    );
  });

  app.get('/services/items/:code', { config }, async (request, reply) => {
    const stored = await readItem(db, codeOf(request), versionOf(readFields(request.query).version));
    if (!stored) return notFound(request, reply);
    const law = await readLaw(db, citationsOf(stored.content), today());
    return reply.page(<GuidePage view={request.view()} stored={stored} law={law} />);
  });

  app.get('/services/items/:code/versions', { config }, async (request, reply) => {
    const [latest, ...older] = await readVersions(db, codeOf(request));
    if (!latest) return notFound(request, reply);
    return reply.page(<VersionsPage view={request.view()} versions={[latest, ...older]} />);
  });

  app.get('/services/items/:code/versions/diff', { config }, async (request, reply) => {
    const query = readFields(request.query);
    const [a, b] = [versionOf(query.from), versionOf(query.to)];
    const from = a && (await readItem(db, codeOf(request), a));
    const to = b && (await readItem(db, codeOf(request), b));
    if (!from || !to) return notFound(request, reply);
    return reply.page(
      <DiffPage
        view={request.view()}
        {...{ from, to }}
        differences={itemDifferences(from.content, to.content)}
      />,
    );
  });
  listRoutes(app, context);
}

/** The list as published, for readers and for spreadsheets. */
function listRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/permits', { config }, async (request, reply) => {
    const filter = readFilter(request.query);
    const all = await readSummaries(db);
    const law = await readLaw(
      db,
      all.flatMap((i) => i.bases),
      today(),
    );
    return reply.page(
      <ListPage
        view={request.view()}
        items={findItems(all, filter)}
        facets={facetsOf(all, filter)}
        {...{ filter, law }}
      />,
    );
  });

  app.get('/permits/changes', { config }, async (request, reply) =>
    reply.page(<ChangesPage view={request.view()} changes={await readListChanges(db, CHANGES_SHOWN)} />),
  );

  app.get('/permits.csv', { config }, async (request, reply) =>
    reply.document(
      'text/csv; charset=utf-8',
      toCsv(findItems(await readSummaries(db), readFilter(request.query))),
    ),
  );

  app.get('/permits.json', { config }, async (request, reply) =>
    reply.document(
      'application/json; charset=utf-8',
      JSON.stringify({ items: findItems(await readSummaries(db), readFilter(request.query)) }, null, 1),
    ),
  );
}

const codeOf = (request: Request): string => (request.params as { code: string }).code;

const versionOf = (text: string | undefined): number | undefined =>
  text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;

const notFound = (request: Request, reply: Reply): Reply =>
  answerRefusal(request, reply, {
    code: 'permits.item.not_found',
    message: '没有这个事项，或没有这一版。请从“办事”查找。',
  });

/** Conditions from the address; what is empty or too long is left out. */
export function readFilter(query: unknown): ItemFilter {
  const fields = readFields(query);
  const filter: Record<string, string> = {};
  for (const name of ['q', ...FACETS]) {
    const value = fields[name]?.slice(0, 200);
    if (value) filter[name] = value;
  }
  return filter;
}
