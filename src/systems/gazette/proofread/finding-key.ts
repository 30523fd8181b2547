import { sha256 } from '#base/digest.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import type { Finding } from './finding.ts';

/** Characters of words on either side that belong to a finding's identity. */
const AROUND = 16;
/** As far as blanks are skipped to find them. */
const REACH = 80;

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');
/** A draft's number is only expected until it is published, so that it tells nothing of where a finding stands. */
const around = (text: string): string => fold(text).replace(/〔\d{4}〕\d+号/gu, '〔〕号');

/**
 * What makes a finding the same in another file: its rule, its quote and the words around it. Neither its place
 * nor line breaks nor the width of characters matter, so a dismissal holds for the next import.
 * @param text the decoded text that the finding's span counts in
 * @param within the document that the finding stands in: what is printed before and after it does not matter
 */
export function findingKey(
  text: string,
  { rule, span, quote }: Pick<Finding, 'rule' | 'span' | 'quote'>,
  within: readonly [number, number] = [0, text.length],
): string {
  const before = around(text.slice(Math.max(within[0], span[0] - REACH), span[0])).slice(-AROUND);
  const after = around(text.slice(span[1], Math.min(within[1], span[1] + REACH))).slice(0, AROUND);
  return sha256([rule, fold(quote), before, after].join('\n'));
}

export type KeyedFinding = Finding & {
  /** The same for the same finding in the next file, in a draft and in the issue that it is published in. */
  readonly key: string;
  /** Index of the issuance that it stands in; null: front matter, contents or back matter. */
  readonly document: number | null;
};

/** Findings on a text with their keys. */
export function keyFindings({ source, issuances }: Artifact, findings: readonly Finding[]): KeyedFinding[] {
  return findings.map((finding) => {
    const at = issuances.findIndex(({ span }) => span[0] <= finding.span[0] && finding.span[0] < span[1]);
    const key = findingKey(source.text, finding, issuances[at]?.span);
    return { ...finding, key, document: at < 0 ? null : at };
  });
}
