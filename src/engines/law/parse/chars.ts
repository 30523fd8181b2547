/**
 * Characters and short strings of Chinese official documents: what is blank, a numeral, a bracket, an end of a sentence.
 */

/** Blank exactly as JavaScript's `\s` is, so that coverage can be checked by anybody. */
export function isBlank(c: number): boolean {
  if (c > 0x3000) return c === 0xfeff;
  if (c <= 32) return c === 32 || (c >= 9 && c <= 13);
  return c === 0xa0 || c === 0x3000 || c === 0x1680 || isRareBlank(c);
}

function isRareBlank(c: number): boolean {
  return (c >= 0x2000 && c <= 0x200a) || c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f;
}

export function skipBlank(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isBlank(text.charCodeAt(i))) i++;
  return i;
}

export function trimEnd(text: string, from: number, to: number): number {
  let i = to;
  while (i > from && isBlank(text.charCodeAt(i - 1))) i--;
  return i;
}

/** 0–9 of an ASCII or full-width digit, else -1. */
export function digitOf(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 0xff10 && c <= 0xff19) return c - 0xff10;
  return -1;
}

const CN_DIGITS = new Map<number, number>(
  [...'〇零一二三四五六七八九'].map((ch, i) => [ch.charCodeAt(0), Math.max(0, i - 1)]),
);
for (const [ch, n] of [
  ['○', 0],
  ['两', 2],
  ['兩', 2],
  ['十', 10],
  ['百', 100],
  ['千', 1000],
] as const) {
  CN_DIGITS.set(ch.charCodeAt(0), n);
}

/** Value of one Chinese numeral character (十 is 10, 百 is 100), else -1. */
export function cnDigitOf(c: number): number {
  if (c < 0x25cb || c > 0x96f6) return -1;
  return CN_DIGITS.get(c) ?? -1;
}

/** Reads a Chinese numeral at `from`: its value and end, or null. 二十三 is 23, 二〇二三 is 2023. */
export function readCnNumber(text: string, from: number, to: number): { n: number; end: number } | null {
  let i = from;
  let total = 0;
  let current = 0;
  let positional = true;
  for (; i < to && i - from < 9; i++) {
    const d = cnDigitOf(text.charCodeAt(i));
    if (d < 0) break;
    if (d >= 10) {
      total += (current === 0 && total === 0 ? 1 : current) * d;
      current = 0;
      positional = false;
    } else {
      current = positional ? current * 10 + d : d;
    }
  }
  return i === from ? null : { n: total + current, end: i };
}

/** The form in which two printings of one title are compared: no blanks, footnote marks or markup; brackets and quotes folded. */
export function fold(s: string): string {
  return s
    .normalize('NFKC')
    .replace(/\^?\[\d+\]\^?/g, '')
    .replace(/[\s*#]+/g, '')
    .replace(/[〔【［]/g, '[')
    .replace(/[〕】］]/g, ']')
    .replace(/[“”„‟「」"']/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/〈/g, '《')
    .replace(/〉/g, '》');
}

const BODY_END = /[府会會室局委厅廳部院处處社队隊团團署办辦]$/;

/** Whether a string reads as the name of an issuing body. */
export function isBodyName(s: string): boolean {
  return (
    s.length >= 3 &&
    s.length <= 40 &&
    !/[，。；：、,;:！？《》]/.test(s) &&
    (BODY_END.test(s) || /(中心|公司|银行|法院|政府|指挥部|领导小组|公署|管委会|研究所)$/.test(s))
  );
}

/**
 * A title as one line: spaces left by line breaks are removed; those beside digits or Latin letters, and the one
 * between two issuing bodies, stay as printed.
 */
export function joinTitle(raw: string): string {
  const parts = raw
    .replace(/\^?\[\d+\]\^?$/u, '')
    .replace(/\*\*/g, '')
    .trim()
    .split(/\s+/u);
  let out = parts[0] ?? '';
  for (let i = 1; i < parts.length; i++) {
    const next = parts[i] ?? '';
    const keep =
      (isAscii(out.charCodeAt(out.length - 1)) && isWide(next)) ||
      (isWide(out.slice(-1)) && isAscii(next.charCodeAt(0))) ||
      (isAscii(out.charCodeAt(out.length - 1)) && isAscii(next.charCodeAt(0))) ||
      (isBodyName(parts[i - 1] ?? '') && isBodyName(issuerOf(next)) && !/^(关于|關於)/.test(next));
    out += (keep ? ' ' : '') + next;
  }
  return out;
}

function issuerOf(part: string): string {
  const at = part.search(/关于|關於/);
  return at > 0 ? part.slice(0, at) : part;
}

function isAscii(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

function isWide(s: string): boolean {
  return s.charCodeAt(0) >= 0x4e00;
}

const CIRCLED = 0x2460;

/** 1–20 for ①–⑳, else -1. */
export function circledOf(c: number): number {
  return c >= CIRCLED && c < CIRCLED + 20 ? c - CIRCLED + 1 : -1;
}

/** `2023年9月30日` or `二〇二三年九月三十日`, alone on its line, as `YYYY-MM-DD`; else null. */
export function readDateLine(line: string): string | null {
  const s = line.normalize('NFKC').replace(/\s+/g, '').replace(/日。$/, '日');
  const republic = /^中[华華]民[国國](\d{1,3})年(\d{1,2})月(\d{1,2})日$/.exec(s);
  if (republic !== null) return isoDate(Number(republic[1]) + 1911, Number(republic[2]), Number(republic[3]));
  const m =
    /^[（(]?([12]\d{3})年(\d{1,2})月(\d{1,2})日[)）]?$/.exec(s) ??
    /^([12][0-9]{3})[-./](\d{1,2})[-./](\d{1,2})$/.exec(s);
  if (m !== null) return isoDate(Number(m[1]), Number(m[2]), Number(m[3]));
  const c =
    /^([〇零○Ｏ一二三四五六七八九O0]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/.exec(
      s,
    );
  if (c === null) return null;
  const year = (c[1] ?? '').replace(/[O0Ｏ]/g, '〇');
  const read = (t: string) => readCnNumber(t, 0, t.length)?.n ?? 0;
  return isoDate(read(year), read(c[2] ?? ''), read(c[3] ?? ''));
}

/** A real calendar day as `YYYY-MM-DD`, else null. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || year < 1000 || year > 9999) return null;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (day > days) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
