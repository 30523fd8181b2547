/**
 * Clause labels: 第三条, 一、, （一）, 1., （1）, ①, 一是 and their half-width, full-width and traditional forms.
 */
import { circledOf, cnDigitOf, digitOf, isBlank, readCnNumber, skipBlank } from './chars.ts';

/** The series of labels, outermost first: the value is the usual rank. */
export const Series = {
  part: 0,
  subpart: 1,
  chapter: 2,
  section: 3,
  article: 4,
  cn: 5,
  cnBracket: 6,
  arabic: 7,
  decimal2: 8,
  decimal3: 9,
  arabicBracket: 10,
  arabicHalf: 11,
  circled: 12,
  firstly: 13,
} as const;
export type Series = (typeof Series)[keyof typeof Series];

export type Label = {
  series: Series;
  n: number;
  /** As printed without delimiter, brackets full-width, digits half-width. */
  text: string;
  /** Where the clause's words begin. */
  textStart: number;
  /** Read with less certainty (第三条规定…): accepted only in sequence. */
  weak: boolean;
  /** Half-width brackets were folded. */
  folded: boolean;
};

/** Reads the label at `start`, or null. Looks at a handful of characters. */
export function readLabel(text: string, start: number, end: number): Label | null {
  const c = text.charCodeAt(start);
  if (c === 0x7b2c) return readOrdinal(text, start, end);
  if (c === 0xff08 || c === 0x28) return readBracketed(text, start, end);
  const d = digitOf(c);
  if (d >= 0) return readArabic(text, start, end);
  if (cnDigitOf(c) >= 0) return readChinese(text, start, end);
  const circled = circledOf(c);
  if (circled > 0) {
    return make(Series.circled, circled, text.charAt(start), skipBlank(text, start + 1, end));
  }
  return null;
}

function make(series: Series, n: number, text: string, textStart: number, weak = false): Label {
  return { series, n, text, textStart, weak, folded: false };
}

const UNITS = new Map<string, Series>([
  ['编', Series.part],
  ['編', Series.part],
  ['章', Series.chapter],
  ['节', Series.section],
  ['節', Series.section],
  ['条', Series.article],
  ['條', Series.article],
]);

/** 第N编/分编/章/节/条, also 第十条之一. */
function readOrdinal(text: string, start: number, end: number): Label | null {
  const at = skipBlank(text, start + 1, end);
  const number = readCnNumber(text, at, end) ?? readDigits(text, at, end);
  if (number === null) return null;
  let i = skipBlank(text, number.end, end);
  let series = UNITS.get(text.charAt(i));
  if (series === undefined && text.charAt(i) === '分' && UNITS.get(text.charAt(i + 1)) === Series.part) {
    series = Series.subpart;
    i++;
  }
  if (series === undefined) return null;
  i++;
  let label = text.slice(start, i).replace(/\s+/g, '');
  if (text.charAt(i) === '之') {
    const sub = readCnNumber(text, i + 1, end);
    if (sub !== null) {
      label += text.slice(i, sub.end);
      i = sub.end;
    }
  }
  const after = i < end ? text.charCodeAt(i) : 32;
  const firm = isBlank(after) || after === 0x3010 || after === 0xff1a || after === 0x3a || after === 0x2a;
  let s = skipBlank(text, i, end);
  while (s < end && '：:*'.includes(text.charAt(s))) s = skipBlank(text, s + 1, end);
  return make(series, number.n, label, s, !firm);
}

function readDigits(text: string, start: number, end: number): { n: number; end: number } | null {
  let n = 0;
  let i = start;
  for (; i < end && i - start < 5; i++) {
    const d = digitOf(text.charCodeAt(i));
    if (d < 0) break;
    n = n * 10 + d;
  }
  return i === start ? null : { n, end: i };
}

/** （一） and （1）, any mixture of half and full width. */
function readBracketed(text: string, start: number, end: number): Label | null {
  const at = skipBlank(text, start + 1, Math.min(end, start + 3));
  const cn = readCnNumber(text, at, end);
  const number = cn ?? readDigits(text, at, end);
  if (number === null || number.n === 0 || number.n > 200) return null;
  const close = skipBlank(text, number.end, Math.min(end, number.end + 2));
  const c = text.charCodeAt(close);
  if (close >= end || (c !== 0xff09 && c !== 0x29)) return null;
  let s = skipBlank(text, close + 1, end);
  if (s < end && '、.．'.includes(text.charAt(s))) s = skipBlank(text, s + 1, end);
  const inner = cn === null ? String(number.n) : text.slice(at, number.end);
  const label = make(cn === null ? Series.arabicBracket : Series.cnBracket, number.n, `（${inner}）`, s);
  label.folded = text.charCodeAt(start) === 0x28 || c === 0x29;
  return label;
}

