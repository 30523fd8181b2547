/** What imports noticed: reading it for the desk, and an editor's answer. */
import { type Expression, type SqlBool, sql } from 'kysely';
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Handle } from '#platform/store/store.ts';

export const FINDING_STATES = ['open', 'accepted', 'dismissed'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export type FindingView = {
  readonly id: string;
  readonly kind: string;
  readonly message: string;
  readonly state: FindingState;
  readonly reason: string | null;
  readonly byName: string | null;
  readonly decidedAt: Date | null;
  readonly foundAt: Date;
  readonly documents: readonly {
    readonly id: string;
    readonly title: string;
    readonly number: string | null;
  }[];
};

export type FindingPage = {
  readonly findings: readonly FindingView[];
  readonly counts: Readonly<Record<FindingState, number>>;
};

/** Findings in one state, newest first, and how many there are in each. */
export async function listFindings(
  handle: Handle,
  asked: { state: FindingState; editionId?: string | undefined; limit: number; offset: number },
): Promise<FindingPage> {
  const edition: Expression<SqlBool> = asked.editionId
    ? sql<SqlBool>`f.edition_id = ${asked.editionId}`
    : sql<SqlBool>`true`;
  const { rows } = await sql<FindingView>`
    select f.id, f.kind, f.message, f.state, f.reason, coalesce(a.name, f.decided_by) as "byName",
      f.decided_at as "decidedAt", f.found_at as "foundAt",
      coalesce((select json_agg(json_build_object('id', d.id, 'title', d.title, 'number', d.number) order by d.id)
        from law_document d where d.id in (select value::uuid from jsonb_array_elements_text(f.document_ids))), '[]')
        as documents
    from law_finding f left join account a on a.id = f.decided_by
    where f.state = ${asked.state} and ${edition}
    order by f.found_at desc, f.id desc limit ${asked.limit} offset ${asked.offset}`.execute(handle);
  const counted = await sql<{ state: FindingState; n: number }>`
    select f.state, count(*)::int as n from law_finding f where ${edition} group by f.state`.execute(handle);
  const counts = { open: 0, accepted: 0, dismissed: 0 };
  for (const { state, n } of counted.rows) counts[state] = n;
  return { findings: rows, counts };
}

export type FindingAnswer = {
  readonly findingId: string;
  readonly to: FindingState;
  /** Required to dismiss: the same finding is not raised again. */
  readonly reason: string;
  /** The state that the editor saw. */
  readonly seen: string;
};

export type FindingRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.finding.not_found'
  | 'gazette.finding.reason_missing'
  | 'gazette.finding.stale';

/** Accepts a finding, dismisses it with a reason, or opens it again. Answering twice the same changes nothing. */
export async function answerFinding(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  answer: FindingAnswer,
): Promise<Result<true, FindingRefusal>> {
  const allowed = authorise(actor, 'gazette.finding.decide');
  if (!allowed.ok) return allowed;
  const reason = answer.reason.trim();
  if (answer.to === 'dismissed' && reason === '')
    return refuse('gazette.finding.reason_missing', '请写明不用处理的理由，之后不再提醒这一项。');
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  return context.db.transaction().execute(async (tx) => {
    const finding = isId(answer.findingId)
      ? await tx
          .selectFrom('law_finding')
          .select('state')
          .where('id', '=', answer.findingId)
          .forUpdate()
          .executeTakeFirst()
      : undefined;
    if (!finding) return refuse('gazette.finding.not_found', '没有这一项待核事项。请从清单进入。');
    if (finding.state === answer.to) return ok(true);
    if (finding.state !== answer.seen)
      return refuse('gazette.finding.stale', '这一项已由他人处理，本次没有改动。请看过最新情况再定。');
    const open = answer.to === 'open';
    await tx
      .updateTable('law_finding')
      .set({
        state: answer.to,
        reason: reason || null,
        decided_by: open ? null : actorKey(actor),
        decided_at: open ? null : at,
      })
      .where('id', '=', answer.findingId)
      .execute();
    await audit(tx, actor, {
      useCase: 'gazette.finding.decide',
      subject: `finding:${answer.findingId}`,
      outcome: 'done',
      detail: { from: answer.seen, to: answer.to, reason },
    });
    return ok(true);
  });
}
