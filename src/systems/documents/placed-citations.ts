/** Where in a clause's joined words its citations stand, so that the page can make links of them. */
import { numberKey, titleKey } from '#engines/law/name.ts';

/** A mention as it was read: title, number or both. */
export type Mention = { readonly title: string | null; readonly number: string | null };

export type Placed<M extends Mention> = {
  readonly mention: M;
  /** `[start, end)` of the words in UTF-16 units. */
  readonly start: number;
  readonly end: number;
};

/**
 * Finds the mentions in `text`. They are looked for in the order given, which is the order of print; one that
 * cannot be found is left out. Finds never overlap.
 */
export function placeCitations<M extends Mention>(text: string, mentions: readonly M[]): Placed<M>[] {
  const titles = titleSpans(text);
  const numbers = numberSpans(text);
  const placed: Placed<M>[] = [];
  let from = 0;
  for (const mention of mentions) {
    const span = spanOf(text, mention, titles, numbers, from);
    if (!span) continue;
    placed.push({ mention, start: span[0], end: span[1] });
    from = span[1];
  }
  return placed;
}

type Span = readonly [start: number, end: number];
type Keyed = { readonly span: Span; readonly key: string };

function spanOf(
  text: string,
  mention: Mention,
  titles: readonly Keyed[],
  numbers: readonly Keyed[],
  from: number,
): Span | undefined {
  const number = mention.number === null ? undefined : findKey(numbers, numberKey(mention.number), from);
  if (mention.title === null) return number;
  const title = findKey(titles, titleKey(mention.title), from) ?? bareTitle(text, mention.title, from);
  if (!title) return number;
  // The number belongs to the title only when nothing but brackets stands between.
  if (!number || !/^[\s（(〔［[]*$/u.test(text.slice(title[1], number[0]))) return title;
  const closing = /^[\s]*[）)〕］\]]/u.exec(text.slice(number[1]))?.[0].length ?? 0;
  const opened = /[（(]/u.test(text.slice(title[1], number[0]));
  return [title[0], number[1] + (opened ? closing : 0)];
}

const findKey = (spans: readonly Keyed[], key: string, from: number): Span | undefined =>
  spans.find((s) => s.span[0] >= from && s.key === key)?.span;

/** A title without marks counts only when it is long enough not to be an ordinary word. */
const BARE_TITLE_LENGTH_MIN = 6;
function bareTitle(text: string, title: string, from: number): Span | undefined {
  if (title.length < BARE_TITLE_LENGTH_MIN) return undefined;
  const at = text.indexOf(title, from);
  return at < 0 ? undefined : [at, at + title.length];
}

/** Every 《…》 with its pair; an inner 《》 does not end the outer. */
function titleSpans(text: string): Keyed[] {
  const spans: Keyed[] = [];
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '《') open.push(at);
    else if (text[at] === '》') {
      const start = open.pop();
      if (start !== undefined)
        spans.push({ span: [start, at + 1], key: titleKey(text.slice(start, at + 1)) });
    }
  }
  return spans.sort((a, b) => a.span[0] - b.span[0]);
}

const NUMBER =
  /[\p{Script=Han}A-Za-z·]{1,20}\s*[〔［[（(【﹝]\s*\d{4}\s*[〕］\]）)】﹞]\s*第?\s*[\d-]{1,8}\s*号/gu;

/** Every document number; words that run into it in front are dropped one by one. */
function numberSpans(text: string): Keyed[] {
  const spans: Keyed[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const end = match.index + match[0].length;
    for (let start = match.index; /[^\s〔［[（(【﹝]/u.test(text[start] ?? '〔'); start++) {
      spans.push({ span: [start, end], key: numberKey(text.slice(start, end)) });
    }
  }
  return spans;
}
