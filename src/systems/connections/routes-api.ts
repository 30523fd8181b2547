/** Webhooks as another system manages them: those of its own body, with the scope `webhooks.manage`. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import {
  DeliveryList,
  DeliveryQuery,
  Ended,
  Pinged,
  Refused,
  Replayed,
  ReplayIn,
  Rotated,
  SubscriptionIn,
  SubscriptionList,
  SubscriptionMade,
  type SubscriptionOut,
  SubscriptionWhole,
} from './api-schema.ts';
import { ping, replay } from './deliver.ts';
import { countDeliveries, listSubscriptions, type SubscriptionRow } from './queries.ts';
import { readDeliveries } from './read-deliveries.ts';
import { bodyOf, endSubscription, readSubscription, rotateSecret, subscribe } from './subscribe.ts';
import { webhooksOf } from './webhooks.ts';

const division = DIVISION_XIXIA;
const tags = ['webhooks'];
const read = { policy: 'webhooks.read' as const };
const manage = { policy: 'webhooks.manage' as const };
const idOf = (request: Request): string => (request.params as { id: string }).id;

const out = (row: SubscriptionRow): z.infer<typeof SubscriptionOut> => ({
  id: row.id,
  url: row.url,
  body: row.body,
  kinds: [...row.kinds],
  about: row.about,
  madeAt: row.made_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});

export function webhookApiRoutes(app: FastifyInstance, context: Context): void {
  readRoutes(app, context);
  commandRoutes(app, context);
}

function readRoutes(app: FastifyInstance, { store }: Context): void {
  app.get(
    '/api/webhooks',
    { config: read, schema: { tags, summary: 'Subscriptions', response: { 200: SubscriptionList } } },
    async ({ actor }): Promise<z.infer<typeof SubscriptionList>> => ({
      subscriptions: (await listSubscriptions(store.db, division, bodyOf(actor))).map(out),
    }),
  );

  app.get(
    '/api/webhooks/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'One subscription, with how its deliveries stand',
        response: { 200: SubscriptionWhole, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof SubscriptionWhole> | Reply> => {
      const row = await readSubscription(store.db, request.actor, division, idOf(request));
      if (!row.ok) return answerRefusal(request, reply, row.error);
      return { ...out(row.value), deliveries: await countDeliveries(store.db, division, row.value.id) };
    },
  );

  app.get(
    '/api/webhooks/:id/deliveries',
    {
      config: read,
      schema: {
        tags,
        summary: 'Deliveries with every try, newest first',
        querystring: DeliveryQuery,
        response: { 200: DeliveryList, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof DeliveryList> | Reply> => {
      const row = await readSubscription(store.db, request.actor, division, idOf(request));
      if (!row.ok) return answerRefusal(request, reply, row.error);
      const asked = request.query as z.infer<typeof DeliveryQuery>;
      const { deliveries, next } = await readDeliveries(store.db, division, row.value.id, asked);
      return {
        deliveries: deliveries.map(({ row: d, tries }) => ({
          id: d.id,
          kind: d.kind,
          state: d.state,
          madeAt: d.made_at.toISOString(),
          settledAt: d.settled_at?.toISOString() ?? null,
          payload: d.payload,
          tries: tries.map((t) => ({
            n: t.n,
            at: t.at.toISOString(),
            tookMs: t.took_ms,
            status: t.status,
            answer: t.answer,
          })),
        })),
        next,
      };
    },
  );
}

function commandRoutes(app: FastifyInstance, context: Context): void {
  const webhooks = webhooksOf(context);

  app.post(
    '/api/webhooks',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Subscribes an address to events of a body’s cases, from now on',
        body: SubscriptionIn,
        response: { 200: SubscriptionMade, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof SubscriptionMade> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const form = request.body as z.infer<typeof SubscriptionIn>;
      const made = await subscribe(webhooks, request.actor, { division, ...form, requestKey: key.value });
      return made.ok ? made.value : answerRefusal(request, reply, made.error);
    },
  );

  app.delete(
    '/api/webhooks/:id',
    {
      config: manage,
      schema: { tags, summary: 'Ends a subscription', response: { 200: Ended, '4xx': Refused } },
    },
    async (request, reply): Promise<z.infer<typeof Ended> | Reply> => {
      const ended = await endSubscription(webhooks, request.actor, { division, id: idOf(request) });
      return ended.ok ? { ended: true } : answerRefusal(request, reply, ended.error);
    },
  );

  app.post(
    '/api/webhooks/:id/secret',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Gives a new secret; the one before signs too for a day',
        response: { 200: Rotated, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof Rotated> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const asked = { division, id: idOf(request), requestKey: key.value };
      const rotated = await rotateSecret(webhooks, request.actor, asked);
      if (!rotated.ok) return answerRefusal(request, reply, rotated.error);
      return { secret: rotated.value.secret, oldUntil: rotated.value.oldUntil.toString() };
    },
  );

  app.post(
    '/api/webhooks/:id/replays',
    {
      config: manage,
      schema: {
        tags,
        summary: 'Sends again, with the same webhook-id: one delivery, or all that were given up',
        body: ReplayIn,
        response: { 200: Replayed, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof Replayed> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const { delivery } = request.body as z.infer<typeof ReplayIn>;
      const asked = { division, id: idOf(request), requestKey: key.value, deliveryId: delivery };
      const sent = await replay(webhooks, request.actor, asked);
      return sent.ok ? sent.value : answerRefusal(request, reply, sent.error);
    },
  );

  app.post(
    '/api/webhooks/:id/pings',
    {
      config: { ...manage, api: { repeatable: 'a ping means nothing: one more does no harm' } },
      schema: {
        tags,
        summary: 'Sends a ping, to try the receiver out',
        response: { 200: Pinged, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof Pinged> | Reply> => {
      const pinged = await ping(webhooks, request.actor, { division, id: idOf(request) });
      return pinged.ok ? pinged.value : answerRefusal(request, reply, pinged.error);
    },
  );
}
