/**
 * One to four characters with a number, in one table of numbers: a text or a dictionary has hundreds of thousands of
 * them, and as strings they would cost more than all that is done with them.
 */

/** The longest run that a table can hold. */
export const GRAM_LONGEST = 4;

/** Numbers of one place in the table: head, tail, value, and one unused, so that a place lies within a cache line. */
const WIDTH = 4;
const VALUE = 2;

export class Grams {
  #mask: number;
  #used = 0;
  /** By slot. */
  values: Uint32Array;

  /** @param expected runs that will be put in; it grows when there are more */
  constructor(expected: number) {
    const places = 2 ** Math.ceil(Math.log2(2 * expected + 16));
    this.values = new Uint32Array(WIDTH * places);
    this.#mask = places - 1;
  }

  /** The number of the run of `length` characters at a place; 0 when it is not there. */
  get(words: string, at: number, length: number): number {
    return this.values[this.#find(headOf(words, at, length), tailOf(words, at, length)) + VALUE] ?? 0;
  }

  /** Where the run's number is kept in `values`, made when it is not there. */
  slot(words: string, at: number, length: number): number {
    return this.slotOf(headOf(words, at, length), tailOf(words, at, length));
  }

  /** The same by the codes of its characters: `head` of the first two, `tail` of the others, 0 where there is none. */
  slotOf(head: number, tail: number): number {
    let place = this.#find(head, tail);
    if (this.values[place] !== 0) return place + VALUE;
    if (2 * this.#used > this.#mask) {
      this.#grow();
      place = this.#find(head, tail);
    }
    this.values[place] = head;
    this.values[place + 1] = tail;
    this.#used++;
    return place + VALUE;
  }

  /** Where the run stands, or the empty place where it would. */
  #find(head: number, tail: number): number {
    const { values } = this;
    let hash = Math.imul(head ^ Math.imul(tail, 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    let place = WIDTH * (hash & this.#mask);
    while (values[place] !== 0 && !(values[place] === head && values[place + 1] === tail))
      place = (place + WIDTH) & (values.length - 1);
    return place;
  }

  #grow(): void {
    const old = this.values;
    this.values = new Uint32Array(2 * old.length);
    this.#mask = this.values.length / WIDTH - 1;
    this.#used = 0;
    for (let place = 0; place < old.length; place += WIDTH) {
      const head = old[place] ?? 0;
      if (head !== 0) this.values[this.slotOf(head, old[place + 1] ?? 0)] = old[place + VALUE] ?? 0;
    }
  }
}

const headOf = (words: string, at: number, length: number): number =>
  ((words.charCodeAt(at) << 16) | (length > 1 ? words.charCodeAt(at + 1) : 0)) >>> 0;
const tailOf = (words: string, at: number, length: number): number =>
  length < 3 ? 0 : ((words.charCodeAt(at + 2) << 16) | (length > 3 ? words.charCodeAt(at + 3) : 0)) >>> 0;
