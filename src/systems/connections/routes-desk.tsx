/** The administrator's desk of other systems: their keys, and what they are told. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import {
  KEY_DAYS_MAX,
  keyHolds,
  keyProblems,
  listKeyRows,
  makeKey,
  REQUESTS_PER_MINUTE,
  revokeKey,
} from '#platform/keys/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { listItems } from '#systems/permits/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields, readValues, todayInChina } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { ping, replay } from './deliver.ts';
import { KeyFormPage, KeysPage, type KeyValues, MadeKeyPage } from './pages/key-pages.tsx';
import {
  SecretPage,
  SubscriptionFormPage,
  SubscriptionPage,
  SubscriptionsPage,
  type SubscriptionValues,
} from './pages/webhook-pages.tsx';
import { countDeliveries, listSubscriptions } from './queries.ts';
import { readDeliveries } from './read-deliveries.ts';
import { endSubscription, readSubscription, rotateSecret, subscribe } from './subscribe.ts';
import { webhooksOf } from './webhooks.ts';

const division = DIVISION_XIXIA;
const keys = { policy: 'keys.manage' as const };
const PATH = '/desk/connections';
type Params = { Params: { id: string } };

export function connectionDeskRoutes(app: FastifyInstance, context: Context): void {
  keyRoutes(app, context);
  subscriptionRoutes(app, context);
  deliveryRoutes(app, context);
}

/** Every body that an item names, and all of them. */
async function bodiesOf({ store }: Context): Promise<string[]> {
  const items = await listItems(store.db);
  return ['*', ...new Set(items.flatMap((i) => i.implementers))];
}

function keyRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get(PATH, { config: keys }, async (request, reply) => {
    const today = todayInChina();
    const rows = await listKeyRows(db, division);
    return reply.page(
      <KeysPage
        view={request.view()}
        keys={rows.map((row) => ({ row, holds: keyHolds(row, today) }))}
        revoked={readFields(request.query).revoked === '1'}
      />,
    );
  });

  const form = async (
    request: Request,
    reply: Reply,
    values: KeyValues,
    errors: FieldError[] = [],
    status?: number,
  ) => {
    const today = todayInChina();
    return reply.page(
      <KeyFormPage
        view={request.view()}
        values={values}
        bodies={await bodiesOf(context)}
        last={today.add({ days: KEY_DAYS_MAX }).toString()}
        id={newId()}
        errors={errors}
      />,
      status === undefined ? {} : { status },
    );
  };

  app.get(`${PATH}/new`, { config: keys }, (request, reply) =>
    form(request, reply, {
      name: '',
      body: '*',
      posts: [],
      scopes: [],
      until: todayInChina().add({ months: 6 }).toString(),
      requestsPerMinute: String(REQUESTS_PER_MINUTE),
    }),
  );

  app.post(PATH, { config: keys }, async (request, reply) => {
    const { name = '', body = '', until = '', id = '', requestsPerMinute = '' } = readFields(request.body);
    const values = {
      name,
      body,
      until,
      requestsPerMinute,
      posts: readValues(request.body, 'posts'),
      scopes: readValues(request.body, 'scopes'),
    };
    const asked = { division, ...values, id, requestsPerMinute: Number(requestsPerMinute || 0) };
    const problems = keyProblems(asked, todayInChina());
    if (problems.length > 0) return form(request, reply, values, [...problems], 422);
    const made = await makeKey({ db }, request.actor, asked);
    if (!made.ok) return answerRefusal(request, reply, made.error);
    return reply.page(
      <MadeKeyPage view={request.view()} name={name} secret={made.value.secret} until={until} />,
      { status: 201 },
    );
  });

  app.post<Params>(`${PATH}/keys/:id/revoke`, { config: keys }, async (request, reply) => {
    const done = await revokeKey({ db }, request.actor, { division, id: request.params.id });
    return done.ok ? reply.redirect(`${PATH}?revoked=1`, 303) : answerRefusal(request, reply, done.error);
  });
}

const read = { policy: 'webhooks.read' as const };
const manage = { policy: 'webhooks.manage' as const };
const HOOKS = `${PATH}/webhooks`;

