import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { ok, type Refusal, refuse } from '#base/result.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { authorise } from '#platform/people/policy.ts';
import { proposeNumbers } from '#systems/documents/index.ts';
import { readFields } from '#web/desk/form.ts';
import { answerPdf } from '#web/http/answer-pdf.tsx';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { answerFinding } from './next-issue/answer-findings.ts';
import { findOpenIssue } from './next-issue/issue-queries.ts';
import { type Plan, publishIssue, rehearseIssue } from './next-issue/publish-issue.ts';
import { NEXT_ISSUE } from './pages/desk/next-issue/draft-words.tsx';
import { PublishPage } from './pages/desk/next-issue/publish-page.tsx';
import { ruleTitles } from './routes-desk-drafts.tsx';
import { typesetIssue } from './typeset/index.ts';
import { once } from './typeset/made.ts';

const noIssue = refuse(
  'gazette.next_issue.not_found',
  '没有正在编的一期，可能刚刚已由别人出版。请从“下一期”进入。',
).error;

/** The confirmation that shows exactly what will happen, and the command. */
export function publishRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get(`${NEXT_ISSUE}/publish`, { config: { policy: 'gazette.next_issue.read' } }, (request, reply) =>
    publishPage(context, request, reply, ''),
  );

  app.post(
    `${NEXT_ISSUE}/publish/findings`,
    { config: { policy: 'gazette.next_issue.edit' } },
    (request, reply) => answerOnPublish(context, request, reply),
  );

  // As it would be printed: numbers and contents of this moment, nothing published.
  app.get(
    `${NEXT_ISSUE}/sample.pdf`,
    { config: { policy: 'gazette.next_issue.read' } },
    async (request, reply) => {
      const issue = await findOpenIssue(db);
      if (!issue) return answerRefusal(request, reply, noIssue);
      const rehearsed = await rehearseIssue({ db }, request.actor, issue.id);
      if (!rehearsed.ok) return answerRefusal(request, reply, rehearsed.error);
      const { artifact, refusal } = rehearsed.value;
      if (!artifact) return answerRefusal(request, reply, refusal ?? noIssue);
      return answerPdf(request, reply, samplePdf(artifact, context.config.fontFolder));
    },
  );

  app.post(
    `${NEXT_ISSUE}/publish`,
    { config: { policy: 'gazette.next_issue.publish' } },
    async (request, reply) => {
      const fields = readFields(request.body);
      const reason = (fields.reason ?? '').slice(0, 500);
      const done = await publishIssue({ db }, request.actor, {
        nextIssueId: fields.issue ?? '',
        requestKey: fields.requestKey ?? '',
        digest: fields.digest ?? '',
        openFindingsReason: reason,
      });
      if (done.ok) return reply.redirect(`${NEXT_ISSUE}/issues/${done.value.issueId}?done=1`, 303);
      if (done.error.code === 'gazette.next_issue.published')
        return reply.redirect(`${NEXT_ISSUE}/issues/${fields.issue}?done=before`, 303);
      return publishPage(context, request, reply, reason, { error: done.error });
    },
  );
}

/** A finding is answered on the confirmation: it stands on a draft, or on the front matter of the issue. */
async function answerOnPublish(context: Context, request: Request, reply: Reply): Promise<Reply> {
  const { db } = context.store;
  const { issue = '', key = '', verdict, reason = '' } = readFields(request.body);
  const rehearsed = await rehearseIssue({ db }, request.actor, issue);
  if (!rehearsed.ok) return answerRefusal(request, reply, rehearsed.error);
  const { openFindings, dismissed, documents } = rehearsed.value;
  const finding = [...openFindings, ...dismissed.map((d) => d.finding)].find((f) => f.key === key);
  if (!finding) return publishPage(context, request, reply, '', { error: gone });
  const draft = finding.document === null ? undefined : documents[finding.document]?.draft;
  const done = await answerFinding(
    { db },
    request.actor,
    draft ? { draftId: draft.id } : { nextIssueId: issue },
    { finding, verdict: verdict === 'reopened' ? 'reopened' : 'dismissed', reason },
  );
  if (done.ok) return reply.redirect(`${NEXT_ISSUE}/publish#findings`, 303);
  return publishPage(context, request, reply, '', {
    error: done.error,
    typed: { key, error: done.error.message },
  });
}

const gone = refuse('gazette.draft.no_finding', '这一项校对问题已不在稿件中。请看过最新情况再定。').error;

const samplePdf = (artifact: Artifact, fontFolder: string | undefined) =>
  once(`sample ${artifact.source.sha256} ${fontFolder ?? ''}`, async () => {
    const made = await typesetIssue(artifact, { fontFolder });
    return made.ok ? ok({ ...made.value, fileName: '刊印样稿.pdf' }) : made;
  });

async function publishPage(
  context: Context,
  request: Request,
  reply: Reply,
  reason: string,
  told: { error?: Refusal; typed?: { key: string; error: string } } = {},
): Promise<Reply> {
  const { error, typed } = told;
  const { db } = context.store;
  const issue = await findOpenIssue(db);
  if (!issue) return answerRefusal(request, reply, error ?? noIssue);
  const rehearsed = await rehearseIssue({ db }, request.actor, issue.id);
  if (!rehearsed.ok) return answerRefusal(request, reply, rehearsed.error);
  return reply.page(
    <PublishPage
      view={request.view()}
      plan={rehearsed.value}
      follows={await followsOf(context, rehearsed.value)}
      ruleTitles={ruleTitles}
      mayPublish={authorise(request.actor, 'gazette.next_issue.publish').ok}
      requestKey={newId()}
      reason={reason}
      error={error?.message}
      typed={typed}
    />,
    error ? { status: statusOf(error.code) } : {},
  );
}

/** For every series: the document whose number it goes on from, so that a misprint in one is seen in time. */
async function followsOf({ store }: Context, plan: Plan): Promise<Map<string, string>> {
  const follows = new Map<string, string>();
  for (const { draft, number } of plan.documents) {
    if (draft.series === null || number === null || follows.has(draft.series)) continue;
    const year = Number((draft.dated ?? plan.issue.dated).slice(0, 4));
    const [next] = await proposeNumbers(store.db, draft.series, year, 1);
    const before = next?.after;
    if (!before) continue;
    follows.set(
      draft.series,
      before.ordinal === 0
        ? `${draft.series}〔${year}〕从 1 号起：库中还没有这一代字当年的文件。`
        : `${draft.series}〔${year}〕接 ${before.ordinal} 号${before.document ? `（${before.document.bears ? '' : '见于引用，'}《${before.document.title}》）` : ''}。`,
    );
  }
  return follows;
}
