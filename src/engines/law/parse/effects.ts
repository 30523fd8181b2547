/** Finds what a text does to the force of documents: clean-up lists and statements in running text. */
import type { Issuance, ParsedEffect } from './artifact.ts';
import { asPrinted, foldTraditional } from './citations-traditional.ts';
import { findStated } from './effects-body.ts';
import { addContext } from './effects-context.ts';
import { findLists } from './effects-lists.ts';
import { findTabled } from './effects-table.ts';

/**
 * All effects in print order. `issuances` are those parsed from the same text; spans are UTF-16 units of it.
 *
 * `date` is the first day of the new state: of `expire` the first day no longer valid, of `extend` the first day
 * after the new validity. A list entry is proposed when its heading says 拟 or 建议, and so is
 * all that a draft for consultation states. Linear; never throws.
 */
export function findEffects(printed: string, issuances: Issuance[]): ParsedEffect[] {
  const text = foldTraditional(printed);
  const lists = findLists(text, issuances);
  const tabled = findTabled(issuances, lists.spans);
  const effects = [...lists.effects, ...tabled, ...findStated(text, issuances, lists.spans)];
  addContext(text, effects, issuances);
  if (text !== printed) for (const one of effects) restoreWords(printed, text, one);
  return effects.sort((a, b) => a.span[0] - b.span[0]);
}

function restoreWords(printed: string, text: string, one: ParsedEffect): void {
  const restored = (words: string, from: number) => asPrinted(printed, text, from, words);
  if (one.targetTitle !== null) one.targetTitle = restored(one.targetTitle, one.span[0]);
  if (one.reason !== null) one.reason = restored(one.reason, one.span[0]);
  for (const instruction of one.instructions ?? []) {
    instruction.text = restored(instruction.text, instruction.span[0]);
  }
}