/** 1. 1． 1、 1） and the decimal 1.1, 1.1.1 of plans. */
function readArabic(text: string, start: number, end: number): Label | null {
  const number = readDigits(text, start, end);
  if (number === null || number.n === 0 || number.n > 999) return null;
  let i = number.end;
  if (text.charCodeAt(i) === 32 && '.．、'.includes(text.charAt(i + 1)) && i + 1 < end) i++;
  const c = text.charCodeAt(i);
  if (i >= end) return null;
  if (c === 0x29 || c === 0xff09) {
    const label = make(Series.arabicHalf, number.n, `${number.n}）`, skipBlank(text, i + 1, end));
    label.folded = c === 0x29;
    return label;
  }
  if (isBlank(c) && number.n < 100) return readBare(text, number.n, i, end);
  if (c !== 0x2e && c !== 0xff0e && c !== 0x3001) return null;
  if (i + 1 < end && digitOf(text.charCodeAt(i + 1)) >= 0) {
    return c === 0x3001 ? null : readDecimal(text, start, end);
  }
  let s = skipBlank(text, i + 1, end);
  while (s < end && text.charCodeAt(s) === 0x2a) s = skipBlank(text, s + 1, end);
  return make(Series.arabic, number.n, String(number.n), s);
}

/** `2 组织体系` in plans that number 2.1, 2.1.1: a number, a blank and a short heading; weak. */
function readBare(text: string, n: number, at: number, end: number): Label | null {
  const s = skipBlank(text, at, end);
  if (s >= end || end - s > 30 || text.charCodeAt(s) < 0x4e00 || UNIT_START.includes(text.charAt(s)))
    return null;
  if (/[，。；：、]/.test(text.slice(s, end))) return null;
  return make(Series.arabic, n, String(n), s, true);
}

function readDecimal(text: string, start: number, end: number): Label | null {
  const parts: number[] = [];
  let i = start;
  while (parts.length < 4) {
    const part = readDigits(text, i, end);
    if (part === null || part.n > 99) return null;
    parts.push(part.n);
    i = part.end;
    const c = text.charCodeAt(i);
    if ((c === 0x2e || c === 0xff0e) && digitOf(text.charCodeAt(i + 1)) >= 0) i++;
    else break;
  }
  if (parts.length > 3 || i >= end) return null;
  const c = text.charCodeAt(i);
  // A measure (1.5 亿元, 3.2%) is no label: what follows must be a word, set off or plainly not a unit.
  if (!isBlank(c) && c < 0x4e00) return null;
  const s = skipBlank(text, i, end);
  if (s >= end || UNIT_START.includes(text.charAt(s))) return null;
  const series = parts.length === 2 ? Series.decimal2 : Series.decimal3;
  return make(series, parts[parts.length - 1] ?? 0, parts.join('.'), s, true);
}

const UNIT_START = '%％万亿元吨米公个倍千百平立升度人次户项件岁年月日时分秒只头亩辆台:：∶—-~～';

/** 一、 and 一是. */
function readChinese(text: string, start: number, end: number): Label | null {
  const number = readCnNumber(text, start, Math.min(end, start + 5));
  if (number === null || number.n === 0 || number.n > 199) return null;
  let i = number.end;
  if (text.charAt(i) === '是') {
    if (number.n > 20) return null;
    const label = make(Series.firstly, number.n, text.slice(start, i + 1), skipBlank(text, i + 1, end));
    if (text.charAt(label.textStart) === '，') label.textStart++;
    return label;
  }
  if (isBlank(text.charCodeAt(i)) && '、.．'.includes(text.charAt(i + 1))) i++;
  const c = text.charAt(i);
  if (i >= end || !'、.．'.includes(c)) return null;
  return make(Series.cn, number.n, text.slice(start, number.end), skipBlank(text, i + 1, end));
}
