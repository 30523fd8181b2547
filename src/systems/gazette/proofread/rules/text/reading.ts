/** How likely a run of Chinese characters reads as words: by how often its words are met in print and in this text. */
import type { ProofText } from '../../proof-text.ts';
import { beginsLonger, blockOf, frequency, LONGEST, occurrences, TOTAL } from './dictionary.ts';
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
  const counts = countsOf(runs);
  const signs = new Uint32Array(0x10000);
  for (const { words } of runs)
    for (let i = 0; i < words.length; i++) {
      const code = words.charCodeAt(i);
      signs[code] = (signs[code] ?? 0) + 1;
    }
  const times = (run: string): number =>
    run.length === 1
      ? (signs[run.charCodeAt(0)] ?? 0)
      : run.length === 2
        ? counts.pairs.of(run, 0)
        : (counts.often.get(run) ?? 0);
  const own = ownWords(counts);
  const size = runs.reduce((sum, { words }) => sum + words.length, 0) / 1.8 + 2000;
  const likely = (word: string, print: number): number =>
    -Math.log(
      (1 - OWN_SHARE) * (print / TOTAL) + OWN_SHARE * (Math.max(0, times(word) - 1) / size),
    );
  const singles = new Float64Array(0x10000);
  const single = (code: number, char: string): number => {
    singles[code] ||= -Math.log(((1 - OWN_SHARE) * Math.max(1, frequency(char))) / TOTAL);
    return singles[code] ?? 0;
  };
  const cost = (word: string): number => {
    if (word.length === 1) return single(word.charCodeAt(0), word);
    const print = frequency(word);
    return print > 0 || own.has(word) ? likely(word, print) : Number.POSITIVE_INFINITY;
  };
  const longer = new Set([...own].filter((word) => word.length > 2).map((word) => word.slice(0, 2)));
  const from = (run: string, at: number, offer: (length: number, cost: number) => void): void => {
    const code = run.charCodeAt(at);
    offer(1, single(code, run.charAt(at)));
    if (at + 2 > run.length) return;
    const block = blockOf(code);
    const pair = run.slice(at, at + 2);
    const entry = block.get(pair);
    if (occurrences(entry) > 0 || own.has(pair)) offer(2, likely(pair, occurrences(entry)));
    if (!beginsLonger(entry) && !longer.has(pair)) return;
    for (let length = 3; length <= LONGEST && at + length <= run.length; length++) {
      const word = run.slice(at, at + length);
      const print = occurrences(block.get(word));
      if (print > 0 || own.has(word)) offer(length, likely(word, print));
    }
  };
  const tokens = runs.map(({ words }) => bestOf(words, from).words);
  return { runs, times, cost, tokens, read: (run) => bestOf(run, from) };
}

type Counts = { readonly pairs: Pairs; readonly often: ReadonlyMap<string, number> };

/** Pairs of characters with their counts, in one table of numbers: nearly all stand once and need no string. */
class Pairs {
  readonly #keys: Uint32Array;
  readonly #counts: Uint32Array;
  readonly #mask: number;

  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * most + 16));
    this.#keys = new Uint32Array(size);
    this.#counts = new Uint32Array(size);
    this.#mask = size - 1;
  }

  add(words: string, at: number): void {
    const slot = this.#slot(words, at);
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
  }

  of(words: string, at: number): number {
    return this.#counts[this.#slot(words, at)] ?? 0;
  }

  #slot(words: string, at: number): number {
    const key = ((words.charCodeAt(at) << 16) | words.charCodeAt(at + 1)) >>> 0;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 8) & this.#mask;
    while (this.#keys[slot] !== key) {
      if (this.#keys[slot] === 0) {
        this.#keys[slot] = key;
        break;
      }
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}

/** Two to five characters, counted; the longer only where their parts stand often enough. */
function countsOf(runs: readonly Run[]): Counts {
  const pairs = new Pairs(runs.reduce((sum, { words }) => sum + words.length, 0));
  for (const { words } of runs) for (let i = 0; i + 2 <= words.length; i++) pairs.add(words, i);
  const often = new Map<string, number>();
  let marks = runs.map(({ words }) => {
    const here = new Uint8Array(words.length);
    for (let i = 0; i + 2 <= words.length; i++) {
      const times = pairs.of(words, i);
      if (times < OWN_LEAST) continue;
      here[i] = 1;
      often.set(words.slice(i, i + 2), times);
    }
    return here;
  });
  for (let length = 3; length <= LONGEST + 1; length++) {
    const counts = new Map<string, number>();
    for (const [place, { words }] of runs.entries())
      for (const i of longer(marks[place], words.length - length)) {
        const gram = words.slice(i, i + length);
        counts.set(gram, (counts.get(gram) ?? 0) + 1);
      }
    for (const [gram, times] of counts) if (times > 1) often.set(gram, times);
    marks = runs.map(({ words }, place) => {
      const here = new Uint8Array(words.length);
      for (const i of longer(marks[place], words.length - length))
        if ((counts.get(words.slice(i, i + length)) ?? 0) >= OWN_LEAST) here[i] = 1;
      return here;
    });
  }
  return { pairs, often };
}

/** Places where two frequent runs overlap to a longer one. */
function* longer(marks: Uint8Array | undefined, last: number): Iterable<number> {
  for (let i = 0; i <= last; i++) if (marks?.[i] && marks[i + 1]) yield i;
}

/** Runs that stand often, and not only as a piece of one longer run (照护服 of 照护服务). */
function ownWords({ often: counts }: Counts): Set<string> {
  const own = new Set<string>();
  for (const [gram, count] of counts)
    if (gram.length <= LONGEST && count >= OWN_LEAST) own.add(gram);
  for (const [gram, count] of counts) {
    if (gram.length < 3 || count < 2) continue;
    for (const piece of [gram.slice(1), gram.slice(0, -1)])
      if (count * 2 > (counts.get(piece) ?? 0)) own.delete(piece);
  }
  return own;
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
