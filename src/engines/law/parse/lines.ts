/**
 * First pass: the non-blank lines of the text with their ranges, markup stripped from their edges, and a coarse kind.
 */
import { isBlank } from './chars.ts';
import { type Label, readLabel, Series } from './label.ts';

export type LineKind = 'text' | 'tab' | 'pipe' | 'furniture';

export type Line = {
  /** The whole printed line, without its line end. */
  rawStart: number;
  rawEnd: number;
  /** Its first and last printed characters, Markdown marks included. */
  printStart: number;
  printEnd: number;
  /** Its words: no edge blanks, no Markdown marks. */
  start: number;
  end: number;
  kind: LineKind;
  /** Blank lines before it. */
  gap: number;
  /** The printed line holds a tab somewhere: in a table, a row of blank cells but one. */
  tabbed: boolean;
  /** A Markdown heading or list mark was stripped. */
  marked: boolean;
  label: Label | null;
};

/** Splits a text into its non-blank lines. Linear; allocates one record a line and copies no text. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  const end = text.indexOf('\n') === -1 && text.indexOf('\r') !== -1 ? '\r' : '\n';
  let nextTab = text.indexOf('\t');
  let gap = 0;
  let decimals = 0;
  for (let from = 0; from < text.length; ) {
    let to = text.indexOf(end, from);
    if (to === -1) to = text.length;
    while (nextTab !== -1 && nextTab < from) nextTab = text.indexOf('\t', from);
    const line = readLine(text, from, to, gap, nextTab !== -1 && nextTab < to);
    if (line === null) gap++;
    else {
      lines.push(line);
      if (line.label?.series === Series.decimal2) decimals++;
      gap = 0;
    }
    from = to + 1;
  }
  // A bare number is a label only where 1.1, 1.2 stand below it.
  if (decimals < 2) {
    for (const line of lines) if (line.label?.weak && line.label.series === Series.arabic) line.label = null;
  }
  return lines;
}

function readLine(text: string, from: number, to: number, gap: number, tabs: boolean): Line | null {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  if (start === end) return null;
  while (isBlank(text.charCodeAt(end - 1))) end--;
  const line: Line = {
    rawStart: from,
    rawEnd: to,
    printStart: start,
    printEnd: end,
    start,
    end,
    kind: 'text',
    gap,
    tabbed: tabs,
    marked: false,
    label: null,
  };
  const first = text.charCodeAt(start);
  if (tabs && isTabRow(text, start, end)) line.kind = 'tab';
  else if (first === 0x7c && text.indexOf('|', start + 1) < end - 1 && text.charCodeAt(end - 1) === 0x7c) {
    line.kind = 'pipe';
  } else if (isFurniture(text, start, end)) line.kind = 'furniture';
  else {
    if (first < 0x80) stripMarks(text, line);
    if (line.start === line.end) line.kind = 'furniture';
    else line.label = readLabel(text, line.start, line.end);
  }
  return line;
}

/** A tab between two cells makes a row; a tab after a label (as Word exports it) does not. */
function isTabRow(text: string, start: number, end: number): boolean {
  const at = text.indexOf('\t', start);
  if (at === -1 || at >= end) return false;
  const second = text.indexOf('\t', at + 1);
  if (second !== -1 && second < end) return true;
  if (at - start > 8) return true;
  const label = readLabel(text, start, end);
  return label === null || label.weak || label.textStart < at;
}

/** Page numbers: `- 12 -`, `— 12 —`, `第 12 页`; zero-width characters alone; HTML comments of converters. */
function isFurniture(text: string, start: number, end: number): boolean {
  const n = end - start;
  const c = text.charCodeAt(start);
  if (c === 0x3c) return n < 200 && text.startsWith('<!--', start) && text.startsWith('-->', end - 3);
  if (n >= 3 && n <= 80 && RULE.has(c) && isRule(text, start, end)) return true;
  if (n > 14) return false;
  if (c === 0x200b || c === 0x200c || c === 0x2060) return n === 1;
  if (c === 0x2d || c === 0x2014 || c === 0x2013 || c === 0xb7 || c === 0x2015) {
    return /^[-—–―·\s]+\d{1,4}[-—–―·\s]+$/.test(text.slice(start, end));
  }
  return c === 0x7b2c && /^第\s*\d{1,4}\s*[页頁]/.test(text.slice(start, end));
}

/** A rule across the page: ---, ***, ———, ＿＿＿. */
const RULE = new Set([...'-*_=—－─＿﹏～~'].map((ch) => ch.charCodeAt(0)));

function isRule(text: string, start: number, end: number): boolean {
  const c = text.charCodeAt(start);
  let marks = 0;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) === c) marks++;
    else if (!isBlank(text.charCodeAt(i))) return false;
  }
  return marks >= 3;
}

function stripMarks(text: string, line: Line): void {
  let s = line.start;
  let e = line.end;
  for (let round = 0; round < 6 && s < e; round++) {
    const c = text.charCodeAt(s);
    if (c === 0x23) {
      while (s < e && text.charCodeAt(s) === 0x23) s++;
    } else if ((c === 0x2d || c === 0x2a || c === 0x2b) && isBlank(text.charCodeAt(s + 1)) && s + 1 < e) s++;
    else if (c === 0x3e && s + 1 < e) s++;
    else if (c === 0x2a && text.charCodeAt(s + 1) === 0x2a) s += 2;
    else break;
    while (s < e && isBlank(text.charCodeAt(s))) s++;
  }
  if (s >= e || s === line.start) return;
  while (e - s > 2 && text.charCodeAt(e - 1) === 0x2a && text.charCodeAt(e - 2) === 0x2a) e -= 2;
  line.start = s;
  line.end = e;
  line.marked = true;
}
