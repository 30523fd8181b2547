/** The API described, for programs and for people who write them; and what a person allows other systems. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  AUTHORITY_DAYS_MAX,
  giveAuthority,
  keyHolds,
  listAuthorities,
  systemsForPeople,
  withdrawAuthority,
} from '#platform/keys/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { PERSONAL_SCOPES } from '#platform/people/scope.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields, todayInChina } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { type ApiDescription, describeApi } from '#web/http/openapi.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { DevelopersPage } from './pages/developers-page.tsx';
import { SystemsPage } from './pages/systems-page.tsx';
import { Payload, webhookDescriptions } from './payload.ts';

const division = DIVISION_XIXIA;

export function connectionRoutes(app: FastifyInstance, context: Context): void {
  describedRoutes(app);
  systemRoutes(app, context);
}

function describedRoutes(app: FastifyInstance): void {
  const config = { policy: 'developers.read' as const };
  let described: ApiDescription | undefined;
  const describe = (): ApiDescription => {
    described ??= describeApi(app, {
      webhooks: webhookDescriptions(),
      schemas: { WebhookPayload: z.toJSONSchema(Payload) },
    });
    return described;
  };

  app.get(
    '/api/openapi.json',
    {
      config: { ...config, api: { gives: 'application/json' } },
      schema: { tags: ['description'], summary: 'This description' },
    },
    (_request, reply) => reply.document('application/json; charset=utf-8', JSON.stringify(describe())),
  );

  app.get('/developers', { config }, (request, reply) =>
    reply.page(<DevelopersPage view={request.view()} api={describe()} />),
  );
}

/** The field that a refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'keys.system': 'system',
  'keys.until': 'until',
  'keys.agree': 'agree',
};

function systemRoutes(app: FastifyInstance, { store: { db } }: Context): void {
  const page = async (
    request: Request,
    reply: Reply,
    told: {
      given?: string;
      withdrawn?: boolean;
      errors?: FieldError[];
      until?: string;
      status?: number;
    } = {},
  ) => {
    const today = todayInChina();
    const account = request.actor.kind === 'account' ? request.actor.id : '';
    const [systems, authorities] = await Promise.all([
      systemsForPeople(db, division, today),
      listAuthorities(db, division, account),
    ]);
    const { status, until, ...said } = told;
    return reply.page(
      <SystemsPage
        view={request.view()}
        systems={systems.map((s) => ({
          id: s.id,
          name: s.name,
          scopes: s.scopes.filter((scope) => PERSONAL_SCOPES.includes(scope)),
        }))}
        authorities={authorities.map((a) => ({
          id: a.id,
          name: a.name,
          scopes: a.scopes.filter((scope) => PERSONAL_SCOPES.includes(scope)),
          lastDay: Temporal.PlainDate.from(a.ends_on).subtract({ days: 1 }),
          holds: keyHolds({ revoked_at: a.withdrawn_at, ends_on: a.ends_on }, today),
        }))}
        until={until ?? today.add({ months: 3 }).toString()}
        last={today.add({ days: AUTHORITY_DAYS_MAX }).toString()}
        {...said}
      />,
      status === undefined ? {} : { status },
    );
  };

  app.get('/me/systems', { config: { policy: 'keys.authority.read' } }, (request, reply) => {
    const { given, withdrawn } = readFields(request.query);
    return page(request, reply, { ...(given && { given }), withdrawn: withdrawn === '1' });
  });

  app.post('/me/systems', { config: { policy: 'keys.authority.give' } }, async (request, reply) => {
    const { system = '', until = '', agree = '' } = readFields(request.body);
    const form = { division, keyId: system, until, agreed: agree === '1' };
    const given = await giveAuthority({ db }, request.actor, form);
    if (given.ok) return reply.redirect(`/me/systems?given=${given.value.id}`, 303);
    const { code, message } = given.error;
    if (!FIELDS[code]) return answerRefusal(request, reply, given.error);
    return page(request, reply, {
      errors: [{ field: FIELDS[code], message }],
      until,
      status: statusOf(code),
    });
  });

  const withdraw = { policy: 'keys.authority.withdraw' as const };
  app.post<{ Params: { id: string } }>(
    '/me/systems/:id/withdraw',
    { config: withdraw },
    async (request, reply) => {
      const { id } = request.params;
      const done = await withdrawAuthority({ db }, request.actor, { division, id });
      return done.ok
        ? reply.redirect('/me/systems?withdrawn=1', 303)
        : answerRefusal(request, reply, done.error);
    },
  );
}
