/**
 * Reads document numbers: 银政发〔2023〕5号, 国务院令第542号, GB/T 40756—2021.
 *
 * The form of a number is 代字 + 〔year〕 + serial + 号 (GB/T 9704-2012, 7.2.5); orders and announcements
 * carry 第N号 instead. Print and extraction add spaces, zero-width characters, page breaks, other brackets,
 * 第 and leading zeros: all are read, and `number` is the form without them. Readers work outward from one
 * anchor character over a bounded stretch, so scanning a text with them stays linear.
 */
import { foldTraditional } from './citations-traditional.ts';
import { readInteger } from './dates.ts';

/** A number as read. `number` is normalised; when not `wellFormed` it is what is printed, with the brackets folded. */
export type NumberReading = {
  start: number;
  end: number;
  number: string;
  form: 'document' | 'order' | 'standard';
  wellFormed: boolean;
};

const PREFIX_LENGTH_MAX = 24;
const BODY_LENGTH_MAX = 30;

const OPEN = '〔[【﹝［〖(（{„';
const CLOSE = '〕]】﹞］〗)）}‟';

function isCjk(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
}

/** Space or invisible character that may stand inside a number; line breaks and tabs are not. */
function isGap(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x3000 ||
    code === 0xa0 ||
    code === 0xad ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0x2060 ||
    code === 0xfeff
  );
}

function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x0c;
}

/** After spaces and at most one page break (two or three newlines) from `at`, going forward. */
export function skipGap(text: string, at: number, breaks = 3): number {
  let left = breaks;
  let i = at;
  for (; i < text.length && i - at < 16; i += 1) {
    const code = text.charCodeAt(i);
    if (isBreak(code)) {
      if (code !== 0x0d) left -= 1;
      if (left < 0) return at;
    } else if (!isGap(code)) break;
  }
  return i;
}

const YEAR_AT =
  /((?:[\d０-９][\s\u200b\ufeff]{0,2}){4}|[〇○ОＯO零一二三四五六七八九]{4})年?[\s\u200b\ufeff]{0,3}([〕\]】﹞］〗)）}‟])/y;
const SERIAL_AT =
  /(第?)[\s\u200b\ufeff]{0,4}((?:[\d０-９][ \u200b\ufeff]?){1,5})(?:[-—–－]([\d０-９]{1,3}))?[ \u3000\u200b\ufeff]{0,4}/y;

/**
 * The number around the year bracket that opens at `open`, or undefined when it is not one.
 * Nothing before `floor` is read. Only 〔 may lead to a malformed reading: other brackets have other uses.
 */
export function readBracketNumber(text: string, open: number, floor: number): NumberReading | undefined {
  const tortoise = text.charCodeAt(open) === 0x3014 || text.charCodeAt(open) === 0xfe5d;
  const inner = skipGap(text, open + 1);
  YEAR_AT.lastIndex = inner;
  const found = YEAR_AT.exec(text);
  if (!found) return tortoise ? readBroken(text, open, floor) : undefined;
  const year = readInteger(found[1]?.replace(/[\u200b\ufeff]/g, '') ?? '');
  if (year === undefined || year < 1900 || year > 2099) {
    return tortoise ? readBroken(text, open, floor) : undefined;
  }
  const closed = YEAR_AT.lastIndex;
  const start = prefixStart(text, open, floor);
  const prefix = fold(text.slice(start, open));
  if (prefix === '' && !tortoise) return undefined;
  const serial = readSerial(text, closed);
  if (!serial) {
    return tortoise ? { ...malformed(text, start, closed), number: `${prefix}〔${year}〕` } : undefined;
  }
  if (!serial.closed && !tortoise) return undefined;
  const number = `${prefix}〔${year}〕${serial.value}${serial.closed ? '号' : ''}`;
  return { start, end: serial.end, number, form: 'document', wellFormed: serial.closed && prefix !== '' };
}

