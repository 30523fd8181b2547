/** Days and bounds that no clause at hand sets (facts §0, §2): configuration in `data/xixia/reviews.json`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromRoot } from '#base/paths.ts';

const Days = z.strictObject({
  days: z.int().min(1).max(365),
  unit: z.enum(['working', 'calendar']),
  /** What was decided, and after whom. */
  assumed: z.string().min(1),
});

const Settings = z.strictObject({
  about: z.string(),
  callBack: Days,
  mend: Days,
  ledger: Days,
  rerate: Days,
  appeal: Days,
  recheck: Days,
  help: Days,
  solve: Days,
  confirm: Days,
  check: Days,
  /** Calendar days within which words may be added to a rating. */
  additionDays: z.int().min(1).max(365),
  /** Hours for which a code of the window may be used. */
  codeHours: z.int().min(1).max(720),
  /** Bodies and items with fewer ratings are shown together: one rating alone would say whose it is. */
  shownFrom: z.int().min(1).max(100),
});
export type ReviewSettings = z.infer<typeof Settings>;
export type AssumedDays = z.infer<typeof Days>;

/** @throws when the file is not as it must be: it is part of the program */
export const readReviewSettings = (): ReviewSettings =>
  Settings.parse(JSON.parse(readFileSync(fromRoot('data', 'xixia', 'reviews.json'), 'utf8')));
