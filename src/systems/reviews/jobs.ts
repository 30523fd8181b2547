/** What reviews do by the clock: end what its writer did not answer, count again when days off change. */
import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { expireReviews } from './act-on-review.ts';
import { recountReviews } from './recount.ts';
import { reviewsOf } from './reviews-of.ts';

const EVERY_QUARTER = '*/15 * * * *';
const EVERY_MINUTE = '* * * * *';

export function reviewJobs(context: { config: Config; store: Store; log: Log; jobs: Jobs }): void {
  const reviews = reviewsOf(context);
  let counted: string | undefined;
  context.jobs.every('reviews.calendar', EVERY_MINUTE, async () => {
    const { version } = await reviews.calendar.refresh();
    if (version === counted) return;
    const moved = await recountReviews(reviews, DIVISION_XIXIA);
    // Only now: a crash or an error before begins again.
    counted = version;
    if (moved > 0) context.log.info({ moved }, 'reviews whose last day a notice of days off moved');
  });
  context.jobs.every('reviews.expire', EVERY_QUARTER, async () => {
    const made = await expireReviews(reviews, DIVISION_XIXIA);
    if (made > 0) context.log.info({ made }, 'reviews ended because nobody answered in time');
  });
}
