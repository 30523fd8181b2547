/** An editor says what became of a change that 办不成事 proposed: the version that carries it, or why none. */
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { readItem } from '#systems/permits/index.ts';
import { findItemChange, insertItemChangeAnswer, instantOf, stored } from './queries.ts';
import { nowOf, type Reviews } from './reviews-of.ts';

/** @param version text of a published version's number; empty: not adopted */
export async function answerItemChange(
  reviews: Reviews,
  division: string,
  actor: Actor,
  form: { readonly changeId: string; readonly version: string; readonly reason: string },
): Promise<Result<void>> {
  const allowed = authorise(actor, 'reviews.item_change.answer', division);
  if (!allowed.ok) return allowed;
  const change = isId(form.changeId) ? await findItemChange(reviews.db, division, form.changeId) : undefined;
  if (!change) return refuse('reviews.change.not_found', '没有这条修改建议。请从清单重新进入。');
  const reason = form.reason.trim();
  if (reason === '' || reason.length > 1000)
    return refuse('reviews.reason', '请写明改了什么，或为什么不改，不超过1000字。');
  const version = form.version.trim() === '' ? null : Number(form.version);
  if (version !== null) {
    const item = Number.isInteger(version)
      ? await readItem(reviews.db, change.item_code, version)
      : undefined;
    // A version from before the proposal cannot have come from it.
    if (!item || Temporal.Instant.compare(item.publishedAt, instantOf(change.proposed_at)) < 0)
      return refuse(
        'reviews.version',
        `没有在建议之后发布的第${form.version.slice(0, 6)}版。请先在事项编辑里发布新的一版，再填它的版次。`,
      );
  }
  const made = await insertItemChangeAnswer(reviews.db, {
    division,
    change_id: change.id,
    version,
    reason,
    answered_at: stored(nowOf(reviews)),
    answered_by: actorKey(actor),
    answered_by_name: actorName(actor),
  });
  if (!made) return refuse('reviews.change.conflict', '这条建议已经答复过。请刷新页面查看。');
  await audit(reviews.db, actor, {
    useCase: 'reviews.item_change.answer',
    subject: `item_change:${change.id}`,
    outcome: 'done',
    detail: { version },
  });
  return ok(undefined);
}
