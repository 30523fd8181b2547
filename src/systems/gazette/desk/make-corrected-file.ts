/**
 * The accepted corrections of an edition become a corrected file, which is imported like any other: it is the next
 * edition, the one before stays, and what was changed is on record.
 */
import { sha256 } from '#base/digest.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db } from '#platform/store/store.ts';
import { applyCorrections, type Correction, type CorrectionProblem } from '../proofread/corrections.ts';
import type { ProofDecision } from './queries-proof.ts';
import { type ProofFinding, type ReadProofRefusal, readProofreading } from './read-proofreading.ts';
import { type ReceiveRefusal, receiveUpload } from './receive-upload.ts';

export type CorrectedFileRefusal =
  | ReadProofRefusal
  | ReceiveRefusal
  | CorrectionProblem
  | 'gazette.proofread.not_current'
  | 'gazette.proofread.nothing_accepted';

/** @returns the upload whose import can be followed; asked again with nothing new accepted, the file is the same */
export async function makeCorrectedFile(
  context: { readonly db: Db; readonly jobs: Jobs; readonly maxBytes: number },
  actor: Actor,
  editionId: string,
  requestKey: string,
): Promise<Result<{ uploadId: string }, CorrectedFileRefusal>> {
  const allowed = authorise(actor, 'gazette.import');
  if (!allowed.ok) return allowed;
  const read = await readProofreading(context.db, editionId);
  if (!read.ok) return read;
  const { edition, findings, artifact } = read.value;
  if (!edition.current)
    return refuse('gazette.proofread.not_current', '这一版已被更正版取代，不再校对。请打开现行版本。');
  const accepted = findings.flatMap((f) =>
    f.state === 'accepted' && f.decision ? [{ ...f, decision: f.decision }] : [],
  );
  if (!artifact || accepted.length === 0)
    return refuse('gazette.proofread.nothing_accepted', '还没有采纳任何改动。请先逐处采纳，再生成更正版。');
  const corrections = correctionsOf(artifact.source.text, accepted);
  const corrected = applyCorrections(artifact.source.text, [...corrections.values()].flat());
  if (!corrected.ok) return corrected;
  const bytes = Buffer.from(corrected.value, 'utf8');
  const source = sha256(bytes);
  // Recorded before the import is queued: should the server stop between the two, the list names a file that is not here yet.
  await context.db
    .insertInto('gazette_correction')
    .values(
      accepted.map((f) => ({
        source_sha256: source,
        decision_id: f.decision.id,
        base_edition_id: edition.id,
        places: corrections.get(f)?.length ?? 1,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const received = await receiveUpload(
    context,
    actor,
    { name: `${edition.title}${edition.year ?? ''}-${edition.issueNumber ?? ''}-更正.txt`, bytes },
    requestKey,
    true,
  );
  return received.ok ? ok({ uploadId: received.value.uploadId }) : received;
}

type Accepted = Pick<ProofFinding, 'span' | 'quote' | 'suggestion' | 'alongside'> & {
  readonly decision: Pick<ProofDecision, 'replacement'>;
};

/**
 * What each acceptance changes: its own place, and where the suggestion was taken as it is the same slip further on,
 * unless another acceptance already writes those words anew.
 */
export function correctionsOf<F extends Accepted>(
  text: string,
  accepted: readonly F[],
): Map<F, readonly Correction[]> {
  const taken: (readonly [number, number])[] = accepted.map((f) => f.span);
  return new Map(
    accepted.map((finding) => {
      const { span, quote, suggestion, alongside, decision } = finding;
      const replacement = decision.replacement ?? '';
      const further = replacement === suggestion ? alongside : [];
      const free = further.filter((one) => {
        const clear = taken.every(([start, end]) => one.span[1] <= start || one.span[0] >= end);
        if (clear) taken.push(one.span);
        return clear;
      });
      return [
        finding,
        [
          { span, quote, replacement },
          ...free.map((one) => ({ ...one, quote: text.slice(one.span[0], one.span[1]) })),
        ],
      ];
    }),
  );
}
