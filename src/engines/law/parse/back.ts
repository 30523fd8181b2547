/** Where the back matter of a gazette begins: its own name again, its 简介, or a cluster of imprint lines. */
import { fold } from './chars.ts';
import { type Doc, readDate, wordsOf } from './document.ts';
import { isMasthead, readImprintKey } from './front.ts';
import type { Head } from './head.ts';

/** First line of the back matter after the last issuance; the number of lines when there is none. */
export function findBack(doc: Doc, last: Head | undefined, title: string | null): number {
  const total = doc.lines.length;
  if (last === undefined) return total;
  const name = title === null ? null : fold(title);
  let imprint = 0;
  let firstImprint = total;
  let own = false;
  for (let i = last.body; i < total; i++) {
    const line = doc.lines[i];
    if (line === undefined || line.kind !== 'text' || line.end - line.start > 60) continue;
    const words = wordsOf(doc, i);
    if (
      isAbout(words, name) ||
      (isMasthead(words) && name !== null && fold(words) === name && endsSoon(doc, i))
    )
      return i;
    // 主任：…, 成员：… above a signature are a document's own list, no editorial board.
    if (i - firstImprint > 12 || readDate(doc, i) !== null) {
      imprint = 0;
      own = false;
    }
    const pair = readImprintKey(words);
    if (pair === null) continue;
    if (imprint === 0) firstImprint = i;
    own ||= !/^(副?主任|副?主任委员|委员|副?组长|成员|顾问)$/.test(pair.key);
    if (++imprint >= 3 && own) return firstImprint;
  }
  return total;
}

/** 《…公报》简介, 编后记, 征订启事. */
function isAbout(words: string, name: string | null): boolean {
  const s = fold(words);
  if (s.length > 40) return false;
  return (
    /公[报報]》?(简介|簡介)$/.test(s) || (name !== null && s.includes(name) && /(简介|启事|说明)$/.test(s))
  );
}

/** The masthead as running head comes on every page; as back matter only an imprint follows it. */
function endsSoon(doc: Doc, i: number): boolean {
  for (let k = i + 1; k < Math.min(doc.lines.length, i + 5); k++)
    if (readImprintKey(wordsOf(doc, k)) !== null) return true;
  return i + 3 >= doc.lines.length;
}
