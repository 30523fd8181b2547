/**
 * A word that stands once where another word of the same sound stands in the same company elsewhere: 工作机智 beside
 * 工作机制. Both are words, so that only the text's own use decides.
 */
import type { Noticed, Rule } from '../../finding.ts';
import { type Company, companyOf } from './company.ts';
import { frequency } from './dictionary.ts';
import { isOddRun } from './odd-runs.ts';
import { type Reading, type Run, readingOf } from './reading.ts';
import { SOUND_GROUPS } from './sounds.ts';

const soundsOf = new Map<string, number[]>();
for (const [place, group] of SOUND_GROUPS.entries())
  for (const char of group) soundsOf.set(char, [...(soundsOf.get(char) ?? []), place]);

/** The other word must stand so often in the text. */
const USUAL = 3;
/** Natural logarithms by which the other word is likelier, where four, three or two characters of its company are the same. */
const SOME_RARER = 5;
const RARER = 4;
/** A word met so often may stand anywhere. */
const COMMON = 1000;
const FAR_RARER = 6.5;

export const homophone: Rule = {
  name: 'wording.homophone',
  title: '同音词误用',
  about:
    '全文只出现一次的词，与全文多次出现的另一个词同音，而且后者在别处正与此处前后的字连用（工作机智→工作机制）。',
  *find(text) {
    const reading = readingOf(text);
    const usual = usualWords(reading);
    const company = companyOf(reading);
    for (const [place, run] of reading.runs.entries()) {
      if (run.passage.front) continue;
      for (const [start, word, cost, loose] of candidates(reading.tokens[place] ?? [], reading)) {
        const others = (usual.get(keyOf(word.charAt(0), word.length)) ?? []).filter((other) =>
          alike(word, other, loose),
        );
        if (others.length === 0) continue;
        const meant = others.find((other) =>
          inCompany(run, start, word, other, company, cost - reading.cost(other)),
        );
        if (!meant) continue;
        const noticed = said(run, start, word, meant, reading);
        if (!isOddRun(text, noticed.span)) yield noticed;
      }
    }
  },
};

/** Words that stand once, and two pieces side by side that make none. */
function* candidates(
  words: readonly string[],
  reading: Reading,
): Iterable<[at: number, word: string, cost: number, loose: boolean]> {
  let at = 0;
  for (const [place, word] of words.entries()) {
    const start = at;
    at += word.length;
    const next = words[place + 1] ?? '';
    if (word.length > 1) {
      if (word.length <= 3 && reading.times(word) === 1) yield [start, word, reading.cost(word), false];
    } else if (next.length === 1 && reading.times(word + next) === 1)
      yield [start, word + next, reading.cost(word) + reading.cost(next), true];
  }
}

/** Words of the text by the sounds of their first character. */
function usualWords({ tokens, times }: Reading): Map<number, string[]> {
  const seen = new Set<string>();
  const out = new Map<number, string[]>();
  for (const words of tokens)
    for (const word of words) {
      if (word.length < 2 || word.length > 3 || seen.has(word)) continue;
      seen.add(word);
      if (times(word) < USUAL) continue;
      const sounds = soundsOf.get(word.charAt(0)) ?? [];
      for (const sound of sounds) {
        const key = 4 * sound + word.length;
        out.set(key, [...(out.get(key) ?? []), word]);
      }
    }
  return out;
}

const keyOf = (char: string, length: number): number => 4 * (soundsOf.get(char)?.[0] ?? -1) + length;

/** Of two loose pieces both must differ: one wrong character is the other rule's (`misspelt.ts`). */
const alike = (a: string, b: string, loose: boolean): boolean =>
  a !== b && [...a].every((char, i) => (char === b[i] ? !loose : sameSound(char, b.charAt(i))));
const sameSound = (a: string, b: string): boolean =>
  (soundsOf.get(a) ?? []).some((sound) => (soundsOf.get(b) ?? []).includes(sound));

/**
 * Where the other word stands elsewhere between the same characters; fewer of them are enough the more this word is the
 * rarer, as it then hardly belongs here.
 */
function inCompany(
  { words }: Run,
  at: number,
  word: string,
  other: string,
  text: Company,
  rarer: number,
): boolean {
  // The edge of a run counts as a character.
  const before = `\n${words}`.slice(Math.max(0, at - 1), at + 1);
  const after = `${words}\n`.slice(at + word.length, at + word.length + 2);
  const company: string[] = [];
  if (rarer < FAR_RARER && frequency(word) >= COMMON) return false;
  if (rarer >= SOME_RARER && before.length === 2 && after.length === 2) company.push(before + other + after);
  if (rarer >= RARER && before !== '' && after !== '') {
    if (before.length === 2) company.push(before + other + after.charAt(0));
    if (after.length === 2) company.push(before.slice(-1) + other + after);
  }
  if (rarer >= FAR_RARER) {
    if (before.length === 2) company.push(before + other);
    if (after.length === 2) company.push(other + after);
  }
  return company.some((run) => text.has(run));
}

function said(
  { passage, from, words }: Run,
  at: number,
  word: string,
  meant: string,
  { times }: Reading,
): Noticed {
  const around = (middle: string): string =>
    words.slice(Math.max(0, at - 2), at) + middle + words.slice(at + word.length, at + word.length + 2);
  return {
    span: passage.span(from + at, from + at + word.length),
    message: `“${around(word)}”全文只此一处，别处作“${around(meant)}”一类（“${meant}”${times(meant)} 处），疑为同音词误用。`,
    suggestion: meant,
  };
}
