/**
 * Passages as one row of numbers, in which runs of Chinese characters are compared without making strings of them:
 * nearly all runs stand once, and only the few others are looked at as words.
 */
import type { Passage } from './pieces.ts';
import { isHanCode } from './words.ts';

export type Stream = {
  readonly passages: readonly Passage[];
  /** Codes of the Chinese characters; 0 for any other, and between two passages. */
  readonly codes: Uint16Array;
  /** Length of the run of Chinese characters that ends before a place. */
  readonly han: Uint32Array;
  /** Where each passage begins. */
  readonly starts: readonly number[];
};

/** Linear. */
export function streamOf(passages: readonly Passage[]): Stream {
  const length = passages.reduce((sum, { words }) => sum + words.length + 1, 0);
  const codes = new Uint16Array(length);
  const han = new Uint32Array(length + 1);
  const starts: number[] = [];
  let at = 0;
  for (const { words } of passages) {
    starts.push(at);
    for (let i = 0; i < words.length; i++, at++) {
      const code = words.charCodeAt(i);
      if (!isHanCode(code)) continue;
      codes[at] = code;
      han[at + 1] = (han[at] ?? 0) + 1;
    }
    at++;
  }
  return { passages, codes, han, starts };
}

/** A number of each run of `size` characters, by where it begins; those of equal runs are equal. */
export function hashesOf({ codes }: Stream, size: number): Uint32Array {
  const out = new Uint32Array(codes.length);
  for (let at = 0; at + size <= codes.length; at++) {
    let hash = size;
    for (let i = 0; i < size; i++) hash = mixed(hash, codes[at + i] ?? 0);
    out[at] = hash;
  }
  return out;
}

export function mixed(a: number, b: number): number {
  const hash = Math.imul(a ^ Math.imul(b, 0x85ebca6b), 0x9e3779b1);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A number beside each of many keys, in one table. Keys are numbers of runs: two that are alike by chance are one. */
export class Hashes {
  readonly #cells: Uint32Array;
  readonly #mask: number;

  /** @param most keys that will be put in */
  constructor(most: number) {
    this.#cells = new Uint32Array(2 * 2 ** Math.ceil(Math.log2(1.5 * most + 16)));
    this.#mask = this.#cells.length - 1;
  }

  /** Where the number of a key stands in `values`. */
  slotOf(key: number): number {
    const cells = this.#cells;
    const mask = this.#mask;
    const sought = key || 1;
    let place = ((sought ^ (sought >>> 13)) << 1) & mask;
    for (let found = cells[place]; found !== sought; found = cells[place]) {
      if (found === 0) {
        cells[place] = sought;
        break;
      }
      place = (place + 2) & mask;
    }
    return place + 1;
  }

  get values(): Uint32Array {
    return this.#cells;
  }
}
