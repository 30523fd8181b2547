/** What no rule claimed: the non-blank stretches outside every claimed span. */
import type { Span } from './artifact.ts';
import { skipBlank, trimEnd } from './chars.ts';
import type { Doc } from './document.ts';

/** Claimed spans, sorted and merged. */
function mergeSpans(spans: Span[]): Span[] {
  const sorted = spans.filter(([a, b]) => a < b).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const merged: Span[] = [];
  for (const [a, b] of sorted) {
    const last = merged[merged.length - 1];
    if (last !== undefined && a <= last[1]) last[1] = Math.max(last[1], b);
    else merged.push([a, b]);
  }
  return merged;
}

/** Stretches of text outside the claims, in order; neighbouring lines without a blank line between are one stretch. */
export function findResidue(doc: Doc, claims: Span[]): { span: Span }[] {
  const claimed = mergeSpans(claims);
  const residue: { span: Span }[] = [];
  let c = 0;
  for (const line of doc.lines) {
    let at = line.rawStart;
    while (at < line.rawEnd) {
      while (c < claimed.length && (claimed[c]?.[1] ?? 0) <= at) c++;
      const claim = claimed[c];
      const stop = claim === undefined ? line.rawEnd : Math.min(line.rawEnd, Math.max(at, claim[0]));
      push(doc, residue, at, stop, line.gap > 0);
      if (claim === undefined || claim[0] >= line.rawEnd) break;
      at = Math.max(stop, Math.min(line.rawEnd, claim[1]));
    }
  }
  return residue;
}

function push(doc: Doc, residue: { span: Span }[], from: number, to: number, apart: boolean): void {
  const start = skipBlank(doc.text, from, to);
  const end = trimEnd(doc.text, start, to);
  if (start >= end) return;
  const last = residue[residue.length - 1];
  if (last !== undefined && !apart && skipBlank(doc.text, last.span[1], start) === start) last.span[1] = end;
  else residue.push({ span: [start, end] });
}
