/**
 * An issue as it would be published: its text, how it reads, what would be read otherwise than written, and what
 * the proofreader finds. Pure but for the parser and the rules, which are pure too.
 */
import { sha256 } from '#base/digest.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { type Finding, proofread } from '../proofread/index.ts';
import { type ComposedIssue, composeIssue, type IssueFront, type NumberedDraft } from './compose.ts';
import { type Difference, differencesOf } from './read-back.ts';

export type FindingInIssue = Finding & {
  /** Place of the document in the issue, from 0; null: front matter or contents. */
  readonly document: number | null;
  /** The same finding on the same words, wherever they stand. */
  readonly fingerprint: string;
};

export type PreparedIssue = {
  readonly composed: ComposedIssue;
  readonly artifact: Artifact;
  readonly differences: readonly Difference[];
  readonly findings: readonly FindingInIssue[];
};

export const fingerprintOf = (finding: Pick<Finding, 'rule' | 'quote' | 'message'>): string =>
  sha256(JSON.stringify([finding.rule, finding.quote, finding.message]));

/** @param pages of each document where they are known */
export function prepareIssue(
  front: IssueFront,
  documents: readonly NumberedDraft[],
  pages?: readonly number[],
): PreparedIssue {
  const composed = composeIssue(front, documents, pages);
  const artifact = parseText(composed.text);
  const findings = proofread(artifact).map((finding) => {
    const at = artifact.issuances.findIndex(
      (i) => i.span[0] <= finding.span[0] && finding.span[0] < i.span[1],
    );
    return { ...finding, document: at < 0 ? null : at, fingerprint: fingerprintOf(finding) };
  });
  return {
    composed,
    artifact,
    differences: differencesOf(front, documents, composed, artifact),
    findings,
  };
}
