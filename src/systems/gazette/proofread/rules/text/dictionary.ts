/**
 * How often words are met in Chinese print: the frequency list of jieba (MIT), from the package `@node-rs/jieba`. Only
 * the list is read; it lies in the order of its bytes, so that the words of one first character are found by halving
 * and read when they are first asked for.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { OFFICIAL_WORDS } from './official-words.ts';

/** All occurrences that the list counts. */
export const TOTAL = 60_101_967;
/** Longer words say nothing that their parts do not. */
export const LONGEST = 4;
/** As often as a common word: what official writing uses and the list, made of novels and news, does not have. */
const OFFICIAL = 400;
/** The list gives 3 to words whose frequency nobody counted. */
const LEAST = 4;
const LEAST_LONG = 6;

export type WordKind = 'other' | 'noun' | 'verb' | 'adjective';
const KINDS: readonly WordKind[] = ['other', 'noun', 'verb', 'adjective'];
/** n, v, a: the first letter of the list's third column. */
const KIND_OF: Readonly<Record<number, number>> = { 110: 1, 118: 2, 97: 3 };

/** Words of one first character with their occurrences × 8 + kind × 2 + whether longer words begin so. */
export type Block = ReadonlyMap<string, number>;
export const occurrences = (entry: number | undefined): number => (entry ?? 0) >> 3;
export const beginsLonger = (entry: number | undefined): boolean => ((entry ?? 0) & 1) === 1;

const SPACE = 32;
const NEWLINE = 10;
const ZERO = 48;
/** Only the basic blocks: three bytes in UTF-8, in the order of their codes. */
const FIRST = 0x3400;
const LAST = 0x9fff;
const NONE: Block = new Map();

let list: Buffer | undefined;
const blocks: (Block | undefined)[] = [];
const official = new Map<string, string[]>();
for (const word of OFFICIAL_WORDS)
  official.set(word.charAt(0), [...(official.get(word.charAt(0)) ?? []), word]);

/** Occurrences of a word of up to four characters; 0 when the list does not have it. */
export const frequency = (word: string): number => occurrences(blockOf(word.charCodeAt(0)).get(word));

/** What kind of word it mostly is. */
export const kindOf = (word: string): WordKind =>
  KINDS[((blockOf(word.charCodeAt(0)).get(word) ?? 0) >> 1) & 3] ?? 'other';

/** The words that begin with the character of this code. */
export function blockOf(code: number): Block {
  if (!(code >= FIRST && code <= LAST)) return NONE;
  blocks[code - FIRST] ??= readBlock(code);
  return blocks[code - FIRST] ?? NONE;
}

function readBlock(code: number): Block {
  list ??= readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'));
  const block = new Map<string, number>();
  const end = lineFrom(list, code + 1);
  for (let at = lineFrom(list, code); at < end; ) at = readLine(list, at, block);
  for (const word of official.get(String.fromCharCode(code)) ?? [])
    put(block, word, Math.max(OFFICIAL, occurrences(block.get(word))), 0);
  return block;
}

function put(block: Map<string, number>, word: string, times: number, kind: number): void {
  const known = block.get(word) ?? 0;
  block.set(word, times * 8 + (kind > 0 ? kind * 2 : known & 6) + (known & 1));
  if (word.length < 3) return;
  const head = word.slice(0, 2);
  block.set(head, (block.get(head) ?? 0) | 1);
}

/**
 * One line, `词 频次 词性`, byte by byte: a third of a million lines are passed, and only words worth keeping become
 * strings. @returns where the next line begins
 */
function readLine(bytes: Buffer, start: number, block: Map<string, number>): number {
  let at = start;
  while (bytes[at] !== SPACE) at++;
  const length = (at - start) / 3;
  let times = 0;
  for (at++; (bytes[at] ?? SPACE) !== SPACE; at++) times = times * 10 + (bytes[at] ?? 0) - ZERO;
  const kind = KIND_OF[bytes[at + 1] ?? 0] ?? 0;
  if (length <= LONGEST && Number.isInteger(length) && times >= (length > 2 ? LEAST_LONG : LEAST))
    put(block, wordAt(bytes, start, length), times, kind);
  while (at < bytes.length && bytes[at] !== NEWLINE) at++;
  return at + 1;
}

const charAt = (bytes: Buffer, at: number): number =>
  (((bytes[at] ?? 0) & 15) << 12) | (((bytes[at + 1] ?? 0) & 63) << 6) | ((bytes[at + 2] ?? 0) & 63);

function wordAt(bytes: Buffer, at: number, length: number): string {
  const [a, b] = [charAt(bytes, at), charAt(bytes, at + 3)];
  if (length === 1) return String.fromCharCode(a);
  if (length === 2) return String.fromCharCode(a, b);
  if (length === 3) return String.fromCharCode(a, b, charAt(bytes, at + 6));
  return String.fromCharCode(a, b, charAt(bytes, at + 6), charAt(bytes, at + 9));
}

/** Where the first line begins whose first character has at least this code. */
function lineFrom(bytes: Buffer, code: number): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    let start = middle;
    while (start > 0 && bytes[start - 1] !== NEWLINE) start--;
    if (leads(bytes, start) < code) {
      low = middle;
      while (low < bytes.length && bytes[low] !== NEWLINE) low++;
      low++;
    } else high = start;
  }
  return low;
}

/** The code of the character at a place; below all others for ASCII. */
const leads = (bytes: Buffer, at: number): number =>
  (bytes[at] ?? 0) < 0xe0 ? 0 : (bytes[at] ?? 0) >= 0xf0 ? 0x10000 : charAt(bytes, at);
