/**
 * One issuance: head, addressees, opening, signature and date, and the instruments it carries.
 */
import type { Instrument, Issuance, Span, Transform } from './artifact.ts';
import { readAttachments } from './attachments.ts';
import { fold, isoDate } from './chars.ts';
import {
  type Doc,
  isInMarks,
  lineSpan,
  printSpan,
  readAnnexMark,
  readBodies,
  readDate,
  readDisclosure,
  readNumberLine,
  readSerialNumber,
  wordsOf,
} from './document.ts';
import { settleGroups } from './groups.ts';
import type { Head } from './head.ts';
import { isAddressee } from './heads.ts';
import type { InlineFinder } from './inline.ts';
import { buildInstrument, splitInstruments, titleOf } from './instruments.ts';
import { findSignatory, findSignature, type Signature } from './signature.ts';

export type Run = {
  doc: Doc;
  finder: InlineFinder;
  ids: Map<string, number>;
  transforms: Transform[];
};

/** Builds the issuance of `head`, whose lines end before `to`. */
export function buildIssuance(run: Run, head: Head, to: number): Issuance {
  const { doc } = run;
  const end = lastLine(doc, head, to);
  const titleSpan = lineSpan(doc, head.titleFrom, head.titleTo);
  let title = titleOf(doc, head.titleFrom, head.titleTo);
  if (isInMarks(title)) {
    title = title.slice(1, -1);
    titleSpan[0]++;
    titleSpan[1]--;
  }
  const issuance: Issuance = {
    kind: head.kind,
    number: head.number,
    numberSpan: head.numberLine >= 0 ? lineSpan(doc, head.numberLine) : null,
    title,
    titleSpan,
    addressees: [],
    opening: null,
    openingSpan: null,
    signedBy: [],
    date: null,
    disclosed: null,
    attachments: [],
    instruments: [],
    span: printSpan(doc, head.first, end),
  };
  new IssuanceBuilder(run, issuance).build(head.body, end + 1);
  return issuance;
}

function lastLine(doc: Doc, head: Head, to: number): number {
  let end = to - 1;
  while (end >= head.body && doc.lines[end]?.kind === 'furniture') end--;
  return Math.max(end, head.titleTo, head.numberLine);
}

/** ——2024年1月10日在某区第五届人民代表大会第四次会议上: when and where a report was given. */
const OCCASION = /^[（(]?[—－-]{1,2}.{0,16}在.{4,60}(会议|大会|会)上[)）]?$/;
const SCRAP_MAX = 12;
/** 某某办公室 2023年9月30日印发, 共印50份. */
const PRINTING_LINE = /\d{4}年\d{1,2}月\d{1,2}日\s*印[发發]$|^[（(]?共印\s*\d+\s*份[)）]?$/;

class IssuanceBuilder {
  readonly run: Run;
  readonly doc: Doc;
  readonly issuance: Issuance;
  /** Lines that the head, the signature and the attachment lists take. */
  readonly taken = new Set<number>();
  /** The day that a note under the title names: the date of a document without signature. */
  noteDate: string | null = null;
  /** Orders named in a statute's history. */
  readonly orders = new Set<string>();

  constructor(run: Run, issuance: Issuance) {
    this.run = run;
    this.doc = run.doc;
    this.issuance = issuance;
  }

  build(from: number, to: number): void {
    const body = this.readAddressees(this.readHeadNotes(from, to), to);
    const sign = this.signature(body, to);
    if (sign !== null) {
      this.issuance.date = sign.date;
      if (sign.bodies.length > 0) this.issuance.signedBy = sign.bodies;
    }
    this.issuance.date ??= this.noteDate;
    // The forwarded instrument may stand before the signature.
    const noticeEnd = this.noticeEnd(body, sign?.from ?? to);
    const after = this.readEndNotes(sign?.to ?? noticeEnd, to);
    const rest = sign === null || noticeEnd < sign.from ? noticeEnd : after;
    if (sign !== null && noticeEnd < sign.from) for (let i = sign.from; i < sign.to; i++) this.taken.add(i);
    if (this.isScrap(rest, to)) for (let i = rest; i < to; i++) this.taken.add(i);
    readAttachments(this.doc, this.issuance, this.taken, body, noticeEnd, true);
    readAttachments(this.doc, this.issuance, this.taken, rest, to, false);
    const own = this.readNotice(body, noticeEnd, rest < to);
    if (own !== null) this.issuance.instruments.push(own);
    for (const part of splitInstruments(this.doc, this.issuance, rest, to, this.taken)) {
      this.issuance.instruments.push(buildInstrument(this.run, this.issuance, part, this.taken));
    }
    settleGroups(this.doc.text, this.issuance, this.run.transforms);
  }