function readSerial(text: string, at: number) {
  SERIAL_AT.lastIndex = skipGap(text, at);
  const found = SERIAL_AT.exec(text);
  if (!found) return undefined;
  const digits = (found[2] ?? '').replace(/[\s\u200b\ufeff]/g, '').normalize('NFKC');
  const branch = found[3] ? `-${found[3].normalize('NFKC')}` : '';
  const value = `${digits.replace(/^0+(?=\d)/, '')}${branch}`;
  const mark = skipGap(text, SERIAL_AT.lastIndex);
  if (text.charCodeAt(mark) === 0x53f7) return { value, end: mark + 1, closed: true };
  return { value, end: SERIAL_AT.lastIndex - trailingGap(found[0]), closed: false };
}

function trailingGap(printed: string): number {
  let n = 0;
  while (n < printed.length && isGap(printed.charCodeAt(printed.length - 1 - n))) n += 1;
  return n;
}

/** 〔 with a year that is broken or a bracket that never closes: claimed only when a prefix and digits surround it. */
function readBroken(text: string, open: number, floor: number): NumberReading | undefined {
  const start = prefixStart(text, open, floor);
  if (start === open) return undefined;
  BROKEN_AT.lastIndex = open + 1;
  const found = BROKEN_AT.exec(text);
  return found ? malformed(text, start, BROKEN_AT.lastIndex) : undefined;
}
const BROKEN_AT =
  /[ \u3000\u200b\ufeff]{0,3}[\d０-９〇一二三四五六七八九?？xX×]{1,6}年?[ ]?[〕\]】﹞］)）]?[ ]?(?:第?[ ]?[\d０-９]{1,5}[ ]?号?)?/y;

function malformed(text: string, start: number, end: number): NumberReading {
  return { start, end, number: fold(text.slice(start, end)), form: 'document', wellFormed: false };
}

/** NFKC, without spaces and invisible characters; bracket pairs around a year become 〔〕. */
function fold(printed: string): string {
  return printed.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]+/g, '');
}

const CUT_WORDS =
  /(?<=[〇零一二三四五六七八九十])[年日](?=.)|根据|按照|依据|依照|遵照|参照|对照|落实|贯彻|执行|印发|转发|下发|发布|公布|关于|以及|详见|参见|字号|文号|编号|原文|通过|废止|修改|替代|代替|包括|现将|[的以见及据按等或因凭之号是]/g;
const BODY_NAMES = /(?:人民政府|办公厅|办公室|委员会|总局)(?=[^办发函字规][^\s]|[办发函字规]..)/g;

/** 省政府川府发, 国务院国发: the issuer's name before its own 代字. */
const ISSUER_BEFORE =
  /^原?(?:国务院|中共中央|(?:本|原)?(?:省|市|州|县|区|旗|自治区)(?:委|政府|人民政府))(?:办公厅|办公室)?(?=(?!办公|令)[^发办函字规政府委党]{1,6}[发办函字规政府委党])|^原(?=[^原]{2,6}$)/;

/** Where the 代字 before `open` starts: it is cut from the running text by bracket, punctuation, or a word that no 代字 holds. */
function prefixStart(text: string, open: number, floor: number): number {
  let end = open;
  while (end > floor && isGap(text.charCodeAt(end - 1))) end -= 1;
  const start = prefixRun(text, end, floor);
  const run = text.slice(start, end);
  const cut = Math.max(lastCut(run, CUT_WORDS), run.length > 8 ? lastCut(run, BODY_NAMES) : 0);
  const joined =
    /^[和与及或]/.test(run.slice(cut)) &&
    text[start - 1] !== undefined &&
    /[号）)》、]/.test(text[start + cut - 1] ?? '');
  const issuer = cut === 0 || cut === run.length ? run : run.slice(cut);
  const body = ISSUER_BEFORE.exec(issuer)?.[0].length ?? 0;
  return trimStart(
    text,
    start + cut + body + (joined ? 1 : 0) + (cut === 0 ? dateUnit(text, start) : 0),
    open,
  );
}

