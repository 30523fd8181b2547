/**
 * Front and back matter: the masthead, the editorial board and the imprint.
 */
import type { ParsedIssue, Span } from './artifact.ts';
import { isoDate } from './chars.ts';
import { type Doc, printSpan, wordsOf } from './document.ts';

const ROLES =
  /^(编委会主任|主任委员|副主任委员|主任|副主任|编委|委员|顾问|总编|总编辑|副总编|主编|副主编|执行主编|执行副主编|常务副主编|责任编辑|编辑|编审|审核|校对|责任校对|美术编辑|美编|编务|组长|副组长|成员)$/;
const KEYS =
  /^(主管|主管单位|主办|主办单位|编辑出版|编辑|出版|出版单位|编印|承办|地址|编辑部地址|邮编|邮政编码|电话|联系电话|编辑部电话|传真|邮箱|电子邮箱|电子邮件|信箱|E-?mail|网址|网站|发送对象|发送范围|赠阅范围|印数|印刷数量|期号|准印证|准印证号|刊号|国内统一刊号|印刷|印刷单位|承印|发行|发行方式|发行范围|出版日期|印刷日期|投稿邮箱|微信公众号)$/i;

type Pair = { key: string; value: string };

function readPair(words: string, keys: RegExp): Pair | null {
  const at = words.search(/[：:]/);
  if (at < 1 || at > 16) return null;
  const key = words.slice(0, at).replace(/\s+/g, '');
  return keys.test(key) ? { key, value: words.slice(at + 1).trim() } : null;
}

/** Key and value of an imprint or editor's line (地 址：…), else null. */
export function readImprintKey(words: string): Pair | null {
  if (words.length > 200) return null;
  return readPair(words, KEYS) ?? readPair(words, ROLES);
}

/** `耿 锋 张 腾` or `刘鹏 宋一凡`: the names; null when the words are anything else. */
function readNames(words: string): string[] | null {
  const parts = words.split(/[\s、，,]+/).filter((p) => p !== '');
  const names: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    let name = parts[i] ?? '';
    const next = parts[i + 1];
    if (name.length === 1 && next !== undefined && next.length === 1) {
      name += next;
      i++;
    }
    if (!/^[\u3400-\u9fff·]{2,12}$/u.test(name) || (name.length > 4 && !name.includes('·'))) return null;
    names.push(name);
  }
  return names.length > 0 ? names : null;
}

/** Whether a line is the name of a gazette as on its masthead. */
export function isMasthead(words: string): boolean {
  const s = words.replace(/\s+/g, '');
  return (
    s.length >= 4 &&
    s.length <= 30 &&
    /(政府|国务院|委员会|人大|法院|检察院|厅|局|部|委|省|市|县|区|州)(公报|公報)$/.test(s)
  );
}

