import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { parseAsOf, today } from '#systems/documents/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { ACT_KINDS, type Act } from './act.ts';
import { chartAt, seatsAt } from './chart.ts';
import { changesCsv, holdersCsv, probationCalendar } from './exports.ts';
import { FINDING_KINDS, findingsOf, standingOn } from './findings.ts';
import { nameKey } from './name-forms.ts';
import { organisationPath, personPath, postPath } from './pages/addresses.ts';
import { ChangesPage, type ChangesQuery } from './pages/changes-page.tsx';
import { ChartPage } from './pages/chart-page.tsx';
import { FindingsPage } from './pages/findings-page.tsx';
import { OrganisationPage } from './pages/organisation-page.tsx';
import { PersonPage } from './pages/person-page.tsx';
import { PostPage } from './pages/post-page.tsx';
import { probationsOf } from './probation.ts';
import { readRecord } from './queries.ts';
import { organisationOf } from './record.ts';

const PAGE_SIZE = 50;
/** Where acts of replaced and annulled notices are told. */
const WITHDRAWN = '/personnel/changes#withdrawn';
const config = { policy: 'personnel.read' as const };

/** Who holds which post on a day; people, posts, organisations; changes and findings. */
export function personnelRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const askedDay = (request: Request) => parseAsOf((request.query as Record<string, unknown>).asOf, today());

  app.get('/personnel', { config }, async (request, reply) => {
    const record = await readRecord(db);
    const asOf = askedDay(request);
    return reply.page(
      <ChartPage
        view={request.view()}
        record={record}
        chart={chartAt(record, asOf.date)}
        asOf={asOf}
        today={today()}
      />,
    );
  });

  app.get('/personnel/people/:id', { config }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const record = await readRecord(db);
    const current = isId(id) ? record.currentPersonId(id) : undefined;
    const person = current && record.persons.get(current);
    if (!person && record.withdrawn.some((act) => act.mention === id)) return reply.redirect(WITHDRAWN, 302);
    if (!person) return notFound(request, reply, '没有这个人的任免记录。请从任免记录按姓名查找。');
    if (person.id !== id) return reply.redirect(personPath(person.id), 302);
    return reply.page(
      <PersonPage
        view={request.view()}
        record={record}
        person={person}
        probations={probationsOf(record).filter((p) => p.personId === person.id)}
        findings={findingsOf(record).filter((f) => f.personIds.includes(person.id))}
        today={today()}
      />,
    );
  });

  app.get('/personnel/posts/:id', { config }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const record = await readRecord(db);
    const current = isId(id) ? record.currentPostId(id) : undefined;
    const post = current && record.posts.get(current);
    if (!post && record.withdrawn.some((act) => act.postId === id)) return reply.redirect(WITHDRAWN, 302);
    if (!post) return notFound(request, reply, '没有这个职务的任免记录。请从任职图进入。');
    if (post.id !== id) return reply.redirect(postPath(post.id), 302);
    return reply.page(
      <PostPage
        view={request.view()}
        record={record}
        post={post}
        findings={findingsOf(record).filter((f) => f.postIds.includes(post.id))}
      />,
    );
  });

  app.get('/personnel/organisations/:id', { config }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const record = await readRecord(db);
    const current = isId(id) ? record.organisations.canonicalId(id) : undefined;
    if (!current) return notFound(request, reply, '没有这个单位的任免记录。请从任职图进入。');
    const asOf = askedDay(request);
    if (current !== id)
      return reply.redirect(organisationPath(current, asOf.asked ? asOf.date.toString() : undefined), 302);
    const posts = new Set([...record.posts.values()].flatMap((p) => (p.organisationId === id ? [p.id] : [])));
    return reply.page(
      <OrganisationPage
        view={request.view()}
        record={record}
        organisation={organisationOf(record, id)}
        seats={seatsAt(record, asOf.date).get(id) ?? []}
        findings={findingsOf(record).filter(
          (f) => f.organisationIds.includes(id) || f.postIds.some((p) => posts.has(p)),
        )}
        asOf={asOf}
        today={today()}
      />,
    );
  });

  app.get('/personnel/changes', { config }, async (request, reply) => {
    const { acts, withdrawn } = await readRecord(db);
    const query = readQuery(request.query);
    const found = acts
      .filter((a) => query.act === '' || a.kind === query.act)
      .filter((a) => query.q === '' || saysOf(a, query.q))
      .toReversed();
    const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
    const page = Math.min(query.page, pages);
    return reply.page(
      <ChangesPage
        view={request.view()}
        acts={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        total={found.length}
        withdrawn={query.page === 1 ? withdrawn : []}
        pages={pages}
        query={{ ...query, page }}
      />,
    );
  });

  app.get('/personnel/findings', { config }, async (request, reply) => {
    const record = await readRecord(db);
    const asked = readFields(request.query);
    const asOf = askedDay(request);
    return reply.page(
      <FindingsPage
        view={request.view()}
        record={record}
        findings={standingOn(findingsOf(record), asOf.date)}
        asOf={asOf}
        today={today()}
        only={FINDING_KINDS.find((kind) => kind === asked.kind) ?? null}
        page={pageOf(asked.page)}
      />,
    );
  });
  exportRoutes(app, context);
}

/** The record for spreadsheets and calendars. */
function exportRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const csv = 'text/csv; charset=utf-8';
  app.get('/personnel/holders.csv', { config }, async (request, reply) => {
    const asOf = parseAsOf((request.query as Record<string, unknown>).asOf, today());
    if (asOf.error) return answerRefusal(request, reply, { code: 'personnel.as_of', message: asOf.error });
    return reply.document(csv, holdersCsv(await readRecord(db), asOf.date));
  });
  app.get('/personnel/changes.csv', { config }, async (_request, reply) =>
    reply.document(csv, changesCsv(await readRecord(db))),
  );
  app.get('/personnel/probation.ics', { config }, async (_request, reply) => {
    const { publicUrl, siteName } = context.config;
    const site = { origin: publicUrl, name: siteName, now: Temporal.Now.instant() };
    return reply.document(
      'text/calendar; charset=utf-8',
      probationCalendar(probationsOf(await readRecord(db)), site),
    );
  });
}

const notFound = (request: Request, reply: Reply, message: string): Reply =>
  answerRefusal(request, reply, { code: 'personnel.not_found', message });

const pageOf = (page: string | undefined): number =>
  page !== undefined && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1;

/** A name is also found in its other form: 刘 finds 劉. */
const saysOf = (act: Act, q: string): boolean =>
  act.nameKey.includes(nameKey(q)) || `${act.name} ${act.organisation}${act.post}`.includes(q);

/** Conditions from the address; what is not understood is left out. */
function readQuery(asked: unknown): ChangesQuery {
  const { q = '', act, page = '1' } = readFields(asked);
  return {
    q: q.slice(0, 50),
    act: ACT_KINDS.find((kind) => kind === act) ?? '',
    page: pageOf(page),
  };
}
