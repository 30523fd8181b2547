/**
 * An issue as it would be published: its text, how it reads, what would be read otherwise than written, and what
 * the proofreader finds. Pure but for the parser and the rules, which are pure too.
 */
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { type KeyedFinding, keyFindings } from '../proofread/finding-key.ts';
import { proofread } from '../proofread/index.ts';
import { type ComposedIssue, composeIssue, type IssueFront, type NumberedDraft } from './compose.ts';
import { type Difference, differencesOf } from './read-back.ts';

export type PreparedIssue = {
  readonly composed: ComposedIssue;
  readonly artifact: Artifact;
  readonly differences: readonly Difference[];
  /** Of each the place of its document in the issue, from 0. */
  readonly findings: readonly KeyedFinding[];
};

/** @param pages of each document where they are known */
export function prepareIssue(
  front: IssueFront,
  documents: readonly NumberedDraft[],
  pages?: readonly number[],
): PreparedIssue {
  const composed = composeIssue(front, documents, pages);
  const artifact = parseText(composed.text);
  return {
    composed,
    artifact,
    differences: differencesOf(front, documents, composed, artifact),
    findings: keyFindings(artifact, proofread(artifact)),
  };
}
