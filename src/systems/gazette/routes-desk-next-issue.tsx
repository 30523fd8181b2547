import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { type Refusal, refuse } from '#base/result.ts';
import { authorise } from '#platform/people/policy.ts';
import { proposeNumbers } from '#systems/documents/index.ts';
import { readFields, todayInChina } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { changeDraft, DRAFT_ACTS, type DraftAct, moveDraft } from './next-issue/change-draft.ts';
import { frontFormOf, readFrontForm } from './next-issue/front-form.ts';
import { findNextIssue, findOpenIssue, placeOfEdition, publishedIssues } from './next-issue/issue-queries.ts';
import { draftsOfIssue, listDrafts } from './next-issue/queries.ts';
import {
  type FrontForm,
  type FrontProblem,
  readFront,
  saveIssue,
  startIssue,
} from './next-issue/save-issue.ts';
import { NextIssuePage } from './pages/desk/next-issue/next-issue-page.tsx';
import { PublishedIssuePage } from './pages/desk/next-issue/published-issue-page.tsx';
import { draftRoutes } from './routes-desk-drafts.tsx';
import { publishRoutes } from './routes-desk-publish.tsx';

const HOME = '/desk/next-issue';
const EARLIER = 12;
const read = { policy: 'gazette.next_issue.read' as const };
const edit = { policy: 'gazette.next_issue.edit' as const };

const DONE: Record<string, string> = {
  started: '已开始编这一期。',
  front: '刊头与版权页已保存。',
  finish: '已定稿，收入下一期。',
  reopen: '已退回修改。',
  delete: '已删除；在页末可以恢复。',
  restore: '已恢复。',
};

/** The next issue: composing it, its drafts, its publication. */
export function nextIssueRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get(HOME, { config: read }, (request, reply) => homePage(context, request, reply));

  app.post(`${HOME}/front`, { config: edit }, async (request, reply) => {
    const form = readFrontForm(request.body);
    const checked = readFront(form);
    if ('problems' in checked)
      return homePage(context, request, reply, { form, problems: checked.problems, status: 422 });
    const fields = readFields(request.body);
    const { front } = checked;
    const kept = fields.issue
      ? await saveIssue({ db }, request.actor, { issueId: fields.issue, seen: Number(fields.seen), front })
      : await startIssue({ db }, request.actor, { requestKey: fields.requestKey ?? '', front });
    if (kept.ok) return reply.redirect(`${HOME}?done=${fields.issue ? 'front' : 'started'}`, 303);
    return homePage(context, request, reply, { form, error: kept.error, status: statusOf(kept.error.code) });
  });

  app.post(`${HOME}/drafts/:id/act`, { config: edit }, async (request, reply) => {
    const fields = readFields(request.body);
    const act = DRAFT_ACTS.find((a): a is DraftAct => a === fields.act);
    const draftId = (request.params as { id: string }).id;
    const done = act
      ? await changeDraft({ db }, request.actor, { draftId, seen: Number(fields.seen), act })
      : refuse('gazette.draft.no_act', '请用页面上的按钮操作。');
    const ofDraft = fields.back === 'draft' && act !== 'delete';
    if (done.ok) return reply.redirect(ofDraft ? `${HOME}/drafts/${draftId}` : `${HOME}?done=${act}`, 303);
    return refused(context, request, reply, done.error);
  });

  app.post(`${HOME}/drafts/:id/move`, { config: edit }, async (request, reply) => {
    const draftId = (request.params as { id: string }).id;
    const direction = readFields(request.body).direction === 'up' ? 'up' : 'down';
    const done = await moveDraft({ db }, request.actor, { draftId, direction });
    if (done.ok) return reply.redirect(`${HOME}#draft-${draftId}`, 303);
    return refused(context, request, reply, done.error);
  });

  app.get(`${HOME}/issues/:id`, { config: read }, async (request, reply) => {
    const issue = await findNextIssue(db, (request.params as { id: string }).id);
    if (issue?.state !== 'published' || !issue.editionId)
      return answerRefusal(
        request,
        reply,
        refuse('gazette.next_issue.not_found', '没有这一期，或还没有出版。请从“下一期”进入。').error,
      );
    return reply.page(
      <PublishedIssuePage
        view={request.view()}
        issue={issue}
        place={await placeOfEdition(db, issue.editionId)}
        drafts={await draftsOfIssue(db, issue.id)}
        justNow={readFields(request.query).done === '1'}
        before={readFields(request.query).done === 'before'}
        mayEdit={authorise(request.actor, 'gazette.next_issue.edit').ok}
      />,
    );
  });

  draftRoutes(app, context);
  publishRoutes(app, context);
}

/** A refusal about one draft: on the page of what is there now, or by itself when there is no such draft. */
function refused(context: Context, request: Request, reply: Reply, error: Refusal): Promise<Reply> | Reply {
  const status = statusOf(error.code);
  if (status === 404) return answerRefusal(request, reply, error);
  return homePage(context, request, reply, { error, status });
}

async function homePage(
  context: Context,
  request: Request,
  reply: Reply,
  told: {
    form?: FrontForm;
    problems?: readonly FrontProblem[];
    error?: Refusal;
    status?: number;
  } = {},
): Promise<Reply> {
  const { db } = context.store;
  const issue = await findOpenIssue(db);
  const drafts = await listDrafts(db, ['draft', 'ready']);
  const done = DONE[readFields(request.query).done ?? ''];
  return reply.page(
    <NextIssuePage
      view={request.view()}
      issue={issue}
      front={told.form ?? (await frontFormOf(db, issue, todayInChina()))}
      problems={told.problems ?? []}
      drafts={drafts}
      deleted={await listDrafts(db, ['deleted'])}
      published={await publishedIssues(db, EARLIER)}
      numbers={await expectedNumbers(context, drafts)}
      mayEdit={authorise(request.actor, 'gazette.next_issue.edit').ok}
      requestKey={newId()}
      done={told.status ? undefined : done}
      error={told.error?.message}
    />,
    told.status ? { status: told.status } : {},
  );
}

/** What each finished draft would be numbered if the list were published as it stands. */
async function expectedNumbers(
  context: Context,
  drafts: Awaited<ReturnType<typeof listDrafts>>,
): Promise<Map<string, string>> {
  const numbers = new Map<string, string>();
  const ready = drafts.filter((d) => d.state === 'ready' && d.series !== null);
  for (const [key, list] of Map.groupBy(ready, (d) => `${d.series} ${d.dated?.slice(0, 4)}`)) {
    const [series = '', year = ''] = key.split(' ');
    const next = await proposeNumbers(context.store.db, series, Number(year), list.length);
    for (const [at, draft] of list.entries()) numbers.set(draft.id, next[at]?.number ?? '');
  }
  return numbers;
}
