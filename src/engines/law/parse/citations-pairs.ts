/**
 * Joins each number to the title it belongs to, so that 《title》（number） is one reading.
 *
 * A number belongs to the title right before it, also past a qualifier such as （2018—2020年）; to every title
 * that a notice issues, in 印发《甲》《乙》的通知（number）; to every title of a list entry that is nothing but
 * titles and a number; else to the title right after it. A number after 转发《…》的通知 is the forwarding
 * notice's own and stays alone.
 */
import type { Mark } from './citations-marks.ts';
import { closerOf, skipGap } from './numbers.ts';

/** One thing cited: span, title and number as they belong together. */
export type Reading = {
  kind: 'document' | 'anaphor';
  start: number;
  end: number;
  title: string | null;
  number: string | null;
  wellFormed: boolean;
  own: boolean;
  /** Where the title's 《 stands, when there is one. */
  titleAt: number;
};

const BETWEEN_MAX = 60;

const QUALIFIER =
  '[（(][^（）()《》\\n]{0,14}(?:年|版|试行|暂行|修订|修正|草案|稿|期|批|部分|册|卷)[^（）()《》\\n]{0,8}[）)]';
const AFTER_TITLE = new RegExp(`^\\s*(?:${QUALIFIER}\\s*){0,2}([（(【\\[〔]?)\\s*$`);
const AFTER_FRAME =
  /^\s*(?:等[\d一二三四五六七八九十]{0,3}[个项件部份]?\p{Script=Han}{0,6})?的(?:通知|通告|公告|决定|意见|函|命令)\s*([（(])\s*$/u;
const ISSUES = /(?:印发|发布|公布|颁布|下发)\s*$/;
const BETWEEN_TITLES = /^(?:[\s、，和及与]|以及){0,4}$/;
const BEFORE_TITLE = /^\s*([）)】\]]?)\s*(?:号?文件|文)?\s*$/;
const ENTRY_LABEL =
  /^\s*[-*•]?\s*(?:\d{1,3}\s*[.、．]|[（(]\s*[\d一二三四五六七八九十]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}、)\s*$/;

/** The readings of the marks, in print order. Linear: each number looks at its neighbours only. */
export function pairMarks(text: string, marks: Mark[]): Reading[] {
  const readings: (Reading | undefined)[] = marks.map(toReading);
  for (let i = 0; i < marks.length; i += 1) {
    if (marks[i]?.kind === 'number') joinBackward(text, marks, readings, i);
  }
  for (let i = 0; i < marks.length; i += 1) {
    if (marks[i]?.kind === 'number') joinForward(text, marks, readings, i);
  }
  return readings.filter((reading) => reading !== undefined);
}

function toReading(mark: Mark): Reading {
  const { start, end, title, number, wellFormed, own = false } = mark;
  const kind = mark.kind === 'anaphor' ? 'anaphor' : 'document';
  return { kind, start, end, title, number, wellFormed, own, titleAt: mark.kind === 'title' ? start : -1 };
}

function joinBackward(text: string, marks: Mark[], readings: (Reading | undefined)[], i: number): void {
  const number = marks[i];
  const title = marks[i - 1];
  const reading = readings[i - 1];
  if (!number || title?.kind !== 'title' || !reading || reading.number !== null) return;
  if (number.start - title.end > BETWEEN_MAX) return;
  const between = text.slice(title.end, number.start);
  const direct = AFTER_TITLE.exec(between);
  const frame = direct ? null : AFTER_FRAME.exec(between);
  const bracket = (direct ?? frame)?.[1];
  if (bracket === undefined) return;
  if (bracket === '' && !standsAlone(text, between, number)) return;
  const first = groupStart(text, marks, i - 1);
  if (frame && !ISSUES.test(text.slice(Math.max(0, (marks[first]?.start ?? 0) - 8), marks[first]?.start)))
    return;
  if (frame || isListEntry(text, marks, first, i)) shareNumber(readings, first, i - 1, number);
  reading.number = number.number;
  reading.wellFormed &&= number.wellFormed;
  reading.end = withCloser(text, number.end, bracket);
  readings[i] = undefined;
}

/** A number printed without brackets belongs back only on the same line and when no title follows it. */
function standsAlone(text: string, between: string, number: Mark): boolean {
  return !/[\n\r]/.test(between) && text[skipGap(text, number.end, 0)] !== '《';
}

function withCloser(text: string, end: number, bracket: string): number {
  const closer = closerOf(bracket);
  if (!closer) return end;
  const next = skipGap(text, end);
  const printed = text[next];
  return printed === closer || printed === '）' || printed === ')' ? next + 1 : end;
}

/** First of the titles that stand side by side up to index `last`. */
function groupStart(text: string, marks: Mark[], last: number): number {
  let first = last;
  while (first > 0 && last - first < 20) {
    const before = marks[first - 1];
    const here = marks[first];
    if (before?.kind !== 'title' || !here || here.start - before.end > 8) break;
    if (!BETWEEN_TITLES.test(text.slice(before.end, here.start))) break;
    first -= 1;
  }
  return first;
}

/** Whether the titles from `first` to the number are all that a labelled list entry says before its number. */
function isListEntry(text: string, marks: Mark[], first: number, number: number): boolean {
  const start = marks[first]?.start ?? 0;
  if (first === number - 1 || !marks[number]?.number?.includes('〔')) return false;
  const before = text.slice(Math.max(0, start - 14), start);
  return ENTRY_LABEL.test(before.slice(before.lastIndexOf('\n') + 1));
}

function shareNumber(readings: (Reading | undefined)[], first: number, last: number, number: Mark): void {
  for (let i = first; i < last; i += 1) {
    const reading = readings[i];
    if (reading && reading.number === null) reading.number = number.number;
  }
}

function joinForward(text: string, marks: Mark[], readings: (Reading | undefined)[], i: number): void {
  const number = readings[i];
  const title = marks[i + 1];
  const reading = readings[i + 1];
  if (!number || title?.kind !== 'title' || !reading || reading.number !== null) return;
  if (title.start - number.end > 12) return;
  const between = BEFORE_TITLE.exec(text.slice(number.end, title.start));
  if (!between || /\n\s*\n/.test(between[0])) return;
  const opener = openerBefore(text, number.start);
  if (between[1] !== '' && opener < 0) return;
  reading.number = number.number;
  reading.wellFormed &&= number.wellFormed;
  reading.start = between[1] === '' ? number.start : opener;
  readings[i] = undefined;
}

function openerBefore(text: string, at: number): number {
  let i = at - 1;
  while (i >= 0 && at - i < 4 && (text[i] === ' ' || text[i] === '\u3000')) i -= 1;
  return closerOf(text[i]) ? i : -1;
}