  /** The signature; where the date stands above the text, an office and a name below it. */
  signature(from: number, to: number): Signature | null {
    const { date, signedBy } = this.issuance;
    if (date === null) return findSignature(this.doc, from, to);
    return signedBy.length > 0 || this.noteDate !== null ? null : findSignatory(this.doc, from, to, date);
  }

  /** Below a title without number: the issuing body, a date, a note in brackets （…年…月…日…通过）. */
  readHeadNotes(from: number, to: number): number {
    let i = from;
    for (; i < to && i < from + 12; i++) {
      const line = this.doc.lines[i];
      if (line === undefined || line.kind === 'furniture' || this.readHistory(i)) continue;
      const date = readDate(this.doc, i);
      if (date !== null) this.issuance.date ??= date;
      else if (/^[（(].{6,200}[)）]$/s.test(wordsOf(this.doc, i)) && line.label === null) {
        const note = wordsOf(this.doc, i);
        if (!/(通过|发布|公布|修订|修正|施行)/.test(note)) break;
        const day = /([12]\d{3})年(\d{1,2})月(\d{1,2})日/.exec(note);
        this.noteDate ??= day === null ? null : isoDate(Number(day[1]), Number(day[2]), Number(day[3]));
      } else if (OCCASION.test(wordsOf(this.doc, i))) {
        const day = /([12]\d{3})年(\d{1,2})月(\d{1,2})日/.exec(wordsOf(this.doc, i));
        this.noteDate ??= day === null ? null : isoDate(Number(day[1]), Number(day[2]), Number(day[3]));
        const speaker = findSignatory(this.doc, i + 1, Math.min(to, i + 2), '');
        if (speaker !== null) this.issuance.signedBy = speaker.bodies;
        if (speaker !== null) this.taken.add(++i).add(i - 1);
      } else {
        const bodies = this.issuance.number === null ? readBodies(this.doc, i) : null;
        if (bodies === null || this.issuance.signedBy.length > 0 || isAddressee(this.doc, i)) break;
        this.issuance.signedBy = bodies;
      }
      this.taken.add(i);
    }
    return i;
  }

