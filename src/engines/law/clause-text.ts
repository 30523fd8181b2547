/**
 * The words of a clause as one reads them: cut from the text as received, without label and list mark, with the
 * lines that the printed page broke joined again. The text as received itself is never touched.
 */
import { sha256 } from '#base/digest.ts';

/** List bullets and heading marks that text extraction leaves in front of a label. */
export const leadingMarks = /^(?:\s|#{1,6}\s|[-*+•●·]\s)*/u;
const delimiter = /^[\s、.．,，:：]*/u;
const LABEL_SPREAD_MAX = 12;

/** @param label as in the artifact: without delimiter, brackets full width; empty for none */
export function clauseText(source: string, span: readonly [number, number], label: string): string {
  const printed = source.slice(span[0], span[1]).replace(leadingMarks, '');
  return joinLines(label === '' ? printed : withoutLabel(printed, label)).toWellFormed();
}

/** The printed words after their label and its delimiter; all of them when they do not begin with it. */
export function withoutLabel(printed: string, label: string): string {
  const wanted = fold(label);
  const limit = Math.min(printed.length, label.length + LABEL_SPREAD_MAX);
  for (let end = 1; end <= limit; end++) {
    const seen = fold(printed.slice(0, end));
    if (seen === wanted) return printed.slice(end).replace(delimiter, '');
    if (!wanted.startsWith(seen)) break;
  }
  return printed;
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

/** A line break between two words of Latin script is a space; between Chinese characters it is nothing. */
const joinLines = (text: string): string =>
  text
    .replace(/([A-Za-z0-9,;])[ \t]*(?:\r?\n[ \t\f]*)+(?=[A-Za-z])/gu, '$1 ')
    .replace(/\s*[\r\n\f]+\s*/gu, '')
    .trim();

/** Hash of the words alone: width of characters, spaces and line breaks do not change it. */
export const wordsHash = (text: string): string => sha256(fold(text));
