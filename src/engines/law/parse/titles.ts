/** Titles over several lines: from their last line upwards, or from their first downwards. */
import { isBodyName } from './chars.ts';
import {
  type Doc,
  endsAsInstrument,
  endsAsIssuance,
  isTitleLine,
  readBodies,
  readDate,
  readDisclosure,
  readNumberLine,
  readSectionHead,
  wordsOf,
} from './document.ts';
import { isMasthead } from './front.ts';

export type Block = { from: number; to: number };

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

export function titleDown(doc: Doc, from: number): Block | null {
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

/** Whether every bracket and quotation mark of a title is closed. */
export function isBalanced(s: string): boolean {
  let depth = 0;
  for (const ch of s) {
    if (ch === '《' || ch === '（' || ch === '(' || ch === '“') depth++;
    else if (ch === '》' || ch === '）' || ch === ')' || ch === '”') depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** A line that never belongs to a title: a date, a number, a section heading, a mark. */
export function isBreak(doc: Doc, i: number): boolean {
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
