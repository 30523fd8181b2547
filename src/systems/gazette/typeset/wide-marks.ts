/**
 * Commas, colons and brackets that a text has in half width between Chinese words, in the full width that they are
 * set in (GB/T 15834-2011, 5.1). Text extraction and old word processors leave both kinds in one paragraph. The mark
 * stays the same mark: NFKC of what is set is NFKC of what was given.
 */
const WIDE = String.raw`\p{Script=Han}\u3001-\u3011\u3014-\u301b\uff01-\uff60\u201c\u201d\u2018\u2019\u2026`;
const isWide = new RegExp(`[${WIDE}]`, 'u');
const HAN = /\p{Script=Han}/u;

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ':': '：',
  ';': '；',
  '?': '？',
  '!': '！',
  '(': '（',
  ')': '）',
};

/** After a Chinese word or mark; before one; or at the end of a Chinese sentence: `增长8%;`. */
const STOP = new RegExp(`(?<=[${WIDE}])[,:;?!]+|[,;?!]+(?=[${WIDE}])|[,;](?=$)`, 'gu');

/** @param text one line */
export function wideMarks(text: string): string {
  if (!/[,:;?!()]/u.test(text) || !HAN.test(text)) return text;
  return brackets(text).replace(STOP, (marks) => marks.replace(/./gu, (mark) => FULL[mark] ?? mark));
}

/** A pair of brackets has one width, whichever each was given in. */
function brackets(text: string): string {
  const marks = text.split('');
  const open: number[] = [];
  const put = (at: number): void => {
    marks[at] = FULL[marks[at] as string] ?? (marks[at] as string);
  };
  const wideAt = (at: number): boolean => isWide.test(text[at] ?? '');
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '(' || mark === '（') open.push(at);
    if (mark !== ')' && mark !== '）') continue;
    const from = open.pop();
    // Its other half stands in another piece of the text.
    if (from === undefined) {
      if (mark === ')' && wideAt(at - 1)) put(at);
      continue;
    }
    const begins = from === 0 && wideAt(at + 1);
    const wide = mark === '）' || text[from] === '（';
    if (wide || begins || wideAt(from - 1) || HAN.test(text.slice(from, at))) {
      put(from);
      put(at);
    }
  }
  for (const at of open) if (wideAt(at - 1)) put(at);
  return marks.join('');
}
