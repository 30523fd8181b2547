/** How likely a run of Chinese characters reads as words: by how often its words are met in print and in this text. */
import type { ProofText } from '../../proof-text.ts';
import { beginsLonger, entryAt, frequency, LONGEST, occurrences, TOTAL } from './dictionary.ts';
import { Grams } from './grams.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { isHan } from './words.ts';

/** A run of Chinese characters of a passage. */
export type Run = { readonly passage: Passage; readonly from: number; readonly words: string };

export type Reading = {
  readonly runs: readonly Run[];
  /** How often one or two characters stand in the text, or three and four whose parts stand there often. */
  readonly times: (run: string) => number;
  /** Minus the logarithm of a word's share; infinite for what is no word here. */
  readonly cost: (word: string) => number;
  /** The words of each run as they are best read. */
  readonly tokens: readonly (readonly string[])[];
  /** The best way to read a run: its words, and the sum of their costs. */
  readonly read: (run: string) => { readonly words: readonly string[]; readonly cost: number };
};

const cache = new WeakMap<ProofText, Reading>();

/** Made once a text; linear. */
export function readingOf(text: ProofText): Reading {
  let made = cache.get(text);
  if (!made) {
    made = open(passagesOf(text));
    cache.set(text, made);
  }
  return made;
}

function* runsOf(passages: readonly Passage[]): Iterable<Run> {
  for (const passage of passages) {
    const { words } = passage;
    let from = -1;
    for (let i = 0; i <= words.length; i++) {
      if (isHan(words[i])) {
        if (from < 0) from = i;
      } else if (from >= 0) {
        yield { passage, from, words: words.slice(from, i) };
        from = -1;
      }
    }
  }
}

/** As often as this a run of the text is a word of the text. */
const OWN_LEAST = 4;
/** The share of the text's own words in what is expected of it. */
const OWN_SHARE = 0.4;

function open(passages: readonly Passage[]): Reading {
  const runs = [...runsOf(passages)];
  const characters = runs.reduce((sum, { words }) => sum + words.length, 0);
  const size = characters / 1.8 + 2000;
  const { counts, own } = countsOf(runs, characters);
  const times = (run: string): number => (run.length > LONGEST ? 0 : counts.get(run, 0, run.length));
  const likely = (print: number, here: number): number =>
    -Math.log((1 - OWN_SHARE) * (print / TOTAL) + OWN_SHARE * (Math.max(0, here - 1) / size));
  const singles = new Float64Array(0x10000);
  const single = (run: string, at: number): number => {
    const code = run.charCodeAt(at);
    singles[code] ||= -Math.log(((1 - OWN_SHARE) * Math.max(1, occurrences(entryAt(run, at, 1)))) / TOTAL);
    return singles[code] ?? 0;
  };
  const from: From = (run, at, offer) => {
    offer(1, single(run, at));
    if (at + 2 > run.length) return;
    const pair = entryAt(run, at, 2);
    const mine = own.get(run, at, 2);
    if (occurrences(pair) > 0 || mine & IS_OWN) offer(2, likely(occurrences(pair), counts.get(run, at, 2)));
    if (!beginsLonger(pair) && !(mine & BEGINS_OWN)) return;
    for (let length = 3; length <= LONGEST && at + length <= run.length; length++) {
      const print = occurrences(entryAt(run, at, length));
      if (print > 0 || own.get(run, at, length) & IS_OWN)
        offer(length, likely(print, counts.get(run, at, length)));
    }
  };
  const cost = (word: string): number => {
    if (word.length === 1) return single(word, 0);
    const print = frequency(word);
    return word.length <= LONGEST && (print > 0 || own.get(word, 0, word.length) & IS_OWN)
      ? likely(print, times(word))
      : Number.POSITIVE_INFINITY;
  };
  const tokens = runs.map(({ words }) => bestOf(words, from).words);
  return { runs, times, cost, tokens, read: (run) => bestOf(run, from) };
}

const IS_OWN = 1;
const BEGINS_OWN = 2;

