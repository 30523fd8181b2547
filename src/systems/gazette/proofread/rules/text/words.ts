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
export const isHan = (char: string | undefined): boolean =>
  char !== undefined && isHanCode(char.charCodeAt(0));
export const isHanCode = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;

export type Lexicon = {
  /** The words of a passage of the text. */
  readonly wordsOf: (passage: Passage) => readonly Word[];
  /** How often a Chinese character stands alone, and how often inside a longer word. */
  readonly alone: (char: string) => number;
  readonly within: (char: string) => number;
};

const cache = new WeakMap<ProofText, Lexicon>();

/** Made once a text. Words are cut where they are asked for: the dictionary is slow, and few passages need it. */
export function lexiconOf(text: ProofText): Lexicon {
  let made = cache.get(text);
  if (!made) {
    made = open(passagesOf(text));
    cache.set(text, made);
  }
  return made;
}

/** When more characters than this have been asked for, all are counted in one pass. */
const ASKED_MOST = 64;

type Count = { alone: number; within: number };

function open(passages: readonly Passage[]): Lexicon {
  const cut = new Map<Passage, readonly Word[]>();
  const wordsOf = (passage: Passage): readonly Word[] => {
    const known = cut.get(passage);
    if (known) return known;
    const words = wordsIn(passage.words);
    cut.set(passage, words);
    return words;
  };
  const counts = new Map<string, Count>();
  let all = false;
  const count = (char: string, place: keyof Count): void => {
    const known = counts.get(char);
    if (known) known[place]++;
    else counts.set(char, { alone: 0, within: 0, [place]: 1 });
  };
  const read = (asked: string | null): void => {
    for (const passage of passages) {
      if (asked !== null && !passage.words.includes(asked)) continue;
      for (const { word } of wordsOf(passage))
        if (word.length === 1) {
          if (asked === null || word === asked) count(word, 'alone');
        } else if (isHan(word[0]))
          for (const char of word) if (asked === null || char === asked) count(char, 'within');
    }
  };
  const countOf = (char: string): Count => {
    const known = counts.get(char);
    if (known || all) return known ?? NEVER;
    all = counts.size >= ASKED_MOST;
    if (all) counts.clear();
    else counts.set(char, { alone: 0, within: 0 });
    read(all ? null : char);
    return counts.get(char) ?? NEVER;
  };
  return { wordsOf, alone: (char) => countOf(char).alone, within: (char) => countOf(char).within };
}
const NEVER: Readonly<Count> = { alone: 0, within: 0 };
