/** Words as they are set: lines that the printed page broke are joined, blanks that text extraction left are dropped. */
import { leadingMarks, withoutLabel } from '#engines/law/clause-text.ts';
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Run } from './sheet.ts';
import { wideMarks } from './wide-marks.ts';

const WIDE = String.raw`\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2018-\u201d\u2014\u2026`;
const blankBeside = new RegExp(
  String.raw`(?<=[${WIDE}])[^\S\n]+(?=[^${WIDE}\s])|(?<=[^${WIDE}\s])[^\S\n]+(?=[${WIDE}])|(?<=[\u3001-\u3011\uff01-\uff60\u201d])[^\S\n]+|[^\S\n]+(?=[\u3001-\u3011\uff01-\uff60\u201d])`,
  'gu',
);

/**
 * One line of words. A blank between Chinese and Latin or a figure is dropped: the file stays searchable for
 * 2023年, and the type itself keeps them apart. Blanks between Chinese words (甲某 乙某) stay. Marks between Chinese
 * words get their full width.
 */
export const setWords = (text: string): string => wideMarks(blanksDropped(text));

/** What is dropped or closed; most cells of a table have none of it. */
const blank = /[\s\p{Cc}\u200b\ufeff]/u;

function blanksDropped(text: string): string {
  const whole = text.toWellFormed();
  if (!blank.test(whole)) return whole;
  return whole
    .replace(/[\u00a0\u2002-\u200a\t\f\v]/gu, ' ')
    .replace(/[\p{Cc}\u200b\ufeff]/gu, '')
    .replace(blankBeside, '')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

/** Words without any blank, as titles are set. */
export const closeUp = (text: string): string =>
  setWords(text).replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/gu, '');

const SENTENCE_ENDS = /[。；：！？;!?]["”’）)]?$|[）)]$/u;
const NEW_LINE =
  /^(?:[^\s，。；]{2,8}(?:单位|部门)[：:]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[.．]\D|\[\d+\])/u;

/**
 * The paragraphs within a span. A break that the parse recorded as a page break is joined; any other break is kept
 * where a sentence ends, and joined where a hard line end cuts a sentence.
 *
 * @param joins spans of recorded page breaks
 */
export function paragraphsIn(
  source: string,
  [from, to]: Readonly<Span>,
  joins: readonly Readonly<Span>[],
): string[] {
  const paragraphs: string[] = [];
  let open = '';
  let at = from;
  for (const line of source.slice(from, to).split('\n')) {
    const start = at;
    at += line.length + 1;
    const words = line.replace(/\r$/, '');
    if (words.trim() === '') continue;
    const joined = open !== '' && isJoined(source, joins, start);
    if (open !== '' && (joined || !startsAnew(open, words))) {
      const latin = /[A-Za-z0-9,;]$/.test(open.trimEnd()) && /^\s*[A-Za-z]/.test(words);
      open = open.trimEnd() + (latin ? ' ' : '') + words.trimStart();
    } else {
      if (open !== '') paragraphs.push(open);
      open = words;
    }
  }
  if (open !== '') paragraphs.push(open);
  return paragraphs;
}

/** Whether a recorded page break ends just in front of the line. */
const isJoined = (source: string, joins: readonly Readonly<Span>[], lineStart: number): boolean =>
  joins.some(
    ([start, end]) =>
      start < lineStart &&
      end <= lineStart &&
      source.slice(end, lineStart).trim() === '' &&
      lineStart - end < 3,
  );

const startsAnew = (open: string, next: string): boolean =>
  SENTENCE_ENDS.test(open.trimEnd()) || NEW_LINE.test(next.trimStart());

export type Labelled = { readonly label: string; readonly rest: string };

/** Cuts the printed label off, its brackets in full width as the parse recorded them. */
export function cutLabel(printed: string, label: string): Labelled {
  const plain = printed.replace(leadingMarks, '');
  if (label === '') return { label: '', rest: plain };
  const rest = withoutLabel(plain, label);
  const head = plain.slice(0, plain.length - rest.length).replace(/\s/gu, '');
  return {
    label: head
      .replaceAll('(', '（')
      .replaceAll(')', '）')
      .replace(/^(（.*）)[、.．]$/u, '$1'),
    rest,
  };
}

/** Cuts a paragraph after its heading and the heading's closing mark. Blanks and width may differ. */
export function cutHeading(words: string, heading: string | null): readonly [head: string, rest: string] {
  if (!heading) return ['', words];
  const wanted = fold(heading);
  const limit = Math.min(words.length, heading.length * 2 + 8);
  for (let end = 1; end <= limit; end++) {
    const seen = fold(words.slice(0, end));
    if (seen === wanted) {
      const mark = /^\s*[。：:．.，,；;]?/u.exec(words.slice(end))?.[0] ?? '';
      return [words.slice(0, end) + mark, words.slice(end + mark.length)];
    }
    if (!wanted.startsWith(seen)) break;
  }
  return ['', words];
}

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '');

const NOTE_MARK = /\^?\[(\d{1,3})\]/gu;

/** Splits words at their note marks: `8.3%^[2]`. */
export function runsOf(words: string, font?: 'heiti' | 'kaiti'): Run[] {
  const runs: Run[] = [];
  const styled = (s: string): Run => (font ? { s, f: font } : { s });
  let at = 0;
  for (const match of words.matchAll(NOTE_MARK)) {
    if (!match[0].startsWith('^')) continue;
    if (match.index > at) runs.push(styled(words.slice(at, match.index)));
    runs.push({ s: `[${match[1]}]`, ref: match[1] as string });
    at = match.index + match[0].length;
  }
  if (at < words.length) runs.push(styled(words.slice(at)));
  return runs;
}
