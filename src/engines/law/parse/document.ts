/**
 * The text under parse with its lines, and the questions that several passes ask of a line.
 */
import type { Span, Transform } from './artifact.ts';
import { digitOf, fold, isBodyName, readDateLine } from './chars.ts';
import { Series } from './label.ts';
import { type Line, readLines } from './lines.ts';

export type Doc = {
  text: string;
  /** `text` with half-width digits and line feeds, unit for unit: what the readers ask; what is reported is `text`. */
  plain: string;
  lines: Line[];
  transforms: Transform[];
  /** Width at which the text's lines are wrapped, in characters; 0 when they are not. */
  width: number;
};

export function openDoc(text: string): Doc {
  const plain = plainText(text);
  const lines = readLines(plain);
  return { text, plain, lines, transforms: [], width: wrapWidth(text, lines) };
}

function plainText(text: string): string {
  const breaks = text.includes('\n') ? text : text.replaceAll('\r', '\n');
  return /[０-９]/.test(breaks) ? halfDigits(breaks) : breaks;
}

/** Most lines that end without a stop and go on in the next line have one length: the text is hard-wrapped. */
function wrapWidth(text: string, lines: Line[]): number {
  const counts = new Map<number, number>();
  let total = 0;
  for (let i = 0; i + 1 < lines.length && total < 5000; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (line?.kind !== 'text' || next?.kind !== 'text' || next.gap > 0 || next.label !== null) continue;
    const n = line.printEnd - line.rawStart;
    if (n < 15 || n > 80 || SENTENCE_END.has(text.charCodeAt(line.end - 1))) continue;
    counts.set(n, (counts.get(n) ?? 0) + 1);
    total++;
  }
  let best = 0;
  for (const [n, count] of counts) if (count > (counts.get(best) ?? 0)) best = n;
  const near = [-2, -1, 0, 1, 2].reduce((sum, d) => sum + (counts.get(best + d) ?? 0), 0);
  return total >= 4 && near * 2 >= total ? best : 0;
}

export function wordsOf(doc: Doc, i: number): string {
  const line = doc.lines[i];
  return line === undefined ? '' : doc.plain.slice(line.start, line.end);
}

/** Span from the first word of line `from` to the last word of line `to`. */
export function lineSpan(doc: Doc, from: number, to = from): Span {
  return [doc.lines[from]?.start ?? 0, doc.lines[to]?.end ?? 0];
}

/** Span of lines `from` to `to` with their Markdown marks: what a part claims of the printed text. */
export function printSpan(doc: Doc, from: number, to = from): Span {
  return [doc.lines[from]?.printStart ?? 0, doc.lines[to]?.printEnd ?? 0];
}

const SENTENCE_END = new Set([...'。；！？：，、;:!?,…'].map((ch) => ch.charCodeAt(0)));

/** A line that may be (part of) a title: short, unlabelled, no sentence in it. */
export function isTitleLine(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text') return false;
  if (line.label !== null && (!line.label.weak || line.label.series <= Series.article)) return false;
  const n = line.end - line.start;
  if (n < 2 || n > 120 || SENTENCE_END.has(doc.text.charCodeAt(line.end - 1))) return false;
  const words = doc.text.slice(line.start, line.end);
  // 标题：…, 发文机关：… are a page's data about a document, no title of it.
  return !words.includes('。') && !/^[\u4e00-\u9fff\s•·]{2,9}[：:]/.test(words);
}

const ISSUANCE_END =
  /(通知|决定|決定|意见|意見|公告|通告|公示|公报|公報|令|批复|批覆|批復|复函|函|通报|通報|决议|決議|议案|議案|纪要|紀要|报告|報告|请示|請示)$/;
