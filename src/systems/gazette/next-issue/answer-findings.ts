/**
 * An editor judges that findings of the proofreader on a draft, or on the front matter of the issue, are not to be
 * mended, and says why; or takes that back. It is remembered like any other decision on a finding: when the draft is
 * published, and when the same front matter is printed in the next issue, nobody is asked again.
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { readProofDecisions } from '../desk/queries-proof.ts';
import { recordProofDecisions } from '../desk/record-proof-decisions.ts';
import type { KeyedFinding } from '../proofread/finding-key.ts';
import type { DraftContext } from './create-draft.ts';
import { lockNextIssue } from './issue-queries.ts';
import { lockDraft } from './queries.ts';
import { openForWriting } from './save-draft.ts';

export type AnswerRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.draft.not_found'
  | 'gazette.draft.published'
  | 'gazette.draft.deleted'
  | 'gazette.draft.reason_missing'
  | 'gazette.next_issue.published';

export type AnswerPlace = { readonly draftId: string } | { readonly nextIssueId: string };

/** @returns whether anything changed: what is already dismissed, or open, stays as it is with the first reason */
export async function answerFinding(
  context: DraftContext,
  actor: Actor,
  place: AnswerPlace,
  asked: {
    readonly finding: Pick<KeyedFinding, 'key' | 'rule' | 'quote' | 'message' | 'span'>;
    readonly verdict: 'dismissed' | 'reopened';
    /** Required to dismiss. */
    readonly reason: string;
  },
): Promise<Result<boolean, AnswerRefusal>> {
  const allowed = authorise(actor, 'gazette.next_issue.edit');
  if (!allowed.ok) return allowed;
  const reason = asked.reason.trim().slice(0, 500);
  if (asked.verdict === 'dismissed' && reason === '')
    return refuse('gazette.draft.reason_missing', '请写明不改的理由，之后不再提醒这一项。');
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  return context.db.transaction().execute(async (tx) => {
    if ('draftId' in place) {
      const open = openForWriting(await lockDraft(tx, place.draftId));
      if (!open.ok) return open;
    } else if ((await lockNextIssue(tx, place.nextIssueId))?.state !== 'open')
      return refuse('gazette.next_issue.published', '这一期已经出版。文字排错的，请在“校对”里更正。');
    const { key } = asked.finding;
    const dismissed = (await readProofDecisions(tx, [key])).get(key)?.verdict === 'dismissed';
    if (dismissed === (asked.verdict === 'dismissed')) return ok(false);
    await recordProofDecisions(
      tx,
      actor,
      place,
      { verdict: asked.verdict, reason, requestKey: `${actorKey(actor)}:${newId()}`, at },
      [{ finding: asked.finding, replacement: null }],
    );
    return ok(true);
  });
}
