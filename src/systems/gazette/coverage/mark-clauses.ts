/**
 * An editor says of clauses that they are mere statements, with the reason, or that they are to be carried out;
 * or takes such a mark back. Append-only: the last record of a clause and its words holds.
 */
import { sql } from 'kysely';
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { readEditorMarks } from '../queries-coverage.ts';
import { clauseKey } from './read-coverage.ts';
import type { MarkVerdict } from './tables.ts';

export type ChosenClause = {
  readonly documentId: string;
  readonly path: string;
  readonly sha256: string;
  /** Id of its last mark as the editor saw it; `none` where there was none. */
  readonly seen: string;
};
export type MarkRequest = {
  readonly verdict: MarkVerdict;
  /** Required for a statement. */
  readonly reason: string;
  readonly clauses: readonly ChosenClause[];
  /** Made with the form. */
  readonly requestKey: string;
};
export type MarkRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.coverage.form_expired'
  | 'gazette.coverage.nothing_chosen'
  | 'gazette.coverage.reason_missing'
  | 'gazette.coverage.reason_too_long'
  | 'gazette.coverage.words_changed.stale'
  | 'gazette.coverage.stale';

export const REASON_MAX = 100;
const CLAUSES_MAX = 500;

/** All that were chosen, or none. Sending the same form again marks nothing twice. */
export async function markClauses(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  request: MarkRequest,
): Promise<Result<{ marked: number }, MarkRefusal>> {
  const allowed = authorise(actor, 'gazette.coverage.mark');
  if (!allowed.ok) return allowed;
  const unfit = unfitness(request);
  if (unfit) return unfit;
  const documents = [...new Set(request.clauses.map((c) => c.documentId))].sort();
  const key = `${actorKey(actor)}:${request.requestKey}`;
  return context.db.transaction().execute(async (tx) => {
    // Whoever marks clauses of the same documents waits here.
    await tx
      .selectFrom('law_document')
      .select('id')
      .where('id', 'in', documents)
      .orderBy('id')
      .forUpdate()
      .execute();
    const before = await tx
      .selectFrom('gazette_clause_mark')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('request_key', '=', key)
      .executeTakeFirstOrThrow();
    if (Number(before.n) > 0) return ok({ marked: Number(before.n) });
    if (!(await allPresent(tx, request.clauses)))
      return refuse(
        'gazette.coverage.words_changed.stale',
        '选中的条款里，有的文字已经更正或不在现行版本中，本次没有标注。下面是最新的条款，请重新选择。',
      );
    const last = new Map((await readEditorMarks(tx, documents)).map((m) => [clauseKey(m), m]));
    const reason = request.reason.trim() || null;
    const pending = request.clauses.filter((clause) => {
      const mark = last.get(clauseKey(clause));
      if (request.verdict === 'revoked') return mark !== undefined && mark.verdict !== 'revoked';
      return mark?.verdict !== request.verdict || mark.reason !== reason;
    });
    if (pending.some((clause) => (last.get(clauseKey(clause))?.id ?? 'none') !== clause.seen))
      return refuse(
        'gazette.coverage.stale',
        '您打开页面之后，有的条款已由他人标注，本次没有改动。下面是最新的情况，请核对后重新选择。',
      );
    if (pending.length === 0) return ok({ marked: 0 });
    await record(tx, actor, { ...request, reason, clauses: pending, key, now: context.now?.() });
    return ok({ marked: pending.length });
  });
}

function unfitness({ requestKey, clauses, reason, verdict }: MarkRequest) {
  const sound = ({ documentId, path, sha256 }: ChosenClause) =>
    isId(documentId) && /^[0-9a-f]{64}$/.test(sha256) && path !== '' && path.length <= 500;
  if (!/^[\w-]{8,64}$/.test(requestKey) || clauses.length > CLAUSES_MAX || !clauses.every(sound))
    return refuse('gazette.coverage.form_expired', '页面内容不完整，没有标注。请刷新本页后重新选择。');
  if (clauses.length === 0)
    return refuse('gazette.coverage.nothing_chosen', '没有选中任何条款。请勾选条款，再点按钮。');
  if (verdict === 'statement' && reason.trim() === '')
    return refuse(
      'gazette.coverage.reason_missing',
      '请写明为什么只是陈述，例如：标题，内容在下面的条款里。',
    );
  if (reason.trim().length > REASON_MAX)
    return refuse('gazette.coverage.reason_too_long', `理由请不超过 ${REASON_MAX} 个字。`);
  return undefined;
}

/** Whether every clause stands in a current text with these words. */
async function allPresent(tx: Tx, clauses: readonly ChosenClause[]): Promise<boolean> {
  const asked = [...new Map(clauses.map((c) => [clauseKey(c), c])).values()];
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n
    from json_to_recordset(${JSON.stringify(asked)}::json) as a("documentId" uuid, path text, sha256 text)
    where exists (select 1 from law_expression x join law_clause c on c.expression_id = x.id
      where x.document_id = a."documentId" and x.current and c.path = a.path and c.sha256 = a.sha256)`.execute(
    tx,
  );
  return rows[0]?.n === asked.length;
}

async function record(
  tx: Tx,
  actor: Actor,
  marks: {
    verdict: MarkVerdict;
    reason: string | null;
    clauses: readonly ChosenClause[];
    key: string;
    now: Temporal.Instant | undefined;
  },
): Promise<void> {
  const { verdict, reason, key } = marks;
  const at = (marks.now ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  const once = [...new Map(marks.clauses.map((c) => [clauseKey(c), c])).values()];
  await tx
    .insertInto('gazette_clause_mark')
    .values(
      once.map(({ documentId, path, sha256 }) => ({
        id: newId(),
        document_id: documentId,
        path,
        sha256,
        verdict,
        reason,
        marked_by: actorKey(actor),
        marked_by_name: actorName(actor),
        marked_at: at,
        request_key: key,
      })),
    )
    .execute();
  for (const [documentId, own] of Map.groupBy(once, (c) => c.documentId))
    await audit(tx, actor, {
      useCase: 'gazette.coverage.mark',
      subject: `document:${documentId}`,
      outcome: 'done',
      detail: { verdict, reason, paths: own.map((c) => c.path) },
    });
}
