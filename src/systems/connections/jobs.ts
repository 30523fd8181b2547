/** What the connections do by themselves: derive deliveries and send them. */
import type { Config } from '#base/config.ts';
import type { Log } from '#base/log.ts';
import { CASE_CHANNEL } from '#engines/procedure/index.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { collectDeliveries } from './collect.ts';
import { deliver, giveUp } from './deliver.ts';
import { COLLECT, DELIVER, type DeliverJob, webhooksOf } from './webhooks.ts';

type Parts = { config: Config; store: Store; log: Log; jobs: Jobs };

/** A filing sends no message, so that it costs nothing more; it is found within a minute. */
const EVERY_MINUTE = '* * * * *';
const RETRY_SECONDS_MAX = 6 * 3600;
/** Receivers that answer slowly must not hold up the others. */
const AT_ONCE = 8;
/** Steps come in bursts: one look for all that come within this time. */
const GATHER_MS = 500;

export function connectionJobs(parts: Parts): void {
  const webhooks = webhooksOf(parts);
  const { tries, retrySeconds } = parts.config.webhooks;
  parts.jobs.every(COLLECT, EVERY_MINUTE, async () => {
    await collectDeliveries(webhooks, DIVISION_XIXIA);
  });
  parts.jobs.handle<DeliverJob>(DELIVER, (job) => deliver(webhooks, job), {
    retries: tries - 1,
    retryDelaySeconds: retrySeconds,
    retryDelayMaxSeconds: Math.max(RETRY_SECONDS_MAX, retrySeconds),
    atOnce: AT_ONCE,
    dead: (job) => giveUp(webhooks, job),
  });
}

/** A step in a case is sent at once: every process hears of it, and one look more derives nothing twice. */
export async function hearSteps(parts: Parts): Promise<void> {
  const webhooks = webhooksOf(parts);
  let awaited = false;
  await parts.store.listen(CASE_CHANNEL, () => {
    if (awaited) return;
    awaited = true;
    setTimeout(() => {
      awaited = false;
      collectDeliveries(webhooks, DIVISION_XIXIA).catch((error: Error) =>
        parts.log.warn({ reason: error.message }, 'webhooks wait for the next minute'),
      );
    }, GATHER_MS).unref();
  });
}
