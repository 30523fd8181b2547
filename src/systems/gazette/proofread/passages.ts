/** The printed passages around findings, so that each is read where it stands. Pure. */
import type { Artifact, Span } from '#engines/law/parse/artifact.ts';

/** A piece of the text that is read as one: a paragraph, or one row of a table. */
export type Passage<F> = {
  readonly span: Span;
  /** Index of the issuance it stands in; null for front and back matter. */
  readonly issuance: number | null;
  readonly findings: readonly F[];
};

/** A paragraph longer than this is shown around its findings only. */
const LENGTH_MAX = 700;
const MARGIN = 120;

/** Groups findings by passage, in print order. Findings that reach over several paragraphs widen theirs. */
export function passagesOf<F extends { readonly span: readonly [number, number] }>(
  artifact: Artifact,
  findings: readonly F[],
): Passage<F>[] {
  const { text } = artifact.source;
  const passages: { span: Span; issuance: number | null; findings: F[] }[] = [];
  for (const finding of findings.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])) {
    const span = passageAround(text, finding.span);
    const last = passages.at(-1);
    if (last && span[0] < last.span[1]) {
      last.span = [Math.min(last.span[0], span[0]), Math.max(last.span[1], span[1])];
      last.findings.push(finding);
    } else passages.push({ span, issuance: issuanceAt(artifact, finding.span[0]), findings: [finding] });
  }
  return passages;
}

/** Index of the issuance that a place stands in. */
export function issuanceAt({ issuances }: Artifact, place: number): number | null {
  const at = issuances.findIndex(({ span }) => place >= span[0] && place < span[1]);
  return at < 0 ? null : at;
}

function passageAround(text: string, [start, end]: readonly [number, number]): Span {
  const tabbed = text.slice(text.lastIndexOf('\n', start - 1) + 1, lineEnd(text, start)).includes('\t');
  let from = text.lastIndexOf('\n', start - 1) + 1;
  let to = lineEnd(text, Math.max(start, end - 1));
  while (!tabbed && from > 0 && !blankBefore(text, from)) from = text.lastIndexOf('\n', from - 2) + 1;
  while (!tabbed && to < text.length && !blankAfter(text, to)) to = lineEnd(text, to + 1);
  if (to - from <= LENGTH_MAX) return [from, to];
  return [Math.max(from, start - MARGIN), Math.min(to, end + MARGIN)];
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

const isBlankLine = (line: string): boolean => line.trim() === '';
const blankBefore = (text: string, lineStart: number): boolean =>
  isBlankLine(text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart - 1));
const blankAfter = (text: string, end: number): boolean =>
  isBlankLine(text.slice(end + 1, lineEnd(text, end + 1)));
