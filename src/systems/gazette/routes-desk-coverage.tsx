import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { authorise } from '#platform/people/policy.ts';
import { readFields, readValues } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { allUnits } from './coverage/coverage-list.ts';
import { markClauses } from './coverage/mark-clauses.ts';
import { clausesToMark, readChoice, SHOWS, type Show } from './coverage/mark-form.ts';
import { readCoverage } from './coverage/read-coverage.ts';
import { MARK_VERDICTS } from './coverage/tables.ts';
import { MarkedIssuesPage, MarksPage, type MarksPageProps } from './pages/coverage/marks-page.tsx';
import { readUnitWords } from './queries-coverage.ts';
import { readCurrentIssue, readIssues } from './queries-issue.ts';

const ISSUES_PER_PAGE = 20;
const CLAUSES_PER_PAGE = 100;

/** Marking clauses of an issue: what is only a statement, and what is to be carried out. */
export function coverageDeskRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/coverage', { config: { policy: 'desk.read' } }, async (request, reply) => {
    const page = pageOf(readFields(request.query).page);
    const { issues, total } = await readIssues(db, {
      limit: ISSUES_PER_PAGE,
      offset: (page - 1) * ISSUES_PER_PAGE,
    });
    const read = await Promise.all(issues.map(({ id }) => readCurrentIssue(db, id)));
    const marked = await Promise.all(
      read.flatMap((r, at) => {
        const issue = issues[at];
        return r && issue
          ? [readCoverage(db, r.edition.id, []).then((coverage) => ({ issue, coverage }))]
          : [];
      }),
    );
    return reply.page(
      <MarkedIssuesPage
        view={request.view()}
        issues={marked}
        page={page}
        pages={Math.max(1, Math.ceil(total / ISSUES_PER_PAGE))}
        total={total}
      />,
    );
  });

  app.get('/desk/coverage/:id', { config: { policy: 'desk.read' } }, (request, reply) => {
    const { marked } = readFields(request.query);
    return marksPage(context, request, reply, {
      marked: marked && /^\d{1,3}$/.test(marked) ? Number(marked) : undefined,
    });
  });

  app.post('/desk/coverage/:id', { config: { policy: 'gazette.coverage.mark' } }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const fields = readFields(request.body);
    const chosen = readValues(request.body, 'clause');
    const verdict = MARK_VERDICTS.find((v) => v === fields.verdict);
    const reason = fields.reason ?? '';
    const result = await markClauses({ db }, request.actor, {
      // What names no button marks nothing: it is asked for a reason.
      verdict: verdict ?? 'statement',
      reason: verdict === undefined ? '' : reason,
      clauses: chosen.map(readChoice),
      requestKey: fields.requestKey ?? '',
    });
    if (result.ok) {
      const { show } = askedFor(request);
      return reply.redirect(`/desk/coverage/${id}?show=${show}&marked=${result.value.marked}`, 303);
    }
    const { code, message } = result.error;
    return marksPage(context, request, reply, {
      refused: {
        message,
        field: code.includes('.reason_') ? 'reason' : null,
        reason,
        chosen: new Set(chosen),
      },
      requestKey: fields.requestKey,
      status: statusOf(code),
    });
  });
}

const pageOf = (text: string | undefined): number => (text && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1);

const askedFor = (request: Request): { show: Show; page: number } => {
  const { show, page } = readFields(request.query);
  return { show: SHOWS.find((s) => s === show) ?? 'unmarked', page: pageOf(page) };
};

async function marksPage(
  context: Context,
  request: Request,
  reply: Reply,
  told: Pick<MarksPageProps, 'marked' | 'refused'> & { requestKey?: string | undefined; status?: number },
): Promise<Reply> {
  const { db } = context.store;
  const { id } = request.params as { id: string };
  const read = isId(id) ? await readCurrentIssue(db, id) : undefined;
  if (!read)
    return answerRefusal(request, reply, {
      code: 'gazette.coverage.not_found',
      message: '没有这一期公报。请从“落实标注”的清单进入。',
    });
  const coverage = await readCoverage(db, read.edition.id, []);
  const { show, page: wanted } = askedFor(request);
  const all = allUnits(coverage);
  const sorted = SHOWS.map((s) => [s, clausesToMark(all, s)] as const);
  const counts = Object.fromEntries(sorted.map(([s, units]) => [s, units.length])) as Record<Show, number>;
  const pages = Math.max(1, Math.ceil(counts[show] / CLAUSES_PER_PAGE));
  const page = Math.min(wanted, pages);
  const units = clausesToMark(all, show).slice((page - 1) * CLAUSES_PER_PAGE, page * CLAUSES_PER_PAGE);
  const words = await readUnitWords(
    db,
    units.map((u) => u.covered.unit),
  );
  return reply.page(
    <MarksPage
      view={request.view()}
      {...{ read, coverage, show, counts, units, words, page, pages }}
      requestKey={told.requestKey || newId()}
      mayMark={authorise(request.actor, 'gazette.coverage.mark').ok}
      marked={told.marked}
      refused={told.refused}
    />,
    told.status ? { status: told.status } : {},
  );
}
