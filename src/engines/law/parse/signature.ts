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
    const end = bodies.length === 0 ? signedBelow(doc, i + 1, to, bodies) : i + 1;
    return { from: first, to: end, date, bodies };
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

/** 部　长　某某, 总理　某　某, 行政長官 某某: an office that signs alone, then a name. */
const OFFICE_AND_NAME =
  /^((?:代)?(?:总理|總理|主席|委员长|委員長|省长|省長|市长|市長|州长|盟长|区长|區長|县长|縣長|旗长|镇长|乡长|部长|部長|主任|主任委員|局长|局長|厅长|廳長|署长|行长|院长|院長|检察长|檢察長|署長|司令员|关长|司長|行政長官|行政长官))([\u4e00-\u9fff·○×]{2,4})$/;

/** 部　長　某某 on a line of its own below the text of a document whose `date` stands above it, or null. */
export function findSignatory(doc: Doc, from: number, to: number, date: string): Signature | null {
  for (let i = from; i < to; i++) {
    const line = doc.lines[i];
    if (line === undefined || line.label !== null || line.end - line.start > 20) continue;
    const bodies = signatory(doc, i);
    if (bodies !== null) return { from: i, to: i + 1, date, bodies };
  }
  return null;
}

/** Who signs below the date, as orders in traditional characters print it: 命令公佈。, 行政長官 某某. Returns the line after. */
function signedBelow(doc: Doc, from: number, to: number, bodies: string[]): number {
  const at = from < to && /^命令公[佈布]。?$/.test(wordsOf(doc, from)) ? from + 1 : from;
  const below = at < to ? signatory(doc, at) : null;
  if (below === null) return from;
  bodies.push(...below);
  return at + 1;
}

/** 区长 某某 under an order. */
function signatory(doc: Doc, i: number): string[] | null {
  const words = wordsOf(doc, i);
  if (words.length >= 24) return null;
  const close = OFFICE_AND_NAME.exec(words.replace(/[\s：:]+/g, ''));
  if (close?.[1] !== undefined) return [`${close[1]} ${close[2]}`];
  const spaced = /^[^\s，。：；]{1,12}[长長任席记]\s*[：:]?\s+\S[\s\S]{0,10}$/.test(words);
  return spaced ? [words.replace(/\s+/g, ' ')] : null;
}
