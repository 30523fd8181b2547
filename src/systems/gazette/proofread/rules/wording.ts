/** Words compared as an editor compares them: what differs only in print is the same. */
import { readInteger } from '#engines/law/parse/dates.ts';

/** Without blanks, footnote marks and markup; widths, brackets, dashes and quotation marks folded. */
export function fold(words: string): string {
  if (PLAIN.test(words)) return words;
  return words
    .normalize('NFKC')
    .replace(/\^?\[\d{1,2}\]\^?$/u, '')
    .replace(/[\s*#<>]+/gu, '')
    .replace(/[〔【[]/gu, '[')
    .replace(/[〕】\]]/gu, ']')
    .replace(/[“”„‟「」『』"]/gu, '"')
    .replace(/[‘’']/gu, "'")
    .replace(/〈/gu, '《')
    .replace(/〉/gu, '》')
    .replace(/[-—–－―~～]+/gu, '-');
}

/** Nothing in it is folded. */
const PLAIN = /^[\u4e00-\u9fffA-Za-z\d、。《》]*$/;

/** What differs between two readings: the parts left when the common head and tail are taken off. */
export function difference(a: string, b: string): { start: number; a: string; b: string } {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let ea = a.length;
  let eb = b.length;
  while (ea > start && eb > start && a[ea - 1] === b[eb - 1]) {
    ea--;
    eb--;
  }
  return { start, a: a.slice(start, ea), b: b.slice(start, eb) };
}

/** Whether two texts differ in a few neighbouring characters only, at most `most` on either side. */
export function isNear(a: string, b: string, most: number): boolean {
  if (a === b || Math.abs(a.length - b.length) > most) return a === b;
  const d = difference(a, b);
  return d.a.length <= most && d.b.length <= most;
}

/** 3, ３, 三, 两, 十二; undefined for anything else. */
export function countOf(printed: string): number | undefined {
  return readInteger(printed);
}

const CN = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 12 → 十二, below 200, as labels are printed. */
export function chinese(n: number): string {
  if (n < 10) return CN[n] ?? String(n);
  if (n < 20) return `十${n % 10 === 0 ? '' : CN[n % 10]}`;
  if (n < 100) return `${CN[Math.floor(n / 10)]}十${n % 10 === 0 ? '' : CN[n % 10]}`;
  const rest = n % 100;
  const tail =
    rest === 0 ? '' : rest < 10 ? `零${CN[rest]}` : rest < 20 ? `一${chinese(rest)}` : chinese(rest);
  return `${CN[Math.floor(n / 100)]}百${tail}`;
}

/** A quotation for a message, cut in the middle when it is long. */
export function shown(words: string, most = 40): string {
  const plain = words.replace(/\s+/gu, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, most / 2)}……${plain.slice(-most / 2)}`;
}
