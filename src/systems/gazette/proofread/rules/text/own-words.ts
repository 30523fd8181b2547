/** How often runs of one to four characters stand in a text, and which of them the text uses as words of its own. */
import { LONGEST } from './dictionary.ts';
import { Grams } from './grams.ts';

/** As often as this a run of the text is a word of the text. */
const OWN_LEAST = 4;

export const IS_OWN = 1;
export const BEGINS_OWN = 2;

/**
 * Every run has a number, so that what is known of it is looked up without its characters; 0 is any run that is not
 * counted. Of three and four characters only those are counted whose parts stand often enough.
 */
export type Counts = {
  /** The number of the run of two to four characters at a place of any string. */
  readonly find: (run: string, at: number, length: number) => number;
  /** The number of the run of two to four characters at a place of one of the text's runs. */
  readonly known: (place: number, at: number, length: number) => number;
  readonly single: (code: number) => number;
  /** How often, by number. */
  readonly times: Uint32Array;
  /** By number: whether it stands often, and not only as a piece of one longer run (照护服 of 照护服务), IS_OWN; BEGINS_OWN. */
  readonly own: Uint8Array;
};

type Numbers = {
  /** Where each run begins in the rows. */
  readonly starts: readonly number[];
  /** For each length the numbers of the runs that begin at each place of the text; 0 between two. */
  readonly rows: readonly Uint32Array[];
  readonly times: Uint32Array;
};

/** Linear. */
export function countsOf(runs: readonly { readonly words: string }[]): Counts {
  const characters = runs.reduce((sum, { words }) => sum + words.length, 0);
  const length = characters + runs.length + 1;
  const singles = new Uint32Array(0x10000);
  const grams = new Grams(characters);
  const rows = Array.from({ length: LONGEST + 1 }, (_, size) => new Uint32Array(size < 2 ? 0 : length));
  const times = new Uint32Array((LONGEST - 1) * length);
  const starts: number[] = [];
  let start = 1;
  for (const { words } of runs) {
    starts.push(start);
    for (let i = 0; i < words.length; i++) {
      const code = words.charCodeAt(i);
      singles[code] = (singles[code] ?? 0) + 1;
    }
    start += words.length + 1;
  }
  let numbers = 0;
  for (let size = 2; size <= LONGEST; size++) {
    const row = rows[size] ?? NONE;
    const shorter = rows[size - 1] ?? NONE;
    const often = (at: number): boolean => (times[shorter[at] ?? 0] ?? 0) >= OWN_LEAST;
    for (const [place, { words }] of runs.entries())
      for (let i = 0, at = starts[place] ?? 0; i + size <= words.length; i++, at++) {
        if (size > 2 && !(often(at) && often(at + 1))) continue;
        const slot = grams.slot(words, i, size);
        const number = grams.values[slot] || ++numbers;
        grams.values[slot] = number;
        row[at] = number;
        times[number] = (times[number] ?? 0) + 1;
      }
  }
  return {
    find: (run, at, size) => grams.get(run, at, size),
    known: (place, at, size) => rows[size]?.[(starts[place] ?? 0) + at] ?? 0,
    single: (code) => singles[code] ?? 0,
    times,
    own: ownOf(runs, { starts, rows, times }, numbers),
  };
}
const NONE = new Uint32Array();

function ownOf(
  runs: readonly { readonly words: string }[],
  { starts, rows, times }: Numbers,
  numbers: number,
): Uint8Array {
  const own = new Uint8Array(numbers + 1);
  /** Most of the times that it stands, the same character follows or leads: then it is a piece of that longer run. */
  const piece = new Uint8Array(numbers + 1);
  const at = (size: number, place: number): number => rows[size]?.[place] ?? 0;
  const cut = (number: number, count: number): void => {
    if (count * 2 > (times[number] ?? 0)) piece[number] = 1;
  };
  for (const [run, { words }] of runs.entries())
    for (let i = 0, place = starts[run] ?? 0; i < words.length; i++, place++)
      for (let size = 3; size <= LONGEST && i + size <= words.length; size++) {
        const count = times[at(size, place)] ?? 0;
        if (count < 2) break;
        cut(at(size - 1, place), count);
        cut(at(size - 1, place + 1), count);
      }
  const longest = (place: number): number => times[at(LONGEST, place)] ?? 0;
  /** Does not cut through another frequent run on either side: 护服务机 lies across 照护, 服务 and 机构. */
  const isWhole = (place: number): boolean =>
    longest(place - 1) * 2 <= longest(place) && longest(place + 1) * 2 <= longest(place);
  for (const [run, { words }] of runs.entries())
    for (let i = 0, place = starts[run] ?? 0; i < words.length; i++, place++)
      for (let size = 2; size <= LONGEST && i + size <= words.length; size++) {
        const number = at(size, place);
        if ((times[number] ?? 0) < OWN_LEAST) break;
        if (piece[number] === 1 || (size === LONGEST && !isWhole(place))) continue;
        own[number] = (own[number] ?? 0) | IS_OWN;
        const pair = at(2, place);
        if (size > 2) own[pair] = (own[pair] ?? 0) | BEGINS_OWN;
      }
  return own;
}
