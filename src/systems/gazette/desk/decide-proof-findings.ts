/** An editor accepts findings of the proofreader, dismisses them with a reason, or opens them again. */
import { ok, type Result, refuse } from '#base/result.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import type { Verdict } from './proof-tables.ts';
import { readProofDecisions } from './queries-proof.ts';
import { type ProofFinding, type ReadProofRefusal, readProofreading } from './read-proofreading.ts';
import { recordProofDecisions } from './record-proof-decisions.ts';

export type ProofAnswer = {
  readonly editionId: string;
  readonly verdict: Verdict;
  /** Required to dismiss. */
  readonly reason: string;
  readonly requestKey: string;
  readonly findings: readonly {
    readonly key: string;
    /** Id of the latest decision that the editor saw; empty for none. */
    readonly seen: string;
    /** Of an acceptance: what is to stand there; undefined takes the suggestion. */
    readonly replacement?: string;
  }[];
};

export type ProofAnswerRefusal =
  | ReadProofRefusal
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.proofread.form_expired'
  | 'gazette.proofread.none_chosen'
  | 'gazette.proofread.no_finding'
  | 'gazette.proofread.reason_missing'
  | 'gazette.proofread.replacement_missing'
  | 'gazette.proofread.not_current'
  | 'gazette.proofread.stale';

const REPLACEMENT_MAX = 2000;

/**
 * All of the answers or none. Sent twice, it is decided once.
 * @returns how many decisions were recorded now
 */
export async function decideProofFindings(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  answer: ProofAnswer,
): Promise<Result<number, ProofAnswerRefusal>> {
  const allowed = authorise(actor, 'gazette.proofread.decide');
  if (!allowed.ok) return allowed;
  if (!/^[\w-]{8,64}$/.test(answer.requestKey))
    return refuse('gazette.proofread.form_expired', '页面内容不完整，没有记录。请刷新本页再提交。');
  const reason = answer.reason.trim();
  if (answer.verdict === 'dismissed' && reason === '')
    return refuse(
      'gazette.proofread.reason_missing',
      '请写明不改的理由；记下后，以后导入同样的文字不再提醒。',
    );
  if (answer.findings.length === 0)
    return refuse('gazette.proofread.none_chosen', '没有选中任何一处。请勾选要一并处理的，再点按钮。');
  const read = await readProofreading(context.db, answer.editionId);
  if (!read.ok) return read;
  if (!read.value.edition.current)
    return refuse('gazette.proofread.not_current', '这一版已被更正版取代，不再校对。请打开现行版本。');
  const byKey = new Map(read.value.findings.map((f) => [f.key, f]));
  const chosen: Chosen[] = [];
  for (const one of answer.findings) {
    const finding = byKey.get(one.key);
    if (!finding)
      return refuse('gazette.proofread.no_finding', '这一版里没有这一处。请刷新本页，从清单里选。');
    const replacement = answer.verdict === 'accepted' ? (one.replacement ?? finding.suggestion) : null;
    if (answer.verdict === 'accepted' && !isMend(replacement, finding))
      return refuse(
        'gazette.proofread.replacement_missing',
        `请写出“${finding.quote.slice(0, 20)}”应改成的文字（不能与原文相同，最多 ${REPLACEMENT_MAX} 字）。`,
      );
    chosen.push({ finding, seen: one.seen, replacement });
  }
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  return context.db
    .transaction()
    .execute((tx) =>
      record(
        tx,
        actor,
        { ...answer, reason, requestKey: `${actorKey(actor)}:${answer.requestKey}` },
        chosen,
        at,
      ),
    );
}

type Chosen = { readonly finding: ProofFinding; readonly seen: string; readonly replacement: string | null };

/** Deleting is a mend where the rule suggests it; an empty box is otherwise a box that was not filled in. */
const isMend = (replacement: string | null, { quote, suggestion }: ProofFinding): replacement is string =>
  replacement !== null &&
  replacement !== quote &&
  replacement.length <= REPLACEMENT_MAX &&
  (replacement !== '' || suggestion === '');

async function record(
  tx: Tx,
  actor: Actor,
  answer: ProofAnswer,
  chosen: readonly Chosen[],
  at: string,
): Promise<Result<number, ProofAnswerRefusal>> {
  // Two editors at once: the edition's row makes them take turns.
  await tx.selectFrom('law_edition').select('id').where('id', '=', answer.editionId).forUpdate().execute();
  const repeated = await tx
    .selectFrom('gazette_proof_decision')
    .select('id')
    .where('request_key', '=', answer.requestKey)
    .executeTakeFirst();
  if (repeated) return ok(0);
  const latest = await readProofDecisions(
    tx,
    chosen.map((c) => c.finding.key),
  );
  const stale = chosen.find((c) => (latest.get(c.finding.key)?.id ?? '') !== c.seen);
  if (stale)
    return refuse(
      'gazette.proofread.stale',
      `“${stale.finding.quote.slice(0, 20)}”已由他人处理，本次没有记录。请看过最新情况再定。`,
    );
  await recordProofDecisions(tx, actor, { editionId: answer.editionId }, { ...answer, at }, chosen);
  return ok(chosen.length);
}
