/**
 * Where issuances begin: by form (a title, a number, addressees) and by the contents, which know titles and numbers.
 */
import { fold, isBodyName } from './chars.ts';
import type { Contents } from './contents.ts';
import {
  type Doc,
  endsAsInstrument,
  endsAsIssuance,
  foldedLine,
  isTitleLine,
  readBodies,
  readDate,
  readDisclosure,
  readNumberLine,
  readOrderNumberLine,
  readSectionHead,
  wordsOf,
} from './document.ts';
import { isMasthead } from './front.ts';

export type Head = {
  /** First line of the issuance. */
  first: number;
  /** Lines of the title, both included. */
  titleFrom: number;
  titleTo: number;
  numberLine: number;
  number: string | null;
  /** First line after the head. */
  body: number;
  /** Index of its contents entry, or -1. */
  entry: number;
  kind: string | null;
};

/** All issuance heads from line `from` on, in order. */
export function findHeads(doc: Doc, from: number, contents: Contents | null): Head[] {
  const heads = scanByForm(doc, from);
  if (contents === null) return heads.filter((head, i) => !isPageTitle(doc, head, heads[i + 1]));
  return mergeContents(doc, from, heads, contents);
}

/** The title that a web page prints above the document itself: the same title, shortly after it, with its number. */
function isPageTitle(doc: Doc, head: Head, next: Head | undefined): boolean {
  if (next === undefined || head.number !== null || next.first - head.body > 15) return false;
  const title = foldedLine(doc, head.titleFrom);
  for (let i = next.titleFrom; i <= next.titleTo; i++) if (foldedLine(doc, i) === title) return true;
  return false;
}

function scanByForm(doc: Doc, from: number): Head[] {
  const heads: Head[] = [];
  let floor = from;
  let afterEnd = true;
  let kind: string | null = null;
  for (let i = from; i < doc.lines.length; i++) {
    const line = doc.lines[i];
    if (line === undefined || line.kind !== 'text') continue;
    const head = headAt(doc, i, floor, afterEnd) ?? releaseAfter(doc, i, heads[heads.length - 1]);
    if (head !== null) {
      head.kind = kind;
      withRepeated(doc, head, floor);
      heads.push(head);
      floor = head.body;
      i = head.body - 1;
      afterEnd = false;
      continue;
    }
    const section = readSectionHead(doc, i);
    if (section !== null) kind = section;
    else if (isDocEnd(doc, i)) afterEnd = true;
    else if (line.end - line.start > 60) afterEnd = false;
  }
  return heads;
}

/** The head that line `i` proves: a number line, an addressee line under a title, or a bare title after a document's end. */
function headAt(doc: Doc, i: number, floor: number, afterEnd: boolean): Head | null {
  const number = readNumberLine(doc, i);
  if (number !== null) return isData(doc, i) ? null : headAtNumber(doc, i, floor, number);
  const order = readOrderNumberLine(doc, i);
  if (order !== null) {
    const title = titleUp(doc, i - 1, floor);
    if (title === null || !/(令|公告|通告|公报)$/.test(wordsOf(doc, i - 1).replace(/\s+/g, ''))) return null;
    const words = wordsOf(doc, title.from).replace(/\s+/g, '');
    return makeHead(title.from, title.from, i - 1, i, words + order, i + 1);
  }
  if (i > floor && isAddressee(doc, i)) {
    const title = titleUp(doc, i - 1, floor);
    if (title !== null) return makeHead(title.from, title.from, title.to, -1, null, i);
  }
  if (afterEnd) return bareHead(doc, i);
  return null;
}

/** 发文字号：… in the data that a page states above a document. */
function isData(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  return line !== undefined && /[：:]/.test(doc.text.slice(line.start, Math.min(line.end, line.start + 8)));
}

function headAtNumber(doc: Doc, i: number, floor: number, number: string): Head | null {
  const above = titleUp(doc, i - 1, floor);
  if (above !== null) return makeHead(above.from, above.from, above.to, i, number, i + 1);
  const below = titleDown(doc, i + 1);
  if (below === null) return null;
  const masthead =
    i > floor && /(文件|公文)$/.test(wordsOf(doc, i - 1).replace(/\s+/g, '')) && isTitleLine(doc, i - 1);
  return makeHead(masthead ? i - 1 : i, below.from, below.to, i, number, below.to + 1);
}

