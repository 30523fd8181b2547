/** What the one-stop service does by the clock. */
import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { expireApplications } from './act-on-application.ts';
import { advanceThemes } from './advance-theme.ts';
import { dropOldPreReviews } from './drop-pre-reviews.ts';
import { workThroughNotices } from './recompute-deadlines.ts';
import { servicesOf } from './services-of.ts';

/** Every quarter of an hour: what is due at midnight is made soon after, and takes effect on its day all the same. */
const EVERY_QUARTER = '*/15 * * * *';
/** A matter goes on at once; this takes up what a crash left. */
const EVERY_FIVE_MINUTES = '*/5 * * * *';

/** A notice of days off is in force at once; what it moves is worked out within the minute. */
const EVERY_MINUTE = '* * * * *';

/** At night in China; a day more or less is nothing beside the days that they are kept. */
const EVERY_NIGHT = '20 18 * * *';

export function serviceJobs(context: { config: Config; store: Store; log: Log; jobs: Jobs }): void {
  const services = servicesOf(context);
  context.jobs.every('services.calendar', EVERY_MINUTE, async () => {
    const moved = await workThroughNotices(services, DIVISION_XIXIA);
    if (moved > 0) context.log.info({ moved }, 'cases whose last day a notice of days off moved');
  });
  context.jobs.every('services.expire', EVERY_QUARTER, async () => {
    const made = await expireApplications(services, DIVISION_XIXIA);
    if (made > 0) context.log.info({ made }, 'steps made because time was up');
  });
  context.jobs.every('services.themes', EVERY_FIVE_MINUTES, async () => {
    const filed = await advanceThemes(services, DIVISION_XIXIA);
    if (filed > 0) context.log.info({ filed }, 'items of matters filed that a crash or a refusal had left');
  });
  context.jobs.every('services.pre_reviews', EVERY_NIGHT, async () => {
    const dropped = await dropOldPreReviews(services, DIVISION_XIXIA);
    if (dropped > 0) context.log.info({ dropped }, 'pre-reviews deleted that were answered long ago');
  });
}