const INSTRUMENT_END =
  /(方案|办法|辦法|规定|規定|细则|細則|条例|條例|规划|規劃|计划|計劃|纲要|綱要|规则|規則|规程|規程|程序|制度|预案|預案|清单|清單|目录|目錄|名单|名單|指南|标准|標準|要点|要點|措施|章程|声明|聲明|分工|任务|表|法|机制|機制|准则|準則|守则|须知|導則|导则|规范|規範|指引|解释|解釋|台账|格式|样式|书|合同|协议|公约)$/;

/** 《…的通知》: a title printed in title marks as a whole. */
export function isInMarks(title: string): boolean {
  if (title.charAt(0) !== '《' || !title.endsWith('》')) return false;
  let depth = 0;
  for (let i = 0; i < title.length - 1; i++) {
    if (title.charAt(i) === '《') depth++;
    else if (title.charAt(i) === '》' && --depth === 0) return false;
  }
  return true;
}

/** Title without its closing bracket groups（试行）, footnote marks and quotes: what its form is read from. */
function titleCore(title: string): string {
  let s = title.replace(/\s+/g, '').replace(/\^?\[\d+\]\^?$/, '');
  if (isInMarks(s)) s = s.slice(1, -1);
  for (let k = 0; k < 3; k++) {
    const cut = s.replace(/[（(][^（）()]{1,30}[)）]$/, '').replace(/[*”"』」]+$/, '');
    if (cut === s || cut === '') break;
    s = cut;
  }
  return s;
}

export function endsAsIssuance(title: string): boolean {
  return ISSUANCE_END.test(titleCore(title).slice(-4));
}

export function endsAsInstrument(title: string): boolean {
  const core = titleCore(title).slice(-4);
  return ISSUANCE_END.test(core) || INSTRUMENT_END.test(core);
}

/** 目录, with or without inner blanks. */
export function isContentsHead(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 12) return false;
  return /^(本期)?(目录|目錄|目次|要目)$/.test(wordsOf(doc, i).replace(/\s+/g, ''));
}

/** 【规范性文件】 alone on a line: its inner text, else null. */
export function readSectionHead(doc: Doc, i: number): string | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 32) return null;
  const m = /^[【〖[［]\s*([^【】[\]0-9]{2,24}?)\s*[】〗\]］]$/.exec(doc.text.slice(line.start, line.end));
  return m?.[1] ?? null;
}

export function readDate(doc: Doc, i: number): string | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 24) return null;
  const c = doc.text.charAt(line.end - 1);
  if (!'日）)。'.includes(c) && digitOf(c.charCodeAt(0)) < 0) return null;
  return readDateLine(wordsOf(doc, i));
}

/** （此件公开发布）: true, another disclosure mark: false, no such mark: null. */
export function readDisclosure(doc: Doc, i: number): boolean | null {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 40) return null;
  const first = doc.text.charAt(line.start);
  if (first !== '（' && first !== '(' && first !== '此') return null;
  const s = wordsOf(doc, i).replace(/\s+/g, '');
  if (/此件(主动|主動)?公[开開](发布|發布|發佈)?[)）]?$/.test(s) || /此件(删减后|刪減後)公[开開]/.test(s))
    return true;
  return /(不予|不|依申请|依申請|不宜)公[开開]/.test(s) && /^[（(]?此件/.test(s) ? false : null;
}

const NUMBER =
  /^([^\d〔〕[\]()（）【】，。；：、《》,;:]{1,24})[〔[［(（【„]((?:19|20)\d\d)[〕\]］)）】‟](第?0*\d{1,5}(?:-\d+)?)[号號]$/;

function halfDigits(s: string): string {
  return s.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0));
}

/** 银政发〔2023〕5号, with any brackets, alone or bracketed: folded to 〔〕 without blanks; else null. */
export function readNumber(raw: string): string | null {
  if (raw.length > 60) return null;
  let s = halfDigits(raw.replace(/\s+/g, '')).replace(/^(发文字号|文号)[：:]/, '');
  const outer = /^[（(](.*[号號])[)）]$/.exec(s);
  if (outer !== null) s = outer[1] ?? s;
  const m = NUMBER.exec(s);
  return m === null ? null : `${m[1]}〔${m[2]}〕${m[3]}${s.slice(-1)}`;
}