/** 1 when the run at `start` begins with the unit of a date that stands before it: 28日穗府〔1996〕68号. */
function dateUnit(text: string, start: number): number {
  const before = text.charCodeAt(start - 1);
  const digit = (before >= 0x30 && before <= 0x39) || (before >= 0xff10 && before <= 0xff19);
  return digit && '年月日'.includes(text.charAt(start)) ? 1 : 0;
}

function trimStart(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && (isGap(text.charCodeAt(i)) || isBreak(text.charCodeAt(i)))) i += 1;
  return i;
}

function lastCut(run: string, words: RegExp): number {
  let cut = 0;
  words.lastIndex = 0;
  for (let hit = words.exec(run); hit; hit = words.exec(run)) {
    if (words.lastIndex < run.length) cut = words.lastIndex;
  }
  return cut;
}

/** The longest stretch back from `end` that a 代字 can be printed in. */
function prefixRun(text: string, end: number, floor: number): number {
  let i = end;
  while (i > floor && end - i < PREFIX_LENGTH_MAX) {
    const code = text.charCodeAt(i - 1);
    if (isCjk(code)) i -= 1;
    else if (code === 0xff09 || code === 0x29) {
      const from = smallBracket(text, i, floor);
      if (from === undefined) break;
      i = from;
    } else if (isGap(code) || isBreak(code)) {
      const from = bridged(text, i, end, floor);
      if (from === undefined) break;
      i = from;
    } else break;
  }
  return i;
}

const SMALL_BRACKET = /\p{Script=Han}[（(][ ]?\p{Script=Han}{1,4}[ ]?[）)]$/u;

/** The start of a bracketed part of a 代字, e.g. （西） in 新出管（西）字. */
function smallBracket(text: string, end: number, floor: number): number | undefined {
  const from = Math.max(floor, end - 9);
  const found = SMALL_BRACKET.exec(text.slice(from, end));
  return found ? from + found.index + 1 : undefined;
}

/** Past a gap inside a 代字: only when an opening bracket delimits it before, or a line of single spaced characters. */
function bridged(text: string, at: number, end: number, floor: number): number | undefined {
  let i = at;
  let broken = false;
  while (i > floor && (isGap(text.charCodeAt(i - 1)) || isBreak(text.charCodeAt(i - 1)))) {
    broken ||= isBreak(text.charCodeAt(i - 1));
    i -= 1;
  }
  const before = i;
  while (i > floor && end - i < PREFIX_LENGTH_MAX && isCjk(text.charCodeAt(i - 1))) i -= 1;
  if (i === before) return undefined;
  const opener = text[i - 1];
  if (opener === '（' || opener === '(') return before;
  if (broken) return undefined;
  const single =
    before - i === 1 && (i === floor || isGap(text.charCodeAt(i - 1)) || isBreak(text.charCodeAt(i - 1)));
  return single ? before : undefined;
}

const ORDER_AT =
  /(\s{0,12})(?:[（(〔[]?((?:19|20)\d{2})[）)〕\]]?[ ]?年?[ ]?)?(第)?\s{0,3}([\d０-９]{1,5}|[〇○零一二三四五六七八九十百]{1,7})\s{0,3}号([ \u3000\r]*(?:\n|$))?/y;

