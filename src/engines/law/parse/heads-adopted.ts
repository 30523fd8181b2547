/**
 * Heads that a line other than a number or addressees proves: the note of a meeting's adoption, acts of appointment,
 * a number in the title itself; and titles that begin no issuance because the one before issues them.
 */
import { fold } from './chars.ts';
import { type Doc, foldedLine, isTitleLine, readBodies, readDate, wordsOf } from './document.ts';
import type { Head } from './head.ts';

const ISSUES = /(印发|发布|公布|颁布|转发|批转|下发|施行|印發|發布|發佈|頒布|轉發|批轉)/;
/** How far into an order's first paragraph the title may stand, and how many lines of it are looked at. */
const LEAD_MAX = 40;
const LINES_MAX = 4;

/** Whether the notice or order before it issues the document of this head, by naming its title: then it is no issuance of its own. */
export function isIssuedBy(doc: Doc, before: Head | undefined, head: Head): boolean {
  if (before === undefined || head.titleFrom < before.body) return false;
  const title = `《${fold(lineWords(doc, head.titleFrom, head.titleTo))}》`;
  const own = fold(lineWords(doc, before.titleFrom, before.titleTo));
  if (ISSUES.test(own) && own.includes(title)) return true;
  for (let i = before.body; i < Math.min(head.titleFrom, before.body + LINES_MAX); i++) {
    const said = foldedLine(doc, i);
    const at = said.indexOf(title);
    if (at >= 0 && at < LEAD_MAX && ISSUES.test(said.slice(at + title.length))) return true;
  }
  return false;
}

export function lineWords(doc: Doc, from: number, to: number): string {
  let words = '';
  for (let i = from; i <= to; i++) words += wordsOf(doc, i);
  return words;
}

/** （2024年3月28日…第十六次会议通过）: the note under the title of what a meeting decided. */
export function isAdoption(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 160 || !'（('.includes(doc.text.charAt(line.start)))
    return false;
  return /^[（(]\s*[12]\d{3}年\d{1,2}月\d{1,2}日[\s\S]*(通过|公布|发布|批准|修订|修正)\s*[)）]$/.test(
    wordsOf(doc, i),
  );
}

/** A list or decision of a meeting, by the note of its adoption on line `note`: no mark of an end need stand before it. */
export function adoptedTitle(doc: Doc, note: number, floor: number): { from: number; to: number } | null {
  const to = note - 1;
  const last = wordsOf(doc, to).replace(/\s+/g, '');
  if (!isTitleLine(doc, to) || !/(名单|名單|决定|決定|决议|決議|公告)$/.test(last)) return null;
  let from = to;
  if (from > floor && (doc.lines[from]?.gap ?? 9) <= 1 && readBodies(doc, from - 1) !== null) from--;
  return lineWords(doc, from, to).length < 6 ? null : { from, to };
}

/** 国务院任免国家工作人员: such a title with 任命…为…, perhaps below a date, right under it. */
export function isActsTitle(doc: Doc, title: string, next: number): boolean {
  if (!/任免.{0,8}(人员|人員|名单|名單)$/.test(title)) return false;
  const at = readDate(doc, next) === null ? next : next + 1;
  return /^([一1][、.．]\s*)?(决定)?(任命|免去)/.test(wordsOf(doc, at).slice(0, 12));
}

/** 第57/2016號行政命令: an order whose title is its number. */
export function isNumberTitle(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 30 || doc.text.charAt(line.start) !== '第') return false;
  return /^第\d{1,4}\/\d{2,4}(\/[A-Z])?[号號][\u4e00-\u9fff]{0,12}(批示|命令|法律|法令|法规|法規|决议|決議|公告)$/.test(
    wordsOf(doc, i).replace(/\s+/g, ''),
  );
}
