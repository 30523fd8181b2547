/**
 * The instruments of an issuance: what the notice forwards, and its annexes, each with its clauses and tables.
 */
import type { Instrument, Issuance, Span } from './artifact.ts';
import { fold, joinTitle } from './chars.ts';
import { buildClauses } from './clauses.ts';
import {
  type Doc,
  endsAsInstrument,
  isContentsHead,
  isTitleLine,
  lineSpan,
  readAnnexMark,
  wordsOf,
} from './document.ts';
import { namedInstruments, type Run } from './issuance.ts';
import { Series } from './label.ts';
import { readParagraphs } from './paragraphs.ts';
import { findTables } from './tables.ts';

export type Part = {
  /** Lines of the body, [from, to). */
  from: number;
  to: number;
  titleFrom: number;
  titleTo: number;
  title: string;
  /** 附件1, or null. */
  annex: string | null;
};

/** A title from its printed lines, joined and recorded when that changed anything. */
export function titleOf(doc: Doc, from: number, to: number): string {
  const span = lineSpan(doc, from, to);
  const raw = doc.text.slice(span[0], span[1]);
  // A count below or behind the title （19 件） is a statement about it, not a part of it.
  const title = joinTitle(raw).replace(/\s*[（(]\s*[共计]?\s*\d+\s*[件项個个条條家份人户]\s*[)）]$/, '');
  if (title !== raw) doc.transforms.push({ kind: 'title_join', span });
  return title;
}

/** Splits lines [from, to) after a notice into its instruments. */
export function splitInstruments(
  doc: Doc,
  issuance: Issuance,
  from: number,
  to: number,
  taken: Set<number>,
): Part[] {
  const parts: Part[] = [];
  const names = namedInstruments(issuance.title);
  for (const a of issuance.attachments) names.add(fold(a.title));
  let open: Part | null = null;
  const start = (part: Part) => {
    if (open !== null) open.to = part.titleFrom;
    parts.push(part);
    open = part;
  };
  for (let i = from; i < to; i++) {
    const line = doc.lines[i];
    if (line === undefined || taken.has(i) || line.kind === 'furniture') continue;
    const mark = line.kind === 'text' ? readAnnexMark(doc, i) : null;
    if (mark !== null) {
      const part = annexPart(doc, i, to, mark.label, mark.titleStart);
      start(part);
      i = part.from - 1;
      continue;
    }
    if (open === null) {
      const part = mainPart(doc, i, to, issuance);
      start(part);
      names.delete(fold(part.title));
      i = part.from - 1;
      continue;
    }
    const named = namedTitle(doc, i, to, names);
    if (named !== null && i > (open as Part).from) {
      start(named);
      names.delete(fold(named.title));
      i = named.from - 1;
    }
  }
  if (open !== null) (open as Part).to = to;
  return parts;
}

function annexPart(doc: Doc, i: number, to: number, annex: string, titleStart: number | null): Part {
  if (titleStart !== null) {
    const title = joinTitle(doc.text.slice(titleStart, doc.lines[i]?.end ?? titleStart));
    return { from: i + 1, to, titleFrom: i, titleTo: i, title, annex };
  }
  let first = i + 1;
  while (first < to && doc.lines[first]?.kind === 'furniture') first++;
  const last = titleEnd(doc, first, to);
  if (last < first) return { from: i + 1, to, titleFrom: i, titleTo: i, title: annex, annex };
  return { from: last + 1, to, titleFrom: i, titleTo: last, title: titleOf(doc, first, last), annex };
}

function mainPart(doc: Doc, i: number, to: number, issuance: Issuance): Part {
  const last = titleEnd(doc, i, to);
  if (last >= i)
    return { from: last + 1, to, titleFrom: i, titleTo: last, title: titleOf(doc, i, last), annex: null };
  const quoted = /《([^《》]+)》/;
  // What a reply answers or a notice rests on is cited in the opening too: only what it issues names the text below.
  const issued = /(印发|转发|公布|发布|下发|批转|印發|轉發|發布)/.test(issuance.opening ?? '');
  const named =
    quoted.exec(issuance.title)?.[1] ??
    (issued ? quoted.exec(issuance.opening ?? '')?.[1] : undefined) ??
    issuance.title;
  return { from: i, to, titleFrom: i, titleTo: i - 1, title: named, annex: null };
}

function namedTitle(doc: Doc, i: number, to: number, names: Set<string>): Part | null {
  if (names.size === 0 || !isTitleLine(doc, i)) return null;
  let joined = '';
  for (let last = i; last < Math.min(to, i + 4) && isTitleLine(doc, last); last++) {
    joined += fold(wordsOf(doc, last));
    if (names.has(joined)) {
      return { from: last + 1, to, titleFrom: i, titleTo: last, title: titleOf(doc, i, last), annex: null };
    }
  }
  return null;
}

