/**
 * The table of contents: section headings, and entries whose title may be split over lines, with or without
 * number and page.
 */
import type { ContentsEntry, Span } from './artifact.ts';
import { fold, isBodyName, joinTitle } from './chars.ts';
import {
  type Doc,
  endsAsInstrument,
  isContentsHead,
  printSpan,
  readNumber,
  readSectionHead,
  wordsOf,
} from './document.ts';
import { readImprintKey } from './front.ts';
import { Series } from './label.ts';

export type Contents = {
  entries: ContentsEntry[];
  /** Spans of the heading lines (目录, 【…】). */
  marks: Span[];
  /** Lines [from, to) that the contents take. */
  from: number;
  to: number;
};

const LINES_MAX = 4000;

type Draft = { from: number; to: number; words: string[]; number: string | null; complete: boolean };

/** Reads the contents, or null when there are none (a statute's list of chapters is not a gazette's contents). */
export function readContents(doc: Doc): Contents | null {
  let from = -1;
  const limit = Math.min(doc.lines.length, 400);
  for (let i = 0; i < limit && from === -1; i++) if (isContentsHead(doc, i)) from = i;
  if (from === -1) return null;
  const reader = new ContentsReader(doc, from);
  const contents = reader.read();
  // One title without a page below 目录 is the first document, its contents lost.
  const enough = contents.entries.length >= 2 || contents.entries.some((e) => e.page !== null);
  return enough ? contents : null;
}

class ContentsReader {
  readonly doc: Doc;
  readonly from: number;
  entries: ContentsEntry[] = [];
  marks: Span[] = [];
  titles = new Set<string>();
  section: string | null = null;
  draft: Draft | null = null;
  to: number;

  constructor(doc: Doc, from: number) {
    this.doc = doc;
    this.from = from;
    this.to = from + 1;
  }

  read(): Contents {
    const { doc } = this;
    const limit = Math.min(doc.lines.length, this.from + LINES_MAX);
    for (let i = this.from; i < limit; i++) if (!this.step(i)) break;
    if (this.draft?.number != null || this.draft?.complete) this.finish(null);
    return { entries: this.entries, marks: this.marks, from: this.from, to: this.to };
  }

  /** Takes one line; false when the contents have ended. */
  step(i: number): boolean {
    const { doc } = this;
    const line = doc.lines[i];
    if (line === undefined) return false;
    if (isContentsHead(doc, i)) return this.mark(i, undefined);
    const section = readSectionHead(doc, i) ?? this.bareSection(i);
    if (section !== null) return this.mark(i, section);
    if (line.kind === 'furniture') return true;
    if (line.kind !== 'text') return false;
    const words = wordsOf(doc, i);
    if (this.isEnd(i, words)) return false;
    const split = splitPage(words);
    if (split.text === '' && split.page !== null) {
      if (this.draft === null) return true;
      this.draft.to = i;
      this.finish(split.page);
      return true;
    }
    this.add(i, split.text, line.marked);
    if (split.page !== null) this.finish(split.page);
    return true;
  }

  mark(i: number, section: string | undefined): boolean {
    if (this.draft?.number != null || this.draft?.complete) this.finish(null);
    this.draft = null;
    if (section !== undefined) this.section = section;
    this.marks.push(printSpan(this.doc, i));
    this.to = i + 1;
    return true;
  }

  /** A section heading without brackets: a short line naming a class of documents, before a longer one. */
  bareSection(i: number): string | null {
    const line = this.doc.lines[i];
    if (line === undefined || line.end - line.start > 14 || (this.draft !== null && !this.draft.complete))
      return null;
    const s = wordsOf(this.doc, i).replace(/^[◎☆★●◆■▲○]\s*/, '');
    if (
      !/(文件|任免|数据|资料|大事记|解读|规章|法规|选登|动态|文告|专栏|要闻)$|^(通告|公告|批复|决定|命令|人事|函|意见|通知)$/.test(
        s.replace(/\s+/g, ''),
      )
    )
      return null;
    return /\d/.test(s) ? null : s;
  }

  isEnd(i: number, words: string): boolean {
    const last = words.charAt(words.length - 1);
    if (words.length > 150 || last === '。' || last === '：' || last === ':' || last === '；') return true;
    if (readImprintKey(words) !== null) return true;
    const label = this.doc.lines[i]?.label;
    if (label != null && !label.weak && label.series <= Series.cnBracket && this.entries.length > 0)
      return true;
    if (this.draft === null || this.draft.complete || this.draft.number !== null) return this.repeats(i);
    return false;
  }

  /** Whether a title that the contents already hold begins here: then the body has begun. */
  repeats(i: number): boolean {
    if (this.titles.size === 0) return false;
    let joined = '';
    for (let k = i; k < i + 6 && k < this.doc.lines.length; k++) {
      joined += fold(wordsOf(this.doc, k));
      if (this.titles.has(joined) || this.titles.has(withoutIssuer(joined)))
        return splitPage(wordsOf(this.doc, k)).page === null && !this.pageFollows(k + 1);
      if (joined.length > 200) break;
    }
    return false;
  }

