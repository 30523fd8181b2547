/** The whole text as passages: clauses, table rows and, between them, lines; each reads across printed line breaks. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Flow, PlacedClause, ProofText } from '../proof-text.ts';

export type Passage = {
  readonly kind: 'clause' | 'row' | 'line';
  readonly span: Span;
  readonly flow: Flow;
  /** Index of the issuance that holds it, or -1 (front and back matter). */
  readonly issuance: number;
  readonly clause: PlacedClause | null;
};

const kept = new WeakMap<ProofText, readonly Passage[]>();

/** Every word of the text once, in print order. Made once for a text. */
export function passagesOf(text: ProofText): readonly Passage[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const made = makePassages(text);
  kept.set(text, made);
  return made;
}

type Piece = { kind: 'clause' | 'row'; span: Span; clause: PlacedClause | null };

function makePassages(text: ProofText): Passage[] {
  const pieces: Piece[] = [];
  for (const placed of text.clauses)
    pieces.push({ kind: 'clause', span: placed.clause.span, clause: placed });
  for (const { table } of text.tables)
    for (const span of table.rowSpans) pieces.push({ kind: 'row', span, clause: null });
  pieces.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  const bounds = text.artifact.issuances.map((i) => i.span);
  const out: Passage[] = [];
  let issuance = 0;
  const push = (kind: Passage['kind'], span: Span, clause: PlacedClause | null): void => {
    while (issuance < bounds.length && (bounds[issuance]?.[1] ?? 0) <= span[0]) issuance++;
    const bound = bounds[issuance];
    const inside = bound !== undefined && bound[0] <= span[0];
    out.push({ kind, span, flow: text.flow(span), issuance: inside ? issuance : -1, clause });
  };
  let at = 0;
  for (const { kind, span, clause } of pieces) {
    if (span[0] < at) continue;
    for (const line of linesIn(text.text, at, span[0])) push('line', line, null);
    push(kind, span, clause);
    at = span[1];
  }
  for (const line of linesIn(text.text, at, text.text.length)) push('line', line, null);
  return out;
}

function* linesIn(text: string, from: number, to: number): Iterable<Span> {
  let start = from;
  while (start < to) {
    let end = text.indexOf('\n', start);
    if (end === -1 || end > to) end = to;
    let first = start;
    let last = end;
    while (first < last && text.charAt(first).trim() === '') first++;
    while (last > first && text.charAt(last - 1).trim() === '') last--;
    if (last > first) yield [first, last];
    start = end + 1;
  }
}

/** The places of a pattern (with the flag `g`) in a passage, each with its span in the text. */
export function* matches(
  { flow }: Passage,
  pattern: RegExp,
): Iterable<{ match: RegExpMatchArray; index: number; span: Span }> {
  for (const match of flow.words.matchAll(pattern)) {
    const index = match.index ?? 0;
    yield { match, index, span: flow.span(index, index + match[0].length) };
  }
}

/** Sentences beside those of statistics bulletins, whose figures have rules that know their indicators; no table rows. */
export function* proseOf(text: ProofText): Iterable<Passage> {
  const bulletins = new Set(text.artifact.figures.map(({ issuance }) => issuance));
  for (const passage of passagesOf(text))
    if (passage.kind !== 'row' && !bulletins.has(passage.issuance)) yield passage;
}
