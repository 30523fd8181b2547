import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { ok, type Refusal, refuse } from '#base/result.ts';
import { authorise } from '#platform/people/policy.ts';
import { proposeNumbers } from '#systems/documents/index.ts';
import { readFields, todayInChina } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { readProofDecisions } from './desk/queries-proof.ts';
import { answerFinding } from './next-issue/answer-findings.ts';
import {
  beginDraft,
  beginReplacement,
  findReplaced,
  type Sought,
  seekReplaced,
} from './next-issue/begin-draft.ts';
import { changeDraft } from './next-issue/change-draft.ts';
import type { IssueFront } from './next-issue/compose.ts';
import { createDraft } from './next-issue/create-draft.ts';
import { checkDraft, type DraftContent, SECTIONS } from './next-issue/draft.ts';
import {
  documentHeads,
  findLastIssue,
  findOpenIssue,
  type SupersededHead,
  sectionsInUse,
} from './next-issue/issue-queries.ts';
import { prepareAside } from './next-issue/prepare-aside.ts';
import { proposeIssue } from './next-issue/propose-issue.ts';
import { contentOfDraft, type DraftView, findDraft, knownSeries, sentTexts } from './next-issue/queries.ts';
import { readDraftForm, readReasons } from './next-issue/read-draft-form.ts';
import { saveDraft } from './next-issue/save-draft.ts';
import { DraftConflictPage } from './pages/desk/next-issue/draft-conflict-page.tsx';
import { DraftPage, NewDraftPage } from './pages/desk/next-issue/draft-page.tsx';
import { DraftTextsPage } from './pages/desk/next-issue/draft-texts-page.tsx';
import { draftPath, NEXT_ISSUE } from './pages/desk/next-issue/draft-words.tsx';
import type { KeyedFinding } from './proofread/finding-key.ts';
import { RULES } from './proofread/index.ts';

const read = { policy: 'gazette.next_issue.read' as const };
const edit = { policy: 'gazette.next_issue.edit' as const };
/** A form of 400,000 Han characters as a browser writes them, with room for the other fields. */
const BODY_BYTES_MAX = 5 * 1_048_576;

export const ruleTitles = new Map(RULES.map((rule) => [rule.name, rule.title]));

const notFound = refuse('gazette.draft.not_found', '没有这份稿件。请从“下一期”的清单进入。').error;
const idOf = (request: Request): string => (request.params as { id: string }).id;

