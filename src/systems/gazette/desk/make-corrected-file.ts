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
import { applyCorrections, type CorrectionProblem } from '../proofread/corrections.ts';
import { type ReadProofRefusal, readProofreading } from './read-proofreading.ts';
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
  const corrected = applyCorrections(
    artifact.source.text,
    accepted.map((f) => ({ span: f.span, quote: f.quote, replacement: f.decision.replacement ?? '' })),
  );
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
