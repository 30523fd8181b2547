/** Putting accepted corrections into a text. Pure. */
import { ok, type Result, refuse } from '#base/result.ts';

export type Correction = {
  /** `[start, end)` in UTF-16 code units of the text to correct. */
  readonly span: readonly [number, number];
  /** What must stand there. */
  readonly quote: string;
  readonly replacement: string;
};

export type CorrectionProblem = 'gazette.correction.overlap' | 'gazette.correction.text_differs';

/** Characters on either side that tell where a place is. */
const AROUND = 10;
const onLine = (words: string): string => words.replace(/\s+/gu, '');

/** Whether each of two overlapping corrections alone gives the same words; where a page broke them is no word. */
function isSameMend(text: string, first: Correction, second: Correction): boolean {
  const start = Math.min(first.span[0], second.span[0]);
  const end = Math.max(first.span[1], second.span[1]);
  const alone = ({ span, replacement }: Correction): string =>
    onLine(text.slice(start, span[0]) + replacement + text.slice(span[1], end));
  return alone(first) === alone(second);
}

/**
 * The text with every correction in its place; nothing else changes.
 * Two findings of one slip may overlap: when both mends make the same words of it, one of them is put in.
 * @returns a refusal when two corrections make different words of the same characters, or the text is not the one they were made on
 */
export function applyCorrections(
  text: string,
  corrections: readonly Correction[],
): Result<string, CorrectionProblem> {
  const sorted = corrections.toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  let out = '';
  let at = 0;
  let last: Correction | undefined;
  for (const correction of sorted) {
    const [start, end] = correction.span;
    if (text.slice(start, end) !== correction.quote)
      return refuse(
        'gazette.correction.text_differs',
        `“${onLine(correction.quote)}”处的原文已不同，没有改动任何内容。请重新打开校对页。`,
      );
    if (last && start < at && isSameMend(text, last, correction)) continue;
    if (last && start < at)
      return refuse(
        'gazette.correction.overlap',
        `两处改动重叠：“${onLine(last.quote)}”和“${onLine(correction.quote)}”，在“${onLine(text.slice(Math.max(0, start - AROUND), end + AROUND))}”这里。请到“采纳”里把其中一处重新列为待定，再选“不改”，或在另一处写出完整的改法。`,
      );
    out += text.slice(at, start) + correction.replacement;
    at = end;
    last = correction;
  }
  return ok(out + text.slice(at));
}
