/**
 * Reads printed Chinese dates: 2023年9月30日, 二〇二三年九月三十日, 2023-09-30, 2023年12月底, 2023年.
 *
 * Every reader is sticky and bounded, so scanning a text with them stays linear.
 */
import type { Precision } from './artifact.ts';

/** A date as read. `date` is the first day of what is named and `until` the first day after it, both `YYYY-MM-DD`. */
export type DateReading = {
  start: number;
  end: number;
  date: string;
  until: string;
  precision: Exclude<Precision, 'unknown'>;
};

const DIGITS: Record<string, number> = {
  〇: 0,
  '○': 0,
  О: 0,
  Ｏ: 0,
  O: 0,
  '◯': 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  两: 2,
  壹: 1,
  贰: 2,
  叁: 3,
};

const UNITS: Record<string, number> = { 十: 10, 廿: 20, 卅: 30, 百: 100, 千: 1000 };

/**
 * The value of a printed whole number: Arabic (full or half width), positional (二〇二三) or with units (一百零三).
 * Undefined when it is not a number below 10,000.
 */
export function readInteger(printed: string): number | undefined {
  const text = printed.normalize('NFKC').replace(/\s+/g, '');
  if (/^\d{1,4}$/.test(text)) return Number(text);
  if (text === '' || text.length > 9) return undefined;
  if (!/[十廿卅百千]/.test(text)) return positional(text);
  let total = 0;
  let digit = -1;
  for (const char of text) {
    const unit = UNITS[char];
    const value = DIGITS[char];
    if (unit !== undefined) {
      total += char === '廿' || char === '卅' ? unit : (digit < 0 ? 1 : digit) * unit;
      digit = -1;
    } else if (value !== undefined) digit = value;
    else return undefined;
  }
  return total + Math.max(digit, 0);
}

function positional(text: string): number | undefined {
  let value = 0;
  for (const char of text) {
    const digit = DIGITS[char];
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
  }
  return value < 10_000 ? value : undefined;
}

const GAP = '[\\s\\u200b\\ufeff]{0,3}';
const NUMERAL = '[\\d０-９]';
const HAN = '[〇○ОＯO◯零一二三四五六七八九十廿卅]';
const YEAR = `(?:((?:${NUMERAL}[ \\u3000]?){4})|(${HAN}(?:[ \\u3000]?${HAN}){3}))`;
const SHORT = `((?:${NUMERAL}[ \\u3000]?){1,2}|${HAN}(?:[ \\u3000]?${HAN}){0,2})`;

const YEAR_AT = new RegExp(`${YEAR}${GAP}年`, 'y');
const MONTH_AT = new RegExp(`${GAP}${SHORT}${GAP}月`, 'y');
const DAY_AT = new RegExp(`${GAP}${SHORT}${GAP}[日号]`, 'y');
const ISO_AT = /(\d{4})([-./－．／])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const PART_OF_MONTH_AT = /\s{0,2}(?:底|末|初|上旬|中旬|下旬)(?:之?前|以前)?/y;
const PART_OF_YEAR_AT = /\s{0,2}(?:年?底|年?末|年?初)/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** What the reader may fall back on when the year or month is left out: 2023年10月1日至5月31日. */
export type DateContext = { year: number; month: number };

/** The date that starts exactly at `at`, or undefined. A day that does not exist (2023年2月30日) is undefined. */
export function readDateAt(text: string, at: number): DateReading | undefined {
  const iso = match(ISO_AT, text, at);
  if (iso) return reading(at, ISO_AT.lastIndex, Number(iso[1]), Number(iso[3]), Number(iso[4]));
  const found = match(YEAR_AT, text, at);
  if (!found) return undefined;
  const year = readInteger(found[1] ?? found[2] ?? '');
  if (year === undefined || year < 1900 || year > 2199) return undefined;
  const afterYear = YEAR_AT.lastIndex;
  return readMonthAt(text, at, afterYear, year) ?? partOf(text, PART_OF_YEAR_AT, at, afterYear, year);
}

/** Like `readDateAt`, but accepts 5月31日 or 31日 and takes the missing year or month from `context`. */
export function readPartialDateAt(text: string, at: number, context: DateContext): DateReading | undefined {
  const full = readDateAt(text, at);
  if (full) return full;
  const month = readMonthAt(text, at, at, context.year);
  if (month) return month;
  const day = match(DAY_AT, text, at);
  const value = day && readInteger(day[1] ?? '');
  return value ? reading(at, DAY_AT.lastIndex, context.year, context.month, value) : undefined;
}

function readMonthAt(text: string, start: number, at: number, year: number): DateReading | undefined {
  const found = match(MONTH_AT, text, at);
  const month = found ? readInteger(found[1] ?? '') : undefined;
  if (month === undefined || month < 1 || month > 12) return undefined;
  const afterMonth = MONTH_AT.lastIndex;
  const day = match(DAY_AT, text, afterMonth);
  const value = day ? readInteger(day[1] ?? '') : undefined;
  if (value !== undefined) return reading(start, DAY_AT.lastIndex, year, month, value);
  return partOf(text, PART_OF_MONTH_AT, start, afterMonth, year, month);
}

function partOf(text: string, part: RegExp, start: number, at: number, year: number, month?: number) {
  const end = match(part, text, at) ? part.lastIndex : at;
  return reading(start, end, year, month);
}

function reading(start: number, end: number, year: number, month?: number, day?: number) {
  const precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const first = plainDate(year, month ?? 1, day ?? 1);
  if (!first) return undefined;
  const step = precision === 'day' ? { days: 1 } : precision === 'month' ? { months: 1 } : { years: 1 };
  const result: DateReading = {
    start,
    end,
    date: first.toString(),
    until: first.add(step).toString(),
    precision,
  };
  return result;
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

const DATE_START = /[\d０-９〇○一二]/g;

/** The first date that starts in `[from, to)`, or undefined. */
export function findDate(text: string, from: number, to: number): DateReading | undefined {
  DATE_START.lastIndex = from;
  for (let hit = DATE_START.exec(text); hit && hit.index < to; hit = DATE_START.exec(text)) {
    const resume = DATE_START.lastIndex;
    const found = readDateAt(text, hit.index);
    if (found && found.end <= to) return found;
    DATE_START.lastIndex = resume;
  }
  return undefined;
}
