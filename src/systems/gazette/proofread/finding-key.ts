import { sha256 } from '#base/digest.ts';
import type { Finding } from './finding.ts';

/** Characters of words on either side that belong to a finding's identity. */
const AROUND = 16;
/** As far as blanks are skipped to find them. */
const REACH = 80;

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

/**
 * What makes a finding the same in another file: its rule, its quote and the words around it. Neither its place
 * nor line breaks nor the width of characters matter, so a dismissal holds for the next import.
 * @param text the decoded text that the finding's span counts in
 */
export function findingKey(text: string, { rule, span, quote }: Finding): string {
  const before = fold(text.slice(Math.max(0, span[0] - REACH), span[0])).slice(-AROUND);
  const after = fold(text.slice(span[1], span[1] + REACH)).slice(0, AROUND);
  return sha256([rule, fold(quote), before, after].join('\n'));
}