  pageFollows(i: number): boolean {
    const words = wordsOf(this.doc, i);
    const split = splitPage(words);
    return split.page !== null && (split.text === '' || readNumber(split.text) !== null);
  }

  add(i: number, words: string, marked: boolean): void {
    const number = readNumber(words);
    if (number !== null && this.draft !== null) {
      this.draft.number = number;
      this.draft.to = i;
      return;
    }
    if (
      this.draft !== null &&
      (this.draft.number !== null || (this.draft.complete && startsTitle(words, marked)))
    ) {
      this.finish(null);
    }
    if (this.draft === null) this.draft = { from: i, to: i, words: [], number: null, complete: false };
    this.draft.words.push(words);
    this.draft.to = i;
    const joined = this.draft.words.join('');
    this.draft.complete = endsAsInstrument(joined) && balanced(joined);
  }

  finish(page: number | null): void {
    const draft = this.draft;
    this.draft = null;
    if (draft === null) return;
    // A slogan printed between two pages of contents can only stand before the title's own first line.
    let first = 0;
    for (let k = draft.words.length - 1; k > 0; k--) {
      if (/关于|關於/.test(draft.words[k] ?? '') && !/^(关于|關於)/.test(draft.words[k] ?? '')) {
        first = k;
        break;
      }
    }
    if (first > 0 && /关于|關於/.test(draft.words.slice(0, first).join(''))) first = 0;
    // A slogan at the foot of a page is no entry where all the others have a number or a page.
    const slogan = draft.number === null && page === null && this.entries.length > 0;
    if (slogan && this.entries.every((e) => e.page !== null || e.number !== null)) {
      const words = draft.words.join('');
      if (!/关于|關於/.test(words) && (/\s/.test(words.trim()) || words.length < 12)) return;
    }
    const embedded = extractNumber(draft.words.slice(first).join('\n'));
    const title = joinTitle(embedded.title);
    if (title === '') return;
    const span = printSpan(this.doc, draft.from + first, draft.to);
    this.entries.push({ section: this.section, title, number: draft.number ?? embedded.number, page, span });
    this.titles.add(fold(title));
    this.to = draft.to + 1;
    if (draft.words.length - first > 1) this.doc.transforms.push({ kind: 'title_join', span });
  }
}

/** 关于…的通知 from 某区人民政府关于…的通知: contents may leave the issuer out. Anything else as it is. */
export function withoutIssuer(title: string): string {
  const about = title.search(/关于|關於/);
  return about >= 3 && isBodyName(title.slice(0, about)) ? title.slice(about) : title;
}

/** A new entry starts with a bullet, a body's name, 关于 or the like; never with the tail of a title. */
function startsTitle(words: string, marked: boolean): boolean {
  return marked || !/^(的|》|”|和|与|及|、|实施|通知|（|\()/.test(words);
}

function balanced(s: string): boolean {
  return count(s, '《') === count(s, '》') && count(s, '“') === count(s, '”');
}

function count(s: string, ch: string): number {
  return s.split(ch).length - 1;
}

/** A number printed within the entry's text, at its end or its start. */
function extractNumber(s: string): { title: string; number: string | null } {
  const tail =
    /[（(]?\s*([^\s《》（）()，。、…·]{1,24}[〔[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*第?\d{1,5}\s*[号號])\s*[)）]?$/.exec(
      s,
    );
  if (tail !== null && tail.index > 0) {
    const number = readNumber(tail[1] ?? '');
    if (number !== null) return { title: s.slice(0, tail.index), number };
  }
  const head =
    /^[（(]?\s*(\S{1,24}?[〔[［]\s*(?:19|20)\d\d\s*[〕\]］]\s*第?\d{1,5}\s*[号號])\s*[)）]?\s*/.exec(s);
  if (head !== null) {
    const number = readNumber(head[1] ?? '');
    if (number !== null) return { title: s.slice(head[0].length), number };
  }
  return { title: s, number: null };
}

/** Splits a trailing page number off: `… 12`, `......12`, `（12）`, or nothing but dots and a page. */
function splitPage(printed: string): { text: string; page: number | null } {
  const last = printed.charCodeAt(printed.length - 1);
  const wide = (last >= 0xff10 && last <= 0xff19) || /[０-９]\s*[)）]$/.test(printed);
  const words = wide ? printed.replace(/[０-９]+(?=\s*[)）]?$)/, (d) => d.normalize('NFKC')) : printed;
  const m = /^(.*?)(\s*[.…·．。_\-—\s]*)([（(]?\s*)(\d{1,4})(\s*[)）]?)$/s.exec(words);
  if (m === null) return { text: words, page: null };
  const [, text = '', leader = '', open = '', digits = '', close = ''] = m;
  const bracketed = /[（(]/.test(open) && /[)）]/.test(close);
  if (/[（(]/.test(open) !== /[)）]/.test(close)) return { text: words, page: null };
  const set = text === '' || leader !== '' || bracketed || /[)）》]$/.test(text);
  if (!set || (text !== '' && leader === '' && !bracketed && /\d$/.test(text)))
    return { text: words, page: null };
  return { text: text.trim(), page: Number(digits) };
}
