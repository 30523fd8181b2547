/** Words and small parts that the pages of the next issue share. */
import type { DraftState } from '../../../next-issue/tables.ts';

export const NEXT_ISSUE = '/desk/next-issue';
export const draftPath = (id: string): string => `${NEXT_ISSUE}/drafts/${id}`;

export const DRAFT_STATE_WORDS: Record<DraftState, string> = {
  draft: '起草中',
  ready: '已定稿',
  deleted: '已删除',
  published: '已出版',
};

export function DraftStateMark({ state }: { state: DraftState }) {
  return <span className={`draft-state draft-state-${state}`}>{DRAFT_STATE_WORDS[state]}</span>;
}

/** 2024年第3期（总第12期） */
export const issueWords = (issue: { year: number; number: number; runningNumber: number | null }): string =>
  `${issue.year}年第${issue.number}期${issue.runningNumber === null ? '' : `（总第${issue.runningNumber}期）`}`;
