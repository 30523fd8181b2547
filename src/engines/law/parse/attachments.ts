/** Lists of attachments: 附件：1. … 2. … at the end of a notice or of an instrument. */
import type { Issuance, Span } from './artifact.ts';
import { joinTitle } from './chars.ts';
import { type Doc, readAnnexMark } from './document.ts';
import { Series } from './label.ts';

/** 附件：1. … 2. …: the list of attachments at the end of a notice or of an instrument. */
export function readAttachments(
  doc: Doc,
  issuance: Issuance,
  taken: Set<number>,
  from: number,
  to: number,
  notice: boolean,
): void {
  for (let i = from; i < to; i++) {
    const mark = readAnnexMark(doc, i);
    if (mark === null || mark.titleStart === null) continue;
    if (!notice && !isList(doc, i, to)) continue;
    i = readList(doc, issuance, taken, i, { titleStart: mark.titleStart, label: mark.label }, to);
  }
}

/** A list is followed by the bare mark of the annex itself, or by nothing. */
function isList(doc: Doc, i: number, to: number): boolean {
  for (let k = i + 1; k < to; k++) {
    const line = doc.lines[k];
    if (line === undefined || line.kind !== 'text') return false;
    const mark = readAnnexMark(doc, k);
    if (mark !== null && mark.titleStart === null) return true;
    if (mark === null && line.label?.series !== Series.arabic && line.end - line.start > 40) return false;
  }
  return true;
}

function readList(
  doc: Doc,
  issuance: Issuance,
  taken: Set<number>,
  at: number,
  mark: { titleStart: number; label: string },
  to: number,
): number {
  let i = at;
  const { titleStart } = mark;
  const own = /\d|[一二三四五六七八九十]$/.test(mark.label.slice(2)) ? mark.label.slice(2) : null;
  const first = doc.lines[i];
  if (first === undefined) return i;
  const lead = /^\s*(\d{1,2})\s*[.．、]\s*/.exec(
    doc.plain.slice(titleStart, Math.min(first.end, titleStart + 8)),
  );
  const start = titleStart + (lead?.[0].length ?? 0);
  pushAttachment(doc, issuance, lead?.[1] ?? own, start, first.end, [first.start, first.end]);
  taken.add(i);
  let n = Number(lead?.[1] ?? 0);
  while (n > 0 && i + 1 < to) {
    const line = doc.lines[i + 1];
    if (line?.label?.series !== Series.arabic || line.label.n !== n + 1) break;
    i++;
    n++;
    pushAttachment(doc, issuance, String(n), line.label.textStart, line.end, [line.start, line.end]);
    taken.add(i);
  }
  return i;
}

function pushAttachment(
  doc: Doc,
  issuance: Issuance,
  label: string | null,
  from: number,
  to: number,
  span: Span,
): void {
  const title = joinTitle(doc.text.slice(from, to)).replace(/[。；;]$/, '');
  if (title !== '') issuance.attachments.push({ label, title, span });
}
