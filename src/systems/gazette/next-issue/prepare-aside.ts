import { ok, type Result, refuse } from '#base/result.ts';
import { runAside } from '../aside.ts';
import type { IssueFront, NumberedDraft } from './compose.ts';
import { type PreparedIssue, prepareIssue } from './prepare-issue.ts';

export type PrepareRefusal = 'gazette.next_issue.too_complex';

/** Below this a thread of its own costs more than the work. */
const AT_ONCE_CHARS_MAX = 40_000;

const tooComplex = refuse(
  'gazette.next_issue.too_complex',
  '核对这些文字用尽了时间或内存，没有出版，稿件不受影响。请把很长的附件或表格拆成几份，再试一次。',
);

/** Prepares an issue; a long one in a thread of its own, so that readers' pages stay fast meanwhile. */
export async function prepareAside(
  front: IssueFront,
  documents: readonly NumberedDraft[],
): Promise<Result<PreparedIssue, PrepareRefusal>> {
  const chars = documents.reduce(
    (sum, d) => sum + d.body.length + d.attachments.reduce((n, a) => n + a.text.length, 0),
    0,
  );
  if (chars <= AT_ONCE_CHARS_MAX) return ok(prepareIssue(front, documents));
  return runAside('next-issue/prepare-worker.ts', { front: frontOf(front), documents }, tooComplex.error, {
    ms: 60_000,
  });
}

/** What a thread can be sent: not the instants of a stored issue. */
const frontOf = ({ title, year, number, runningNumber, dated, imprint }: IssueFront): IssueFront => ({
  title,
  year,
  number,
  runningNumber,
  dated,
  imprint,
});