function makeHead(
  first: number,
  titleFrom: number,
  titleTo: number,
  numberLine: number,
  number: string | null,
  body: number,
): Head {
  return { first, titleFrom, titleTo, numberLine, number, body, entry: -1, kind: null };
}

/** A title printed twice belongs to the head with both its printings. */
function withRepeated(doc: Doc, head: Head, floor: number): void {
  if (head.titleFrom !== head.titleTo || head.first !== head.titleFrom) return;
  const title = foldedLine(doc, head.titleFrom);
  while (head.first > floor && foldedLine(doc, head.first - 1) === title) head.first--;
}

/** Marks running heads inside the documents as page furniture: the issuance's or the gazette's title again. */
export function markRunningHeads(doc: Doc, heads: Head[], to: number, gazette: string | null): void {
  const name = gazette === null ? '' : fold(gazette);
  heads.forEach((head, h) => {
    const title = head.titleFrom === head.titleTo ? foldedLine(doc, head.titleFrom) : '';
    const end = heads[h + 1]?.first ?? to;
    for (let i = head.body; i < end; i++) {
      const line = doc.lines[i];
      if (line === undefined || line.kind !== 'text' || line.label !== null) continue;
      const n = line.end - line.start;
      const c = doc.text.charAt(line.start);
      const like = (s: string) => s !== '' && c === s.charAt(0) && n >= s.length && n <= s.length + 24;
      if (!like(title) && !like(name)) continue;
      const folded = foldedLine(doc, i);
      const issue =
        name !== '' && folded.startsWith(name) && /^[\d年第期总()·.,、]*$/.test(folded.slice(name.length));
      if (folded === title || issue) line.kind = 'furniture';
    }
  });
}

type Block = { from: number; to: number };

/** The title whose last line is `to`, walking up over its earlier lines. */
export function titleUp(doc: Doc, to: number, floor: number): Block | null {
  if (to < floor || !isTitleLine(doc, to) || isBreak(doc, to)) return null;
  let from = to;
  let joined = wordsOf(doc, to).replace(/\s+/g, '');
  while (from > floor && to - from < 5 && (!isWholeTitle(joined) || isCut(doc, from, joined))) {
    const p = from - 1;
    const line = doc.lines[from];
    if (line === undefined || line.gap > 2 || !isTitleLine(doc, p) || isBreak(doc, p)) break;
    const above = wordsOf(doc, p).replace(/\s+/g, '');
    if (/^(关于|關於)/.test(joined) && !endsInBody(above)) break;
    joined = above + joined;
    from = p;
  }
  // Joint issuers each on a line of their own.
  while (from > floor && to - from < 8 && /关于|關於/.test(joined) && (doc.lines[from]?.gap ?? 9) <= 1) {
    if (readBodies(doc, from - 1) === null || isBreak(doc, from - 1)) break;
    from--;
  }
  return endsAsIssuance(joined) && joined.length >= 4 && !isMasthead(joined) ? { from, to } : null;
}

/** The line above names issuer and 关于 but comes to no end: the title goes on in `joined`. */
function isCut(doc: Doc, from: number, joined: string): boolean {
  if (/关于|關於/.test(joined) || (doc.lines[from]?.gap ?? 9) > 1 || !isTitleLine(doc, from - 1))
    return false;
  const above = wordsOf(doc, from - 1).replace(/\s+/g, '');
  return /关于|關於/.test(above) && !endsAsInstrument(above);
}

function titleDown(doc: Doc, from: number): Block | null {
  let joined = '';
  for (let to = from; to < from + 6 && to < doc.lines.length; to++) {
    if (!isTitleLine(doc, to) || isBreak(doc, to) || (to > from && (doc.lines[to]?.gap ?? 0) > 2))
      return null;
    joined += wordsOf(doc, to).replace(/\s+/g, '');
    if (endsAsIssuance(joined) && isBalanced(joined)) return { from, to };
  }
  return null;
}

