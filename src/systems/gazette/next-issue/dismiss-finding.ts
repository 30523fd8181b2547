/** An editor judges that a finding of the proofreader on a draft is not to be mended, and says why; or takes that back. */
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { DraftContext } from './create-draft.ts';
import { lockDraft } from './queries.ts';
import { openForWriting } from './save-draft.ts';

export type DismissRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.draft.not_found'
  | 'gazette.draft.published'
  | 'gazette.draft.deleted'
  | 'gazette.draft.no_finding'
  | 'gazette.draft.reason_missing';

export async function dismissFinding(
  context: DraftContext,
  actor: Actor,
  asked: {
    readonly draftId: string;
    readonly fingerprint: string;
    readonly rule: string;
    readonly quote: string;
    /** Empty with `undo`. */
    readonly reason: string;
    readonly undo: boolean;
  },
): Promise<Result<true, DismissRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  const reason = asked.reason.trim().slice(0, 500);
  if (!/^[0-9a-f]{64}$/.test(asked.fingerprint))
    return refuse('gazette.draft.no_finding', '这一项校对问题已不在稿件中。请刷新后再看。');
  if (!asked.undo && reason === '')
    return refuse('gazette.draft.reason_missing', '请写明不改的理由，之后不再提醒这一项。');
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  return context.db.transaction().execute(async (tx) => {
    const open = openForWriting(await lockDraft(tx, asked.draftId));
    if (!open.ok) return open;
    const key = { draft_id: asked.draftId, fingerprint: asked.fingerprint };
    if (asked.undo)
      await tx
        .deleteFrom('gazette_draft_dismissal')
        .where('draft_id', '=', key.draft_id)
        .where('fingerprint', '=', key.fingerprint)
        .execute();
    else
      await tx
        .insertInto('gazette_draft_dismissal')
        .values({
          ...key,
          rule: asked.rule.slice(0, 100),
          quote: asked.quote.slice(0, 1000),
          reason,
          dismissed_by: actorKey(actor),
          dismissed_by_name: actorName(actor),
          dismissed_at: at,
        })
        .onConflict((conflict) => conflict.columns(['draft_id', 'fingerprint']).doNothing())
        .execute();
    await audit(tx, actor, {
      useCase: 'gazette.next_issue.edit',
      subject: `draft:${asked.draftId}`,
      outcome: 'done',
      detail: { finding: asked.rule, dismissed: !asked.undo, reason },
    });
    return ok(true);
  });
}
