/** The form of the front matter: as a browser sends it, as it is kept, as it is proposed. */
import type { Handle } from '#platform/store/store.ts';
import type { IssueFront } from './compose.ts';
import { findLastIssue } from './issue-queries.ts';
import { proposeIssue } from './propose-issue.ts';
import type { FrontForm } from './save-issue.ts';

export function readFrontForm(body: unknown): FrontForm {
  const fields = (body ?? {}) as Record<string, unknown>;
  const one = (name: keyof FrontForm): string => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    title: one('title'),
    year: one('year'),
    number: one('number'),
    runningNumber: one('runningNumber'),
    dated: one('dated'),
    imprint: one('imprint'),
  };
}

const asForm = (front: IssueFront): FrontForm => ({
  title: front.title,
  year: String(front.year),
  number: String(front.number),
  runningNumber: front.runningNumber === null ? '' : String(front.runningNumber),
  dated: front.dated,
  imprint: front.imprint,
});

/** What is kept of the issue in preparation; without one, what the last issue suggests. */
export const frontFormOf = async (
  handle: Handle,
  issue: IssueFront | undefined,
  today: Temporal.PlainDate,
): Promise<FrontForm> => asForm(issue ?? proposeIssue(await findLastIssue(handle), today));
