/** Two places of the text compared as an editor compares them, with the exact place of what differs. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { ProofText } from '../proof-text.ts';
import { difference, fold } from './wording.ts';

/** Folded words, each character with its place in the text. */
export type Folded = { readonly words: string; readonly span: (start: number, end: number) => Span };

/** The words at a span, without blanks and with widths, brackets and quotation marks folded. */
export function foldedAt(text: ProofText, span: Span): Folded {
  const flow = text.flow(span);
  let words = '';
  const places: number[] = [];
  let i = 0;
  for (const ch of flow.words) {
    for (const c of fold(ch)) {
      words += c;
      places.push(i);
    }
    i += ch.length;
  }
  return {
    words,
    span: (start, end) => {
      const from = places[start] ?? flow.words.length;
      return end > start
        ? flow.span(from, (places[end - 1] ?? flow.words.length - 1) + 1)
        : flow.span(from, from);
    },
  };
}

export type Differing = {
  /** What stands at the first place, with as much around it as makes it readable. */
  here: string;
  there: string;
  span: Span;
};

/** The smallest piece in which the part [from, to) of `place` differs from `other`; at least two characters of it. */
export function differing(place: Folded, other: string, from = 0, to = place.words.length): Differing {
  const own = place.words.slice(from, to);
  const d = difference(own, other);
  let start = d.start;
  let end = d.start + d.a.length;
  let otherEnd = d.start + d.b.length;
  while ((end - start < 2 || otherEnd - start < 2) && (start > 0 || end < own.length)) {
    if (end < own.length && (start === 0 || end - start < 1 || otherEnd - start < 1)) {
      end++;
      otherEnd++;
    } else if (start > 0) start--;
    else break;
  }
  return {
    here: own.slice(start, end),
    there: other.slice(start, otherEnd),
    span: place.span(from + start, from + end),
  };
}
