/** What steps ask for, with the words by which every channel draws the field. */
import { z } from 'zod';

/** A text that must be there. */
export const text = (what: string, max = 2000) =>
  z
    .string(`请填写${what}`)
    .trim()
    .min(1, `请填写${what}`)
    .max(max, `${what}不超过${max}字`)
    .meta({ title: what });

/** So many days. */
export const days = (what: string) =>
  z.coerce
    .number(`请填写${what}`)
    .int(`${what}须为整数`)
    .min(1, `${what}至少1日`)
    .max(365, `${what}至多365日`)
    .meta({ title: what });

/** One of a few, with the words that people read. */
export const choice = (title: string, labels: Readonly<Record<string, string>>, missing: string) =>
  z.enum(Object.keys(labels) as [string, ...string[]], missing).meta({ title, labels });

export const reason = z.strictObject({ reason: text('理由') });

/** What article 45 takes out of the clock, beside hearings, which have steps of their own; nothing else suspends it. */
export const SPECIAL_CAUSES = ['招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'] as const;
