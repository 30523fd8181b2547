/** What the next issue will most likely be called, from the last one. Pure. */
import { imprintLines } from '../imprint.ts';
import type { IssueFront } from './compose.ts';

export type LastIssue = {
  readonly title: string;
  readonly year: number | null;
  readonly number: number | null;
  readonly runningNumber: number | null;
  /** `issue` of its artifact, or of published facts. */
  readonly issue: unknown;
};

/** Lines that name one issue: they are printed anew, never carried over. */
const OF_ONE_ISSUE = new Set(['期号', '出版日期', '印刷日期']);

/**
 * The next number of the same year, or the first of a new one; running number, editors and imprint go on.
 * @param last null when no issue is held: then the title is left for the editor
 */
export function proposeIssue(last: LastIssue | null, today: Temporal.PlainDate): IssueFront {
  const year = Math.max(today.year, last?.year ?? today.year);
  return {
    title: last?.title ?? '',
    year,
    number: last?.year === year ? (last.number ?? 0) + 1 : 1,
    runningNumber: last?.runningNumber ? last.runningNumber + 1 : null,
    dated: today.toString(),
    imprint: imprintLines(last?.issue)
      .filter(({ term }) => !OF_ONE_ISSUE.has(term))
      .map(({ term, values }) => `${term}：${values[0] ?? ''}`)
      .join('\n'),
  };
}
