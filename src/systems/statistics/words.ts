/** How statistics are said in Chinese: periods, measures, verdicts, kinds of check. Pure. */

import type { Verdict } from './check/recompute.ts';
import type { CheckKind } from './check/relation.ts';
import type { Point } from './record.ts';

export { periodWords } from './chart/chart-data.ts';

export const MEASURE_WORDS: Readonly<Record<string, string>> = {
  level: '总量',
  growth: '增减',
  share: '比重',
  ratio: '结构比',
  rank: '位次',
  gap: '差距',
  contribution: '贡献',
};

export const measureWords = (measure: string): string => MEASURE_WORDS[measure] ?? measure;

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  ok: '相符',
  discrepancy: '不符',
  cannot: '无法判定',
};

export const KIND_WORDS: Readonly<Record<CheckKind, string>> = {
  sum: '合计与分项',
  share: '比重',
  ratio: '比例与人均',
  growth: '增速',
  restated: '重复印出的数字',
  rank: '位次',
  unit: '单位与数值',
};

/** 489.91亿元; 增减 alone: 增长17.1%; a rank: 第4位. */
export function pointWords(point: Pick<Point, 'measure' | 'valueText' | 'changeText' | 'change'>): string {
  if (point.measure === 'rank') return `第${point.valueText}`;
  if (point.measure === 'growth') return changeWords(point);
  return point.valueText;
}

/** 增长8.3%, 下降2.6%, 增加1417元, 持平; 增长0.7 when no unit is printed. */
export function changeWords({ change, changeText }: Pick<Point, 'change' | 'changeText'>): string {
  if (change === null || changeText === '') return '';
  if (change === 0) return '持平';
  const bare = changeText.replace(/^[-−]/, '');
  const relative = /[%％倍\d]$/.test(bare);
  if (change < 0) return `${relative ? '下降' : '减少'}${bare}`;
  return `${relative ? '增长' : '增加'}${bare}`;
}