  /** A statute's history lines （2019年4月3日 国务院令第711号公布）, its title or number once more. */
  readHistory(i: number): boolean {
    const { issuance } = this;
    const words = wordsOf(this.doc, i);
    if (words.length > 200) return false;
    const number =
      issuance.number === null ? (readNumberLine(this.doc, i) ?? readSerialNumber(this.doc, i)) : null;
    if (number !== null) {
      issuance.number = number;
      issuance.numberSpan = lineSpan(this.doc, i);
      return this.taken.add(i).has(i);
    }
    const folded = fold(words);
    if (folded.length >= 4 && fold(issuance.title).includes(folded)) return this.taken.add(i).has(i);
    const m = /^[（(]?((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日/.exec(words);
    if (
      m === null ||
      !/(通过|公布|发布|施行|修订|修正|实施|批准)[\s）)]*$/.test(words) ||
      /[。：；]/.test(words)
    )
      return false;
    if (!/(施行|实施)[\s）)]*$/.test(words) || /日.{0,40}(通过|公布|发布)[\s，]*自/.test(words)) {
      issuance.date = isoDate(Number(m[1]), Number(m[2]), Number(m[3])) ?? issuance.date;
    }
    for (const order of words.matchAll(/日?([\u4e00-\u9fff]{2,16}令第\d{1,4}号)/g))
      this.orders.add((order[1] ?? '').replace(/^日/, ''));
    // One order names the document; several (issued, then revised) do not say which is its number.
    const [only] = this.orders;
    if (issuance.numberSpan === null) {
      issuance.number = this.orders.size === 1 ? (only ?? null) : null;
    }
    return this.taken.add(i).has(i);
  }

  readAddressees(from: number, to: number): number {
    let last = from;
    // Addressees wrapped over lines end in the line with the colon.
    while (last < to && last < from + 4 && !isAddressee(this.doc, last)) {
      const words = wordsOf(this.doc, last);
      if (!/[，、,；]$/.test(words) || /[。：]/.test(words) || this.doc.lines[last]?.label != null)
        return from;
      last++;
    }
    if (last >= to || last >= from + 4 || last + 1 >= to) return from;
    let joined = '';
    for (let i = from; i <= last; i++) {
      joined += wordsOf(this.doc, i);
      this.taken.add(i);
    }
    this.issuance.addressees = splitBodies(joined.replace(/[：:]\s*$/, ''));
    return last + 1;
  }

  /** Where the notice's own text ends: at an annex, at the forwarded instrument, or at the signature. */
  noticeEnd(from: number, to: number): number {
    const known = namedInstruments(this.issuance.title);
    for (let i = from; i < to; i++) {
      const mark = readAnnexMark(this.doc, i);
      if (mark !== null && mark.titleStart === null) return i;
      if (i > from && known.has(fold(wordsOf(this.doc, i)))) return i;
    }
    return to;
  }

  /** （此件公开发布）, （联系电话…）, 抄送 and the printing line after a signature. */
  readEndNotes(from: number, to: number): number {
    for (let i = Math.max(from - 1, 0); i < to; i++) {
      const mark = readDisclosure(this.doc, i);
      if (mark === null) continue;
      this.issuance.disclosed ??= mark;
      this.taken.add(i);
    }
    let i = from;
    while (i < to && this.isEndNote(i)) {
      const last = /^(抄送|主送|分送|抄报)[：:]/.test(wordsOf(this.doc, i)) ? this.copyListEnd(i, to) : i;
      while (i <= last) this.taken.add(i++);
    }
    for (let k = from; k < i; k++) this.taken.add(k);
    return i;
  }

  /** Last line of the bodies that 抄送 lists, which the printing line （…印发） closes. */
  copyListEnd(from: number, to: number): number {
    for (let i = from + 1; i < Math.min(to, from + 9); i++) {
      if (PRINTING_LINE.test(wordsOf(this.doc, i))) return i;
      if (readAnnexMark(this.doc, i) !== null || this.doc.lines[i]?.label != null) break;
    }
    return from;
  }

  /** A few words below the signature (a page's 返回, 葡文版本) are no document. */
  isScrap(from: number, to: number): boolean {
    let length = 0;
    for (let i = from; i < to; i++) {
      const line = this.doc.lines[i];
      if (line === undefined || line.label !== null || readAnnexMark(this.doc, i) !== null) return false;
      length += line.end - line.start;
    }
    return from < to && length <= SCRAP_MAX && this.issuance.date !== null;
  }

  isEndNote(i: number): boolean {
    if (this.taken.has(i)) return true;
    const line = this.doc.lines[i];
    if (line === undefined || line.kind === 'furniture') return line !== undefined;
    const words = wordsOf(this.doc, i);
    if (/^(抄送|主送|分送|抄报|印送|主题词|主題詞)[：:]/.test(words)) return true;
    if (PRINTING_LINE.test(words)) return true;
    if (words.length < 60 && /^(联系人|咨询电话|联系电话|信息公开\S{2}|公开\S{2})[：:]/.test(words))
      return true;
    return (
      words.length < 80 &&
      /^[（(][^（）()]*(联系|电话|此件|附注|解读|删减|节录|略)[^（）()]*[)）]$/.test(words)
    );
  }

  /** The notice's own text: its first paragraph is the opening; anything more makes it an instrument of its own. */
  readNotice(from: number, to: number, forwards: boolean): Instrument | null {
    const { issuance } = this;
    const instrument = buildInstrument(
      this.run,
      issuance,
      { from, to, titleFrom: -1, titleTo: -1, title: issuance.title, annex: null },
      this.taken,
      (span) => {
        issuance.openingSpan = span;
        issuance.opening = this.doc.text.slice(span[0], span[1]);
      },
    );
    instrument.titleSpan = issuance.titleSpan;
    if (from >= to && forwards) return null;
    const closing = instrument.clauses.every((c) => c.label === '' && this.isClosing(c.span));
    if (forwards && closing && instrument.tables.length === 0) return null;
    if (from >= to) instrument.span = issuance.titleSpan;
    return instrument;
  }

  isClosing(span: Span): boolean {
    return (
      /^特此|^请认真|^本通知自/.test(this.doc.text.slice(span[0], span[0] + 6)) && span[1] - span[0] < 40
    );
  }
}

/** Titles named in the issuance's own title, 《》 or not: folded. */
export function namedInstruments(title: string): Set<string> {
  const names = new Set<string>();
  for (const m of title.matchAll(/《([^《》]{4,80}(?:〈[^〉]*〉[^《》]*)?)》/g)) names.add(fold(m[1] ?? ''));
  const plain = /(?:印发|转发|发布|公布|批转|下发)([^《》]{4,80})的(?:通知|公告|通告|决定|令)$/.exec(title);
  if (plain?.[1] !== undefined) names.add(fold(plain[1]));
  return names;
}

/** 各镇人民政府，各街道办事处，政府各部门、直属机构: the bodies one by one. */
function splitBodies(s: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let current = '';
  for (const ch of s) {
    if (ch === '（' || ch === '(') depth++;
    else if (ch === '）' || ch === ')') depth--;
    if (depth <= 0 && '，、,；;'.includes(ch)) {
      if (current.trim() !== '') out.push(current.trim());
      current = '';
    } else current += ch;
  }
  if (current.trim() !== '') out.push(current.trim());
  return out;
}
