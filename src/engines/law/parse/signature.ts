/** Signatures: the issuing bodies or the person who signs, and the date below them. */
import { type Doc, readBodies, readDate, wordsOf } from './document.ts';

/** Lines [from, to), the date, and who signed, in print order. */
export type Signature = { from: number; to: number; date: string; bodies: string[] };

/** The date line with the signing bodies above it: lines [from, to), or null. */
export function findSignature(doc: Doc, from: number, to: number): Signature | null {
  for (let i = from; i < to; i++) {
    const line = doc.lines[i];
    if (line === undefined || line.kind !== 'text') continue;
    const inline = signedInline(doc, i);
    const date = inline?.date ?? readDate(doc, i);
    if (date === null) continue;
    let first = i;
    const bodies: string[] = inline?.bodies ?? [];
    while (first > from && i - first < 6) {
      const above = readBodies(doc, first - 1) ?? signatory(doc, first - 1);
      if (above === null) break;
      bodies.unshift(...above);
      first--;
    }
    return { from: first, to: i + 1, date, bodies };
  }
  return null;
}

/** `某某区人民政府 2023年9月30日` on one line. */
function signedInline(doc: Doc, i: number): { bodies: string[]; date: string } | null {
  const line = doc.lines[i];
  if (line === undefined || line.end - line.start > 70 || doc.text.charAt(line.end - 1) !== '日') return null;
  const m = /^(\D{4,50}?)\s*((?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)$/.exec(wordsOf(doc, i));
  if (m === null || line.label !== null || /[，。；：于自至]/.test(m[1] ?? '')) return null;
  const day = /(\d+)\D+(\d+)\D+(\d+)/.exec(m[2] ?? '');
  const name = (m[1] ?? '').trim();
  if (day === null || !/[府会會室局委厅廳部院处處办辦]$/.test(name)) return null;
  const pad = (s: string | undefined) => (s ?? '').padStart(2, '0');
  return { bodies: name.split(/\s+/), date: `${day[1]}-${pad(day[2])}-${pad(day[3])}` };
}

/** 区长 某某 under an order. */
function signatory(doc: Doc, i: number): string[] | null {
  const words = wordsOf(doc, i);
  const spaced = /^[^\s，。：；]{1,12}[长長任席记]\s*[：:]?\s+\S[\s\S]{0,10}$/.test(words);
  const close =
    /^(总理|主席|委员长|省长|市长|州长|区长|县长|旗长|部长|主任|局长|厅长|署长|行长)[\u4e00-\u9fff·]{2,4}$/.test(
      words,
    );
  return (spaced || close) && words.length < 24 ? [words.replace(/\s+/g, ' ')] : null;
}
