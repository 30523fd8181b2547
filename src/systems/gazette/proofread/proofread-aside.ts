import { type Result, refuse } from '#base/result.ts';
import { runAside } from '../aside.ts';
import type { KeyedFinding } from './finding-key.ts';

export type ProofreadRefusal = 'gazette.proofread.too_complex';

/** Texts whose findings are kept: the same artifact always has the same findings while this program runs. */
const KEPT_MAX = 16;
const kept = new Map<string, Promise<Result<readonly KeyedFinding[], ProofreadRefusal>>>();
const finished = new WeakMap<Promise<unknown>, readonly KeyedFinding[]>();

/**
 * Proofreads an artifact in a thread of its own; asked again for the same one, the answer is at hand.
 * @param sha256 of the artifact's JSON text
 */
export function proofreadAside(
  sha256: string,
  artifact: string,
): Promise<Result<readonly KeyedFinding[], ProofreadRefusal>> {
  const known = kept.get(sha256);
  kept.delete(sha256);
  const answer =
    known ??
    runAside<readonly KeyedFinding[], ProofreadRefusal>(
      'proofread/proofread-worker.ts',
      { artifact },
      tooComplex.error,
    );
  kept.set(sha256, answer);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MAX) break;
    kept.delete(oldest);
  }
  if (!known)
    answer.then(
      (result) => (result.ok ? finished.set(answer, result.value) : kept.delete(sha256)),
      () => kept.delete(sha256),
    );
  return answer;
}

/** The findings on an artifact when they are at hand; a page that only counts them need not wait for them. */
export function knownFindings(sha256: string): readonly KeyedFinding[] | undefined {
  const answer = kept.get(sha256);
  return answer && finished.get(answer);
}

const tooComplex = refuse(
  'gazette.proofread.too_complex',
  '校对这份文件用尽了时间或内存。文件本身不受影响；请按期拆开后分别导入，再逐份校对。',
);
