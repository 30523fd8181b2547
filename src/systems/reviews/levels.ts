/** Five levels and what is asked beside them (GB/T 39735 as public systems use it, facts §2). Pure. */
import { z } from 'zod';

/** 5 is best. The last two are 差评. */
export const LEVELS = [
  { level: 5, word: '非常满意' },
  { level: 4, word: '满意' },
  { level: 3, word: '基本满意' },
  { level: 2, word: '不满意' },
  { level: 1, word: '非常不满意' },
] as const;
export type Level = (typeof LEVELS)[number]['level'];

export const BAD_MAX = 2;
export const isBad = (level: number): boolean => level <= BAD_MAX;
export const levelWord = (level: number): string => LEVELS.find((l) => l.level === level)?.word ?? '';

/**
 * What a rating says of single points. The overall satisfaction (整体满意度) is the rating's own level; the rest may be
 * left out, and what is left out stays so. A set never changes: another one is another version. No local additions.
 */
export const INDICATOR_SETS = {
  'online@1': {
    overall: '整体满意度',
    indicators: {
      efficiency: '办事效率',
      guide: '办事指南精确度',
      ease: '办事便捷度',
      platform: '平台操作性',
    },
  },
  'offline@1': {
    overall: '整体满意度',
    indicators: { efficiency: '服务效率', competence: '服务水平', attitude: '服务态度' },
  },
} as const satisfies Record<string, { overall: string; indicators: Readonly<Record<string, string>> }>;
export type IndicatorSet = keyof typeof INDICATOR_SETS;

/** The sets that ratings are asked with now. */
export const CURRENT_SETS = { web: 'online@1', link: 'offline@1' } as const satisfies Record<
  string,
  IndicatorSet
>;

const MISSING = '请选择满意程度';
const isLevel = (n: number): n is Level => LEVELS.some(({ level }) => level === n);
const LevelIn = z
  .union([z.number(), z.string()], MISSING)
  .transform((v) => (/^[1-5]$/.test(String(v)) ? Number(v) : Number.NaN))
  .refine(isLevel, MISSING);

/** A rating as somebody sends it: an overall level, single indicators of the set, words. Unanswered is absent. */
export function ratingSchema(set: IndicatorSet) {
  const answers = Object.keys(INDICATOR_SETS[set].indicators);
  return z.strictObject({
    level: LevelIn,
    words: z.string().trim().max(1000, '文字不超过1000字').default(''),
    answers: z.strictObject(
      Object.fromEntries(
        answers.map((name) => [name, z.preprocess((v) => (v === '' ? undefined : v), LevelIn.optional())]),
      ),
      '只能评价所列的指标',
    ),
  });
}
export type RatingIn = { level: Level; words: string; answers: Record<string, Level | undefined> };
