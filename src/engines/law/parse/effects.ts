/** Finds what a text does to the force of documents: clean-up lists and statements in running text. */
import type { Issuance, ParsedEffect } from './artifact.ts';
import { findStated } from './effects-body.ts';
import { findLists } from './effects-lists.ts';

/**
 * All effects in print order. `issuances` are those parsed from the same text; spans are UTF-16 units of it.
 *
 * `date` is the first day of the new state: of `expire` the first day no longer valid, of `extend` the first day
 * after the new validity. A list entry is proposed when its heading says 拟 or 建议. Linear; never throws.
 */
export function findEffects(text: string, issuances: Issuance[]): ParsedEffect[] {
  const lists = findLists(text, issuances);
  return [...lists.effects, ...findStated(text, issuances, lists.spans)].sort(
    (a, b) => a.span[0] - b.span[0],
  );
}
