/**
 * One to four characters with a number, in one table of numbers: a text or a dictionary has hundreds of thousands of
 * them, and as strings they would cost more than all that is done with them.
 */

/** The longest run that a table can hold. */
export const GRAM_LONGEST = 4;

export class Grams {
  #heads: Uint32Array;
  #tails: Uint32Array;
  #mask: number;
  #used = 0;
  /** By slot. */
  values: Uint32Array;

  /** @param expected runs that will be put in; it grows when there are more */
  constructor(expected: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * expected + 16));
    this.#heads = new Uint32Array(size);
    this.#tails = new Uint32Array(size);
    this.values = new Uint32Array(size);
    this.#mask = size - 1;
  }

  /** The number of the run of `length` characters at a place; 0 when it is not there. */
  get(words: string, at: number, length: number): number {
    const slot = this.#find(headOf(words, at, length), tailOf(words, at, length));
    return this.#heads[slot] === 0 ? 0 : (this.values[slot] ?? 0);
  }

  /** Where the run's number is kept, made when it is not there. */
  slot(words: string, at: number, length: number): number {
    return this.slotOf(headOf(words, at, length), tailOf(words, at, length));
  }

  /** The same by the codes of its characters: `head` of the first two, `tail` of the others, 0 where there is none. */
  slotOf(head: number, tail: number): number {
    let slot = this.#find(head, tail);
    if (this.#heads[slot] !== 0) return slot;
    if (2 * this.#used > this.#mask) {
      this.#grow();
      slot = this.#find(head, tail);
    }
    this.#heads[slot] = head;
    this.#tails[slot] = tail;
    this.#used++;
    return slot;
  }

  #find(head: number, tail: number): number {
    let hash = Math.imul(head ^ Math.imul(tail, 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    let slot = hash & this.#mask;
    while (this.#heads[slot] !== 0 && !(this.#heads[slot] === head && this.#tails[slot] === tail))
      slot = (slot + 1) & this.#mask;
    return slot;
  }

  #grow(): void {
    const [heads, tails, values] = [this.#heads, this.#tails, this.values];
    const size = 2 * heads.length;
    this.#heads = new Uint32Array(size);
    this.#tails = new Uint32Array(size);
    this.values = new Uint32Array(size);
    this.#mask = size - 1;
    this.#used = 0;
    for (const [place, head] of heads.entries())
      if (head !== 0) this.values[this.slotOf(head, tails[place] ?? 0)] = values[place] ?? 0;
  }
}

const headOf = (words: string, at: number, length: number): number =>
  ((words.charCodeAt(at) << 16) | (length > 1 ? words.charCodeAt(at + 1) : 0)) >>> 0;
const tailOf = (words: string, at: number, length: number): number =>
  length < 3 ? 0 : ((words.charCodeAt(at + 2) << 16) | (length > 3 ? words.charCodeAt(at + 3) : 0)) >>> 0;
