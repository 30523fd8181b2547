/** What the webhook use cases work with. */
import type { Config } from '#base/config.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { createSealing, type Sealing } from '#platform/sealing/index.ts';
import type { Db, Store } from '#platform/store/store.ts';
import type { Reach } from './address.ts';

export type Webhooks = {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly sealing: Sealing;
  readonly reach: Reach;
  readonly now: () => Temporal.Instant;
};

export const webhooksOf = ({
  config,
  store,
  jobs,
}: {
  config: Config;
  store: Store;
  jobs: Jobs;
}): Webhooks => ({
  db: store.db,
  jobs,
  sealing: createSealing(config.secrets, 'webhooks.secret'),
  reach: { networks: config.webhooks.networks, loopback: config.env !== 'production' },
  now: () => Temporal.Now.instant(),
});

export const DELIVER = 'webhooks.deliver';
export const COLLECT = 'webhooks.collect';

export type DeliverJob = { readonly division: string; readonly id: string };

/** Where a secret is sealed for. The old one was sealed as the new one and stays as it was. */
export const secretPlace = (subscriptionId: string): string =>
  `webhook_subscription.secret:${subscriptionId}`;
