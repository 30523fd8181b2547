/**
 * Making a draft: by an editor at the desk, or by another system that hands one over (an appointment notice).
 *
 * Sending the same request again makes no second draft. A draft may be incomplete: it is looked over by an editor
 * before it goes into an issue.
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { checkDraft, cleanDraft, type DraftAttachment, type DraftContent } from './draft.ts';
import { draftRow, isDocument, keepText, nextOrd } from './queries.ts';

export type NewDraft = {
  /** Made by the caller once per form: `[A-Za-z0-9_-]`, 8 to 64. */
  readonly requestKey: string;
  /** Section of the contents: 规范性文件, 人事任免… */
  readonly section: string;
  /** 代字 (银西政干发), whose next number is taken at publication; null: it bears none. */
  readonly series: string | null;
  readonly title: string;
  /** As printed, or one by one; empty: none. */
  readonly addressees: string | readonly string[];
  /** Paragraphs with printed labels, one a line. */
  readonly body: string;
  /** Issuing bodies in print order. */
  readonly signedBy: readonly string[];
  /** `YYYY-MM-DD`; null: not yet known. */
  readonly dated: string | null;
  /** true: 此件公开发布; false: 此件依申请公开; null: no mark. */
  readonly disclosed: boolean | null;
  readonly attachments?: readonly DraftAttachment[];
  /** The published document that it replaces. */
  readonly supersedes?: string | null;
};

export type MadeDraft = { readonly draftId: string; readonly repeated: boolean };

export type CreateDraftRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.draft.form_expired'
  | 'gazette.draft.invalid';

export type DraftContext = { readonly db: Db; readonly now?: () => Temporal.Instant };

export const asContent = (draft: Omit<NewDraft, 'requestKey'>): DraftContent =>
  cleanDraft({
    section: draft.section,
    series: draft.series,
    title: draft.title,
    addressees: typeof draft.addressees === 'string' ? draft.addressees : draft.addressees.join('，'),
    body: draft.body,
    signedBy: [...draft.signedBy],
    dated: draft.dated,
    disclosed: draft.disclosed,
    attachments: (draft.attachments ?? []).map((a) => ({ ...a })),
    supersedes: draft.supersedes ?? null,
  });

export async function createDraft(
  context: DraftContext,
  actor: Actor,
  draft: NewDraft,
): Promise<Result<MadeDraft, CreateDraftRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  return context.db.transaction().execute((tx) => createDraftIn(tx, context, actor, draft));
}

/** The same inside the caller's transaction, for a system whose own record must exist exactly when the draft does. */
export async function createDraftIn(
  tx: Tx,
  context: Pick<DraftContext, 'now'>,
  actor: Actor,
  draft: NewDraft,
): Promise<Result<MadeDraft, CreateDraftRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  if (!/^[\w-]{8,64}$/.test(draft.requestKey))
    return refuse('gazette.draft.form_expired', '页面内容不完整，没有保存。请刷新本页后再提交。');
  const content = asContent(draft);
  const [problem] = checkDraft(content);
  if (problem) return refuse('gazette.draft.invalid', problem.message);
  if (content.supersedes !== null && !(await isDocument(tx, content.supersedes)))
    return refuse('gazette.draft.invalid', '要取代的文件不在库中。请从该文件的页面重新起草。');
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  const id = newId();
  const requestKey = `${actorKey(actor)}:${draft.requestKey}`;
  const inserted = await tx
    .insertInto('gazette_draft')
    .values({
      id,
      request_key: requestKey,
      state: 'draft',
      ord: await nextOrd(tx, content.section),
      ...draftRow(content),
      version: 1,
      authors: JSON.stringify([actorName(actor)]),
      made_at: at,
      changed_by: actorKey(actor),
      changed_by_name: actorName(actor),
      changed_at: at,
      next_issue_id: null,
      number: null,
      document_id: null,
    })
    .onConflict((conflict) => conflict.column('request_key').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    const first = await tx
      .selectFrom('gazette_draft')
      .select('id')
      .where('request_key', '=', requestKey)
      .executeTakeFirstOrThrow();
    return ok({ draftId: first.id, repeated: true });
  }
  await keepText(tx, actor, { draftId: id, version: 1, basedOn: 0, content, at });
  await audit(tx, actor, {
    useCase: 'gazette.next_issue.edit',
    subject: `draft:${id}`,
    outcome: 'done',
    detail: { made: true, section: content.section, series: content.series },
  });
  return ok({ draftId: id, repeated: false });
}
