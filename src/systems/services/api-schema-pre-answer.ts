/** What was answered to a pre-review, by itself and beside the case that came of it. */
import { z } from 'zod';
import { VERDICTS } from './pre-review.ts';

/** What a clerk finds of a material, before and after it is filed. */
export const CHECK_VERDICTS = ['complete', 'wrong', 'missing'] as const;

export const PreAnswerOut = z.object({
  verdict: z.enum(VERDICTS),
  summary: z.string(),
  elsewhere: z.string(),
  sections: z.array(z.object({ section: z.string(), title: z.string(), note: z.string() })),
  materials: z.array(z.object({ material: z.string(), verdict: z.enum(CHECK_VERDICTS), reason: z.string() })),
  by: z.string(),
  at: z.string(),
});

/** A pre-review as the case that came of it shows it. */
export const PreReviewOfCase = z.object({
  id: z.uuid(),
  answer: PreAnswerOut.nullable(),
  /** Materials of which the files are the ones that were looked at. */
  unchanged: z.array(z.string()),
});

export type PreAnswerBody = z.infer<typeof PreAnswerOut>;
export type PreReviewOfCaseBody = z.infer<typeof PreReviewOfCase>;
