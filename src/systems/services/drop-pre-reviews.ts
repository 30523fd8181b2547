/** A draft that a window looked at holds personal data: it is kept so long as it may be needed, then deleted. */
import type { Services } from './file-application.ts';
import { preReviewSettings } from './pre-review-settings.ts';
import { deletePreReviews } from './queries-pre-reviews.ts';

const HOURS_A_DAY = 24;

/**
 * Deletes snapshots and answers so many days after the answer, or after they ended without one. What waits for its
 * answer stays. @returns how many
 */
export const dropOldPreReviews = (services: Services, division: string): Promise<number> =>
  deletePreReviews(
    services.db,
    division,
    (services.now ?? Temporal.Now.instant)().subtract({ hours: preReviewSettings().keep.days * HOURS_A_DAY }),
  );
