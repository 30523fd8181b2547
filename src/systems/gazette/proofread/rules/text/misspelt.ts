/**
 * A character that leaves its neighbours in pieces, where another of the same sound or of like shape makes a common
 * word of them: 清理工怍, 行政处罪. What is gained must be far more than chance gives (a noisy channel, in the terms of
 * spelling correction, with the text's own words in its expectations).
 */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { alikeTo } from './alike.ts';
import { beginsLonger, entryAt, frequency, LONGEST, occurrences } from './dictionary.ts';
import { isOddRun } from './odd-runs.ts';
import { type Reading, type Run, readingOf } from './reading.ts';
import { WRONG_WORDS } from './wrong-words.ts';

/** Natural logarithm by which the mended reading must be likelier: one of some thirty characters of a sound… */
const GAIN = 9;
/** …one of some three of like shape, or the same two the other way round. */
const GAIN_FEW = 8;
/** For a character that is often a word of its own, one to be left out, or a run of two. */
const GAIN_SURE = 11.5;
const COMMON_SIGN = 7.5;
/** A single character that is met less than this stands for a piece of a word. */
const RARE = 6;
/** A pair of characters that stands so often is the text's way. */
const AGAIN = 5;
/** A character so rare that it is met in names only. */
const NAME_SIGN = 13;
/** Such a single character may be the rest of a word. */
const PIECE = 5;
/** The letters of a number before its year are no more than this. */
const NUMBER_LETTERS = 8;
/** A word that is met so rarely may have come about by the slip. */
const ODD_WORD = 13.5;
/** Characters of the run that are read on either side. */
const REACH = 6;
/** The mended word must be met as often as this in print. */
const COMMON_WORD = 20;

type Mend = { readonly from: number; readonly to: number; readonly put: string; readonly gain: number };

export const misspelt: Rule = {
  name: 'wording.misspelt',
  title: '疑似别字',
  about:
    '一个字使前后都不成词，换成同音字、形近字，或与邻字对调、去掉它，就成为常用词。按词频计算，可能性相差几千倍以上才提出。',
  find: misspeltIn,
};

const kept = new WeakMap<ProofText, readonly Noticed[]>();

/** Made once a text: another rule keeps off what is said here. */
export function misspeltIn(text: ProofText): readonly Noticed[] {
  let made = kept.get(text);
  if (!made) {
    made = [...slips(text)];
    kept.set(text, made);
  }
  return made;
}

function* slips(text: ProofText): Iterable<Noticed> {
  const reading = readingOf(text);
  const people = new Set(text.artifact.appointments.map(({ person }) => person));
  for (const [place, run] of reading.runs.entries()) {
    if (run.words.length < 2 || run.passage.front || PLACE.test(run.words)) continue;
    for (const mend of slipsIn(run, reading.tokens[place] ?? [], reading))
      if (!isName(run.words, mend, people) && !isListed(run, mend) && !isCounted(run, mend)) {
        const noticed = said(run, mend);
        if (!isOddRun(text, noticed.span)) yield noticed;
      }
  }
}

/** The name of a village or road between marks. */
const PLACE = /^.{1,4}[村镇乡街路区]$/u;

const SURNAMES =
  '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁韦马苗方任袁柳鲍史唐费岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛狄米贝臧戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁宣邓洪包左石崔吉龚程裴陆荣翁段侯武刘景叶白艾买沙冶';
const NAME_REACH = 8;
/** A surname and what follows, where a person is named: at the head of a run, or after what is done with persons. */
const SURNAMED = [
  new RegExp(`^[${SURNAMES}].{1,2}$`, 'u'),
  new RegExp(`^[${SURNAMES}].{1,2}(?=的|任|同志|等|为)`, 'u'),
  new RegExp(`(?<=免去|任命|聘任|解聘|提名|选举)[${SURNAMES}].{1,2}`, 'u'),
];

function covers(pattern: RegExp, words: string, from: number, to: number): boolean {
  const found = pattern.exec(words);
  return found !== null && found.index < to && found.index + found[0].length > from;
}

