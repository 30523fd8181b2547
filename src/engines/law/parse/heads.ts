/**
 * Where issuances begin: by form (a title, a number, addressees) and by the contents, which know titles and numbers.
 */
import { fold } from './chars.ts';
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
import { type Head, makeHead } from './head.ts';
import {
  adoptedTitle,
  isActsTitle,
  isAdoption,
  isIssuedBy,
  isNumberTitle,
  lineWords,
} from './heads-adopted.ts';
import { mergeContents } from './heads-contents.ts';
import { isBalanced, isBreak, titleDown, titleUp } from './titles.ts';

/** All issuance heads from line `from` on, in order. */
export function findHeads(doc: Doc, from: number, contents: Contents | null): Head[] {
  const heads = scanByForm(doc, from);
  if (contents === null) return heads.filter((head, i) => !isPageTitle(doc, head, heads[i + 1]));
  return mergeContents(doc, from, heads, contents);
}

/** The title that a web page prints above the document itself: the same title, shortly after it, with its number. */
function isPageTitle(doc: Doc, head: Head, next: Head | undefined): boolean {
  if (next === undefined || head.number !== null || next.first - head.body > 15) return false;
  const title = fold(lineWords(doc, head.titleFrom, head.titleTo));
  if (fold(lineWords(doc, next.titleFrom, next.titleTo)) === title) return true;
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
    const before = heads[heads.length - 1];
    const head = headAt(doc, i, floor, afterEnd) ?? releaseAfter(doc, i, before);
    if (head !== null && isIssuedBy(doc, before, head)) {
      i = Math.max(i, head.titleTo);
      continue;
    }
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
  if (isNumberTitle(doc, i)) {
    const number = wordsOf(doc, i).replace(/\s+/g, '');
    return makeHead(i, i, i, i, number, i + 1);
  }
  if (i > floor && isAdoption(doc, i)) {
    const title = adoptedTitle(doc, i, floor);
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
      const like = (s: string) => s !== '' && c === s.charAt(0) && n >= s.length && n <= s.length + 60;
      if (!like(title) && !like(name)) continue;
      const folded = foldedLine(doc, i);
      const issue =
        name !== '' && folded.startsWith(name) && /^[\d年第期总()·.,、]*$/.test(folded.slice(name.length));
      if (folded === title || issue) line.kind = 'furniture';
    }
  });
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
    /[。；！？]|下列|以下|决定|決定|任命|免去/.test(s) ||
    /^(为了?|根据|按照|依据|依照|[经經](?![济濟开開信贸貿])|现将?|鉴于|由于|自(?!治)|根據|為|現將?)/.test(
      s,
    ) ||
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
    if (isActsTitle(doc, joined, to + 1)) return makeHead(i, i, to, -1, null, to + 1);
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