/** Writing drafts: new ones, saving, both texts when two write at once, findings. */
export function draftRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get(`${NEXT_ISSUE}/drafts/new`, { config: edit }, (request, reply) =>
    newDraft(context, request, reply),
  );

  app.post(`${NEXT_ISSUE}/drafts`, { config: edit, bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
    const content = readDraftForm(request.body);
    const { requestKey = '', ...fields } = readFields(request.body);
    const sought = await seekReplaced(db, fields, content, todayInChina(), () => beginNew(context));
    if (sought) return newDraftPage(context, request, reply, sought.content, { sought, requestKey });
    const made = await createDraft({ db }, request.actor, { ...content, requestKey });
    if (made.ok) return reply.redirect(`${draftPath(made.value.draftId)}?done=saved`, 303);
    return newDraftPage(context, request, reply, content, { error: made.error });
  });

  app.get(`${NEXT_ISSUE}/drafts/:id`, { config: read }, async (request, reply) => {
    const draft = await findDraft(db, idOf(request));
    if (!draft) return answerRefusal(request, reply, notFound);
    return draftPage(context, request, reply, draft, {});
  });

  app.post(
    `${NEXT_ISSUE}/drafts/:id`,
    { config: edit, bodyLimit: BODY_BYTES_MAX },
    async (request, reply) => {
      const content = readDraftForm(request.body);
      const fields = readFields(request.body);
      const reasons = readReasons(request.body);
      const draftId = idOf(request);
      const shown = await findDraft(db, draftId);
      const sought = shown && (await seekReplaced(db, fields, content, todayInChina()));
      if (shown && sought?.error)
        return draftPage(context, request, reply, shown, { content, sought, reasons });
      const found = shown && reasons.size > 0 ? await findingsOf(context, shown) : [];
      const saved = await saveDraft({ db }, request.actor, {
        draftId,
        seen: Number(fields.seen),
        content: sought?.content ?? content,
      });
      const draft = await findDraft(db, draftId);
      if (!saved.ok) {
        if (!draft) return answerRefusal(request, reply, saved.error);
        if (saved.error.code !== 'gazette.draft.stale')
          return draftPage(context, request, reply, draft, { content, error: saved.error, reasons });
        return reply.page(
          <DraftConflictPage
            view={request.view()}
            draft={draft}
            mine={content}
            message={saved.error.message}
            choices={await choicesOf(context)}
            superseded={await supersededBy(context, content)}
          />,
          { status: 409 },
        );
      }
      if (draft && (reasons.size > 0 || fields.reopen))
        await answerFindings(context, request, draft, { found, reasons, reopen: fields.reopen });
      const again = shown?.state === 'ready' && saved.value.changed;
      if (fields.act !== 'finish' && fields.act !== 'reopen')
        return reply.redirect(`${draftPath(draftId)}?done=${again ? 'again' : 'saved'}`, 303);
      const { act } = fields;
      const done = await changeDraft({ db }, request.actor, { draftId, seen: saved.value.version, act });
      if (done.ok) return reply.redirect(`${draftPath(draftId)}?done=${act}`, 303);
      if (!draft) return answerRefusal(request, reply, done.error);
      return draftPage(context, request, reply, draft, { error: done.error, errorTitle: '已保存，没有定稿' });
    },
  );

  app.get(`${NEXT_ISSUE}/drafts/:id/texts`, { config: read }, async (request, reply) => {
    const draft = await findDraft(db, idOf(request));
    if (!draft) return answerRefusal(request, reply, notFound);
    const texts = await sentTexts(db, draft.id);
    return reply.page(<DraftTextsPage view={request.view()} draft={draft} texts={texts} />);
  });
}

async function newDraft(context: Context, request: Request, reply: Reply): Promise<Reply> {
  const { db } = context.store;
  const { section, supersedes } = readFields(request.query);
  const replaced = supersedes ? await findReplaced(db, supersedes) : undefined;
  const content = replaced ? beginReplacement(replaced, todayInChina()) : await beginNew(context, section);
  return newDraftPage(context, request, reply, content, {});
}

async function beginNew(context: Context, section?: string): Promise<DraftContent> {
  const { sections } = await choicesOf(context);
  const known = section && sections.includes(section) ? section : (sections[0] ?? '');
  return beginDraft(context.store.db, known, todayInChina());
}

async function newDraftPage(
  context: Context,
  request: Request,
  reply: Reply,
  content: DraftContent,
  { error, sought, requestKey }: { error?: Refusal; sought?: Sought; requestKey?: string },
): Promise<Reply> {
  return reply.page(
    <NewDraftPage
      view={request.view()}
      content={content}
      choices={await choicesOf(context)}
      problems={error ? checkDraft(content) : []}
      superseded={await supersededBy(context, content)}
      requestKey={requestKey || newId()}
      sought={sought}
      error={error?.message}
    />,
    error ? { status: statusOf(error.code) } : sought?.error ? { status: 422 } : {},
  );
}

async function choicesOf({ store }: Context) {
  const sections = [...new Set([...SECTIONS, ...(await sectionsInUse(store.db))])];
  return { sections, series: await knownSeries(store.db) };
}

async function supersededBy({ store }: Context, content: DraftContent): Promise<SupersededHead | undefined> {
  if (content.supersedes === null) return undefined;
  return (
    (await findReplaced(store.db, content.supersedes)) ??
    (await documentHeads(store.db, [content.supersedes]))[0]
  );
}

/** What the page says was done. */
const DONE: Record<string, string> = {
  saved: '已保存。',
  again: '已保存。文字改过，要收入下一期须重新定稿。',
  finish: '已定稿，收入下一期。',
  reopen: '已退回修改。',
};

