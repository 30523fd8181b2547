/**
 * Saving a draft. Two editors may write at once: the one who saves second is shown both texts, and what was sent is
 * kept beside the draft, so that nothing is lost even when the page is closed.
 */
import { ok, type Refusal, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import type { DraftContext } from './create-draft.ts';
import { checkDraft, cleanDraft, type DraftContent } from './draft.ts';
import {
  contentOfDraft,
  type DraftView,
  draftRow,
  isDocument,
  keepText,
  lockDraft,
  nextOrd,
} from './queries.ts';

export type SaveDraftRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.draft.not_found'
  | 'gazette.draft.published'
  | 'gazette.draft.deleted'
  | 'gazette.draft.invalid'
  | 'gazette.draft.stale';

export type SavedDraft = { readonly version: number; readonly changed: boolean };

export async function saveDraft(
  context: DraftContext,
  actor: Actor,
  asked: {
    readonly draftId: string;
    /** Version that the writer saw. */
    readonly seen: number;
    readonly content: DraftContent;
  },
): Promise<Result<SavedDraft, SaveDraftRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  const content = cleanDraft(asked.content);
  const [problem] = checkDraft(content);
  if (problem) return refuse('gazette.draft.invalid', problem.message);
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  return context.db.transaction().execute(async (tx) => {
    const draft = await lockDraft(tx, asked.draftId);
    const open = openForWriting(draft);
    if (!open.ok) return open;
    if (content.supersedes !== null && !(await isDocument(tx, content.supersedes)))
      return refuse('gazette.draft.invalid', '要取代的文件不在库中。请从该文件的页面重新起草。');
    const before = open.value;
    if (sameContent(contentOfDraft(before), content)) return ok({ version: before.version, changed: false });
    if (before.version !== asked.seen) return setAside(tx, actor, before, asked.seen, content, at);
    await write(tx, actor, before, content, at);
    return ok({ version: before.version + 1, changed: true });
  });
}

/** What every change of a draft asks first: is it there, and may it still be changed? */
export function openForWriting(
  draft: DraftView | undefined,
): Result<DraftView, 'gazette.draft.not_found' | 'gazette.draft.published' | 'gazette.draft.deleted'> {
  if (!draft) return refuse('gazette.draft.not_found', '没有这份稿件。请从“下一期”的清单进入。');
  if (draft.state === 'published')
    return refuse(
      'gazette.draft.published',
      '这份文件已经出版，不能再改。要改变它，请另起草一份取代它的文件，或导入更正后的全文。',
    );
  if (draft.state === 'deleted')
    return refuse('gazette.draft.deleted', '这份稿件已被删除，本次没有保存。请先恢复，再修改。');
  return ok(draft);
}

async function setAside(
  tx: Tx,
  actor: Actor,
  draft: DraftView,
  seen: number,
  content: DraftContent,
  at: string,
): Promise<{ ok: false; error: Refusal<'gazette.draft.stale'> }> {
  await keepText(tx, actor, { draftId: draft.id, version: null, basedOn: seen, content, at });
  await audit(tx, actor, {
    useCase: 'gazette.next_issue.edit',
    subject: `draft:${draft.id}`,
    outcome: 'refused:gazette.draft.stale',
    detail: { seen, version: draft.version },
  });
  return refuse(
    'gazette.draft.stale',
    `您打开页面之后，${draft.changedBy} 已保存过这份稿件。您写的没有丢：两份都在下面，请对照后再保存。`,
  );
}

async function write(
  tx: Tx,
  actor: Actor,
  before: DraftView,
  content: DraftContent,
  at: string,
): Promise<void> {
  const version = before.version + 1;
  const authors = [...new Set([...before.authors, actorName(actor)])];
  const moved = content.section !== before.section;
  const ord = moved ? await nextOrd(tx, content.section) : before.ord;
  await tx
    .updateTable('gazette_draft')
    .set({
      ...draftRow(content),
      ord,
      // What was ready is looked over again when it changes.
      state: 'draft',
      version,
      authors: JSON.stringify(authors),
      changed_by: actorKey(actor),
      changed_by_name: actorName(actor),
      changed_at: at,
    })
    .where('id', '=', before.id)
    .where('state', 'in', ['draft', 'ready'])
    .execute();
  await keepText(tx, actor, { draftId: before.id, version, basedOn: before.version, content, at });
  await audit(tx, actor, {
    useCase: 'gazette.next_issue.edit',
    subject: `draft:${before.id}`,
    outcome: 'done',
    detail: { version },
  });
}

const sameContent = (a: DraftContent, b: DraftContent): boolean =>
  JSON.stringify(draftRow(a)) === JSON.stringify(draftRow(b));
