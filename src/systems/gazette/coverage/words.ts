/** The words for states and kinds of carriers, and how a unit's place is said. */
import type { CarrierKind, CoverageState } from '#engines/law/coverage.ts';
import { placeWords } from '#systems/documents/index.ts';

export const STATE_WORDS: Record<CoverageState, string> = {
  carried: '已承担',
  partly: '部分承担',
  not_yet: '尚未承担',
  statement: '只是陈述',
};

export const KIND_WORDS: Record<CarrierKind, string> = {
  procedure: '办理',
  duty: '督办',
  ledger: '账目',
  publication: '公开',
  indicator: '指标',
  page: '页面',
  rule: '规则',
};

/** 二（一）1; a row: 第12行, of a second table 表2 第12行. */
export function unitPlace(unit: { readonly path: string; readonly kind: 'clause' | 'row' }): string {
  if (unit.kind === 'clause') return placeWords(unit.path).trim();
  const [, table, row] = /^表(\d+)\/(\d+)$/u.exec(unit.path) ?? [];
  return table === '1' ? `第${row}行` : `表${table} 第${row}行`;
}

/** What a notice carries, for lists: of 某政府关于印发《某办法》的通知 it is 某办法, of 某政府关于某事的通知 关于某事的通知. */
export function shortTitle(title: string): string {
  const carried = /(?:印发|发布|转发)《(.+)》的(?:通知|通告|公告)$/u.exec(title)?.[1];
  if (carried !== undefined) return carried;
  const at = title.indexOf('关于');
  return at > 0 ? title.slice(at) : title;
}
