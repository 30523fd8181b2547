/**
 * An editor decides a proposed effect: 拟废止 becomes 废止 from a day, on a basis; or it is not adopted.
 *
 * The decision is a new record signed by the editor. Two editors at once never both succeed: the document is
 * locked, and a decision made on an older view of it is refused. Sending the same decision twice decides once.
 */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { effectFingerprint } from '#engines/law/asserted.ts';
import { type EffectKind, openProposals } from '#engines/law/effect.ts';
import { findEffect, type RecordedEffect, readEffects } from '#engines/law/store/read-effects.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';

/** What a person may decide of a document in answer to a proposal. */
export const decidableKinds = [
  'repeal',
  'partly_repeal',
  'amend',
  'lapse',
  'keep',
  'suspend',
  'extend',
  'replace',
  'annul',
] as const satisfies readonly EffectKind[];
export type DecidableKind = (typeof decidableKinds)[number];

export type Decision = {
  readonly proposalId: string;
  /** adopt: it takes effect. reject: the proposal is taken back. */
  readonly verdict: 'adopt' | 'reject';
  /** What is decided when it is not what was proposed: 拟废止, and the meeting keeps it. */
  readonly kind?: DecidableKind;
  /** First day of the new state; required to adopt. */
  readonly date: Temporal.PlainDate | null;
  /** How much of the date is known; `day` when absent. */
  readonly precision?: 'day' | 'month' | 'year';
  /** extend: first day after the new validity. suspend: first day after it, if known. */
  readonly until?: Temporal.PlainDate | null;
  /** The decision that it rests on: number or title of the document, or the meeting and its date. */
  readonly basis: string;
  readonly note?: string;
  /** `version` as the editor saw it in the consequences. */
  readonly expectedVersion: number;
  /** Made by the client once per form, so that a repeated request is recognised. */
  readonly requestKey: string;
};

export type Decided = {
  readonly effectId: string;
  readonly documentId: string;
  readonly version: number;
  /** True when this very request had been carried out before. */
  readonly repeated: boolean;
};

export type DecideRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'documents.effect.not_found'
  | 'documents.effect.already_decided'
  | 'documents.effect.changed_meanwhile'
  | 'documents.effect.date_missing'
  | 'documents.effect.until_missing'
  | 'documents.effect.basis_missing';

export async function decideEffect(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  decision: Decision,
): Promise<Result<Decided, DecideRefusal>> {
  const allowed = authorise(actor, 'documents.effect.decide');
  if (!allowed.ok) return allowed;
  const complete = checkComplete(decision);
  if (!complete.ok) return complete;
  const now = context.now?.() ?? Temporal.Now.instant();
  return context.db.transaction().execute(async (tx) => {
    const result = await decideLocked(tx, actor, decision, now);
    if (result.ok && result.value.repeated) return result;
    await audit(tx, actor, {
      useCase: 'documents.effect.decide',
      subject: `effect:${decision.proposalId}`,
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      detail: {
        verdict: decision.verdict,
        ...(decision.kind && { kind: decision.kind }),
        date: decision.date?.toString() ?? null,
        basis: decision.basis,
      },
    });
    return result;
  });
}

function checkComplete(decision: Decision): Result<true, DecideRefusal> {
  if (decision.basis.trim() === '') {
    return refuse('documents.effect.basis_missing', '请写明依据：决定文件的文号或标题，或会议名称和日期。');
  }
  if (decision.verdict === 'adopt' && decision.date === null) {
    return refuse('documents.effect.date_missing', '请填写生效日期：新状态的第一天。');
  }
  return ok(true);
}

