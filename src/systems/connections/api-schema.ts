/** Shapes of the webhook API, as OpenAPI shows them. */
import { z } from 'zod';
import { EVENT_KINDS, type Kind } from './kinds.ts';

const KindIn = z.enum(EVENT_KINDS as [Kind, ...Kind[]]);

export const SubscriptionIn = z.strictObject({
  url: z.string().max(500).describe('https; http on loopback only, outside production.'),
  body: z.string().min(1).max(100).describe('Name of the body whose cases; * is every body.'),
  kinds: z.array(KindIn).min(1),
  about: z.string().min(1).max(100),
});
export const SubscriptionOut = z.object({
  id: z.uuid(),
  url: z.string(),
  body: z.string(),
  kinds: z.array(z.string()),
  about: z.string(),
  madeAt: z.string(),
  endedAt: z.string().nullable(),
});
export const SubscriptionList = z.object({ subscriptions: z.array(SubscriptionOut) });
export const SubscriptionWhole = SubscriptionOut.extend({
  deliveries: z.object({ waiting: z.int(), delivered: z.int(), dead: z.int() }),
});
export const SubscriptionMade = z.object({
  id: z.uuid(),
  secret: z.string().describe('whsec_…: signs every webhook. It is not shown again.'),
});
export const Rotated = z.object({
  secret: z.string(),
  oldUntil: z.string().describe('Until then the secret before signs too.'),
});
export const DeliveryQuery = z.object({
  state: z.enum(['waiting', 'delivered', 'dead']).optional(),
  before: z.uuid().optional().describe('The `next` of the page before.'),
});
export const DeliveryList = z.object({
  deliveries: z.array(
    z.object({
      id: z.uuid().describe('The webhook-id.'),
      kind: z.string(),
      state: z.string(),
      madeAt: z.string(),
      settledAt: z.string().nullable(),
      payload: z.string(),
      tries: z.array(
        z.object({
          n: z.int(),
          at: z.string(),
          tookMs: z.int(),
          status: z.int().nullable(),
          answer: z.string(),
        }),
      ),
    }),
  ),
  next: z.uuid().nullable(),
});
export const ReplayIn = z.strictObject({
  delivery: z.uuid().optional().describe('One delivery, whatever became of it; absent: all that are dead.'),
});
export const Replayed = z.object({ sent: z.int(), again: z.boolean() });
export const Pinged = z.object({ deliveryId: z.uuid() });
export const Ended = z.object({ ended: z.literal(true) });
export const Refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
