/** The one way in which an answer to findings of the proofreader is put on record, wherever the words stand. */
import { newId } from '#base/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import type { Tx } from '#platform/store/store.ts';
import type { KeyedFinding } from '../proofread/finding-key.ts';
import type { Verdict } from './proof-tables.ts';

/** What the findings are on: a received text, a draft, or the front matter of the issue in preparation. */
export type ProofPlace =
  | { readonly editionId: string }
  | { readonly draftId: string }
  | { readonly nextIssueId: string };

const auditName = (
  place: ProofPlace,
): { useCase: 'gazette.proofread.decide' | 'gazette.next_issue.edit'; subject: string } =>
  'editionId' in place
    ? { useCase: 'gazette.proofread.decide', subject: `edition:${place.editionId}` }
    : 'draftId' in place
      ? { useCase: 'gazette.next_issue.edit', subject: `draft:${place.draftId}` }
      : { useCase: 'gazette.next_issue.edit', subject: `next_issue:${place.nextIssueId}` };

/** Call in a transaction that holds the place's row, so that two editors take turns. */
export async function recordProofDecisions(
  tx: Tx,
  actor: Actor,
  place: ProofPlace,
  answer: {
    readonly verdict: Verdict;
    readonly reason: string;
    readonly requestKey: string;
    readonly at: string;
  },
  chosen: readonly {
    readonly finding: Pick<KeyedFinding, 'key' | 'rule' | 'quote' | 'message' | 'span'>;
    readonly replacement: string | null;
  }[],
): Promise<void> {
  for (const { finding, replacement } of chosen)
    await tx
      .insertInto('gazette_proof_decision')
      .values({
        id: newId(),
        request_key: answer.requestKey,
        finding_key: finding.key,
        edition_id: 'editionId' in place ? place.editionId : null,
        draft_id: 'draftId' in place ? place.draftId : null,
        next_issue_id: 'nextIssueId' in place ? place.nextIssueId : null,
        rule: finding.rule,
        quote: finding.quote,
        message: finding.message,
        start_at: finding.span[0],
        end_at: finding.span[1],
        verdict: answer.verdict,
        replacement,
        reason: answer.reason || null,
        decided_by: actorKey(actor),
        decided_by_name: actorName(actor),
        decided_at: answer.at,
      })
      .onConflict((conflict) => conflict.columns(['request_key', 'finding_key']).doNothing())
      .execute();
  await audit(tx, actor, {
    ...auditName(place),
    outcome: 'done',
    detail: {
      verdict: answer.verdict,
      findings: chosen.map((c) => c.finding.key),
      rules: [...new Set(chosen.map((c) => c.finding.rule))],
      reason: answer.reason,
    },
  });
}