/** What the proofreader finds in a draft as it is saved. */
async function findingsOf(context: Context, draft: DraftView): Promise<readonly KeyedFinding[]> {
  const made = await prepareDraft(context, draft);
  return made.ok ? made.value.prepared.findings.filter((f) => f.document !== null) : [];
}

/** A draft alone as it would be printed, with the number that it would take now. */
async function prepareDraft(context: Context, draft: DraftView) {
  const { db } = context.store;
  const front: IssueFront =
    (await findOpenIssue(db)) ?? proposeIssue(await findLastIssue(db), todayInChina());
  const number = draft.number ?? (await numberOf(context, draft));
  const made = await prepareAside(front, [{ ...contentOfDraft(draft), number }]);
  return made.ok ? ok({ prepared: made.value, number }) : made;
}

/**
 * The reasons that were written beside findings, put on record. The text may have been saved with them: a finding
 * that is gone needs no answer, and one whose neighbouring words changed is the one with the same words.
 */
async function answerFindings(
  context: Context,
  request: Request,
  draft: DraftView,
  typed: {
    readonly found: readonly KeyedFinding[];
    readonly reasons: ReadonlyMap<string, string>;
    readonly reopen: string | undefined;
  },
): Promise<void> {
  const now = await findingsOf(context, draft);
  const answer = (finding: KeyedFinding, verdict: 'dismissed' | 'reopened', reason: string) =>
    answerFinding(
      { db: context.store.db },
      request.actor,
      { draftId: draft.id },
      { finding, verdict, reason },
    );
  for (const [key, reason] of typed.reasons) {
    const before = typed.found.find((f) => f.key === key);
    const finding =
      now.find((f) => f.key === key) ?? now.find((f) => f.rule === before?.rule && f.quote === before.quote);
    if (finding) await answer(finding, 'dismissed', reason);
  }
  const reopened = now.find((f) => f.key === typed.reopen);
  if (reopened) await answer(reopened, 'reopened', '');
}

async function draftPage(
  context: Context,
  request: Request,
  reply: Reply,
  draft: DraftView,
  told: {
    content?: DraftContent;
    error?: Refusal;
    errorTitle?: string;
    sought?: Sought;
    reasons?: ReadonlyMap<string, string>;
  },
): Promise<Reply> {
  const { db } = context.store;
  const made = await prepareDraft(context, draft);
  if (!made.ok) return answerRefusal(request, reply, made.error);
  const { prepared, number } = made.value;
  const findings = prepared.findings.filter((f) => f.document !== null);
  const decisions = await readProofDecisions(
    db,
    findings.map((f) => f.key),
  );
  return reply.page(
    <DraftPage
      view={request.view()}
      draft={draft}
      content={told.content ?? contentOfDraft(draft)}
      choices={await choicesOf(context)}
      problems={told.content ? checkDraft(told.content) : []}
      superseded={await supersededBy(context, told.content ?? draft)}
      prepared={{ ...prepared, findings }}
      number={number}
      dismissals={new Map([...decisions].filter(([, d]) => d.verdict === 'dismissed'))}
      ruleTitles={ruleTitles}
      texts={(await sentTexts(db, draft.id)).length}
      mayEdit={authorise(request.actor, 'gazette.next_issue.edit').ok}
      done={told.error ? undefined : DONE[readFields(request.query).done ?? '']}
      errorTitle={told.errorTitle}
      error={told.error?.message}
      sought={told.sought}
      reasons={told.reasons}
    />,
    told.error ? { status: statusOf(told.error.code) } : told.sought ? { status: 422 } : {},
  );
}

/** The number that the draft alone would take now. */
async function numberOf({ store }: Context, draft: DraftView): Promise<string | null> {
  if (draft.series === null) return null;
  const year = Number((draft.dated ?? todayInChina().toString()).slice(0, 4));
  const [next] = await proposeNumbers(store.db, draft.series, year, 1);
  return next?.number ?? null;
}
