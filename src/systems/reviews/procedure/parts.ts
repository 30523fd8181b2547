/** What the procedures of reviews share: roles, words of fields, clocks out of the settings. */
import { z } from 'zod';
import type { AssumedDays } from '#engines/procedure/assumed-days.ts';
import type { ClockDefinition, StateDefinition } from '#engines/procedure/definition.ts';
import { BAD_MAX, LEVELS } from '../levels.ts';

/** `reviewed`: whoever the matter is about. They may object to a rating and do nothing else. */
export const REVIEW_ROLES: Readonly<Record<string, string>> = {
  applicant: '反映人',
  clerk: '窗口人员',
  handler: '回访整改人员',
  supervisor: '复核人员',
  reviewed: '被评人员',
};

/** A text that must be there. */
export const words = (what: string, max = 1000) =>
  z
    .string(`请填写${what}`)
    .trim()
    .min(1, `请填写${what}`)
    .max(max, `${what}不超过${max}字`)
    .meta({ title: what });

export const choice = (title: string, labels: Readonly<Record<string, string>>, missing: string) =>
  z.enum(Object.keys(labels) as [string, ...string[]], missing).meta({ title, labels });

export const reason = z.strictObject({ reason: words('理由') });

const levelsWhere = (bad: boolean): Record<string, string> =>
  Object.fromEntries(
    LEVELS.filter((l) => l.level <= BAD_MAX === bad).map(({ level, word }) => [String(level), word]),
  );

export const contentRerating = z.strictObject({
  level: choice('您对处理结果', levelsWhere(false), '请选择满意程度'),
});
export const badRerating = z.strictObject({
  level: choice('您对处理结果', levelsWhere(true), '请选择满意程度'),
  words: words('还有哪里没有解决'),
});

export const state = (turn: StateDefinition['turn'], title: string, about: string): StateDefinition => ({
  turn,
  title,
  about,
});

export const clock = (title: string, { days, unit, assumed }: AssumedDays): ClockDefinition => ({
  title,
  basis: { assumed },
  limit: { days, unit },
  // A limit of a day or two is yellow on its last day.
  warnDays: Math.floor(days / 5),
});
