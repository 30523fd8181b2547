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
  /** The best sum up to each place of the run that is read, and how long the word is that ends there. */
  let sums = new Float64Array(64);
  let steps = new Uint8Array(64);
  const bestOf = (run: string, numberAt: NumberAt): { words: string[]; cost: number } => {
    const { length } = run;
    if (length >= sums.length) {
      sums = new Float64Array(2 * length);
      steps = new Uint8Array(2 * length);
    }
    sums.fill(Number.POSITIVE_INFINITY, 1, length + 1);
    for (let at = 0; at < length; at++) {
      const before = sums[at] ?? 0;
      offer(sums, steps, at + 1, before + single(run, at), 1);
      if (at + 2 > length) break;
      const pair = entryAt(run, at, 2);
      const mine = numberAt(at, 2);
      if (occurrences(pair) > 0 || isOwn(mine))
        offer(sums, steps, at + 2, before + likely(occurrences(pair), here(mine)), 2);
      if (!beginsLonger(pair) && !((own[mine] ?? 0) & BEGINS_OWN)) continue;
      for (let size = 3; size <= LONGEST && at + size <= length; size++) {
        const print = occurrences(entryAt(run, at, size));
        const number = numberAt(at, size);
        if (print > 0 || isOwn(number))
          offer(sums, steps, at + size, before + likely(print, here(number)), size);
      }
    }
    const words: string[] = [];
    for (let end = length; end > 0; ) {
      const size = steps[end] || 1;
      words.push(run.slice(end - size, end));
      end -= size;
    }
    return { words: words.reverse(), cost: sums[length] ?? 0 };
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
      ({ words }, place) => bestOf(words, (at, length) => counts.known(place, at, length)).words,
    ),
    read: (run) => bestOf(run, (at, length) => counts.find(run, at, length)),
  };
}

/** A word that ends at a place, by the sum up to its end: kept when it is the best so far. */
function offer(sums: Float64Array, steps: Uint8Array, end: number, sum: number, length: number): void {
  if (sum >= (sums[end] ?? 0)) return;
  sums[end] = sum;
  steps[end] = length;
}
