import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import type { Carrier } from '#engines/law/coverage.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import type { Routes } from '#web/server.ts';
import { allUnits, type CoverageList, listUnits, parseState } from './coverage/coverage-list.ts';
import { coverageCsv, coverageJson } from './coverage/export-coverage.ts';
import { type IssueCoverage, readCoverage } from './coverage/read-coverage.ts';
import { CoverageDocumentPage } from './pages/coverage/coverage-document-page.tsx';
import { CoveragePage } from './pages/coverage/coverage-page.tsx';
import type { IssueRead } from './pages/issue-frame.tsx';
import { issueName } from './pages/issue-words.ts';
import { readUnitWords } from './queries-coverage.ts';
import { readCurrentIssue } from './queries-issue.ts';

const config = { policy: 'gazette.read' as const };

/**
 * 本期公报落实情况: pages, JSON and CSV.
 * @param carriers everything that carries clauses, from every system; asked for with each request
 */
export const coverageRoutes =
  (carriers: () => readonly Carrier[]): Routes =>
  (app: FastifyInstance, context: Context): void => {
    const { db } = context.store;
    type Found = { read: IssueRead; coverage: IssueCoverage };
    const withCoverage = async (
      request: Request,
      reply: Reply,
      answer: (found: Found) => Promise<Reply>,
    ): Promise<Reply> => {
      const { id } = request.params as { id: string };
      const read = isId(id) ? await readCurrentIssue(db, id) : undefined;
      if (!read) return notFound(request, reply);
      return answer({ read, coverage: await readCoverage(db, read.edition.id, carriers()) });
    };
    const wordsOf = (list: CoverageList) =>
      readUnitWords(
        db,
        list.units.map((u) => u.covered.unit),
      );
    const mayMark = (request: Request) => authorise(request.actor, 'gazette.coverage.mark').ok;

    app.get('/issues/:id/coverage', { config }, (request, reply) =>
      withCoverage(request, reply, async ({ read, coverage }) => {
        const list = listUnits(allUnits(coverage), ...asked(request));
        return reply.page(
          <CoveragePage
            view={request.view()}
            {...{ read, coverage, list }}
            words={await wordsOf(list)}
            mayMark={mayMark(request)}
          />,
        );
      }),
    );

    app.get('/issues/:id/coverage/:document', { config }, (request, reply) =>
      withCoverage(request, reply, async ({ read, coverage }) => {
        const { document } = request.params as { document: string };
        const covered = coverage.documents.find(
          (d) => d.document.id === document || d.texts.some((t) => t.text.documentId === document),
        );
        if (!covered) return notFound(request, reply);
        const list = listUnits(allUnits(coverage, covered.document.id), ...asked(request));
        return reply.page(
          <CoverageDocumentPage
            view={request.view()}
            {...{ read, covered, list }}
            words={await wordsOf(list)}
            mayMark={mayMark(request)}
          />,
        );
      }),
    );

    const exported = (type: string, print: typeof coverageJson) => (request: Request, reply: Reply) =>
      withCoverage(request, reply, async ({ read, coverage }) => {
        const words = await readUnitWords(
          db,
          allUnits(coverage).map((u) => u.covered.unit),
        );
        const { issue } = read;
        const origin = context.config.publicUrl;
        return reply.document(
          type,
          print({ coverage, words, issueId: issue.id, issueName: issueName(issue), origin }),
        );
      });
    app.get(
      '/issues/:id/coverage.json',
      { config },
      exported('application/json; charset=utf-8', coverageJson),
    );
    app.get('/issues/:id/coverage.csv', { config }, exported('text/csv; charset=utf-8', coverageCsv));
  };

const notFound = (request: Request, reply: Reply): Reply =>
  answerRefusal(request, reply, {
    code: 'gazette.coverage.not_found',
    message: '没有这一期公报，或这一期没有这份文件。请从历期公报进入。',
  });

function asked(request: Request): [ReturnType<typeof parseState>, number] {
  const { state, page } = request.query as Record<string, unknown>;
  const wanted = typeof page === 'string' && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1;
  return [parseState(state), wanted];
}
