/** The words for effects, and how a record is written in one line. */
import type { EffectKind } from '#engines/law/effect.ts';

export const EFFECT_WORDS: Record<EffectKind, string> = {
  commence: '施行',
  expire: '有效期满',
  repeal: '废止',
  partly_repeal: '部分废止',
  amend: '修改',
  suspend: '暂停施行',
  resume: '恢复施行',
  lapse: '宣布失效',
  keep: '保留',
  extend: '延长有效期',
  replace: '被新文件取代',
  annul: '撤销',
  retract: '撤回记录',
};

/** A proposal as the office says it: 拟废止; 拟失效 rather than 拟宣布失效. */
export const proposalWord = (kind: EffectKind): string =>
  kind === 'lapse' ? '拟失效' : `拟${EFFECT_WORDS[kind]}`;

/** `2024-05-01` with its precision as it is shown: 2024-05-01, 2024-05, 2024. */
export const datedAs = (date: string | null, precision: string): string | null =>
  date === null || precision === 'unknown'
    ? null
    : date.slice(0, precision === 'year' ? 4 : precision === 'month' ? 7 : 10);