function isName(words: string, { from, to }: Mend, people: ReadonlySet<string>): boolean {
  // Only what stands near is read: a run may be as long as the text.
  const head = Math.max(0, from - NAME_REACH);
  const near = words.slice(head, to + NAME_REACH);
  if (SURNAMED.some((pattern, i) => (i > 1 || head === 0) && covers(pattern, near, from - head, to - head)))
    return true;
  for (const person of people) {
    const at = near.indexOf(person);
    if (at >= 0 && at < to - head && at + person.length > from - head) return true;
  }
  return false;
}

/** 限养1只犬: what stands behind a numeral is its unit. */
const isCounted = ({ passage, from: start }: Run, { from, put }: Mend): boolean =>
  from === 0 && put.length === 2 && /[\d一二三四五六七八九十]$/u.test(passage.words.slice(0, start));

/** What the list of wrong words has is said there. */
const isListed = ({ passage, from: start }: Run, { from, to }: Mend): boolean => {
  const near = passage.words.slice(Math.max(0, start + from - LONGEST), start + to + LONGEST);
  return WRONG_WORDS.some(({ wrong }) => near.includes(wrong));
};

function* slipsIn(run: Run, words: readonly string[], reading: Reading): Iterable<Mend> {
  // 银西政办发〔2023〕2号: the letters of a number are no words.
  const numbered = /^\s?[〔[［（(【]\s?\d{4}/u.test(run.passage.words.slice(run.from + run.words.length));
  const end = run.words.length - (numbered ? NUMBER_LETTERS : 0);
  let at = 0;
  let done = -1;
  for (const [place, word] of words.entries()) {
    const here = at;
    at += word.length;
    if (at > end || here <= done || !isOdd(words, place, reading)) continue;
    // The slip may be in the piece beside: 配和 for 配合.
    const isPiece = (beside: string | undefined): number =>
      beside?.length === 1 && reading.cost(beside) >= RARE ? 1 : 0;
    const before = isPiece(words[place - 1]);
    const after = isPiece(words[place + 1]);
    let best: Mend | null = null;
    for (let i = here - before; i < at + after; i++) {
      const mend = i > done ? bestMend(run.words, i, reading) : null;
      if (mend && mend.gain > (best?.gain ?? 0)) best = mend;
    }
    if (!best) continue;
    done = best.to;
    yield best;
  }
}

/** A rare single character beside another piece, or a word that is hardly ever met. */
function isOdd(words: readonly string[], place: number, { cost }: Reading): boolean {
  const word = words[place] ?? '';
  if (word.length > 1) return word.length === 2 && cost(word) >= ODD_WORD;
  if (cost(word) < RARE) return false;
  for (const beside of [words[place - 1], words[place + 1]])
    if (beside !== undefined && (beside.length === 1 ? cost(beside) >= PIECE : cost(beside) >= ODD_WORD))
      return true;
  return false;
}

function bestMend(words: string, at: number, reading: Reading): Mend | null {
  const here = reading.cost(words.charAt(at));
  // What stands so again and again is no slip.
  if (
    reading.times(words.slice(at, at + 2)) >= AGAIN &&
    reading.times(words.slice(Math.max(0, at - 1), at + 1)) >= AGAIN
  )
    return null;
  // A character that hardly anyone uses and this text does is of a name; 应统尽统 is a figure of speech.
  if (here >= NAME_SIGN && reading.times(words.charAt(at)) >= 2) return null;
  if (/应(.)尽\1/u.test(words.slice(Math.max(0, at - 3), at + 4))) return null;
  const left = Math.max(0, at - REACH);
  const right = Math.min(words.length, at + REACH + 1);
  const printed = reading.read(words.slice(left, right)).cost;
  let best: Mend | null = null;
  for (const { from, to, put } of mends(words, at)) {
    const mended = words.slice(left, from) + put + words.slice(to, right);
    const read = reading.read(mended);
    // What is left out is cheaper by itself.
    const gain = printed - read.cost - (put === '' ? reading.cost(words.charAt(from)) : 0);
    if (gain < leastOf(words, { from, to, put }, here) || gain <= (best?.gain ?? 0)) continue;
    const word = wordOver(
      read.words,
      from - left - (put === '' ? 1 : 0),
      from - left + Math.max(1, put.length),
    );
    if (word === null || (put === '' && frequency(word.word) < COMMON_WORD)) continue;
    // What the text writes again and again is its way.
    const start = left + word.at;
    const before = words.slice(start, start + word.word.length);
    if (reading.times(before) >= 2 && reading.times(word.word) < 4 * reading.times(before)) continue;
    best = { from, to, put, gain };
  }
  return best;
}

/** The fewer others there are to be taken for, the less must be gained. */
function leastOf(words: string, { from, put }: Omit<Mend, 'gain'>, here: number): number {
  if (put === '' || words.length < 3) return GAIN_SURE;
  if (put.length === 2) return GAIN_FEW;
  const few = alikeTo(words.charAt(from)).get(put) === '形';
  return here < COMMON_SIGN ? (few ? GAIN : GAIN_SURE) : few ? GAIN_FEW : GAIN;
}

/** The word of two and more characters that covers a place; null when none does. */
function wordOver(words: readonly string[], from: number, to: number): { word: string; at: number } | null {
  let at = 0;
  for (const word of words) {
    if (at + word.length > from)
      return word.length > 1 && at <= from && at + word.length >= to ? { word, at } : null;
    at += word.length;
  }
  return null;
}

function* mends(words: string, at: number): Iterable<Omit<Mend, 'gain'>> {
  const makesWord = wordsMade(words, at);
  for (const put of alikeTo(words.charAt(at)).keys()) if (makesWord(put)) yield { from: at, to: at + 1, put };
  if (at > 0 && at + 1 < words.length && words[at - 1] !== words[at] && words[at + 1] !== words[at])
    yield { from: at, to: at + 1, put: '' };
  const next = words.charAt(at + 1);
  if (next !== '' && next !== words.charAt(at)) yield { from: at, to: at + 2, put: next + words.charAt(at) };
}

/** Tells whether with another character some two to four make a common word; the cheap test before reading the whole. */
function wordsMade(words: string, at: number): (put: string) => boolean {
  const left = Math.max(0, at - LONGEST + 1);
  const before = words.slice(left, at);
  const after = words.slice(at + 1, at + LONGEST);
  const place = before.length;
  /** Where longer words begin that may reach over the place; whatever stands there, they begin alike. */
  const leads: number[] = [];
  for (let from = 0; from + 2 <= place; from++) if (beginsLonger(entryAt(before, from, 2))) leads.push(from);
  return (put) => {
    const run = before + put + after;
    for (let from = Math.max(0, place - 1); from <= place && from + 2 <= run.length; from++) {
      const pair = entryAt(run, from, 2);
      if (occurrences(pair) >= COMMON_WORD || (beginsLonger(pair) && isLonger(run, from, 3))) return true;
    }
    return leads.some((from) => isLonger(run, from, place - from + 1));
  };
}

function isLonger(run: string, from: number, least: number): boolean {
  for (let length = least; length <= LONGEST && from + length <= run.length; length++)
    if (occurrences(entryAt(run, from, length)) >= COMMON_WORD) return true;
  return false;
}

function said({ passage, from: start, words }: Run, { from, to, put }: Mend): Noticed {
  const around = (middle: string): string =>
    words.slice(Math.max(0, from - 3), from) + middle + words.slice(to, to + 3);
  const printed = words.slice(from, to);
  const how =
    put === ''
      ? '多字'
      : put.length === 2
        ? '两字颠倒'
        : alikeTo(printed).get(put) === '音'
          ? '同音字误'
          : '形近字误';
  return {
    span: passage.span(start + from, start + to),
    message: `“${around(printed)}”不成词，疑为“${around(put)}”（${how}）。`,
    suggestion: put,
  };
}