async function decideLocked(
  tx: Tx,
  actor: Actor,
  decision: Decision,
  now: Temporal.Instant,
): Promise<Result<Decided, DecideRefusal>> {
  const proposal = isId(decision.proposalId) ? await findEffect(tx, decision.proposalId) : undefined;
  if (proposal?.stage !== 'proposed' || proposal.kind === 'retract') {
    return refuse('documents.effect.not_found', '没有这一条拟议效力，可能已随更正撤回。请返回待审清单。');
  }
  if (
    decision.verdict === 'adopt' &&
    (decision.kind ?? proposal.kind) === 'extend' &&
    !(decision.until ?? proposal.until)
  ) {
    return refuse('documents.effect.until_missing', '请填写新的有效期届满日：不再有效的第一天。');
  }
  const document = await tx
    .selectFrom('law_document')
    .select(['id', 'effects_version'])
    .where('id', '=', proposal.target)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Looked for only under the lock: the first of two equal requests has then committed.
  const repeated = await tx
    .selectFrom('law_effect')
    .select('id')
    .where('request_key', '=', requestKeyOf(actor, decision))
    .executeTakeFirst();
  if (repeated) {
    return ok({
      effectId: repeated.id,
      documentId: document.id,
      version: document.effects_version,
      repeated: true,
    });
  }
  const effects = (await readEffects(tx, [document.id])).get(document.id) ?? [];
  if (!openProposals(effects, latest(effects, now)).some((e) => e.id === proposal.id)) {
    return refuse('documents.effect.already_decided', '这一条已由他人审定或撤回。请刷新后查看结果。');
  }
  if (document.effects_version !== decision.expectedVersion) {
    return refuse(
      'documents.effect.changed_meanwhile',
      '您打开页面之后，该文件又有新的效力记录。请刷新，看过最新影响后再定。',
    );
  }
  const effectId = await record(tx, actor, decision, proposal, latest(effects, now));
  const version = document.effects_version + 1;
  await tx
    .updateTable('law_document')
    .set({ effects_version: version })
    .where('id', '=', document.id)
    .execute();
  return ok({ effectId, documentId: document.id, version, repeated: false });
}

/** A record never comes to be known before one that it answers, whatever the clocks of two machines say. */
const latest = (effects: readonly RecordedEffect[], now: Temporal.Instant): Temporal.Instant =>
  effects.reduce(
    (t, e) => (Temporal.Instant.compare(e.assertedAt, t) >= 0 ? e.assertedAt.add({ milliseconds: 1 }) : t),
    now,
  );

/** A month or year is written as its first day. */
export const firstDay = (date: Temporal.PlainDate, precision: string): Temporal.PlainDate =>
  precision === 'year'
    ? date.with({ month: 1, day: 1 })
    : precision === 'month'
      ? date.with({ day: 1 })
      : date;

export const requestKeyOf = (actor: Actor, decision: Pick<Decision, 'proposalId' | 'requestKey'>): string =>
  `${actorKey(actor)}:${decision.proposalId}:${decision.requestKey}`;

async function record(
  tx: Tx,
  actor: Actor,
  decision: Decision,
  proposal: RecordedEffect,
  at: Temporal.Instant,
): Promise<string> {
  const id = newId();
  const adopted = decision.verdict === 'adopt';
  const precision = !adopted || decision.date === null ? 'unknown' : (decision.precision ?? 'day');
  const date = adopted && decision.date ? firstDay(decision.date, precision).toString() : null;
  const until = adopted ? ((decision.until ?? proposal.until)?.toString() ?? null) : null;
  const kind = adopted ? (decision.kind ?? proposal.kind) : 'retract';
  const asProposed = kind === proposal.kind;
  await tx
    .insertInto('law_effect')
    .values({
      id,
      document_id: proposal.target,
      kind,
      dated: date,
      date_precision: precision,
      until,
      stage: 'decided',
      basis: decision.basis.trim(),
      reason: decision.note?.trim() || proposal.reason,
      instructions: asProposed && proposal.instructions ? JSON.stringify(proposal.instructions) : null,
      source_document_id: null,
      source_edition_id: null,
      start_at: null,
      end_at: null,
      fingerprint: effectFingerprint(proposal.target, { kind, date, precision, until, stage: 'decided' }),
      asserted_by: actorKey(actor),
      asserted_at: at.toString({ smallestUnit: 'millisecond' }),
      retracts: adopted ? null : proposal.id,
      decides: adopted ? proposal.id : null,
      request_key: requestKeyOf(actor, decision),
    })
    .execute();
  return id;
}