/** The order or announcement number whose 令 or 告 stands at `at`: 财政部令第80号, 农业部公告第1692号. */
export function readOrderNumber(text: string, at: number, floor: number): NumberReading | undefined {
  ORDER_AT.lastIndex = at + 1;
  const found = ORDER_AT.exec(text);
  if (!found) return undefined;
  const [whole, gap = '', printedYear, ordinal, digits = '', lineEnd] = found;
  if (!ordinal && !printedYear && text.charCodeAt(at) !== 0x4ee4) return undefined;
  // Below the name of the body the number stands on a line of its own: 某部令⏎第7号.
  if (gap.includes('\n') && lineEnd === undefined) return undefined;
  const serial = readInteger(digits);
  if (serial === undefined) return undefined;
  const start = bodyStart(text, at, floor);
  const head = fold(text.slice(start, at + 1));
  if (head === '令' || head === '告') return undefined;
  const year = printedYear ? `${printedYear}年` : '';
  const end = at + 1 + whole.length - (lineEnd?.length ?? 0);
  return { start, end, number: `${head}${year}第${serial}号`, form: 'order', wellFormed: true };
}

function bodyStart(text: string, at: number, floor: number): number {
  let i = at;
  while (i > floor && at - i < BODY_LENGTH_MAX && isCjk(text.charCodeAt(i - 1))) i -= 1;
  const run = text.slice(i, at + 1);
  const cut = lastCut(run, CUT_WORDS);
  const from = i + cut + (cut === 0 ? dateUnit(text, i) : 0);
  const linked = /^[和与由经]/.test(text.slice(from, from + 1)) ? 1 : 0;
  return from + linked;
}

const STANDARD_AT =
  /(GBZ?|DB ?\d{2,4}|JGJ|CJJ|JTG|WS|HJ|NY|LY|SL|AQ|YY|GA|JT|TD|DL|MZ|WW|CJ|QX)(?:[ ]{0,2}[/／][ ]{0,2}([TZ]))?[ ]{0,2}(\d{1,6}(?:\.\d{1,3})*)(?:[ ]{0,2}[-—–－―][ ]{0,2}(\d{4}|\d{2})(?!\d))?/y;

/** The national, industry or local standard number that starts at `at`. Without a year only GB and DB are taken. */
export function readStandardNumber(text: string, at: number): NumberReading | undefined {
  const before = text.charCodeAt(at - 1);
  if ((before >= 0x30 && before <= 0x39) || (before >= 0x41 && before <= 0x7a)) return undefined;
  STANDARD_AT.lastIndex = at;
  const found = STANDARD_AT.exec(text);
  if (!found) return undefined;
  const [, series = '', kind, serial = '', year] = found;
  if (
    !year &&
    !(series.startsWith('GB') && (kind || serial.length > 2)) &&
    !(series.startsWith('DB') && kind)
  ) {
    return undefined;
  }
  const number = `${series.replace(' ', '')}${kind ? `/${kind}` : ''}${serial}${year ? `-${year}` : ''}`;
  return { start: at, end: STANDARD_AT.lastIndex, number, form: 'standard', wellFormed: true };
}

/**
 * The normalised form of a number printed on its own (发文字号：银政发［2023］第005号 gives 银政发〔2023〕5号),
 * or undefined when the text is anything else or the number is malformed.
 */
export function normaliseNumber(printed: string): string | undefined {
  const text = foldTraditional(printed)
    .replace(/^\s*(?:发文字号|文号|字号)[:：]/, '')
    .trim();
  if (text === '' || text.length > 80) return undefined;
  const end = text.length;
  const whole = (found: NumberReading | undefined) =>
    found?.wellFormed && found.start === 0 && found.end === end ? found.number : undefined;
  for (let at = 0; at < end; at += 1) {
    const char = text[at] ?? '';
    const found = OPEN.includes(char)
      ? whole(readBracketNumber(text, at, 0))
      : char === '令' || char === '告'
        ? whole(readOrderNumber(text, at, 0))
        : undefined;
    if (found) return found;
  }
  return whole(readStandardNumber(text, 0));
}

/** The closing partner of an opening bracket, or undefined. */
export function closerOf(open: string | undefined): string | undefined {
  const at = open === undefined || open === '' ? -1 : OPEN.indexOf(open);
  return at < 0 ? undefined : CLOSE[at];
}