/** Last line of the title that begins on line `i`; `i - 1` when none does. */
function titleEnd(doc: Doc, i: number, to: number): number {
  if (i >= to || !isTitleLine(doc, i) || (doc.lines[i]?.end ?? 0) - (doc.lines[i]?.start ?? 0) > 90)
    return i - 1;
  let last = i;
  let joined = wordsOf(doc, i);
  while (last + 1 < to && last - i < 4 && !endsAsInstrument(joined)) {
    const next = doc.lines[last + 1];
    if (next === undefined || next.gap > 2 || !isTitleLine(doc, last + 1) || next.end - next.start > 60)
      break;
    const more = joined + wordsOf(doc, last + 1);
    if (!reachesEnd(doc, last + 1, to, more)) break;
    joined = more;
    last++;
  }
  const note = doc.lines[last + 1];
  if (note !== undefined && last + 1 < to && note.kind === 'text') {
    const words = wordsOf(doc, last + 1);
    if (words.length <= 16 && /^[（(][^（）()]*[)）]$/.test(words) && note.label === null) last++;
  }
  return last;
}

/** Whether the title comes to a proper end within the next lines, so that joining is right. */
function reachesEnd(doc: Doc, i: number, to: number, joined: string): boolean {
  let s = joined;
  for (let k = i; k < Math.min(to, i + 3); k++) {
    if (k > i) {
      if (!isTitleLine(doc, k)) return false;
      s += wordsOf(doc, k);
    }
    if (endsAsInstrument(s)) return true;
  }
  return false;
}

/** Builds one instrument. With `onOpening`, its first unlabelled paragraph is the notice's opening and no clause. */
export function buildInstrument(
  run: Run,
  issuance: Issuance,
  part: Part,
  taken: Set<number>,
  onOpening?: (span: Span) => void,
): Instrument {
  const { doc } = run;
  const tables = findTables(doc, part.from, part.to, (i) => taken.has(i));
  const skipped = new Set<number>();
  for (const t of tables) {
    for (let i = t.from; i < t.to; i++) skipped.add(i);
    if (t.caption >= 0) for (let i = t.caption; i < t.from; i++) skipped.add(i);
  }
  for (const i of chapterList(doc, part.from, part.to)) skipped.add(i);
  const paragraphs = readParagraphs(doc, part.from, part.to, (i) => taken.has(i) || skipped.has(i));
  const opening = paragraphs[0];
  if (onOpening !== undefined && opening !== undefined && opening.label === null) {
    paragraphs.shift();
    onOpening([opening.start, opening.end]);
  }
  const prefix = part.annex === null ? '' : `${part.annex}/`;
  const clauses = buildClauses(doc.text, paragraphs, prefix, part.title, run);
  const titled = part.titleTo >= part.titleFrom && part.titleFrom >= 0;
  const titleSpan: Span = titled ? titleWords(doc, part) : issuance.titleSpan;
  const from = titled
    ? (doc.lines[part.titleFrom]?.start ?? 0)
    : (doc.lines[part.from]?.start ?? titleSpan[0]);
  const end = doc.lines[Math.max(part.to - 1, part.titleTo)]?.end ?? from;
  return {
    title: part.title,
    titleSpan,
    clauses,
    tables: tables.map((t) => t.table),
    span: [from, Math.max(from, end)],
  };
}

/** The span of the title's own words, without the 附件 mark above it. */
function titleWords(doc: Doc, part: Part): Span {
  const marked = part.annex !== null && part.titleTo > part.titleFrom;
  return lineSpan(doc, marked ? part.titleFrom + 1 : part.titleFrom, part.titleTo);
}

/** The list of chapters that a statute prints before its text: it must not become clauses. */
function chapterList(doc: Doc, from: number, to: number): number[] {
  const lines: number[] = [];
  for (let i = from; i < Math.min(to, from + 12); i++) {
    if (!isContentsHead(doc, i)) continue;
    let seen = false;
    for (let k = i; k < to && k < i + 300; k++) {
      const label = doc.lines[k]?.label;
      // A converter prints the list as links: [第一章 总则](#…).
      const link = /^\[第一[编編章]/.test(wordsOf(doc, k).slice(0, 5));
      const top = link || (label != null && label.n === 1 && label.series <= Series.chapter);
      if (label?.series === Series.article || (top && seen)) return lines;
      if (top) seen = true;
      lines.push(k);
    }
    return [];
  }
  return lines;
}
