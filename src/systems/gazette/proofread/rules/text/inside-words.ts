/** A mark, a letter or a blank that stands inside a word: 行政，处罚 of 行政处罚 cut as 行，政处罚. */
import type { Noticed, Rule } from '../../finding.ts';
import { frequency, LONGEST } from './dictionary.ts';
import type { Passage } from './pieces.ts';
import { passagesOf } from './pieces.ts';
import { type Reading, readingOf } from './reading.ts';

/** Characters that are read on either side. */
const REACH = 6;
/** By how much the joined reading must be likelier than the two pieces (natural logarithm). */
const GAIN_MARK = 5.5;
/** 法律、法规 is a word with the mark left out, too. */
const GAIN_LISTED = 10;
const GAIN_LETTER = 3;
const GAIN_BLANK = 6;
/** In a sentence nothing is set apart for looks. */
const GAIN_BLANK_SENTENCE = 3;
/** The word must be met as often as this in print. */
const COMMON_WORD = 20;

const HAN = '\\p{Script=Han}';
const MARK = new RegExp(`(${HAN}{1,${REACH}})([，、。；：])(?=(${HAN}{1,${REACH}}))`, 'gu');
const LETTER = new RegExp(`(${HAN}{1,${REACH}})([a-zA-Z])(?=(${HAN}{1,${REACH}}))`, 'gu');

export const markInside: Rule = {
  name: 'mark.inside_word',
  title: '词中多标点',
  about: '标点插在词的中间：去掉它，前后的字就连成常用词；留着它，前后都是半个词。',
  *find(text) {
    const reading = readingOf(text);
    for (const passage of passagesOf(text)) {
      if (passage.front) continue;
      yield* splits(
        passage,
        MARK,
        reading,
        (mark) => (mark === '、' ? GAIN_LISTED : GAIN_MARK),
        (mark, joined) => ({
          message: `“${mark}”插在“${joined}”中间，多余。`,
          suggestion: '',
        }),
      );
    }
  },
};

export const letterInside: Rule = {
  name: 'foreign.letter_inside',
  title: '词中夹字母',
  about: '单个拉丁字母插在词的中间：去掉它，前后的字就连成词。',
  *find(text) {
    const reading = readingOf(text);
    for (const passage of passagesOf(text))
      yield* splits(
        passage,
        LETTER,
        reading,
        () => GAIN_LETTER,
        (letter, joined) => ({
          message: `字母“${letter}”夹在“${joined}”中间，多余。`,
          suggestion: '',
        }),
      );
  },
};

const BLANK = new RegExp(`(${HAN}{1,${REACH}})([ \\u3000]{1,2})(?=(${HAN}{1,${REACH}}))`, 'gu');
/** More than one in so many characters are the way in which the text was taken out of its file. */
const BLANKS_APART = 3000;

export const blankInside: Rule = {
  name: 'foreign.blank_inside',
  title: '词中空格',
  about: '一个词的中间有空格，而全文别处没有这样排；“目 录”一类拉开排的两字词不算。',
  *find(text) {
    const reading = readingOf(text);
    const found: Noticed[] = [];
    for (const passage of passagesOf(text)) {
      if (passage.front) continue;
      for (const noticed of splits(
        passage,
        BLANK,
        reading,
        () => (/[，。；]/u.test(passage.words) ? GAIN_BLANK_SENTENCE : GAIN_BLANK),
        (_, joined) => ({
          message: `“${joined}”中间多了空格。`,
          suggestion: '',
        }),
      ))
        if (!isStretched(passage, noticed.span[0])) found.push(noticed);
    }
    if (found.length <= Math.max(3, text.text.length / BLANKS_APART)) yield* found;
  },
};

/** 目 录, 邮 箱：: two characters set apart, or a whole line of them. */
function isStretched({ words, start, at }: Passage, place: number): boolean {
  let index = place - start;
  while (index > 0 && at(index) > place) index--;
  const before = /\p{Script=Han}+$/u.exec(words.slice(0, index))?.[0].length ?? 0;
  const after = /^[ \u3000]*(\p{Script=Han}+)/u.exec(words.slice(index))?.[1]?.length ?? 0;
  return (before === 1 && after === 1) || words.length < 8;
}

function* splits(
  passage: Passage,
  pattern: RegExp,
  { read }: Reading,
  gain: (sign: string) => number,
  say: (sign: string, joined: string) => Omit<Noticed, 'span'>,
): Iterable<Noticed> {
  for (const found of passage.words.matchAll(pattern)) {
    const [, left = '', sign = '', right = ''] = found;
    const joined = read(left + right);
    const word = across(joined.words, left.length);
    if (word === null || !hasCommon(left, right)) continue;
    if (read(left).cost + read(right).cost - joined.cost < gain(sign)) continue;
    const at = found.index + left.length;
    yield { span: passage.span(at, at + sign.length), ...say(sign, word) };
  }
}

/** Some common word of two to four characters stands on both sides of the joint. */
function hasCommon(left: string, right: string): boolean {
  for (let before = 1; before < LONGEST; before++)
    for (let after = 1; before + after <= LONGEST; after++)
      if (frequency(left.slice(-before) + right.slice(0, after)) >= COMMON_WORD) return true;
  return false;
}

/** The word that stands on both sides of a place. */
function across(words: readonly string[], place: number): string | null {
  let at = 0;
  for (const word of words) {
    if (at < place && at + word.length > place) return word;
    at += word.length;
  }
  return null;
}
