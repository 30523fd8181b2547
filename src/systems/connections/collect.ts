/**
 * Deriving deliveries from events. The event tables are the outbox: a row is there exactly when its command committed.
 * Every run looks again at what was recorded since the cursor, which stays behind the oldest transaction that is still
 * under way, so that an event that commits late is not passed over; what has its delivery already is left out.
 */
import { newId } from '#base/ids.ts';
import { codesOf, madeOf, type Source } from './kinds.ts';
import { payloadOf } from './payload.ts';
import {
  insertDelivery,
  moveCursor,
  oldestTransaction,
  readCursor,
  runningSubscriptions,
  type SourceEvent,
  type SubscriptionRow,
  undeliveredCaseEvents,
  undeliveredLicenceEvents,
} from './queries.ts';
import { DELIVER, type Webhooks } from './webhooks.ts';

/** An event bears the moment at which its process decided it: clocks of machines differ, and a statement may wait. */
const BEHIND_SECONDS = 120;
const AT_ONCE = 500;

const READ = { case: undeliveredCaseEvents, licence: undeliveredLicenceEvents } as const;

/** @returns how many deliveries were derived. Running it twice, or in two processes at once, derives none twice. */
export async function collectDeliveries(webhooks: Webhooks, division: string): Promise<number> {
  const { db, now } = webhooks;
  const subscriptions = await runningSubscriptions(db, division);
  if (subscriptions.length === 0) return 0;
  const begun = now();
  const oldest = (await oldestTransaction(db)) ?? begun;
  const first = Temporal.Instant.compare(oldest, begun) < 0 ? oldest : begun;
  let made = 0;
  for (const source of ['case', 'licence'] as const) {
    const reached = await readCursor(db, division, source);
    for (const subscription of subscriptions)
      made += await collectFor(webhooks, division, source, subscription, reached);
    await moveCursor(db, division, source, first.subtract({ seconds: BEHIND_SECONDS }));
  }
  return made;
}

async function collectFor(
  webhooks: Webhooks,
  division: string,
  source: Source,
  subscription: SubscriptionRow,
  reached: Date | null,
): Promise<number> {
  const { made_at } = subscription;
  const since = reached && reached > made_at ? reached : made_at;
  const codes = codesOf(source, subscription.kinds);
  let made = 0;
  for (;;) {
    const wanted = { division, subscription, codes, since, most: AT_ONCE };
    const events = await READ[source](webhooks.db, wanted);
    if (events.length === 0) return made;
    made += await webhooks.db.transaction().execute(async (tx) => {
      let inserted = 0;
      for (const event of events) {
        const row = deliveryOf(division, source, subscription.id, event, webhooks.now());
        if (!row || !(await insertDelivery(tx, row))) continue;
        await webhooks.jobs.send(tx, DELIVER, { division, id: row.id }, row.id);
        inserted++;
      }
      return inserted;
    });
    if (events.length < AT_ONCE) return made;
  }
}

function deliveryOf(
  division: string,
  source: Source,
  subscription: string,
  event: SourceEvent,
  at: Temporal.Instant,
) {
  const made = madeOf(source, event.code);
  if (!made) return undefined;
  return {
    division,
    id: newId(),
    subscription_id: subscription,
    source,
    subject_id: event.subjectId,
    seq: event.seq,
    kind: made.kind,
    payload: payloadOf(division, made, event),
    state: 'waiting' as const,
    tries: 0,
    made_at: at.toString(),
    settled_at: null,
  };
}
