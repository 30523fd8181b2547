/** How likely a run of Chinese characters reads as words: by how often its words are met in print and in this text. */
import type { ProofText } from '../../proof-text.ts';
import { beginsLonger, entryAt, frequency, LONGEST, occurrences, TOTAL } from './dictionary.ts';
import { BEGINS_OWN, countsOf, IS_OWN } from './own-words.ts';
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

/** The share of the text's own words in what is expected of it. */
const OWN_SHARE = 0.4;

/** The text's number of the run of two to four characters at a place of what is read. */
type NumberAt = (at: number, length: number) => number;

function open(passages: readonly Passage[]): Reading {
  const runs = [...runsOf(passages)];
  const size = runs.reduce((sum, { words }) => sum + words.length, 0) / 1.8 + 2000;
  const counts = countsOf(runs);
  const { own } = counts;
  const here = (number: number): number => counts.times[number] ?? 0;
  const isOwn = (number: number): boolean => ((own[number] ?? 0) & IS_OWN) > 0;
  const times = (run: string): number =>
    run.length > LONGEST
      ? 0
      : run.length === 1
        ? counts.single(run.charCodeAt(0))
        : here(counts.find(run, 0, run.length));
  const likely = (print: number, here: number): number =>
    -Math.log((1 - OWN_SHARE) * (print / TOTAL) + OWN_SHARE * (Math.max(0, here - 1) / size));
  const singles = new Float64Array(0x10000);
  const single = (run: string, at: number): number => {
    const code = run.charCodeAt(at);
    singles[code] ||= -Math.log(((1 - OWN_SHARE) * Math.max(1, occurrences(entryAt(run, at, 1)))) / TOTAL);
    return singles[code] ?? 0;
  };
  const from: From = (run, at, numberAt, offer) => {
    offer(1, single(run, at));
    if (at + 2 > run.length) return;
    const pair = entryAt(run, at, 2);
    const mine = numberAt(at, 2);
    if (occurrences(pair) > 0 || isOwn(mine)) offer(2, likely(occurrences(pair), here(mine)));
    if (!beginsLonger(pair) && !((own[mine] ?? 0) & BEGINS_OWN)) return;
    for (let length = 3; length <= LONGEST && at + length <= run.length; length++) {
      const print = occurrences(entryAt(run, at, length));
      const number = numberAt(at, length);
      if (print > 0 || isOwn(number)) offer(length, likely(print, here(number)));
    }
  };
  const cost = (word: string): number => {
    if (word.length === 1) return single(word, 0);
    if (word.length > LONGEST) return Number.POSITIVE_INFINITY;
    const print = frequency(word);
    const number = counts.find(word, 0, word.length);
    return print > 0 || isOwn(number) ? likely(print, here(number)) : Number.POSITIVE_INFINITY;
  };
  return {
    runs,
    times,
    cost,
    tokens: runs.map(
      ({ words }, place) => bestOf(words, from, (at, length) => counts.known(place, at, length)).words,
    ),
    read: (run) => bestOf(run, from, (at, length) => counts.find(run, at, length)),
  };
}

/** Tells each word that begins at a place of a run, by its length and cost. */
type From = (
  run: string,
  at: number,
  numberAt: NumberAt,
  offer: (length: number, cost: number) => void,
) => void;

function bestOf(run: string, from: From, numberAt: NumberAt): { words: string[]; cost: number } {
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
  for (; at < run.length; at++) from(run, at, numberAt, offer);
  const words: string[] = [];
  for (let end = run.length; end > 0; ) {
    const length = steps[end] || 1;
    words.push(run.slice(end - length, end));
    end -= length;
  }
  return { words: words.reverse(), cost: sums[run.length] ?? 0 };
}
