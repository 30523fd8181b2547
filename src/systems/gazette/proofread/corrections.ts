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

/**
 * The text with every correction in its place; nothing else changes.
 * @returns a refusal when two corrections touch the same characters, or the text is not the one they were made on
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
    if (last && start < at)
      return refuse(
        'gazette.correction.overlap',
        `两处改动重叠：“${last.quote}”和“${correction.quote}”。请把其中一处改为“不改”，在另一处写出完整的改法。`,
      );
    if (text.slice(start, end) !== correction.quote)
      return refuse(
        'gazette.correction.text_differs',
        `“${correction.quote}”处的原文已不同，没有改动任何内容。请重新打开校对页。`,
      );
    out += text.slice(at, start) + correction.replacement;
    at = end;
    last = correction;
  }
  return ok(out + text.slice(at));
}
