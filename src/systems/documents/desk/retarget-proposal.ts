/**
 * A proposal names a document in words that fit none here; an editor knows which one it is. The record under the mere
 * name is taken back, and the same proposal is recorded on the right document: two new records, signed. It is still
 * only a proposal.
 */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { effectFingerprint } from '#engines/law/asserted.ts';
import { openProposals } from '#engines/law/effect.ts';
import { numberKey } from '#engines/law/name.ts';
import { findEffect, type RecordedEffect, readEffects } from '#engines/law/store/read-effects.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Handle, Tx } from '#platform/store/store.ts';
import { requestKeyOf } from '../decide-effect.ts';

export type Candidate = {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly dated: string | null;
};

const CANDIDATES_MAX = 20;

/** Documents that are here with text or outline, by their number or words of their title. */
export async function findCandidates(handle: Handle, words: string): Promise<Candidate[]> {
  const pattern = `%${words.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return handle
    .selectFrom('law_document')
    .select(['id', 'title', 'number', 'dated'])
    .where('holding', '<>', 'stub')
    .where((w) => w.or([w('number_key', '=', numberKey(words)), w('title', 'ilike', pattern)]))
    .orderBy('dated', (o) => o.desc().nullsLast())
    .orderBy('id')
    .limit(CANDIDATES_MAX)
    .execute();
}

export type RetargetRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'documents.effect.not_found'
  | 'documents.effect.no_such_target'
  | 'documents.effect.already_decided'
  | 'documents.effect.stale';

export type Retarget = {
  readonly proposalId: string;
  readonly documentId: string;
  readonly expectedVersion: number;
  readonly requestKey: string;
};

/** @returns the proposal on the right document */
export async function retargetProposal(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  asked: Retarget,
): Promise<Result<{ proposalId: string }, RetargetRefusal>> {
  const allowed = authorise(actor, 'documents.effect.decide');
  if (!allowed.ok) return allowed;
  const now = context.now?.() ?? Temporal.Now.instant();
  return context.db.transaction().execute(async (tx) => {
    const result = await retargetLocked(tx, actor, asked, now);
    await audit(tx, actor, {
      useCase: 'documents.effect.decide',
      subject: `effect:${asked.proposalId}`,
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      detail: { verdict: 'retarget', document: asked.documentId },
    });
    return result;
  });
}

async function retargetLocked(
  tx: Tx,
  actor: Actor,
  asked: Retarget,
  now: Temporal.Instant,
): Promise<Result<{ proposalId: string }, RetargetRefusal>> {
  const proposal = isId(asked.proposalId) ? await findEffect(tx, asked.proposalId) : undefined;
  if (proposal?.stage !== 'proposed' || proposal.kind === 'retract')
    return refuse('documents.effect.not_found', '没有这一条拟议效力，可能已随更正撤回。请返回待审清单。');
  const key = requestKeyOf(actor, asked);
  const documents = isId(asked.documentId)
    ? await tx
        .selectFrom('law_document')
        .select(['id', 'title', 'effects_version'])
        .where('id', 'in', [proposal.target, asked.documentId])
        .orderBy('id')
        .forUpdate()
        .execute()
    : [];
  const from = documents.find((d) => d.id === proposal.target);
  const to = documents.find((d) => d.id === asked.documentId);
  if (!from || !to || from.id === to.id)
    return refuse('documents.effect.no_such_target', '没有选中另一份文件。请检索后，从结果中选一份。');
  const copy = await tx
    .selectFrom('law_effect')
    .select('id')
    .where('request_key', '=', copyKey(key))
    .executeTakeFirst();
  if (copy) return ok({ proposalId: copy.id });
  const effects = (await readEffects(tx, [from.id])).get(from.id) ?? [];
  const at = afterAll(effects, now);
  if (!openProposals(effects, at).some((e) => e.id === proposal.id))
    return refuse('documents.effect.already_decided', '这一条已由他人审定或撤回。请刷新后查看结果。');
  if (from.effects_version !== asked.expectedVersion)
    return refuse('documents.effect.stale', '您打开页面之后，该文件又有新的记录。请看过最新情况再改指。');
  const proposalId = await write(tx, actor, proposal, { from, to, key, at });
  return ok({ proposalId });
}

/** Links the proposal on the right document to the record that took back the first. */
const copyKey = (key: string): string => `${key}:copy`;

const afterAll = (effects: readonly RecordedEffect[], now: Temporal.Instant): Temporal.Instant =>
  effects.reduce(
    (t, e) => (Temporal.Instant.compare(e.assertedAt, t) >= 0 ? e.assertedAt.add({ milliseconds: 1 }) : t),
    now,
  );

type Move = {
  from: { id: string; effects_version: number };
  to: { id: string; title: string; effects_version: number };
  key: string;
  at: Temporal.Instant;
};

async function write(
  tx: Tx,
  actor: Actor,
  proposal: RecordedEffect,
  { from, to, key, at }: Move,
): Promise<string> {
  const id = newId();
  const asserted = {
    asserted_by: actorKey(actor),
    asserted_at: at.toString({ smallestUnit: 'millisecond' }),
    basis: null,
    source_edition_id: null,
    start_at: null,
    end_at: null,
    decides: null,
  };
  const { kind, precision } = proposal;
  const [date, until] = [proposal.date?.toString() ?? null, proposal.until?.toString() ?? null];
  await tx
    .insertInto('law_effect')
    .values([
      {
        ...asserted,
        id: newId(),
        document_id: from.id,
        kind: 'retract',
        dated: null,
        date_precision: 'unknown',
        until: null,
        stage: 'decided',
        reason: `所指的文件是《${to.title}》，改记在它的名下`,
        instructions: null,
        source_document_id: null,
        fingerprint: `retract:${proposal.id}`,
        retracts: proposal.id,
        request_key: key,
      },
      {
        ...asserted,
        id,
        document_id: to.id,
        kind,
        dated: date,
        date_precision: precision,
        until,
        stage: 'proposed',
        reason: proposal.reason,
        instructions: proposal.instructions ? JSON.stringify(proposal.instructions) : null,
        // Named without its edition: a corrected edition, which still says the old name, does not take it back.
        source_document_id: proposal.sourceDocumentId,
        fingerprint: effectFingerprint(to.id, { kind, date, precision, until, stage: 'proposed' }),
        retracts: null,
        request_key: copyKey(key),
      },
    ])
    .execute();
  for (const document of [from, to])
    await tx
      .updateTable('law_document')
      .set({ effects_version: document.effects_version + 1 })
      .where('id', '=', document.id)
      .execute();
  return id;
}
