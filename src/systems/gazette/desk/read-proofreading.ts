import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import type { Db } from '#platform/store/store.ts';
import type { KeyedFinding } from '../proofread/finding-key.ts';
import { knownFindings, type ProofreadRefusal, proofreadAside } from '../proofread/proofread-aside.ts';
import {
  listProofIssues,
  type ProofDecision,
  type ProofEdition,
  readEditionArtifact,
  readProofDecisions,
  readProofEdition,
} from './queries-proof.ts';

/** open: waits. accepted: to be corrected. dismissed: stays as it is. */
export const PROOF_STATES = ['open', 'accepted', 'dismissed'] as const;
export type ProofState = (typeof PROOF_STATES)[number];

export type ProofFinding = KeyedFinding & {
  readonly state: ProofState;
  /** The latest decision, also when it reopened the finding; what an editor saw is compared with its id. */
  readonly decision: ProofDecision | undefined;
};

export type Proofreading = {
  readonly edition: ProofEdition;
  /** In print order; none when there is no text. */
  readonly findings: readonly ProofFinding[];
  /** Null for an edition that was written from published facts: there is no text to read. */
  readonly artifact: Artifact | null;
};

export type ReadProofRefusal = 'gazette.proofread.not_found' | ProofreadRefusal;

/** An edition's findings with what was decided on each, here or on an earlier text. */
export async function readProofreading(
  db: Db,
  editionId: string,
): Promise<Result<Proofreading, ReadProofRefusal>> {
  const edition = isId(editionId) ? await readProofEdition(db, editionId) : undefined;
  if (!edition) return refuse('gazette.proofread.not_found', '没有这一版公报。请从“校对”清单进入。');
  if (edition.origin === 'facts') return ok({ edition, findings: [], artifact: null });
  const text = await readEditionArtifact(db, edition.id);
  const found = await proofreadAside(edition.artifactSha256, text);
  if (!found.ok) return found;
  const decisions = await readProofDecisions(
    db,
    found.value.map((f) => f.key),
  );
  const findings = found.value.map((finding) => {
    const decision = decisions.get(finding.key);
    return { ...finding, decision, state: stateOf(decision, edition) };
  });
  return ok({ edition, findings, artifact: JSON.parse(text) as Artifact });
}

/** A dismissal holds for every later text; an acceptance is a mend of one text, and waits anew in another. */
function stateOf(decision: ProofDecision | undefined, edition: ProofEdition): ProofState {
  if (decision?.verdict === 'dismissed') return 'dismissed';
  return decision?.verdict === 'accepted' && decision.editionId === edition.id ? 'accepted' : 'open';
}

/** The newest text and how many of its findings wait; null while they are still being looked for. */
export type ProofWaiting = { readonly edition: ProofEdition; readonly open: number | null };

/** What of the newest issue waits to be proofread. Does not wait for the proofreading itself: that is begun. */
export async function readProofWaiting(db: Db): Promise<ProofWaiting | undefined> {
  const [edition] = (await listProofIssues(db, { limit: 1, offset: 0 })).issues;
  if (!edition) return undefined;
  const known = knownFindings(edition.artifactSha256);
  if (!known) {
    proofreadAside(edition.artifactSha256, await readEditionArtifact(db, edition.id)).catch(() => undefined);
    return { edition, open: null };
  }
  const decisions = await readProofDecisions(
    db,
    known.map((f) => f.key),
  );
  return { edition, open: known.filter((f) => stateOf(decisions.get(f.key), edition) === 'open').length };
}