/** 某县人民政府公报　　2024年第2期: name and issue on one line, as running heads print them. */
export function readMastheadLine(words: string): { title: string; issue: string } | null {
  if (words.length > 90 || !/公[报報]/.test(words)) return null;
  const m = /^(.{3,28}公[报報])([（(]?(?:(?:19|20)\d\d年?)?[·.]?第\d{1,4}期.{0,20})$/.exec(
    words.replace(/\s+/g, ''),
  );
  return m?.[1] !== undefined && m[2] !== undefined && isMasthead(m[1]) ? { title: m[1], issue: m[2] } : null;
}

export class IssueReader {
  readonly doc: Doc;
  issue: ParsedIssue;
  /** Lines that gave a fact of the issue itself. */
  readonly marks: Span[] = [];
  last: { add: (words: string, span: Span) => boolean } | null = null;

  constructor(doc: Doc) {
    this.doc = doc;
    this.issue = {
      title: null,
      year: null,
      number: null,
      runningNumber: null,
      date: null,
      organ: null,
      sponsor: null,
      editors: [],
      imprint: [],
    };
  }

  /** Reads the lines [from, to) of front or back matter; what it does not understand stays for the residue. */
  read(from: number, to: number): void {
    this.last = null;
    for (let i = from; i < to; i++) {
      const line = this.doc.lines[i];
      if (line === undefined || line.kind === 'tab' || line.kind === 'pipe') continue;
      const words = wordsOf(this.doc, i);
      if (words.length > 200) this.last = null;
      else this.take(i, words);
    }
  }

  /** The facts that other fields imply, once every line is read. */
  close(): ParsedIssue {
    const { issue } = this;
    const of = (key: string) =>
      issue.imprint.find((e) => e.key === key || e.key === `${key}单位`)?.value ?? null;
    issue.organ = of('主管') ?? issue.title?.replace(/(公报|公報)$/, '') ?? null;
    issue.sponsor = of('主办');
    const printed = of('期号');
    if (printed !== null) this.issueFacts(printed);
    if (issue.year === null && issue.date !== null) issue.year = Number(issue.date.slice(0, 4));
    return issue;
  }

  take(i: number, words: string): void {
    const span = printSpan(this.doc, i);
    if (this.takePair(words, span)) return;
    if (this.last?.add(words, span)) return;
    if (this.takeMasthead(words, span)) return;
    this.last = null;
  }

  takePair(words: string, span: Span): boolean {
    const editor = readPair(words, ROLES);
    if (editor !== null) {
      const entry = { role: editor.key, names: readNames(editor.value) ?? [], span };
      if (entry.names.length === 0 && editor.value !== '') entry.names = [editor.value];
      this.issue.editors.push(entry);
      this.last = {
        add: (more, at) => {
          const names = readNames(more);
          if (names === null) return false;
          entry.names.push(...names);
          entry.span = [entry.span[0], at[1]];
          return true;
        },
      };
      return true;
    }
    const pair = readPair(words, KEYS);
    if (pair === null) return false;
    const entry = { key: pair.key, value: pair.value.replace(/^<(.*)>$/, '$1'), span };
    this.issue.imprint.push(entry);
    let lines = 1;
    this.last = {
      add: (more, at) => {
        if (
          ++lines > 4 ||
          more.length > 40 ||
          isMasthead(more) ||
          /期[）)]?$|出版$/.test(more) ||
          /公报》?简介/.test(more)
        )
          return false;
        entry.value += more;
        entry.span = [entry.span[0], at[1]];
        return true;
      },
    };
    return true;
  }

  takeMasthead(words: string, span: Span): boolean {
    const s = words.replace(/\s+/g, '');
    const both = readMastheadLine(words);
    if (both !== null) {
      this.issue.title ??= both.title;
      this.issueFacts(both.issue);
      this.marks.push(span);
      this.last = null;
      return true;
    }
    if (isMasthead(words)) {
      this.issue.title ??= s;
      this.marks.push(span);
      this.last = null;
      return true;
    }
    if (s.length <= 40 && this.issueFacts(s)) {
      this.marks.push(span);
      this.last = null;
      return true;
    }
    return false;
  }

  /** Year, number, running number and date of the issue, as far as the words tell them. */
  issueFacts(words: string): boolean {
    const s = words.replace(/\s+/g, '');
    const { issue } = this;
    const running = /[总總](?:第(\d{1,5})[期号號]|[号號][：:]?(\d{1,5}))/.exec(s);
    const number = /(?<![总總])第(\d{1,4})[期号號]/.exec(s);
    const year = /^(19\d\d|20\d\d)年?$/.exec(s) ?? /(19\d\d|20\d\d)年?第\d{1,4}[期号]/.exec(s);
    const day = /((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日(?:出版|印发|印刷|发行)?[)）]?$/.exec(s);
    if (day !== null) issue.date ??= isoDate(Number(day[1]), Number(day[2]), Number(day[3]));
    if (running !== null) issue.runningNumber ??= Number(running[1] ?? running[2]);
    if (number !== null) issue.number ??= Number(number[1]);
    if (year !== null) issue.year ??= Number(year[1]);
    return running !== null || number !== null || year !== null || day !== null;
  }
}
