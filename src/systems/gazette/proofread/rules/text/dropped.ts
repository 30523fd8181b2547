/**
 * A character dropped in a word: 规性文件 of 规范性文件, or a piece of a word that stands alone nowhere else. The words
 * are those that the text itself uses again and again.
 */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { type Company, companyOf } from './company.ts';
import { frequency } from './dictionary.ts';
import { Heads } from './heads.ts';
import { isOddRun } from './odd-runs.ts';
import { type Reading, type Run, readingOf } from './reading.ts';

/** Natural logarithm by which the reading with the character must be likelier. */
const GAIN = 6;
/** The whole word must stand so often in the text. */
const USUAL = 3;
const REACH = 6;

export const droppedChar: Rule = {
  name: 'wording.dropped',
  title: '疑似漏字',
  about: '补上一个字，就成为全文多次出现的词（规性文件→规范性文件）；不补，前后都不成词。',
  *find(text) {
    for (const noticed of gaps(text)) if (!isOddRun(text, noticed.span)) yield noticed;
  },
};

function* gaps(text: ProofText): Iterable<Noticed> {
  const reading = readingOf(text);
  const lacking = wordsLacking(reading);
  const heads = new Heads(lacking.keys());
  const pieces = piecesOf(reading);
  for (const [place, run] of reading.runs.entries()) {
    if (run.passage.front) continue;
    const words = reading.tokens[place] ?? [];
    yield* gapsIn(run, words, { lacking, heads }, reading);
    yield* lonelyIn(run, words, pieces, reading);
  }
}

/** 十日内, 十五日内; the letters of document numbers. */
const NUMBER = /[〇零一二三四五六七八九十百千万两几第]|[政党府办]发?$/u;

/** Words of three and four characters of the text, by what is left of them without one. */
function wordsLacking({ tokens, times }: Reading): Map<string, string[]> {
  const out = new Map<string, string[]>();
  const seen = new Set<string>();
  const add = (word: string): void => {
    if (word.length < 3 || seen.has(word) || NUMBER.test(word)) return;
    seen.add(word);
    for (let i = 0; i < word.length; i++) {
      const left = word.slice(0, i) + word.slice(i + 1);
      const known = out.get(left);
      if (!known) out.set(left, [word]);
      else if (!known.includes(word)) known.push(word);
    }
  };
  for (const words of tokens)
    for (const [place, word] of words.entries()) {
      if (times(word) >= USUAL) add(word);
      // 行政|处罚: two words that stand together again and again are one.
      const both = word + (words[place + 1] ?? '');
      if (word.length === 2 && both.length === 4 && times(both) >= 2 * USUAL) add(both);
    }
  return out;
}

function* gapsIn(
  run: Run,
  words: readonly string[],
  { lacking, heads }: { lacking: ReadonlyMap<string, readonly string[]>; heads: Heads },
  reading: Reading,
): Iterable<Noticed> {
  let at = 0;
  let done = 0;
  for (const word of words) {
    const here = at;
    at += word.length;
    if (word.length > 1 || here < done) continue;
    for (const [from, to] of windows(here, run.words.length)) {
      if (!heads.may(run.words, from)) continue;
      const piece = run.words.slice(from, to);
      const whole = lacking
        .get(piece)
        ?.find((one) => !run.words.slice(Math.max(0, from - 1), to + 1).includes(one));
      if (whole === undefined || reading.times(piece) > 1 || frequency(piece) > 0) continue;
      if (!gains(run.words, from, to, whole, reading)) continue;
      yield said(run, from, to, whole);
      done = to;
      break;
    }
  }
}

/** Two and three characters that hold the place, the longer first. */
function* windows(at: number, length: number): Iterable<[from: number, to: number]> {
  for (const size of [3, 2])
    for (let from = Math.max(0, at - size + 1); from <= at; from++)
      if (from + size <= length) yield [from, from + size];
}

function gains(words: string, from: number, to: number, whole: string, { read }: Reading): boolean {
  const left = words.slice(Math.max(0, from - REACH), from);
  const right = words.slice(to, to + REACH);
  return read(left + words.slice(from, to) + right).cost - read(left + whole + right).cost >= GAIN;
}

function said({ passage, from: start }: Run, from: number, to: number, whole: string): Noticed {
  return {
    span: passage.span(start + from, start + to),
    message: `此处疑漏一字，应为“${whole}”，全文别处都这样写。`,
    suggestion: whole,
  };
}

type Pieces = {
  readonly holding: ReadonlyMap<string, readonly string[]>;
  /** How often a character stands alone. */
  readonly alone: ReadonlyMap<string, number>;
  readonly company: Company;
};

/** Words of two characters that the text uses, by each of their characters. */
function piecesOf(reading: Reading): Pieces {
  const { tokens, times } = reading;
  const holding = new Map<string, string[]>();
  const alone = new Map<string, number>();
  const seen = new Set<string>();
  for (const words of tokens)
    for (const word of words) {
      if (word.length === 1) alone.set(word, (alone.get(word) ?? 0) + 1);
      if (word.length !== 2 || seen.has(word) || times(word) < USUAL || frequency(word) === 0) continue;
      seen.add(word);
      for (const char of new Set(word)) holding.set(char, [...(holding.get(char) ?? []), word]);
    }
  return { holding, alone, company: companyOf(reading) };
}

/** A single character less common than this is hardly a word of its own. */
const PIECE = 6.5;
/** One that stands alone elsewhere, too, is. */
const ALONE_MOST = 3;

/** A piece alone where elsewhere, in the same company, its whole word stands: 免西夏区 beside 免去西夏区. */
function* lonelyIn(
  { passage, from, words }: Run,
  tokens: readonly string[],
  { holding, alone, company }: Pieces,
  reading: Reading,
): Iterable<Noticed> {
  let at = 0;
  for (const token of tokens) {
    const here = at;
    at += token.length;
    if (token.length > 1 || reading.cost(token) < PIECE || (alone.get(token) ?? 0) > ALONE_MOST) continue;
    const padded = `\n${words}\n`;
    const before = padded.slice(Math.max(0, here - 2), here + 1).slice(-3);
    const after = padded.slice(here + 2, here + 5);
    if (before.endsWith('\n') || after.startsWith('\n')) continue;
    const word = (holding.get(token) ?? []).find((one) => {
      // What is written so elsewhere, too, is meant so.
      const lost = one[0] === token ? token + after.charAt(0) : before.slice(-1) + token;
      if (lost.includes('\n') || reading.times(lost) > 1) return false;
      return (
        (before.length === 3 && company.has(before + one) && company.has(one + after.charAt(0))) ||
        (after.length === 3 && company.has(one + after) && company.has(before.slice(-1) + one))
      );
    });
    if (word === undefined) continue;
    yield {
      span: passage.span(from + here, from + here + 1),
      message: `“${words.slice(Math.max(0, here - 3), here + 4)}”里的“${token}”疑漏了一字，别处同样的话作“${word}”。`,
      suggestion: word,
    };
  }
}
