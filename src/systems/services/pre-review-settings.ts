/** Days of pre-reviews, which no clause at hand sets: configuration in `data/xixia/pre-reviews.json`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromRoot } from '#base/paths.ts';
import { AssumedDays } from '#engines/procedure/index.ts';

const Settings = z.strictObject({
  about: z.string(),
  /** Within which the window answers. */
  answer: AssumedDays,
  /** For which a snapshot and its answer are kept after the answer. */
  keep: AssumedDays.extend({ unit: z.literal('calendar') }),
});
export type PreReviewSettings = z.infer<typeof Settings>;

let read: PreReviewSettings | undefined;

/** @throws when the file is not as it must be: it is part of the program */
export function preReviewSettings(): PreReviewSettings {
  read ??= Settings.parse(JSON.parse(readFileSync(fromRoot('data', 'xixia', 'pre-reviews.json'), 'utf8')));
  return read;
}
