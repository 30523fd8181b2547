/** Proofreads artifacts in a thread of its own and answers with the findings and their keys. Speaks with `proofread-aside.ts`. */
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { answerAside } from '../aside-worker.ts';
import { keyFindings } from './finding-key.ts';
import { proofread } from './index.ts';

answerAside(({ artifact }: { artifact: string }) => {
  const parsed = JSON.parse(artifact) as Artifact;
  return keyFindings(parsed, proofread(parsed));
});
