/**
 * Second pass: lines to paragraphs. A paragraph cut by a page end is joined again and the join is recorded.
 */
import type { Span } from './artifact.ts';
import { type Doc, readSectionHead } from './document.ts';
import type { Label } from './label.ts';
import type { Line } from './lines.ts';

export type Paragraph = {
  start: number;
  end: number;
  label: Label | null;
  /** ASCII blanks before the first line's mark: the nesting of a Markdown list. */
  indent: number;
  /** First and last line. */
  from: number;
  to: number;
};

/** The paragraphs of lines [from, to), without those that `skip` names (tables, attachment lists) and page furniture. */
export function readParagraphs(
  doc: Doc,
  from: number,
  to: number,
  skip?: (i: number) => boolean,
): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: Paragraph | null = null;
  let joinable = false;
  for (let i = from; i < to; i++) {
    const line = doc.lines[i];
    if (line === undefined) break;
    if (line.kind === 'furniture' || isPageNumber(doc, line)) continue;
    if (skip?.(i) || readSectionHead(doc, i) !== null) {
      open = null;
      continue;
    }
    if (open !== null && joinable && continues(doc, open, line)) {
      doc.transforms.push({ kind: 'page_join', span: [open.end, line.start] as Span });
      open.end = line.end;
      open.to = i;
    } else {
      open = {
        start: line.start,
        end: line.end,
        label: line.label,
        indent: indentOf(doc, line),
        from: i,
        to: i,
      };
      paragraphs.push(open);
      if (line.marked) doc.transforms.push({ kind: 'markdown_fold', span: [line.rawStart, line.start] });
    }
    joinable = line.kind === 'text';
  }
  return paragraphs;
}

function indentOf(doc: Doc, line: Line): number {
  let i = line.rawStart;
  while (i < line.printStart && doc.text.charCodeAt(i) === 32) i++;
  return i === line.printStart ? i - line.rawStart : 0;
}

