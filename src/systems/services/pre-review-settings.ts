/** Days of pre-reviews, which no clause at hand sets: configuration in `data/xixia/pre-reviews.json`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromRoot } from '#base/paths.ts';

const Days = z.strictObject({
  days: z.int().min(1).max(365),
  unit: z.enum(['working', 'calendar']),
  /** What was decided, and why. */
  assumed: z.string().min(1),
});

const Settings = z.strictObject({
  about: z.string(),
  /** Within which the window answers. */
  answer: Days,
  /** For which a snapshot and its answer are kept after the answer. */
  keep: Days.extend({ unit: z.literal('calendar') }),
});
export type PreReviewSettings = z.infer<typeof Settings>;

let read: PreReviewSettings | undefined;

/** @throws when the file is not as it must be: it is part of the program */
export function preReviewSettings(): PreReviewSettings {
  read ??= Settings.parse(JSON.parse(readFileSync(fromRoot('data', 'xixia', 'pre-reviews.json'), 'utf8')));
  return read;
}
