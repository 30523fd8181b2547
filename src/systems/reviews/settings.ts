/** Days and bounds that no clause at hand sets (facts §0, §2): configuration in `data/xixia/reviews.json`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromRoot } from '#base/paths.ts';
import { AssumedDays } from '#engines/procedure/index.ts';

const Settings = z.strictObject({
  about: z.string(),
  callBack: AssumedDays,
  mend: AssumedDays,
  ledger: AssumedDays,
  rerate: AssumedDays,
  appeal: AssumedDays,
  recheck: AssumedDays,
  help: AssumedDays,
  solve: AssumedDays,
  confirm: AssumedDays,
  check: AssumedDays,
  /** Calendar days within which words may be added to a rating. */
  additionDays: z.int().min(1).max(365),
  /** Hours for which a code of the window may be used. */
  codeHours: z.int().min(1).max(720),
  /** Bodies and items with fewer ratings are shown together: one rating alone would say whose it is. */
  shownFrom: z.int().min(1).max(100),
});
export type ReviewSettings = z.infer<typeof Settings>;

/** @throws when the file is not as it must be: it is part of the program */
export const readReviewSettings = (): ReviewSettings =>
  Settings.parse(JSON.parse(readFileSync(fromRoot('data', 'xixia', 'reviews.json'), 'utf8')));