/** 環署空字第1111083021號, 勞動條3字第1120148123號: the number form of orders in traditional characters. */
const SERIAL_NUMBER = /^[\u4e00-\u9fff]{1,12}\d{0,2}字第\d{5,12}[號号][令函]?$/;

/** The number that stands alone on a line, else null. */
export function readNumberLine(doc: Doc, i: number): string | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 90) return null;
  const last = doc.text.slice(Math.max(line.start, line.end - 4), line.end);
  if (!last.includes('号') && !last.includes('號')) return null;
  return readNumber(wordsOf(doc, i)) ?? readFirstNumber(wordsOf(doc, i));
}

/** A joint notice prints a number for each of its issuers on one line: the first is its own. */
function readFirstNumber(words: string): string | null {
  const parts = words.split(/(?<=[号號])\s+/);
  if (parts.length < 2) return null;
  const numbers = parts.map(readNumber);
  return numbers.includes(null) ? null : (numbers[0] ?? null);
}

/** The serial number that stands alone on a line below a title, else null. */
export function readSerialNumber(doc: Doc, i: number): string | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.end - line.start > 40) return null;
  const words = halfDigits(wordsOf(doc, i).replace(/\s+/g, '')).replace(/^(发文字号|發文字號|文號)[：:]/, '');
  return SERIAL_NUMBER.test(words) ? words : null;
}

/** 第89号 or 2023年第5号: the number of an order or announcement, which its title completes. */
export function readOrderNumberLine(doc: Doc, i: number): string | null {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 16) return null;
  const s = wordsOf(doc, i).replace(/\s+/g, '');
  return /^[（(]?((19|20)\d\d年)?第[0-9一二三四五六七八九十百〇零]{1,5}[号號][)）]?$/.test(s)
    ? s.replace(/[（()）]/g, '')
    : null;
}

/** The issuing bodies named on a line, or null when the line holds anything else. */
export function readBodies(doc: Doc, i: number): string[] | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind !== 'text' || line.label !== null || line.end - line.start > 90)
    return null;
  const parts = wordsOf(doc, i).split(/\s+/);
  const bodies: string[] = [];
  for (let k = 0; k < parts.length; ) {
    let name = parts[k++] ?? '';
    while (!isBodyName(name) && k < parts.length) name += parts[k++] ?? '';
    if (!isBodyName(name)) return null;
    bodies.push(name);
  }
  return bodies.length > 0 ? bodies : null;
}

export function foldedLine(doc: Doc, i: number): string {
  return fold(wordsOf(doc, i));
}

export type AnnexMark = { label: string; titleStart: number | null };

/** 附件, 附件 2, 附件1：标题: the annex label and where an inline title begins; else null. */
export function readAnnexMark(doc: Doc, i: number): AnnexMark | null {
  const line = doc.lines[i];
  if (line === undefined || line.kind === 'furniture' || doc.text.charCodeAt(line.start) !== 0x9644)
    return null;
  const words = doc.text.slice(line.start, Math.min(line.end, line.start + 120));
  const m =
    /^(附件|附錄|附录|附表|附图)\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*(-\s*\d+)?\s*([：:.．、]?)\s*/.exec(
      words,
    );
  if (m === null) return null;
  const label = (m[1] ?? '') + (m[2] ?? '').normalize('NFKC') + (m[3] ?? '').replace(/\s+/g, '');
  const rest = (m[0] ?? '').length;
  if (line.start + rest >= line.end) return { label, titleStart: null };
  // 附件材料应当…: a sentence that begins with the word.
  if (m[2] === undefined && (m[4] ?? '') === '') return null;
  return { label, titleStart: line.start + rest };
}
