import type { FastifyInstance } from 'fastify';
import { audit } from '#platform/audit/audit.ts';
import { actorKey } from '#platform/people/actor.ts';
import { readFields } from '#web/desk/form.ts';
import { ErrorPage } from '#web/pages/error-page.tsx';
import { LeftPage, LinkPage, UnknownPersonPage } from '#web/pages/provider-pages.tsx';
import type { Context } from './context.ts';
import { answerRefusal, statusOf } from './refusals.tsx';
import { clientOf, homeOf, ownPath, setCookies } from './sign-in-ways.ts';

const BACK_COOKIE = 'gongbao_back';

/** Signing in with the identity provider, and linking an account with it; no routes when none is configured. */
export function registerProvider(app: FastifyInstance, context: Context): void {
  const { signIn, store, config } = context;
  const { provider } = signIn;
  if (!provider) return;
  const limited = { rateLimit: { max: config.signInPerMinute * 3, timeWindow: '1 minute' } };

  app.get('/login/provider', { config: { policy: 'people.sign_in', ...limited } }, async (request, reply) => {
    const asked = readFields(request.query);
    const back = ownPath(asked.back, '/me');
    const going = await provider.start(back, clientOf(request), asked.new === '1');
    if (!going.ok) return answerRefusal(request, reply, going.error);
    setCookies(reply, going.value.cookies);
    // Only to be shown again when the person is not known yet.
    reply.setCookie(BACK_COOKIE, back, { path: '/login', maxAge: 600, sameSite: 'lax', httpOnly: true });
    return reply.header('cache-control', 'no-store').redirect(going.value.url, 303);
  });

  app.post(
    '/me/account/provider',
    { config: { policy: 'people.provider.link', ...limited } },
    async (request, reply) => {
      const going = await provider.startLink('/me/account?linked=1', clientOf(request));
      if (!going.ok) return answerRefusal(request, reply, going.error);
      setCookies(reply, going.value.cookies);
      return reply.page(<LinkPage view={request.view()} provider={provider.name} url={going.value.url} />);
    },
  );

  app.get(
    `/login/callback/${provider.id}`,
    { config: { policy: 'people.sign_in', ...limited } },
    async (request, reply) => {
      const query = request.url.split('?')[1] ?? '';
      const arrived = await provider.finish(query, clientOf(request));
      const actor = arrived.ok ? arrived.value.actor : request.actor;
      await audit(store.db, actor, {
        useCase: 'people.sign_in',
        outcome: arrived.ok ? 'done' : `refused:${arrived.error.code}`,
        ...(actor.kind === 'account' && { subject: `account:${actorKey(actor)}` }),
        detail: { provider: config.identityProvider?.issuer ?? '' },
      });
      if (!arrived.ok) {
        const back = ownPath(request.cookies[BACK_COOKIE], '/me');
        const view = request.view();
        return reply.page(
          arrived.error.code === 'people.provider_unknown_person' ? (
            <UnknownPersonPage view={view} provider={provider.name} back={back} />
          ) : (
            <ErrorPage view={view} status={statusOf(arrived.error.code)} message={arrived.error.message} />
          ),
          { status: statusOf(arrived.error.code) },
        );
      }
      setCookies(reply, arrived.value.cookies);
      const { back } = arrived.value;
      return reply.redirect(back === '/me' ? homeOf(actor) : ownPath(back, '/me'), 303);
    },
  );

  app.get('/login/left', { config: { policy: 'people.sign_in' } }, async (request, reply) =>
    reply.page(
      <LeftPage view={request.view()} provider={provider.name} leave={await provider.leaveAddress()} />,
    ),
  );
}
