/** What an issue does to another document's force, in a word. */
import type { RecordedChange } from './issue-queries.ts';

const WORDS: Record<string, string> = {
  repeal: '废止',
  partly_repeal: '部分废止',
  amend: '修改',
  suspend: '暂停执行',
  resume: '恢复执行',
  lapse: '宣布失效',
  keep: '保留',
  extend: '延长有效期',
  replace: '取代',
  annul: '撤销',
  expire: '有效期满',
};

/** 废止, or 拟废止 for a proposal, which waits for a decision. */
export const changeWord = (change: Pick<RecordedChange, 'kind' | 'stage'>): string =>
  `${change.stage === 'proposed' ? '拟' : ''}${WORDS[change.kind] ?? change.kind}`;
