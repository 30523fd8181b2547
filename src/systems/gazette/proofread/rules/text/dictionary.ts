/**
 * How often words are met in Chinese print: the frequency list of jieba (MIT), from the package `@node-rs/jieba`, of
 * which only the list is read, when it is first asked for.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GRAM_LONGEST, Grams } from './grams.ts';
import { OFFICIAL_WORDS } from './official-words.ts';

/** All occurrences that the list counts. */
export const TOTAL = 60_101_967;
/** Longer words say nothing that their parts do not. */
export const LONGEST = GRAM_LONGEST;
/** As often as a common word: what official writing uses and the list, made of novels and news, does not have. */
const OFFICIAL = 400;
/** The list gives 3 to words whose frequency nobody counted. */
const LEAST = 4;
const LEAST_LONG = 6;
/** How many of the list's words are kept, about. */
const KEPT = 135_000;

export type WordKind = 'other' | 'noun' | 'verb' | 'adjective';
const KINDS: readonly WordKind[] = ['other', 'noun', 'verb', 'adjective'];
/** n, v, a: the first letter of the list's third column. */
const KIND_OF: Readonly<Record<number, number>> = { 110: 1, 118: 2, 97: 3 };

const SPACE = 32;
const NEWLINE = 10;
const ZERO = 48;

let words: Grams | undefined;

/** What is known of the run of `length` characters at a place: occurrences × 8 + kind × 2 + whether longer words begin so. */
export const entryAt = (run: string, at: number, length: number): number => {
  words ??= readList();
  return words.get(run, at, length);
};
export const occurrences = (entry: number): number => entry >>> 3;
export const beginsLonger = (entry: number): boolean => (entry & 1) === 1;

/** Occurrences of a word of up to four characters; 0 when the list does not have it. */
export const frequency = (word: string): number =>
  word.length > LONGEST || word === '' ? 0 : occurrences(entryAt(word, 0, word.length));

/** What kind of word it mostly is. */
export const kindOf = (word: string): WordKind =>
  word.length > LONGEST ? 'other' : (KINDS[(entryAt(word, 0, word.length) >> 1) & 3] ?? 'other');

function readList(): Grams {
  const bytes = readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'));
  const out = new Grams(KEPT);
  // The list is sorted: words that begin alike stand together, and their beginning is marked once.
  let marked = 0;
  const put = (head: number, tail: number, times: number, kind: number): void => {
    const slot = out.slotOf(head, tail);
    const known = out.values[slot] ?? 0;
    out.values[slot] = Math.max(times, known >>> 3) * 8 + (kind > 0 ? kind * 2 : known & 6) + (known & 1);
    if (tail === 0 || head === marked) return;
    marked = head;
    const begin = out.slotOf(head, 0);
    out.values[begin] = (out.values[begin] ?? 0) | 1;
  };
  for (let at = 0; at < bytes.length; ) at = readLine(bytes, at, put);
  for (const word of OFFICIAL_WORDS) {
    const code = (i: number): number => word.charCodeAt(i) || 0;
    put(((code(0) << 16) | code(1)) >>> 0, ((code(2) << 16) | code(3)) >>> 0, OFFICIAL, 0);
  }
  return out;
}

/**
 * One line, `词 频次 词性`, byte by byte: a third of a million lines are passed.
 * @returns where the next line begins
 */
function readLine(
  bytes: Buffer,
  start: number,
  put: (head: number, tail: number, times: number, kind: number) => void,
): number {
  let at = start;
  let han = true;
  for (; bytes[at] !== SPACE; at++) if ((bytes[at] ?? 0) < 0x80 || (bytes[at] ?? 0) >= 0xf0) han = false;
  const length = (at - start) / 3;
  let times = 0;
  for (at++; (bytes[at] ?? SPACE) !== SPACE; at++) times = times * 10 + (bytes[at] ?? 0) - ZERO;
  if (han && length <= LONGEST && times >= (length > 2 ? LEAST_LONG : LEAST)) {
    const code = (i: number): number => (i < length ? charAt(bytes, start + 3 * i) : 0);
    put(
      ((code(0) << 16) | code(1)) >>> 0,
      ((code(2) << 16) | code(3)) >>> 0,
      times,
      KIND_OF[bytes[at + 1] ?? 0] ?? 0,
    );
  }
  while (at < bytes.length && bytes[at] !== NEWLINE) at++;
  return at + 1;
}

const charAt = (bytes: Buffer, at: number): number =>
  (((bytes[at] ?? 0) & 15) << 12) | (((bytes[at + 1] ?? 0) & 63) << 6) | ((bytes[at + 2] ?? 0) & 63);
