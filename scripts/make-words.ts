/**
 * Writes `data/words/print.bin`, the words that proofreading knows: the frequency list of jieba (MIT) and the words of
 * official writing. `node scripts/make-words.ts` after either has changed; a test compares the file with what this makes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fromRoot } from '#base/paths.ts';
import { FIRST, KINDS, LAST, LONGEST, WORDS_FILE } from '#systems/gazette/proofread/rules/text/dictionary.ts';
import { OFFICIAL_WORDS } from '#systems/gazette/proofread/rules/text/official-words.ts';

/** As often as a common word: what official writing uses and the list, made of novels and news, does not have. */
const OFFICIAL = 400;
/** The list gives 3 to words whose frequency nobody counted. */
const LEAST = 4;
const LEAST_LONG = 6;
/** The first letter of the list's third column. */
const KIND_OF: Readonly<Record<string, (typeof KINDS)[number]>> = { n: 'noun', v: 'verb', a: 'adjective' };

type Entry = { times: number; kind: number };

/** Every word that is kept. */
function readWords(): Map<string, Entry> {
  const list = readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'), 'utf8');
  const words = new Map<string, Entry>();
  for (const line of list.split('\n')) {
    const [word = '', count = '', letters = ''] = line.trim().split(' ');
    const times = Number(count);
    if (word === '' || word.length > LONGEST || !isBasic(word)) continue;
    if (times < (word.length > 2 ? LEAST_LONG : LEAST)) continue;
    words.set(word, { times, kind: KINDS.indexOf(KIND_OF[letters.charAt(0)] ?? 'other') });
  }
  for (const word of OFFICIAL_WORDS) {
    if (!isBasic(word)) throw new Error(`a word of official writing that is not Chinese: ${word}`);
    const known = words.get(word);
    words.set(word, { times: Math.max(OFFICIAL, known?.times ?? 0), kind: known?.kind ?? 0 });
  }
  return words;
}

const isBasic = (word: string): boolean =>
  Array.from({ length: word.length }, (_, i) => word.charCodeAt(i)).every((c) => c >= FIRST && c <= LAST);

/** The file: what stands in it is told in `dictionary.ts`. */
export function makeWords(): Uint8Array {
  const words = readWords();
  const levels = Array.from({ length: LONGEST + 1 }, (): string[] => []);
  const all = new Set<string>();
  for (const word of words.keys()) for (let i = 1; i <= word.length; i++) all.add(word.slice(0, i));
  for (const run of [...all].sort()) levels[run.length]?.push(run);
  const begun = new Set(levels.slice(3).flatMap((runs) => runs.map((run) => run.slice(0, -1))));
  const entryOf = (run: string): number => {
    const { times, kind } = words.get(run) ?? { times: 0, kind: 0 };
    return times * 8 + kind * 2 + (begun.has(run) ? 1 : 0);
  };
  const singles = Array.from({ length: LAST - FIRST + 1 }, (_, i) => String.fromCharCode(FIRST + i));
  const [, , pairs = [], threes = [], fours = []] = levels;
  return pack([
    [pairs.length, threes.length, fours.length],
    singles.map(entryOf),
    startsOf(singles, pairs),
    pairs.map(entryOf),
    startsOf(pairs, threes),
    threes.map(entryOf),
    startsOf(threes, fours),
    fours.map(entryOf),
    ...[pairs, threes, fours].map((runs) => runs.map((run) => run.charCodeAt(run.length - 1))),
  ]);
}

/** For each beginning the place of the first longer run that begins so, and the end of all. */
function startsOf(beginnings: readonly string[], runs: readonly string[]): number[] {
  let at = 0;
  const starts = beginnings.map((beginning) => {
    const start = at;
    while (runs[at]?.startsWith(beginning)) at++;
    return start;
  });
  if (at !== runs.length) throw new Error('a run begins with what is not there');
  return [...starts, at];
}

/** The last three as numbers of two bytes, the others of four, least byte first. */
function pack(columns: readonly (readonly number[])[]): Uint8Array {
  const wide = columns.slice(0, -3).flat();
  const narrow = columns.slice(-3).flat();
  const view = new DataView(new ArrayBuffer(4 * wide.length + 2 * narrow.length));
  for (const [i, value] of wide.entries()) view.setUint32(4 * i, value, true);
  for (const [i, value] of narrow.entries()) view.setUint16(4 * wide.length + 2 * i, value, true);
  return new Uint8Array(view.buffer);
}

if (import.meta.main) {
  const bytes = makeWords();
  writeFileSync(fromRoot(WORDS_FILE), bytes);
  console.log(`${WORDS_FILE}: ${bytes.byteLength} bytes`);
}
