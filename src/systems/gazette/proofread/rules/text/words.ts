/** Words of Chinese text by the dictionary that comes with the runtime (ICU), and what the text itself says of them. */

import type { ProofText } from '../../proof-text.ts';
import { type Passage, passagesOf } from './pieces.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

export type Word = { readonly word: string; readonly index: number };

/** Dictionary words and single signs, in order; linear. */
export function wordsIn(words: string): Word[] {
  const out: Word[] = [];
  for (const { segment, index } of segmenter.segment(words)) out.push({ word: segment, index });
  return out;
}

/** True when the dictionary knows it as one word, as far as it can be asked. */
export function isWord(word: string): boolean {
  if (word.length < 2) return false;
  const first = segmenter.segment(word)[Symbol.iterator]().next();
  return !first.done && first.value.segment.length === word.length;
}

/** A Chinese character of the basic blocks; asked for every character of a text, so without a regular expression. */
export const isHan = (char: string | undefined): boolean => {
  if (char === undefined) return false;
  const code = char.charCodeAt(0);
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;
};

export type Lexicon = {
  /** The words of each passage, in the order of `passagesOf`. */
  readonly passages: readonly (readonly Word[])[];
  /** How often a dictionary word of two or more characters stands in the text. */
  readonly counts: ReadonlyMap<string, number>;
  /** How often a character stands alone, and how often inside a longer word. */
  readonly alone: ReadonlyMap<string, number>;
  readonly within: ReadonlyMap<string, number>;
};

const cache = new WeakMap<ProofText, Lexicon>();

/** A passage's words beside the passage; in print order. */
export function* readPassages(text: ProofText): Iterable<[Passage, readonly Word[]]> {
  const { passages: words } = lexiconOf(text);
  for (const [place, passage] of passagesOf(text).entries()) yield [passage, words[place] ?? []];
}

/** Made once a text; linear. */
export function lexiconOf(text: ProofText): Lexicon {
  let made = cache.get(text);
  if (!made) {
    made = build(text);
    cache.set(text, made);
  }
  return made;
}

function build(text: ProofText): Lexicon {
  const counts = new Map<string, number>();
  const alone = new Map<string, number>();
  const within = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  const passages = passagesOf(text).map((passage) => {
    const words = wordsIn(passage.words);
    for (const { word } of words) {
      if (word.length === 1) add(alone, word);
      else if (isHan(word[0])) {
        add(counts, word);
        for (const char of word) add(within, char);
      }
    }
    return words;
  });
  return { passages, counts, alone, within };
}