function endsInBody(s: string): boolean {
  return isBodyName(s) || isBodyName(s.slice(-12));
}

/** Whether a title needs no earlier line: it names its issuer before 关于, or has a form of its own. */
function isWholeTitle(joined: string): boolean {
  if (!isBalanced(joined)) return false;
  const about = joined.search(/关于|關於/);
  if (about >= 2) return true;
  if (about === 0) return false;
  return !/^[的》”」）、，和与及]/.test(joined) && joined.length >= 5;
}

function isBalanced(s: string): boolean {
  let depth = 0;
  for (const ch of s) {
    if (ch === '《' || ch === '（' || ch === '(' || ch === '“') depth++;
    else if (ch === '》' || ch === '）' || ch === ')' || ch === '”') depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function isBreak(doc: Doc, i: number): boolean {
  return (
    readDate(doc, i) !== null ||
    readDisclosure(doc, i) !== null ||
    readNumberLine(doc, i) !== null ||
    readSectionHead(doc, i) !== null ||
    isMasthead(wordsOf(doc, i)) ||
    /^(附件|附錄|附录|抄送|目\s*录)/.test(
      doc.text.slice(doc.lines[i]?.start ?? 0, (doc.lines[i]?.start ?? 0) + 4),
    )
  );
}

/** A line that may stand last in a document: its date, its disclosure mark, 抄送. */
function isDocEnd(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined) return false;
  const n = line.end - line.start;
  if (n <= 40) return readDate(doc, i) !== null || readDisclosure(doc, i) !== null;
  return doc.text.startsWith('抄送', line.start);
}

/** 各镇人民政府，各街道办事处：*/
export function isAddressee(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.label !== null) return false;
  const n = line.end - line.start;
  if (n < 3 || n > 300) return false;
  const last = doc.text.charCodeAt(line.end - 1);
  if (last !== 0xff1a && last !== 0x3a) return false;
  const s = wordsOf(doc, i);
  if (
    /[。；！？]/.test(s) ||
    /(如下|决定|決定|规定|要求|通知|事项|有关情况|说明|附件|联系人|电话)\s*[：:]$/.test(s)
  )
    return false;
  return /[各局委府部厅廳院处處办辦镇鎮乡鄉街区區县縣市校司团團会會位]/.test(s);
}

/** A whole title that opens a document without number or addressees: 关于…的公告, an order, a statistical communiqué. */
function bareHead(doc: Doc, i: number): Head | null {
  if (!isTitleLine(doc, i) || isBreak(doc, i) || foldedLine(doc, i) === foldedLine(doc, i + 1)) return null;
  let joined = '';
  for (let to = i; to < i + 4 && isTitleLine(doc, to) && !isBreak(doc, to); to++) {
    joined += wordsOf(doc, to).replace(/\s+/g, '');
    // Only an issuer, or a title already begun, goes on in the next line.
    const begun = /关于|關於/.test(joined) || !isBalanced(joined) || endsAsInstrument(joined);
    if (to === i && !begun && readBodies(doc, i) === null) return null;
    if (!isBalanced(joined) || joined.length < 6) continue;
    if (endsAsInstrument(joined) && isAdoption(doc, to + 1)) return makeHead(i, i, to, -1, null, to + 1);
    if (!endsAsIssuance(joined)) continue;
    const about = joined.search(/关于|關於/);
    const proper =
      about >= 0 ||
      /(统计公报|統計公報|状况公报|年报|令|公告|通告)$/.test(joined.replace(/\^?\[\d+\]\^?$/, ''));
    if (!proper || isMasthead(joined)) return null;
    // Number, addressees or an order's number may follow: then that line proves the head itself.
    const next = to + 1;
    if (next >= doc.lines.length || readNumberLine(doc, next) !== null || isAddressee(doc, next)) return null;
    if (readOrderNumberLine(doc, next) !== null) return null;
    return makeHead(i, i, to, -1, null, to + 1);
  }
  return null;
}