/** The field that a refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'webhooks.address': 'url',
  'webhooks.body': 'body',
  'webhooks.kinds': 'kinds',
  'webhooks.about': 'about',
};

function subscriptionRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const webhooks = webhooksOf(context);

  app.get(HOOKS, { config: read }, async (request, reply) => {
    const rows = await listSubscriptions(db, division, '*');
    const counted = rows.map(async (row) => ({ row, counts: await countDeliveries(db, division, row.id) }));
    return reply.page(<SubscriptionsPage view={request.view()} subscriptions={await Promise.all(counted)} />);
  });

  const form = async (
    request: Request,
    reply: Reply,
    values: SubscriptionValues,
    errors: FieldError[] = [],
    status?: number,
  ) =>
    reply.page(
      <SubscriptionFormPage
        view={request.view()}
        values={values}
        bodies={await bodiesOf(context)}
        requestKey={newId()}
        errors={errors}
      />,
      status === undefined ? {} : { status },
    );

  app.get(`${HOOKS}/new`, { config: manage }, (request, reply) =>
    form(request, reply, { url: '', body: '*', kinds: [], about: '' }),
  );

  app.post(HOOKS, { config: manage }, async (request, reply) => {
    const { url = '', body = '', about = '', requestKey = '' } = readFields(request.body);
    const values = { url, body, about, kinds: readValues(request.body, 'kinds') };
    const asked = { division, ...values, requestKey: requestKey || newId() };
    const made = await subscribe(webhooks, request.actor, asked);
    if (!made.ok) {
      const { code, message } = made.error;
      const field = FIELDS[code];
      if (!field) return answerRefusal(request, reply, made.error);
      return form(request, reply, values, [{ field, message }], statusOf(code));
    }
    return reply.page(
      <SecretPage view={request.view()} id={made.value.id} secret={made.value.secret} oldUntil={null} />,
      { status: 201 },
    );
  });

  app.post<Params>(`${HOOKS}/:id/secret`, { config: manage }, async (request, reply) => {
    const { id } = request.params;
    const { requestKey = '' } = readFields(request.body);
    const asked = { division, id, requestKey: requestKey || newId() };
    const rotated = await rotateSecret(webhooks, request.actor, asked);
    if (!rotated.ok) return answerRefusal(request, reply, rotated.error);
    const { secret, oldUntil } = rotated.value;
    return reply.page(<SecretPage view={request.view()} {...{ id, secret, oldUntil }} />, { status: 201 });
  });

  app.post<Params>(`${HOOKS}/:id/end`, { config: manage }, async (request, reply) => {
    const { id } = request.params;
    const ended = await endSubscription(webhooks, request.actor, { division, id });
    return ended.ok ? reply.redirect(`${HOOKS}/${id}`, 303) : answerRefusal(request, reply, ended.error);
  });
}

const STATES = ['waiting', 'delivered', 'dead'] as const;

function deliveryRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const webhooks = webhooksOf(context);

  app.get<Params>(`${HOOKS}/:id`, { config: read }, async (request, reply) => {
    const row = await readSubscription(db, request.actor, division, request.params.id);
    if (!row.ok) return answerRefusal(request, reply, row.error);
    const query = readFields(request.query);
    const state = STATES.find((s) => s === query.state);
    const before = query.before && isId(query.before) ? query.before : undefined;
    const [counts, page] = await Promise.all([
      countDeliveries(db, division, row.value.id),
      readDeliveries(db, division, row.value.id, { state, before }),
    ]);
    return reply.page(
      <SubscriptionPage
        view={request.view()}
        row={row.value}
        counts={counts}
        deliveries={page.deliveries}
        next={page.next}
        state={state}
        sent={query.sent}
        requestKey={newId()}
      />,
    );
  });

  app.post<Params>(`${HOOKS}/:id/replays`, { config: manage }, async (request, reply) => {
    const { id } = request.params;
    const { delivery, requestKey = '' } = readFields(request.body);
    const deliveryId = delivery && isId(delivery) ? delivery : undefined;
    const asked = { division, id, deliveryId, requestKey: requestKey || newId() };
    const sent = await replay(webhooks, request.actor, asked);
    return sent.ok
      ? reply.redirect(`${HOOKS}/${id}?sent=${sent.value.sent}`, 303)
      : answerRefusal(request, reply, sent.error);
  });

  app.post<Params>(`${HOOKS}/:id/pings`, { config: manage }, async (request, reply) => {
    const { id } = request.params;
    const pinged = await ping(webhooks, request.actor, { division, id });
    return pinged.ok
      ? reply.redirect(`${HOOKS}/${id}?sent=1`, 303)
      : answerRefusal(request, reply, pinged.error);
  });
}
