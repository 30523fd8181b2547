/** One character of a set phrase replaced by one of its sound or shape: 验收和格 for 验收合格, 责令限其改正. */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { areAlike } from './alike.ts';
import { entryAt, occurrences } from './dictionary.ts';
import { misspeltIn } from './misspelt.ts';
import { isOddRun } from './odd-runs.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { SET_PHRASES } from './set-phrases.ts';
import { isHan } from './words.ts';
import { WRONG_WORDS } from './wrong-words.ts';

const SIZE = 4;
/** A pair met so often is a word: then the place may mean what it says. */
const WORD = 3;

/** Every four characters of the phrases, and by each three of them what the fourth may be. */
const GRAMS = new Set<string>();
const BY_REST = new Map<string, string[]>();
const MARKS = new Uint8Array(1 << 18);

/** With one of four wrong, the first two or the last two are right. */
const PAIRS = new Uint8Array(1 << 16);
const pairHash = (a: number, b: number): number => (Math.imul(a, 0x9e35) ^ b) & 0xffff;

const hash = (place: number, a: number, b: number, c: number): number =>
  (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c + place, 0xc2b2ae35)) >>> 14;

function restOf(run: string, place: number): [number, number, number] {
  const codes = [0, 1, 2, 3].filter((k) => k !== place).map((k) => run.charCodeAt(k));
  return [codes[0] ?? 0, codes[1] ?? 0, codes[2] ?? 0];
}

for (const phrase of SET_PHRASES)
  for (let from = 0; from + SIZE <= phrase.length; from++) {
    const gram = phrase.slice(from, from + SIZE);
    if (GRAMS.has(gram)) continue;
    GRAMS.add(gram);
    PAIRS[pairHash(gram.charCodeAt(0), gram.charCodeAt(1))] = 1;
    PAIRS[pairHash(gram.charCodeAt(2), gram.charCodeAt(3))] = 1;
    for (let place = 0; place < SIZE; place++) {
      const key = `${place}${gram.slice(0, place)}${gram.slice(place + 1)}`;
      BY_REST.set(key, [...(BY_REST.get(key) ?? []), gram.charAt(place)]);
      MARKS[hash(place, ...restOf(gram, place))] = 1;
    }
  }

export const setPhrase: Rule = {
  name: 'wording.set_phrase',
  title: '惯用语有别字',
  about: '公文惯用语（限期改正、验收合格、合法性审查）里有一个字换成了同音字、形近字，而且换后不成词。',
  find,
};

function* find(text: ProofText): Iterable<Noticed> {
  for (const passage of passagesOf(text)) {
    const { words } = passage;
    let [a, b, c] = [0, words.charCodeAt(0), words.charCodeAt(1)];
    let d = words.charCodeAt(2);
    let told = -1;
    for (let at = 0; at + SIZE <= words.length; at++) {
      a = b;
      b = c;
      c = d;
      d = words.charCodeAt(at + 3);
      if (PAIRS[pairHash(a, b)] !== 1 && PAIRS[pairHash(c, d)] !== 1) continue;
      // One of four wrong: the three that are right are of the phrase.
      const marks =
        (MARKS[hash(0, b, c, d)] ?? 0) |
        ((MARKS[hash(1, a, c, d)] ?? 0) << 1) |
        ((MARKS[hash(2, a, b, d)] ?? 0) << 2) |
        ((MARKS[hash(3, a, b, c)] ?? 0) << 3);
      if (marks === 0) continue;
      for (let place = 0; place < SIZE; place++) {
        if ((marks & (1 << place)) === 0 || at + place <= told) continue;
        const noticed = slipAt(text, passage, at, place);
        if (noticed === null) continue;
        told = at + place;
        yield noticed;
      }
    }
  }
}

function slipAt(text: ProofText, passage: Passage, at: number, place: number): Noticed | null {
  const { words } = passage;
  const meant = meantAt(words, at, place);
  if (meant === null) return null;
  const span = passage.span(at + place, at + place + 1);
  if (isOddRun(text, span) || isListed(words, at) || isMisspelt(text, span)) return null;
  return {
    span,
    message: `“${words.slice(at, at + SIZE)}”疑为“${words.slice(at, at + place)}${meant}${words.slice(at + place + 1, at + SIZE)}”。`,
    suggestion: meant,
  };
}

/** What stands for the character at a place of the run in the phrase that the run is one character off. */
function meantAt(words: string, at: number, place: number): string | null {
  const run = words.slice(at, at + SIZE);
  if (GRAMS.has(run)) return null;
  const printed = run.charAt(place);
  if (!isHan(printed)) return null;
  const others = BY_REST.get(`${place}${run.slice(0, place)}${run.slice(place + 1)}`) ?? [];
  const meant = others.find((other) => areAlike(printed, other));
  if (meant === undefined) return null;
  const here = at + place;
  // Both sides are read in the whole text: the word may reach over the run's edge.
  for (const from of [here - 1, here])
    if (from >= 0 && from + 2 <= words.length && occurrences(entryAt(words, from, 2)) >= WORD) return null;
  return meant;
}

const isMisspelt = (text: ProofText, [start, end]: Noticed['span']): boolean =>
  misspeltIn(text).some(({ span }) => span[0] <= end && span[1] >= start);

const WRONG = WRONG_WORDS.map(({ wrong }) => wrong);
const isListed = (words: string, at: number): boolean => {
  const near = words.slice(Math.max(0, at - 3), at + SIZE + 3);
  return WRONG.some((wrong) => near.includes(wrong));
};
