/**
 * An editor decides whether one name in two notices is one person, with a reason; or takes such a decision back.
 * Decisions are records: nothing is overwritten. Two editors at once never both succeed on an older view.
 */
import { canonicalJson, sha256 } from '#base/digest.ts';
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { isConsistent } from './identity.ts';
import { lockIdentity, readRecord } from './queries.ts';
import type { PersonnelRecord } from './record.ts';

export type IdentityChoice = {
  readonly name: string;
  /** Mentions: the name in one notice and in another. */
  readonly a: string;
  readonly b: string;
  readonly verdict: 'same' | 'different';
  readonly reason: string;
  /** `identityState` as the editor saw it. */
  readonly seen: string;
  /** Made by the client once per form. */
  readonly requestKey: string;
};

export type IdentityRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'personnel.identity.reason_missing'
  | 'personnel.identity.pair_missing'
  | 'personnel.identity.not_found'
  | 'personnel.identity.already_decided'
  | 'personnel.identity.contradiction'
  | 'personnel.identity.stale';

type Context = { readonly db: Db; readonly now?: () => Temporal.Instant };

/** What a decision on the name rests on: who is held to be whom, and the decisions that stand. */
export function identityState(record: PersonnelRecord, name: string): string {
  const persons = [...record.persons.values()]
    .filter((p) => p.nameKey === name)
    .map((p) => p.mentions.toSorted());
  const standing = record.decisions.filter((d) => d.name === name).map((d) => d.id);
  return sha256(canonicalJson([persons.toSorted(), standing])).slice(0, 24);
}

export async function decideIdentity(
  context: Context,
  actor: Actor,
  choice: IdentityChoice,
): Promise<Result<{ decisionId: string; repeated: boolean }, IdentityRefusal>> {
  const allowed = authorise(actor, 'personnel.identity.decide');
  if (!allowed.ok) return allowed;
  if (choice.reason.trim() === '')
    return refuse(
      'personnel.identity.reason_missing',
      '请写明理由：依据什么认定，例如履历、籍贯或组织部门的说明。',
    );
  if (choice.a === choice.b) return refuse('personnel.identity.pair_missing', '请选择两份不同的通知。');
  return context.db.transaction().execute(async (tx) => {
    await lockIdentity(tx);
    const repeated = await findRequest(tx, actor, choice.requestKey);
    if (repeated) return ok({ decisionId: repeated, repeated: true });
    const result = await decideLocked(tx, actor, choice, context.now?.() ?? Temporal.Now.instant());
    await audit(tx, actor, {
      useCase: 'personnel.identity.decide',
      subject: `mentions:${choice.a}+${choice.b}`,
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      detail: { verdict: choice.verdict, ...(result.ok && { decision: result.value.decisionId }) },
    });
    return result;
  });
}

async function decideLocked(
  tx: Tx,
  actor: Actor,
  choice: IdentityChoice,
  now: Temporal.Instant,
): Promise<Result<{ decisionId: string; repeated: boolean }, IdentityRefusal>> {
  const record = await readRecord(tx);
  const documentOf = (mention: string) =>
    record.acts.find((a) => a.mention === mention && a.nameKey === choice.name)?.notice.documentId;
  const [documentA, documentB] = [documentOf(choice.a), documentOf(choice.b)];
  if (!documentA || !documentB)
    return refuse(
      'personnel.identity.not_found',
      '所选的通知中没有这个名字，可能已随更正改动。请刷新后重新选择。',
    );
  if (identityState(record, choice.name) !== choice.seen)
    return refuse(
      'personnel.identity.stale',
      '您打开页面之后，这个名字已有新的记录或认定，本次没有改动。下面是最新的情况，请核对后重新提交。',
    );
  const own = record.decisions.filter((d) => d.name === choice.name);
  const pair = own.find((d) => [d.a, d.b].includes(choice.a) && [d.a, d.b].includes(choice.b));
  if (pair)
    return refuse(
      'personnel.identity.already_decided',
      '这两份通知已经认定过。如要改动，请先撤回原来的认定。',
    );
  if (!isConsistent([...own, choice]))
    return refuse(
      'personnel.identity.contradiction',
      '这与已有的认定互相矛盾：不能既是同一人又不是同一人。请先撤回有误的那一条。',
    );
  const decisionId = await insert(tx, actor, now, {
    name: choice.name,
    document_a: documentA,
    document_b: documentB,
    verdict: choice.verdict,
    revokes: null,
    reason: choice.reason.trim(),
    requestKey: choice.requestKey,
  });
  return ok({ decisionId, repeated: false });
}

