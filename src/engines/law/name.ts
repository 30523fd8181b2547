/**
 * Keys under which a document is found by its number or its title. A key is for looking up only: what is shown
 * is always what was printed.
 */
import { normaliseNumber } from './parse/numbers.ts';

const invisible = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/** The normal form of a number; one that cannot be read keeps its printed words, folded in width and space. */
export function numberKey(number: string): string {
  return normaliseNumber(number) ?? number.normalize('NFKC').replace(invisible, '');
}

/** Whether a string is a document number rather than a title. */
export const isNumber = (text: string): boolean => normaliseNumber(text) !== undefined;

/**
 * Titles compare without spaces, book-title marks, quotation marks and the width of brackets, and a national
 * law compares with and without 中华人民共和国 (《行政许可法》 is how it is cited).
 */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[《》〈〉<>「」『』“”"'‘’]/gu, '')
    .replace(/^中华人民共和国(?=.+(?:法|条例|办法|规定|细则|决定)$)/u, '');
}
