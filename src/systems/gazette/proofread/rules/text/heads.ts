/**
 * Whether one of some runs may begin at a place, by its first two characters. Asked before a run is cut out of the text
 * and looked up, which costs many times as much and mostly finds nothing.
 */
export class Heads {
  readonly #marks = new Uint8Array(1 << 16);

  constructor(runs: Iterable<string> = []) {
    for (const run of runs) this.add(run);
  }

  /** @param run of two and more characters */
  add(run: string): void {
    this.#marks[placeOf(run, 0)] = 1;
  }

  /** False is certain; true by chance once in some hundred times. */
  may(words: string, at: number): boolean {
    return this.#marks[placeOf(words, at)] === 1;
  }
}

const placeOf = (words: string, at: number): number =>
  (Math.imul(words.charCodeAt(at), 0x9e35) ^ words.charCodeAt(at + 1)) & 0xffff;
