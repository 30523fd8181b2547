import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import type { Status } from '#engines/law/status.ts';
import {
  changesAround,
  readCatalogueTotal,
  readHeads,
  type StatusChange,
  statusesOf,
  statusIndexOf,
  today,
} from '#systems/documents/index.ts';
import { answerPdf } from '#web/http/answer-pdf.tsx';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { DesignPage } from '#web/pages/design-page.tsx';
import { type PublishedCorrection, readCorrections } from './desk/queries-proof.ts';
import { imprintLines } from './imprint.ts';
import { AboutPage, AccessibilityPage } from './pages/about-page.tsx';
import { type ChangedDocument, HomePage } from './pages/home-page.tsx';
import { IssueEditionsPage } from './pages/issue-editions-page.tsx';
import type { IssueRead } from './pages/issue-frame.tsx';
import { IssuePage } from './pages/issue-page.tsx';
import { AppointmentsPage, FiguresPage } from './pages/issue-records-page.tsx';
import { IssuesPage } from './pages/issues-page.tsx';
import {
  readAppointments,
  readArtifact,
  readCurrentIssue,
  readFigures,
  readImprint,
  readIssues,
  readSource,
} from './queries-issue.ts';
import { issuePdf } from './typeset/made.ts';

const ISSUES_PER_PAGE = 40;
const RECORDS_PER_PAGE = 150;
const CHANGES_SHOWN = 6;
/** More are read than shown: what an issuance carries changes with it and is not said twice. */
const CHANGES_READ = 60;
const config = { policy: 'gazette.read' as const };

/** The first page, issues, and what the site says of itself. */
export function gazetteRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const index = statusIndexOf(db);

  app.get('/', { config }, async (request, reply) => {
    const { issues } = await readIssues(db, { limit: 1, offset: 0 });
    const newest = issues[0] && (await readCurrentIssue(db, issues[0].id));
    const { past, coming } = changesAround(await index.periods(db), today().toString());
    const shown = [past.slice(0, CHANGES_READ), coming.slice(0, CHANGES_READ)] as const;
    const heads = await readHeads(
      db,
      shown.flat().map((c) => c.documentId),
    );
    const withHead = (changes: readonly StatusChange[]): ChangedDocument[] =>
      changes
        .flatMap((change) => {
          const head = heads.find((h) => h.id === change.documentId);
          return head && head.parentId === null ? [{ change, head }] : [];
        })
        .slice(0, CHANGES_SHOWN);
    return reply.page(
      <HomePage
        view={request.view()}
        newest={newest}
        statuses={newest ? await statusesIn(context, newest) : new Map()}
        past={withHead(shown[0])}
        coming={withHead(shown[1])}
        total={await readCatalogueTotal(db)}
      />,
    );
  });

  app.get('/issues', { config }, async (request, reply) => {
    const page = pageOf(request);
    const read = (n: number) => readIssues(db, { limit: ISSUES_PER_PAGE, offset: (n - 1) * ISSUES_PER_PAGE });
    const asked = await read(page);
    const found = asked.issues.length > 0 || page === 1 ? asked : await read(1);
    return reply.page(
      <IssuesPage
        view={request.view()}
        issues={found.issues}
        total={found.total}
        page={found === asked ? page : 1}
        pages={Math.max(1, Math.ceil(found.total / ISSUES_PER_PAGE))}
      />,
    );
  });

  issueRoutes(app, context);

  app.get('/about', { config }, (request, reply) => reply.page(<AboutPage view={request.view()} />));
  app.get('/about/accessibility', { config }, (request, reply) =>
    reply.page(<AccessibilityPage view={request.view()} />),
  );
  app.get('/design', { config }, (request, reply) => reply.page(<DesignPage view={request.view()} />));
}

function issueRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const imprints = new Map<string, ReturnType<typeof readImprint>>();
  /** An edition never changes, and its artifact is large: what the page needs of it is read once. */
  const imprintOf = (editionId: string) => {
    let found = imprints.get(editionId);
    if (!found) {
      if (imprints.size > 200) imprints.clear();
      found = readImprint(db, editionId);
      imprints.set(editionId, found);
      found.catch(() => imprints.delete(editionId));
    }
    return found;
  };
  const withIssue = async (
    request: Request,
    reply: Reply,
    answer: (read: IssueRead) => Promise<Reply>,
  ): Promise<Reply> => {
    const { id } = request.params as { id: string };
    const read = isId(id) ? await readCurrentIssue(db, id) : undefined;
    return read ? answer(read) : notFound(request, reply);
  };

  app.get('/issues/:id', { config }, (request, reply) =>
    withIssue(request, reply, async (read) =>
      reply.page(
        <IssuePage
          view={request.view()}
          read={read}
          imprint={imprintLines((await imprintOf(read.edition.id)).issue)}
          statuses={await statusesIn(context, read)}
        />,
      ),
    ),
  );

  app.get('/issues/:id/editions', { config }, (request, reply) =>
    withIssue(request, reply, async (read) => {
      const { residue } = await imprintOf(read.edition.id);
      const corrections = new Map<string, PublishedCorrection[]>();
      for (const { id, sourceSha256 } of read.issue.editions)
        if (sourceSha256) corrections.set(id, await readCorrections(db, sourceSha256));
      return reply.page(
        <IssueEditionsPage view={request.view()} read={read} residue={residue} corrections={corrections} />,
      );
    }),
  );

  const paged = (request: Request) => {
    const page = pageOf(request);
    return {
      page,
      pageSize: RECORDS_PER_PAGE,
      range: { limit: RECORDS_PER_PAGE, offset: (page - 1) * RECORDS_PER_PAGE },
    };
  };

  app.get('/issues/:id/appointments', { config }, (request, reply) =>
    withIssue(request, reply, async (read) => {
      const { range, ...rest } = paged(request);
      const appointments = await readAppointments(db, read.edition.id, range);
      if (appointments.length === 0) return notFound(request, reply);
      return reply.page(
        <AppointmentsPage view={request.view()} read={read} {...rest} appointments={appointments} />,
      );
    }),
  );

  app.get('/issues/:id/figures', { config }, (request, reply) =>
    withIssue(request, reply, async (read) => {
      const { range, ...rest } = paged(request);
      const figures = await readFigures(db, read.edition.id, range);
      if (figures.length === 0) return notFound(request, reply);
      return reply.page(<FiguresPage view={request.view()} read={read} {...rest} figures={figures} />);
    }),
  );

  app.get('/issues/:id/editions/:file', { config }, async (request, reply) => {
    const { id, file } = request.params as { id: string; file: string };
    const asked = /^(\d{1,6})\.(json|txt|pdf)$/.exec(file);
    if (!isId(id) || !asked) return notFound(request, reply);
    const number = Number(asked[1]);
    if (asked[2] === 'pdf')
      return answerPdf(request, reply, issuePdf({ db, fontFolder: context.config.fontFolder }, id, number));
    if (asked[2] === 'json') {
      const artifact = await readArtifact(db, id, number);
      return artifact === undefined
        ? notFound(request, reply)
        : reply.document('application/json; charset=utf-8', artifact);
    }
    const source = await readSource(db, id, number);
    return source
      ? reply.document(`text/plain; charset=${source.encoding}`, source.bytes)
      : notFound(request, reply);
  });
}

const notFound = (request: Request, reply: Reply): Reply =>
  answerRefusal(request, reply, {
    code: 'gazette.issue.not_found',
    message: '没有这一期公报，或这一期没有这项内容。请从历期公报进入。',
  });

function pageOf(request: Request): number {
  const { page } = request.query as Record<string, unknown>;
  return typeof page === 'string' && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1;
}

async function statusesIn(context: Context, { contents }: IssueRead): Promise<Map<string, Status>> {
  const named = contents.documents.filter((d) => d.parentId === null);
  return statusesOf(context.store.db, named, today(), Temporal.Now.instant());
}