/** After a statistics release, which has neither number nor signature, the next one: a title of its kind over prose. */
function releaseAfter(doc: Doc, i: number, last: Head | undefined): Head | null {
  if (last === undefined || last.number !== null || !isReleaseTitle(doc, last.titleFrom)) return null;
  const line = doc.lines[i];
  const next = doc.lines[i + 1];
  if (line === undefined || next === undefined || i <= last.body) return null;
  if (!isReleaseTitle(doc, i) || next.kind !== 'text' || next.label !== null) return null;
  return next.end - next.start > 60 || readBodies(doc, i + 1) !== null
    ? makeHead(i, i, i, -1, null, i + 1)
    : null;
}

function isReleaseTitle(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start < 8 || line.end - line.start > 60 || !isTitleLine(doc, i))
    return false;
  return /[12]\d{3}\s*年.*(统计公报|統計公報|经济|經濟|指标|指標|收支|普查)/.test(wordsOf(doc, i));
}

/** （2024年3月28日…第十六次会议通过）: the note under the title of what a meeting decided. */
function isAdoption(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 160 || !'（('.includes(doc.text.charAt(line.start)))
    return false;
  return /^[（(]\s*[12]\d{3}年\d{1,2}月\d{1,2}日[\s\S]*(通过|公布|发布|批准|修订|修正)\s*[)）]$/.test(
    wordsOf(doc, i),
  );
}

/** Gives each head its contents entry, and adds the issuances that only the contents tell. */
function mergeContents(doc: Doc, from: number, heads: Head[], contents: Contents): Head[] {
  const open = new Map<number, string>();
  contents.entries.forEach((entry, i) => {
    open.set(i, fold(entry.title));
  });
  const byNumber = new Map<string, number>();
  contents.entries.forEach((entry, i) => {
    if (entry.number !== null) byNumber.set(fold(entry.number), i);
  });
  for (const head of heads) {
    const byForm = head.number === null ? undefined : byNumber.get(fold(head.number));
    if (byForm !== undefined && open.delete(byForm)) head.entry = byForm;
  }
  const found = scanByTitle(doc, from, heads, open);
  const all = [...heads, ...found].sort((a, b) => a.first - b.first);
  const known = all.filter((h) => h.entry >= 0).length;
  // With a contents that fits, a title alone (no number) that it does not list belongs to the document around it.
  const kept =
    known * 2 < contents.entries.length ? all : all.filter((h) => h.entry >= 0 || h.number !== null);
  for (const head of kept) {
    const entry = contents.entries[head.entry];
    if (entry !== undefined) head.kind = entry.section ?? head.kind;
  }
  return kept;
}

/** Looks for the titles still open; a head found by form at the same place takes the entry. */
function scanByTitle(doc: Doc, from: number, heads: Head[], open: Map<number, string>): Head[] {
  const found: Head[] = [];
  const starts = new Set<string>();
  for (const title of open.values()) starts.add(title.charAt(0));
  const headByLine = new Map(heads.map((h) => [h.titleFrom, h]));
  for (let i = from; i < doc.lines.length && open.size > 0; i++) {
    const line = doc.lines[i];
    if (line === undefined || !starts.has(doc.text.charAt(line.start)) || !isTitleLine(doc, i)) continue;
    const match = matchTitle(doc, i, open);
    if (match === null) continue;
    const head = headByLine.get(i);
    open.delete(match.entry);
    if (head !== undefined && head.entry < 0) {
      head.entry = match.entry;
      continue;
    }
    const number = readNumberLine(doc, match.to + 1);
    const body = number === null ? match.to + 1 : match.to + 2;
    const made = makeHead(i, i, match.to, number === null ? -1 : match.to + 1, number, body);
    made.entry = match.entry;
    found.push(made);
  }
  return found;
}

function matchTitle(doc: Doc, i: number, open: Map<number, string>): { entry: number; to: number } | null {
  let joined = '';
  for (let to = i; to < i + 6 && to < doc.lines.length; to++) {
    if (to > i && !isTitleLine(doc, to)) return null;
    joined += fold(wordsOf(doc, to));
    let prefix = false;
    for (const [entry, title] of open) {
      if (title === joined) return { entry, to };
      if (title.startsWith(joined)) prefix = true;
    }
    if (!prefix) return null;
  }
  return null;
}