type Counts = {
  /** How often one to four characters stand; three and four only where their parts stand often enough. */
  readonly counts: Grams;
  /** Runs that stand often, and not only as a piece of one longer run (照护服 of 照护服务): IS_OWN, BEGINS_OWN. */
  readonly own: Grams;
};

function countsOf(runs: readonly Run[], characters: number): Counts {
  const counts = new Grams(characters);
  const add = (words: string, at: number, length: number): void => {
    const slot = counts.slot(words, at, length);
    counts.values[slot] = (counts.values[slot] ?? 0) + 1;
  };
  const often = (words: string, at: number, length: number): boolean =>
    counts.get(words, at, length) >= OWN_LEAST && counts.get(words, at + 1, length) >= OWN_LEAST;
  for (const { words } of runs)
    for (let i = 0; i < words.length; i++) {
      add(words, i, 1);
      if (i + 2 <= words.length) add(words, i, 2);
    }
  for (let length = 3; length <= LONGEST; length++)
    for (const { words } of runs)
      for (let i = 0; i + length <= words.length; i++) if (often(words, i, length - 1)) add(words, i, length);
  return { counts, own: ownOf(runs, counts) };
}

/** Most of the times that it stands, the same character follows or leads: then it is a piece of that longer run. */
function ownOf(runs: readonly Run[], counts: Grams): Grams {
  const own = new Grams(1 << 14);
  const mark = (words: string, at: number, length: number, flag: number): void => {
    const slot = own.slot(words, at, length);
    own.values[slot] = (own.values[slot] ?? 0) | flag;
  };
  const piece = new Grams(1 << 14);
  const cut = (words: string, at: number, length: number, count: number): void => {
    if (count * 2 > counts.get(words, at, length)) piece.values[piece.slot(words, at, length)] = 1;
  };
  for (const { words } of runs)
    for (let i = 0; i < words.length; i++)
      for (let length = 3; length <= LONGEST && i + length <= words.length; length++) {
        const count = counts.get(words, i, length);
        if (count < 2) break;
        cut(words, i, length - 1, count);
        cut(words, i + 1, length - 1, count);
      }
  for (const { words } of runs)
    for (let i = 0; i < words.length; i++)
      for (let length = 2; length <= LONGEST && i + length <= words.length; length++) {
        if (counts.get(words, i, length) < OWN_LEAST) break;
        if (piece.get(words, i, length) === 1 || (length === LONGEST && !isWhole(words, i, counts))) continue;
        mark(words, i, length, IS_OWN);
        if (length > 2) mark(words, i, 2, BEGINS_OWN);
      }
  return own;
}

/** Four characters that do not cut through another frequent run on either side: 护服务机 lies across 照护, 服务 and 机构. */
function isWhole(words: string, at: number, counts: Grams): boolean {
  const times = counts.get(words, at, LONGEST);
  const before = at > 0 ? counts.get(words, at - 1, LONGEST) : 0;
  const after = at + LONGEST < words.length ? counts.get(words, at + 1, LONGEST) : 0;
  return before * 2 <= times && after * 2 <= times;
}

/** Tells each word that begins at a place of a run, by its length and cost. */
type From = (run: string, at: number, offer: (length: number, cost: number) => void) => void;

function bestOf(run: string, from: From): { words: string[]; cost: number } {
  const sums = new Float64Array(run.length + 1).fill(Number.POSITIVE_INFINITY);
  const steps = new Uint8Array(run.length + 1);
  sums[0] = 0;
  let at = 0;
  const offer = (length: number, cost: number): void => {
    const sum = (sums[at] ?? 0) + cost;
    if (sum >= (sums[at + length] ?? 0)) return;
    sums[at + length] = sum;
    steps[at + length] = length;
  };
  for (; at < run.length; at++) from(run, at, offer);
  const words: string[] = [];
  for (let end = run.length; end > 0; ) {
    const length = steps[end] || 1;
    words.push(run.slice(end - length, end));
    end -= length;
  }
  return { words: words.reverse(), cost: sums[run.length] ?? 0 };
}
