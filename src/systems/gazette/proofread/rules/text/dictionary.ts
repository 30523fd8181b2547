/**
 * How often words are met in Chinese print: the frequency list of jieba (MIT) with the words of official writing,
 * made ready by `scripts/make-words.ts`, so that it is at hand as soon as the file is read.
 *
 * The file is a tree of characters, level after level, in numbers of four bytes: how many runs of two, three and four
 * characters there are; for each character of the basic block its entry, and where its runs of two begin; for each run
 * of two its entry, and where its runs of three begin; and so on. The last characters of the runs follow in two bytes.
 */
import { readFileSync } from 'node:fs';
import { fromRoot } from '#base/paths.ts';

export const WORDS_FILE = 'data/words/print.bin';

/** All occurrences that the list counts. */
export const TOTAL = 60_101_967;
/** Longer words say nothing that their parts do not. */
export const LONGEST = 4;
/** The basic block of Chinese characters; the list has words of no others. */
export const FIRST = 0x4e00;
export const LAST = 0x9fff;

export const KINDS = ['other', 'noun', 'verb', 'adjective'] as const;
export type WordKind = (typeof KINDS)[number];

type Level = { readonly entries: Uint32Array; readonly starts: Uint32Array; readonly chars: Uint16Array };
type Words = {
  readonly singles: Level;
  readonly pairs: Level;
  readonly threes: Level;
  readonly fours: Level;
};

let words: Words | undefined;

const NOTHING = 0;

/**
 * What is known of the run of `length` characters at a place: occurrences × 8 + kind × 2 + whether longer words begin
 * so; 0 when nothing is. Whether longer words begin so is told of two and three characters.
 */
export function entryAt(run: string, at: number, length: number): number {
  words ??= readWords();
  const { singles, pairs, threes, fours } = words;
  const first = run.charCodeAt(at) - FIRST;
  if (!(first >= 0 && first <= LAST - FIRST)) return NOTHING;
  if (length === 1) return singles.entries[first] ?? NOTHING;
  const pair = below(singles, first, pairs, run.charCodeAt(at + 1));
  if (pair < 0 || length === 2) return pairs.entries[pair] ?? NOTHING;
  const three = below(pairs, pair, threes, run.charCodeAt(at + 2));
  if (three < 0 || length === 3) return threes.entries[three] ?? NOTHING;
  return fours.entries[below(threes, three, fours, run.charCodeAt(at + 3))] ?? NOTHING;
}

export const occurrences = (entry: number): number => entry >>> 3;
export const beginsLonger = (entry: number): boolean => (entry & 1) === 1;

/** Occurrences of a word of up to four characters; 0 when the list does not have it. */
export const frequency = (word: string): number =>
  word.length > LONGEST || word === '' ? 0 : occurrences(entryAt(word, 0, word.length));

/** What kind of word it mostly is. */
export const kindOf = (word: string): WordKind =>
  word.length > LONGEST ? 'other' : (KINDS[(entryAt(word, 0, word.length) >> 1) & 3] ?? 'other');

/** Where the run that goes on with a character stands in its level; -1 when there is none. By halving: they are in order. */
function below({ starts }: Level, place: number, { chars }: Level, code: number): number {
  let low = starts[place] ?? 0;
  let high = (starts[place + 1] ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = chars[middle] ?? 0;
    if (found === code) return middle;
    if (found < code) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function readWords(): Words {
  const file = readFileSync(fromRoot(WORDS_FILE));
  // A view needs a place that its numbers divide; what is read whole mostly lies so.
  const { buffer, byteOffset } = file.byteOffset % 4 === 0 ? file : new Uint8Array(file);
  let at = byteOffset;
  const wide = (length: number): Uint32Array => {
    at += 4 * length;
    return new Uint32Array(buffer, at - 4 * length, length);
  };
  const narrow = (length: number): Uint16Array => {
    at += 2 * length;
    return new Uint16Array(buffer, at - 2 * length, length);
  };
  const [two = 0, three = 0, four = 0] = wide(3);
  const singles = LAST - FIRST + 1;
  const columns = [
    wide(singles),
    wide(singles + 1),
    wide(two),
    wide(two + 1),
    wide(three),
    wide(three + 1),
    wide(four),
  ];
  const [e1 = NONE, s1 = NONE, e2 = NONE, s2 = NONE, e3 = NONE, s3 = NONE, e4 = NONE] = columns;
  return {
    singles: { entries: e1, starts: s1, chars: new Uint16Array() },
    pairs: { entries: e2, starts: s2, chars: narrow(two) },
    threes: { entries: e3, starts: s3, chars: narrow(three) },
    fours: { entries: e4, starts: NONE, chars: narrow(four) },
  };
}
const NONE = new Uint32Array();
