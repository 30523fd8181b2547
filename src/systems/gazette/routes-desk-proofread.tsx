import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { type Refusal, refuse } from '#base/result.ts';
import { authorise } from '#platform/people/policy.ts';
import { readFields, readValues } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { decideProofFindings } from './desk/decide-proof-findings.ts';
import { makeCorrectedFile } from './desk/make-corrected-file.ts';
import { VERDICTS } from './desk/proof-tables.ts';
import { listProofIssues } from './desk/queries-proof.ts';
import { PROOF_STATES, readProofreading } from './desk/read-proofreading.ts';
import type { TypedAnswer } from './pages/desk/proof-finding.tsx';
import { ProofTextPage } from './pages/desk/proof-text-page.tsx';
import { ProofreadListPage } from './pages/desk/proofread-list-page.tsx';
import { type ProofAsked, ProofreadPage } from './pages/desk/proofread-page.tsx';

const LIST_SIZE = 30;

const pageOf = (asked: string | undefined): number => {
  const page = Number(asked ?? 1);
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1;
};

/** Proofreading: the findings on a text, the editor's answers, the corrected file. */
export function proofreadRoutes(app: FastifyInstance, context: Context): void {
  const { config, store, jobs } = context;
  const { db } = store;

  app.get('/desk/proofread', { config: { policy: 'desk.read' } }, async (request, reply) => {
    const page = pageOf(readFields(request.query).page);
    const { issues, total } = await listProofIssues(db, { limit: LIST_SIZE, offset: (page - 1) * LIST_SIZE });
    return reply.page(
      <ProofreadListPage
        view={request.view()}
        issues={issues}
        total={total}
        page={page}
        pageSize={LIST_SIZE}
      />,
    );
  });

  app.get('/desk/proofread/:edition', { config: { policy: 'desk.read' } }, (request, reply) =>
    proofPage(context, request, reply, readFields(request.query)),
  );

  app.get('/desk/proofread/:edition/text', { config: { policy: 'desk.read' } }, async (request, reply) => {
    const read = await readProofreading(db, editionOf(request));
    if (!read.ok) return answerRefusal(request, reply, read.error);
    const document = Number(readFields(request.query).document);
    if (!read.value.artifact?.issuances[document]) return answerRefusal(request, reply, noDocument.error);
    return reply.page(<ProofTextPage view={request.view()} read={read.value} document={document} />);
  });

  app.post(
    '/desk/proofread/:edition/findings',
    { config: { policy: 'gazette.proofread.decide' } },
    (request, reply) => answerFindings(context, request, reply),
  );

  app.post(
    '/desk/proofread/:edition/corrected',
    { config: { policy: 'gazette.import' } },
    async (request, reply) => {
      const made = await makeCorrectedFile(
        { db, jobs, maxBytes: config.importMaxBytes },
        request.actor,
        editionOf(request),
        readFields(request.body).requestKey ?? '',
      );
      if (made.ok) return reply.redirect(`/desk/imports/${made.value.uploadId}`, 303);
      return refused(context, request, reply, {}, made.error);
    },
  );
}

const editionOf = (request: Request): string => (request.params as { edition: string }).edition;
const noDocument = refuse('gazette.proofread.not_found', '这一版里没有这份文件。请从校对页进入。');
const noVerdict = refuse('gazette.proofread.no_verdict', '请选“采纳”或“不改”。').error;

async function answerFindings(context: Context, request: Request, reply: Reply): Promise<Reply> {
  const fields = readFields(request.body);
  const back = URL.parse(fields.back ?? '', 'http://localhost')?.searchParams ?? new URLSearchParams();
  const asked = Object.fromEntries(back);
  const verdict = VERDICTS.find((v) => v === fields.verdict);
  if (!verdict) return refused(context, request, reply, asked, noVerdict);
  // A text is typed as it is to be printed: its own blanks stay.
  const typedText = (request.body as Record<string, unknown>).replacement;
  const findings =
    fields.key === undefined
      ? readValues(request.body, 'chosen').map((chosen) => {
          const [key = '', seen = ''] = chosen.split(':');
          return { key, seen };
        })
      : [
          {
            key: fields.key,
            seen: fields.seen ?? '',
            ...(typeof typedText === 'string' && { replacement: typedText.replaceAll('\r\n', '\n') }),
          },
        ];
  const reason = (fields.reason ?? '').slice(0, 500);
  const made = await decideProofFindings({ db: context.store.db }, request.actor, {
    editionId: editionOf(request),
    verdict,
    reason,
    requestKey: `${fields.requestKey ?? ''}-${fields.at ?? 'many'}`.slice(0, 64),
    findings,
  });
  if (made.ok) {
    back.set('done', String(findings.length));
    if (fields.key) back.set('last', fields.key);
    if (fields.at) back.set('at', fields.at);
    return reply.redirect(`/desk/proofread/${editionOf(request)}?${back}#here`, 303);
  }
  const typed: TypedAnswer | undefined =
    fields.key && verdict !== 'reopened'
      ? {
          verdict,
          key: fields.key,
          replacement: typeof typedText === 'string' ? typedText : '',
          reason,
          error: made.error.message,
        }
      : undefined;
  return refused(context, request, reply, asked, made.error, typed);
}

/** The page again with what was refused and what was typed; a page that cannot be shown is the refusal alone. */
async function refused(
  context: Context,
  request: Request,
  reply: Reply,
  asked: Record<string, string>,
  error: Refusal,
  typed?: TypedAnswer,
): Promise<Reply> {
  const { done: _, last: __, at: ___, ...again } = asked;
  return proofPage(context, request, reply, again, { error, typed });
}

async function proofPage(
  context: Context,
  request: Request,
  reply: Reply,
  fields: Record<string, string>,
  refusal?: { error: Refusal; typed: TypedAnswer | undefined },
): Promise<Reply> {
  const read = await readProofreading(context.store.db, editionOf(request));
  if (!read.ok) return answerRefusal(request, reply, read.error);
  const asked: ProofAsked = {
    state: PROOF_STATES.find((s) => s === fields.state) ?? 'open',
    rule: read.value.findings.some((f) => f.rule === fields.rule) ? (fields.rule ?? '') : '',
    document: read.value.artifact?.issuances[Number(fields.document || '-1')] ? (fields.document ?? '') : '',
    page: pageOf(fields.page),
  };
  const count = pageOf(fields.done ?? '0');
  return reply.page(
    <ProofreadPage
      view={request.view()}
      read={read.value}
      asked={asked}
      requestKey={newId()}
      mayDecide={authorise(request.actor, 'gazette.proofread.decide').ok}
      done={fields.done ? { count, key: fields.last, at: pageOf(fields.at) } : undefined}
      error={refusal?.error.message}
      typed={refusal?.typed}
    />,
    refusal ? { status: statusOf(refusal.error.code) } : {},
  );
}