export type IdentityRevocation = {
  readonly decisionId: string;
  readonly reason: string;
  readonly requestKey: string;
};

/** The name stands again as the notices alone have it. */
export async function revokeIdentity(
  context: Context,
  actor: Actor,
  revocation: IdentityRevocation,
): Promise<Result<{ decisionId: string; repeated: boolean }, IdentityRefusal>> {
  const allowed = authorise(actor, 'personnel.identity.decide');
  if (!allowed.ok) return allowed;
  if (revocation.reason.trim() === '')
    return refuse('personnel.identity.reason_missing', '请写明撤回的理由：错在哪里，依据是什么。');
  return context.db.transaction().execute(async (tx) => {
    await lockIdentity(tx);
    const repeated = await findRequest(tx, actor, revocation.requestKey);
    if (repeated) return ok({ decisionId: repeated, repeated: true });
    const standing = isId(revocation.decisionId) ? await findStanding(tx, revocation.decisionId) : undefined;
    if (!standing)
      return refuse('personnel.identity.not_found', '没有这一条认定，或已经撤回。请刷新后查看。');
    const id = await insert(tx, actor, context.now?.() ?? Temporal.Now.instant(), {
      name: standing.name,
      document_a: standing.document_a,
      document_b: standing.document_b,
      verdict: 'revoke',
      revokes: standing.id,
      reason: revocation.reason.trim(),
      requestKey: revocation.requestKey,
    });
    await audit(tx, actor, {
      useCase: 'personnel.identity.decide',
      subject: `identity:${standing.id}`,
      outcome: 'done',
      detail: { verdict: 'revoke' },
    });
    return ok({ decisionId: id, repeated: false });
  });
}

const keyOf = (actor: Actor, requestKey: string): string => `${actorKey(actor)}:${requestKey}`;

async function findRequest(tx: Tx, actor: Actor, requestKey: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('personnel_identity')
    .select('id')
    .where('request_key', '=', keyOf(actor, requestKey))
    .executeTakeFirst();
  return row?.id;
}

const findStanding = (tx: Tx, id: string) =>
  tx
    .selectFrom('personnel_identity as i')
    .leftJoin('personnel_identity as r', 'r.revokes', 'i.id')
    .select(['i.id', 'i.name', 'i.document_a', 'i.document_b'])
    .where('i.id', '=', id)
    .where('i.verdict', '<>', 'revoke')
    .where('r.id', 'is', null)
    .executeTakeFirst();

async function insert(
  tx: Tx,
  actor: Actor,
  now: Temporal.Instant,
  row: {
    name: string;
    document_a: string;
    document_b: string;
    verdict: 'same' | 'different' | 'revoke';
    revokes: string | null;
    reason: string;
    requestKey: string;
  },
): Promise<string> {
  const id = newId();
  const { requestKey, ...columns } = row;
  await tx
    .insertInto('personnel_identity')
    .values({
      ...columns,
      id,
      decided_by: actorKey(actor),
      decided_by_name: actorName(actor),
      decided_at: now.toString({ smallestUnit: 'millisecond' }),
      request_key: keyOf(actor, requestKey),
    })
    .execute();
  return id;
}
