import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { authorise } from '#platform/people/policy.ts';
import { countAssumedAliases, listOpenProposals, proposalWord } from '#systems/documents/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { answerFinding, FINDING_STATES, listFindings } from './desk/findings.ts';
import { readProofWaiting } from './desk/read-proofreading.ts';
import { listUploads } from './desk/uploads.ts';
import { listDrafts } from './next-issue/queries.ts';
import { DeskHomePage } from './pages/desk/desk-home-page.tsx';
import { FindingsPage } from './pages/desk/findings-page.tsx';

const PAGE_SIZE = 30;
const LATELY = 5;

/** The desk's first page: what waits. */
export function deskHomeRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  app.get('/desk', { config: { policy: 'desk.read' } }, async (request, reply) => {
    const kinds = Map.groupBy(await listOpenProposals(db), (p) => p.kind);
    const { counts } = await listFindings(db, { state: 'open', limit: 1, offset: 0 });
    const { uploads } = await listUploads(db, { limit: LATELY, offset: 0 });
    return reply.page(
      <DeskHomePage
        view={request.view()}
        waiting={{
          proposals: [...kinds].map(([kind, list]) => ({
            kind,
            word: proposalWord(kind),
            count: list.length,
          })),
          proof: await readProofWaiting(db),
          findings: counts.open,
          aliases: await countAssumedAliases(db),
          drafts: (await listDrafts(db, ['draft', 'ready'])).map((d) => d.state),
        }}
        uploads={uploads}
        mayImport={authorise(request.actor, 'gazette.import').ok}
      />,
    );
  });
}

/** What imports noticed, and the editor's answer. */
export function findingRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/findings', { config: { policy: 'desk.read' } }, (request, reply) =>
    findingsPage(context, request, reply, readFields(request.query)),
  );

  app.post('/desk/findings/:id', { config: { policy: 'gazette.finding.decide' } }, async (request, reply) => {
    const { id } = request.params as { id: string };
    const fields = readFields(request.body);
    const back = URL.parse(fields.back ?? '', 'http://localhost')?.searchParams ?? new URLSearchParams();
    const asked = Object.fromEntries(back);
    const reason = (fields.reason ?? '').slice(0, 500);
    const to = FINDING_STATES.find((state) => state === fields.to);
    const result = to
      ? await answerFinding({ db }, request.actor, { findingId: id, to, reason, seen: fields.seen ?? '' })
      : ({
          ok: false,
          error: { code: 'gazette.finding.no_answer', message: '请选“属实”或“不用处理”。' },
        } as const);
    if (result.ok) {
      back.set('answered', '1');
      return reply.redirect(`/desk/findings?${back}`, 303);
    }
    if (result.error.code === 'gazette.finding.not_found') return answerRefusal(request, reply, result.error);
    return findingsPage(context, request, reply, asked, {
      typed: { findingId: id, reason, error: result.error.message },
      status: statusOf(result.error.code),
    });
  });
}

async function findingsPage(
  context: Context,
  request: Request,
  reply: Reply,
  asked: Record<string, string>,
  refused?: { typed: { findingId: string; reason: string; error: string }; status: number },
): Promise<Reply> {
  const state = FINDING_STATES.find((s) => s === asked.state) ?? 'open';
  const editionId = asked.edition && isId(asked.edition) ? asked.edition : undefined;
  const wanted = Number(asked.page ?? 1);
  const page = Number.isInteger(wanted) && wanted > 0 && wanted < 100_000 ? wanted : 1;
  const found = await listFindings(context.store.db, {
    state,
    editionId,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  return reply.page(
    <FindingsPage
      view={request.view()}
      found={found}
      state={state}
      editionId={editionId}
      page={page}
      pageSize={PAGE_SIZE}
      mayDecide={authorise(request.actor, 'gazette.finding.decide').ok}
      typed={refused?.typed}
      answered={asked.answered === '1'}
    />,
    refused ? { status: refused.status } : {},
  );
}
