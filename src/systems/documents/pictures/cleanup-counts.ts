/** What a clean-up report says of its own numbers, and what its lists hold. */
import type { EffectKind } from '#engines/law/effect.ts';
import { numberKey } from '#engines/law/name.ts';

/** In whose name a document was issued, by its number: 政发 the government, 政办发 its office. */
export type Issuer = 'government' | 'office' | 'other' | 'unknown';

export function issuerOf(number: string | null): Issuer {
  if (number === null) return 'unknown';
  const head = numberKey(number).split('〔')[0] ?? '';
  if (/政办/.test(head)) return 'office';
  return /政(?:规|干)?发$/.test(head) ? 'government' : 'other';
}

export const OUTCOMES = ['repeal', 'keep', 'amend', 'lapse'] as const satisfies readonly EffectKind[];
export type Outcome = (typeof OUTCOMES)[number];

export type Stated = {
  readonly scope: 'all' | 'government' | 'office';
  /** Null: how many altogether. */
  readonly outcome: Outcome | null;
  readonly count: number;
};

const NAMES: Record<string, Outcome> = { 废止: 'repeal', 保留: 'keep', 修改: 'amend', 失效: 'lapse' };
const OF_OUTCOME = /拟(?:予)?(废止|保留|修改|失效)(?:继续使用|继续执行|的)?\s*(\d+)\s*件/g;
const OF_ISSUER = /以[^，。；]{0,8}?政府(办公室)?名义制定的?(?:行政)?(?:规范性文件)?\s*共?\s*(\d+)\s*件/g;
const OF_ALL = /现行(?:有效)?的?\s*(\d+)\s*件/;

/**
 * The numbers that the paragraphs of a report state. What is said of outcomes after a paragraph has named the
 * government's or the office's documents is said of those.
 * @param paragraphs in print order, without the lists themselves
 */
export function statedCounts(paragraphs: readonly string[]): Stated[] {
  const found: Stated[] = [];
  const add = (stated: Stated) => {
    if (!found.some((f) => f.scope === stated.scope && f.outcome === stated.outcome)) found.push(stated);
  };
  for (const paragraph of paragraphs) {
    let scope: Stated['scope'] = 'all';
    for (const sentence of paragraph.split(/(?<=[。；])/)) {
      const total = OF_ALL.exec(sentence)?.[1];
      if (total) add({ scope: 'all', outcome: null, count: Number(total) });
      for (const [, office, count] of sentence.matchAll(OF_ISSUER)) {
        scope = office ? 'office' : 'government';
        add({ scope, outcome: null, count: Number(count) });
      }
      for (const [, name, count] of sentence.matchAll(OF_OUTCOME))
        add({ scope, outcome: NAMES[name ?? ''] ?? null, count: Number(count) });
    }
  }
  return found;
}

export type Listed = { readonly outcome: EffectKind; readonly issuer: Issuer };

/** A stated number beside the counted one. */
export type Comparison = Stated & {
  readonly counted: number;
  /** Documents without a number: they may belong here or not. */
  readonly unsure: number;
  readonly agrees: boolean;
};

export function compareCounts(stated: readonly Stated[], listed: readonly Listed[]): Comparison[] {
  return stated.map((s) => {
    const fitting = listed.filter((l) => s.outcome === null || l.outcome === s.outcome);
    const counted = fitting.filter((l) => s.scope === 'all' || l.issuer === s.scope).length;
    const unsure = s.scope === 'all' ? 0 : fitting.filter((l) => l.issuer === 'unknown').length;
    return { ...s, counted, unsure, agrees: counted <= s.count && s.count <= counted + unsure };
  });
}
