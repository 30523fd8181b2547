/** What the pictures say of relations, groups and levels. */
import type { Card, Group } from './bundle.ts';
import type { Home, Level } from './issuing-level.ts';
import type { RelationKind } from './relation-graph.ts';

const DONE: Record<RelationKind, string> = {
  repeal: '废止',
  annul: '撤销',
  replace: '取代',
  lapse: '宣布失效',
  partly_repeal: '部分废止',
  amend: '修改',
  suspend: '暂停施行',
  resume: '恢复施行',
  extend: '延长有效期',
  keep: '继续有效',
  carry: '印发',
  cite: '引用',
};

/** 废止, 拟废止: a proposal is never said as if it were done. */
export function relationWord(kind: RelationKind, stage: 'proposed' | 'decided'): string {
  if (stage === 'decided') return DONE[kind];
  return kind === 'keep' ? '拟保留' : kind === 'lapse' ? '拟失效' : `拟${DONE[kind]}`;
}

export function levelWord(level: Level, home: Home): string {
  const words: Record<Level, string> = {
    law: '国家法律',
    regulation: '国务院行政法规和文件',
    rule: '国家规章和实施办法',
    province: '自治区（省）文件',
    city: `${home.city || '本市'}文件`,
    district: `${home.district || '本级'}文件`,
    other: '其他文件',
  };
  return words[level];
}

export function groupWord(group: Group, home: Home): string {
  if (group.by === 'citing') return '引用本件的文件';
  if (group.by === 'level') return levelWord(group.level, home);
  return group.kind === 'carry' ? '所附文件' : `${relationWord(group.kind, group.stage)}的文件`;
}

export const cardWord = (card: Card, home: Home): string =>
  card.kind === 'document'
    ? card.document.title
    : `${groupWord(card.group, home)} ${card.documents.length} 件`;
