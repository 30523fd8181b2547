/**
 * Taking back a decision that an editor entered: a new record with its reason. Nothing is erased, and what was known
 * on any earlier day can still be told. The proposal that was settled waits again.
 */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { requestKeyOf } from '../decide-effect.ts';

export type Retraction = {
  readonly decisionId: string;
  readonly reason: string;
  readonly expectedVersion: number;
  readonly requestKey: string;
};

export type RetractRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'documents.decision.reason_missing'
  | 'documents.decision.not_found'
  | 'documents.decision.already_retracted'
  | 'documents.decision.stale';

export async function retractDecision(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  retraction: Retraction,
): Promise<Result<{ effectId: string; repeated: boolean }, RetractRefusal>> {
  const allowed = authorise(actor, 'documents.effect.retract');
  if (!allowed.ok) return allowed;
  if (retraction.reason.trim() === '')
    return refuse('documents.decision.reason_missing', '请写明撤回的理由：错在哪里，依据是什么。');
  const now = context.now?.() ?? Temporal.Now.instant();
  return context.db.transaction().execute(async (tx) => {
    const result = await retractLocked(tx, actor, retraction, now);
    if (result.ok && result.value.repeated) return result;
    await audit(tx, actor, {
      useCase: 'documents.effect.retract',
      subject: `effect:${retraction.decisionId}`,
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      detail: { reason: retraction.reason },
    });
    return result;
  });
}

async function retractLocked(
  tx: Tx,
  actor: Actor,
  { decisionId, reason, expectedVersion, requestKey }: Retraction,
  now: Temporal.Instant,
): Promise<Result<{ effectId: string; repeated: boolean }, RetractRefusal>> {
  const decision = isId(decisionId)
    ? await tx.selectFrom('law_effect').selectAll().where('id', '=', decisionId).executeTakeFirst()
    : undefined;
  // Only what a person entered: what a text says is taken back by a corrected text.
  if (!decision?.request_key || decision.stage !== 'decided')
    return refuse('documents.decision.not_found', '没有这一条审定记录。请从审定记录清单进入。');
  const document = await tx
    .selectFrom('law_document')
    .select('effects_version')
    .where('id', '=', decision.document_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const key = requestKeyOf(actor, { proposalId: decisionId, requestKey });
  const answers = await tx
    .selectFrom('law_effect')
    .select(['id', 'request_key', 'asserted_at'])
    .where('retracts', '=', decisionId)
    .where('stage', '=', 'decided')
    .execute();
  const repeated = answers.find((answer) => answer.request_key === key);
  if (repeated) return ok({ effectId: repeated.id, repeated: true });
  if (answers.length > 0)
    return refuse('documents.decision.already_retracted', '这一条审定已经撤回。请刷新后查看结果。');
  if (document.effects_version !== expectedVersion)
    return refuse(
      'documents.decision.stale',
      '您打开页面之后，该文件又有新的效力记录。请看过最新情况，再决定是否撤回。',
    );
  const effectId = newId();
  const after = Temporal.Instant.fromEpochMilliseconds(decision.asserted_at.getTime() + 1);
  await tx
    .insertInto('law_effect')
    .values({
      id: effectId,
      document_id: decision.document_id,
      kind: 'retract',
      dated: null,
      date_precision: 'unknown',
      until: null,
      stage: 'decided',
      basis: null,
      reason: reason.trim(),
      instructions: null,
      source_document_id: null,
      source_edition_id: null,
      start_at: null,
      end_at: null,
      fingerprint: `retract:${decisionId}`,
      asserted_by: actorKey(actor),
      asserted_at: (Temporal.Instant.compare(after, now) > 0 ? after : now).toString({
        smallestUnit: 'millisecond',
      }),
      retracts: decisionId,
      decides: null,
      request_key: key,
    })
    .execute();
  await tx
    .updateTable('law_document')
    .set({ effects_version: document.effects_version + 1 })
    .where('id', '=', decision.document_id)
    .execute();
  return ok({ effectId, repeated: false });
}