/** A bare number of one to three digits on a line of its own is a page number. */
function isPageNumber(doc: Doc, line: Line): boolean {
  const n = line.end - line.start;
  if (n > 3) return false;
  for (let i = line.start; i < line.end; i++) {
    const c = doc.text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return true;
}

const STOPS = new Set([...'。；：！？;:!?…】」』*'].map((ch) => ch.charCodeAt(0)));
const CLOSERS = new Set([...'”）)》」』'].map((ch) => ch.charCodeAt(0)));
const INNER = /[，。；：、,]/;

/** Whether a line goes on with the paragraph before it. */
function continues(doc: Doc, open: Paragraph, line: Line): boolean {
  const { text } = doc;
  if (line.kind !== 'text' || line.marked) return false;
  if (line.label !== null && !(line.label.weak && isUnfinished(text, open))) return false;
  const last = text.charCodeAt(open.end - 1);
  if (isOpener(text, line) && !isCutWord(doc, open, line)) return false;
  if (last === 0xff0c || last === 0x3001 || last === 0x2c) return true;
  if (hasOpenBracket(text, open)) return true;
  if (CLOSERS.has(last)) return bracketedNumberFollows(text, line) || quoteGoesOn(text, open, line);
  if (STOPS.has(last) || (last === 0x2e && line.start > 0)) return false;
  const first = text.charCodeAt(line.start);
  if (first === 0xff0c || first === 0x3002 || first === 0x3001 || first === 0xff1b) return true;
  const wordsStart = open.label?.textStart ?? open.start;
  if (isWrapped(doc, open, line)) return true;
  const n = open.end - wordsStart;
  if (n >= 12 && INNER.test(text.slice(wordsStart, Math.min(open.end, wordsStart + 400)))) {
    return !isShortTitle(text, line);
  }
  // A heading cut before its last words: 「…政府工作队」「伍。做好…」
  return (
    open.label !== null &&
    n >= 12 &&
    text.slice(line.start, Math.min(line.end, line.start + 7)).includes('。')
  );
}

/** Lines of a hard-wrapped text are full up to its width. */
function isWrapped(doc: Doc, open: Paragraph, line: Line): boolean {
  const full = doc.lines[open.to];
  if (doc.width === 0 || line.gap > 0 || full === undefined) return false;
  return full.printEnd - full.rawStart >= doc.width - 2;
}

/** 履行下列职 | 责：: the end of a word that the width cut off, however much it looks like a key. */
function isCutWord(doc: Doc, open: Paragraph, line: Line): boolean {
  if (line.end - line.start > 4 || STOPS.has(doc.text.charCodeAt(open.end - 1))) return false;
  return doc.text.charAt(line.end - 1) === '：' && isWrapped(doc, open, line);
}

/** Prose without its end: then 第三条 at the start of the next line is a reference in it, no label. */
function isUnfinished(text: string, open: Paragraph): boolean {
  const last = text.charCodeAt(open.end - 1);
  if (STOPS.has(last) || CLOSERS.has(last) || last === 0x2e) return false;
  const wordsStart = open.label?.textStart ?? open.start;
  return INNER.test(text.slice(wordsStart, Math.min(open.end, wordsStart + 400)));
}

/** Lines that always begin something: 附件, 牵头单位：, 注：, a quoted heading mark. */
function isOpener(text: string, line: Line): boolean {
  const c = text.charCodeAt(line.start);
  if (c === 0x9644) return /^(附件|附錄|附录|附表)/.test(text.slice(line.start, line.start + 3));
  if (c === 0x5b) return true;
  return text.slice(line.start, Math.min(line.end, line.start + 7)).includes('：');
}

function isShortTitle(text: string, line: Line): boolean {
  const n = line.end - line.start;
  if (n > 40) return false;
  const s = text.slice(line.start, line.end);
  return n >= 4 && !INNER.test(s) && !STOPS.has(s.charCodeAt(n - 1));
}

function hasOpenBracket(text: string, open: Paragraph): boolean {
  const from = Math.max(open.start, open.end - 120);
  let depth = 0;
  for (let i = open.end - 1; i >= from; i--) {
    const c = text.charCodeAt(i);
    if (c === 0xff09 || c === 0x29 || c === 0x300b) depth++;
    else if (c === 0xff08 || c === 0x28 || c === 0x300a) {
      if (depth === 0) return true;
      depth--;
    } else if (c === 0x3002 && depth === 0) return false;
  }
  return false;
}

/** A quotation or title at the cut is no end of a sentence, unless the sentence ended inside it. */
function quoteGoesOn(text: string, open: Paragraph, line: Line): boolean {
  const last = text.charCodeAt(open.end - 1);
  if (last === 0x29 || last === 0xff09) {
    // （责任单位：…） after a full stop closes a paragraph; 各镇（街） does not.
    const opener = openerBefore(text, open);
    if (opener <= open.start || CLOSERS.has(text.charCodeAt(opener - 1))) return false;
    if (STOPS.has(text.charCodeAt(opener - 1)) || open.end - opener > 12) return false;
  } else if (last !== 0x201d && last !== 0x300b) return false;
  if (STOPS.has(text.charCodeAt(open.end - 2)) || text.charCodeAt(line.start) === 0x300a) return false;
  const wordsStart = open.label?.textStart ?? open.start;
  return (
    INNER.test(text.slice(wordsStart, Math.min(open.end, wordsStart + 400))) && !isShortTitle(text, line)
  );
}

function openerBefore(text: string, open: Paragraph): number {
  for (let i = open.end - 2; i > open.start && i > open.end - 40; i--) {
    const c = text.charCodeAt(i);
    if (c === 0x28 || c === 0xff08) return i;
  }
  return -1;
}

/** （银政办发〔2018〕192号） on the line after its title. */
function bracketedNumberFollows(text: string, line: Line): boolean {
  const c = text.charCodeAt(line.start);
  if ((c !== 0xff08 && c !== 0x28) || line.end - line.start > 40) return false;
  return /[〔[［]\s*(19|20)\d\d\s*[〕\]］].*[号號]\s*[)）]?[。；]?$/.test(text.slice(line.start, line.end));
}
