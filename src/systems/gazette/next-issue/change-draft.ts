/** What an editor does to a draft beside writing it: finish, reopen, delete, restore, move. Each twice is once. */
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import type { DraftContext } from './create-draft.ts';
import { missingOf } from './draft.ts';
import { contentOfDraft, type DraftView, findDraft, lockDraft } from './queries.ts';
import type { DraftState } from './tables.ts';

/** finish: it goes into the issue. reopen: it does not yet. delete, restore. */
export const DRAFT_ACTS = ['finish', 'reopen', 'delete', 'restore'] as const;
export type DraftAct = (typeof DRAFT_ACTS)[number];

const TO: Record<DraftAct, Exclude<DraftState, 'published'>> = {
  finish: 'ready',
  reopen: 'draft',
  delete: 'deleted',
  restore: 'draft',
};

export type ChangeDraftRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.draft.not_found'
  | 'gazette.draft.published'
  | 'gazette.draft.deleted'
  | 'gazette.draft.incomplete'
  | 'gazette.draft.stale';

const published = () =>
  refuse(
    'gazette.draft.published',
    '这份文件已经出版，不能再改。要改变它，请另起草一份取代它的文件，或导入更正后的全文。',
  );

export async function changeDraft(
  context: DraftContext,
  actor: Actor,
  asked: { readonly draftId: string; readonly seen: number; readonly act: DraftAct },
): Promise<Result<{ state: DraftState }, ChangeDraftRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  const to = TO[asked.act];
  return context.db.transaction().execute(async (tx) => {
    const draft = await lockDraft(tx, asked.draftId);
    if (!draft) return refuse('gazette.draft.not_found', '没有这份稿件。请从“下一期”的清单进入。');
    if (draft.state === 'published') return published();
    if (draft.state === to) return ok({ state: to });
    if (draft.state === 'deleted' && asked.act !== 'restore')
      return refuse('gazette.draft.deleted', '这份稿件已被删除。请先恢复，再继续。');
    if (draft.version !== asked.seen)
      return refuse(
        'gazette.draft.stale',
        `您打开页面之后，${draft.changedBy} 改过这份稿件，本次没有改动。请看过最新内容再定。`,
      );
    const missing = asked.act === 'finish' ? missingOf(contentOfDraft(draft)) : [];
    if (missing.length > 0)
      return refuse('gazette.draft.incomplete', `还不能定稿：${missing.map((m) => m.message).join('')}`);
    await setState(tx, actor, draft, to, context);
    return ok({ state: to });
  });
}

async function setState(
  tx: Tx,
  actor: Actor,
  draft: DraftView,
  to: DraftState,
  context: Pick<DraftContext, 'now'>,
): Promise<void> {
  await tx
    .updateTable('gazette_draft')
    .set({
      state: to,
      version: draft.version + 1,
      changed_by: actorKey(actor),
      changed_by_name: actorName(actor),
      changed_at: (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' }),
    })
    .where('id', '=', draft.id)
    .where('state', '<>', 'published')
    .execute();
  await audit(tx, actor, {
    useCase: 'gazette.next_issue.edit',
    subject: `draft:${draft.id}`,
    outcome: 'done',
    detail: { from: draft.state, to },
  });
}

export type MoveDraftRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.draft.not_found'
  | 'gazette.draft.published';

/** Moves a draft one place up or down among the drafts of its section; at the end of the section nothing happens. */
export async function moveDraft(
  context: DraftContext,
  actor: Actor,
  asked: { readonly draftId: string; readonly direction: 'up' | 'down' },
): Promise<Result<true, MoveDraftRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  return context.db.transaction().execute(async (tx) => {
    const draft = await findDraft(tx, asked.draftId);
    if (!draft) return refuse('gazette.draft.not_found', '没有这份稿件。请从“下一期”的清单进入。');
    if (draft.state === 'published') return published();
    // Locked in one order by all who move, so that two of them never wait for each other.
    const locked = await tx
      .selectFrom('gazette_draft')
      .select(['id', 'ord'])
      .where('section', '=', draft.section)
      .where('state', 'in', ['draft', 'ready'])
      .orderBy('id')
      .forUpdate()
      .execute();
    const order = locked.sort((a, b) => a.ord - b.ord || (a.id < b.id ? -1 : 1)).map((row) => row.id);
    const at = order.indexOf(draft.id);
    const to = asked.direction === 'up' ? at - 1 : at + 1;
    if (at < 0 || to < 0 || to >= order.length) return ok(true);
    order.splice(at, 1);
    order.splice(to, 0, draft.id);
    for (const [ord, id] of order.entries())
      await tx
        .updateTable('gazette_draft')
        .set({ ord: ord + 1 })
        .where('id', '=', id)
        .where('state', 'in', ['draft', 'ready'])
        .execute();
    await audit(tx, actor, {
      useCase: 'gazette.next_issue.edit',
      subject: `draft:${draft.id}`,
      outcome: 'done',
      detail: { moved: asked.direction },
    });
    return ok(true);
  });
}
