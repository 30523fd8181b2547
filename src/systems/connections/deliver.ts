/** One try to deliver, and giving up; and asking for what was given up, or sent before, to be sent again. */
import { newId } from '#base/ids.ts';
import { ok, type Result } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { once } from '#platform/commands/once.ts';
import type { Actor } from '#platform/people/actor.ts';
import { checkAddress } from './address.ts';
import { pingPayload } from './payload.ts';
import {
  findDelivery,
  findSubscription,
  insertDelivery,
  markDead,
  recordTry,
  type SubscriptionRow,
  waitAgain,
} from './queries.ts';
import { type Answer, isReceived, sendWebhook } from './send.ts';
import { signatureOf } from './sign.ts';
import { type CommandRefusal, type PolicyRefusal, readSubscription } from './subscribe.ts';
import { DELIVER, type DeliverJob, secretPlace, type Webhooks } from './webhooks.ts';

/** Thrown so that the queue tries again, later each time. */
class NotReceived extends Error {}

/**
 * Sends a delivery that waits, and writes down what came of it. What is settled is left alone: the queue may run a job
 * twice. A process that dies between sending and writing sends again: at least once, never silently not.
 * @throws NotReceived
 */
export async function deliver(webhooks: Webhooks, { division, id }: DeliverJob): Promise<void> {
  const { db, now } = webhooks;
  const delivery = await findDelivery(db, division, id);
  if (delivery?.state !== 'waiting') return;
  const subscription = await findSubscription(db, division, delivery.subscription_id);
  if (!subscription || subscription.ended_at) return markDead(db, division, id, now());
  const at = now();
  const answer = await send(webhooks, subscription, id, delivery.payload, at);
  const received = isReceived(answer);
  await db
    .transaction()
    .execute((tx) =>
      recordTry(
        tx,
        delivery,
        { at, tookMs: answer.tookMs, status: answer.status, answer: answer.text },
        received,
      ),
    );
  if (!received) throw new NotReceived(`${delivery.kind} to ${new URL(subscription.url).host}`);
}

async function send(
  { sealing, reach }: Webhooks,
  subscription: SubscriptionRow,
  id: string,
  payload: string,
  at: Temporal.Instant,
): Promise<Answer> {
  const address = checkAddress(subscription.url, reach);
  if (!address.ok) return { status: null, text: address.error.message, tookMs: 0 };
  const { old_secret_sealed: old, old_secret_until: until } = subscription;
  const sealed = [subscription.secret_sealed];
  if (old && until && at.epochMilliseconds < until.getTime()) sealed.push(old);
  const secrets = sealed.map((s) => sealing.open(s, secretPlace(subscription.id)));
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  return sendWebhook(
    address.value,
    {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Gongbao-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(secrets, id, seconds, payload),
    },
    payload,
    reach,
  );
}

/** The queue has tried to the last. */
export const giveUp = ({ db, now }: Webhooks, { division, id }: DeliverJob): Promise<void> =>
  markDead(db, division, id, now());

type ReplayRefusal = PolicyRefusal | 'webhooks.not_found';
type Asked = { readonly division: string; readonly id: string };

/**
 * Sends again: one delivery, whatever became of it, or all that were given up. The webhook-id stays, so that a receiver
 * that has it already leaves it alone.
 */
export async function replay(
  webhooks: Webhooks,
  actor: Actor,
  asked: Asked & { readonly deliveryId?: string | undefined; readonly requestKey: string },
): Promise<Result<{ sent: number; again: boolean }, ReplayRefusal | CommandRefusal>> {
  const { division, id, deliveryId, requestKey } = asked;
  return webhooks.db.transaction().execute(async (tx) => {
    const seen = await readSubscription(tx, actor, division, id, 'webhooks.manage');
    if (!seen.ok) return seen;
    return once(tx, actor, { useCase: 'webhooks.manage', key: requestKey }, async () => {
      const ids = await waitAgain(tx, division, id, deliveryId);
      for (const one of ids)
        await webhooks.jobs.send(tx, DELIVER, { division, id: one }, `${one} ${requestKey}`);
      await audit(tx, actor, {
        useCase: 'webhooks.manage',
        subject: `webhook:${id}`,
        outcome: 'done',
        detail: { replayed: ids.length },
      });
      return ok({ sent: ids.length });
    });
  });
}

/** Sends something that means nothing, to try the receiver out. */
export async function ping(
  webhooks: Webhooks,
  actor: Actor,
  { division, id }: Asked,
): Promise<Result<{ deliveryId: string }, ReplayRefusal>> {
  return webhooks.db.transaction().execute(async (tx) => {
    const seen = await readSubscription(tx, actor, division, id, 'webhooks.manage');
    if (!seen.ok) return seen;
    const deliveryId = newId();
    const at = webhooks.now();
    await insertDelivery(tx, {
      division,
      id: deliveryId,
      subscription_id: id,
      source: 'ping',
      subject_id: deliveryId,
      seq: 1,
      kind: 'ping',
      payload: pingPayload(division, seen.value.body, at),
      state: 'waiting',
      tries: 0,
      made_at: at.toString(),
      settled_at: null,
    });
    await webhooks.jobs.send(tx, DELIVER, { division, id: deliveryId }, deliveryId);
    return ok({ deliveryId });
  });
}
