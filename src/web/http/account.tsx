import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise, type UseCase } from '#platform/people/policy.ts';
import { AccountPage, SignInPage } from '#web/pages/sign-in-page.tsx';
import type { Context, Reply } from './context.ts';

const Credentials = z.object({
  username: z.string().trim().max(100).default(''),
  password: z.string().max(200).default(''),
  back: z.string().max(2000).optional(),
});

/** Only a path of this site: never another host; empty for anything else. */
const ownPath = (back: unknown): string =>
  typeof back === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(back) && !back.startsWith('/login') ? back : '';

/** The places of one's own work, by what one may do. */
const OWN_PLACES = [
  { useCase: 'desk.read', href: '/desk', label: '进入编辑工作台' },
  { useCase: 'licences.read', href: '/desk/licences', label: '证照窗口' },
  { useCase: 'licences.read_own', href: '/me/licences', label: '我的证照' },
] as const satisfies readonly { useCase: UseCase; href: string; label: string }[];

const placesOf = (actor: Actor) => OWN_PLACES.filter(({ useCase }) => authorise(actor, useCase).ok);

const setCookies = (reply: Reply, cookies: readonly string[]) => {
  for (const value of cookies) reply.header('set-cookie', value);
};

/** Signing in and out, and one's own account. */
export function registerAccount(app: FastifyInstance, context: Context): void {
  const { signIn, store } = context;

  app.get('/login', { config: { policy: 'people.sign_in' } }, (request, reply) => {
    const back = ownPath((request.query as Record<string, unknown>).back);
    return reply.page(<SignInPage view={request.view()} back={back} demo={context.config.demo} />);
  });

  app.post(
    '/login',
    {
      config: {
        policy: 'people.sign_in',
        rateLimit: { max: context.config.signInPerMinute, timeWindow: '1 minute' },
      },
    },
    async (request, reply) => {
      const form = Credentials.safeParse(request.body ?? {});
      const { username, password, back } = form.success
        ? form.data
        : { username: '', password: '', back: undefined };
      const opened = await signIn.open(username, password);
      if (!opened.ok) {
        await audit(store.db, request.actor, {
          useCase: 'people.sign_in',
          outcome: `refused:${opened.error.code}`,
        });
        return reply.page(
          <SignInPage
            view={request.view()}
            back={ownPath(back)}
            demo={context.config.demo}
            username={username}
            error={opened.error.message}
          />,
          { status: 422 },
        );
      }
      const actor = await signIn.actorOf(opened.value.map((c) => c.split(';')[0]).join('; '));
      await audit(store.db, actor, {
        useCase: 'people.sign_in',
        outcome: 'done',
        subject: `account:${actorKey(actor)}`,
      });
      setCookies(reply, opened.value);
      return reply.redirect(ownPath(back) || (placesOf(actor)[0]?.href ?? '/account'), 303);
    },
  );

  app.post('/logout', { config: { policy: 'people.sign_out' } }, async (request, reply) => {
    setCookies(reply, await signIn.close(request.headers.cookie));
    return reply.redirect('/', 303);
  });

  app.get('/account', { config: { policy: 'people.sign_out' } }, (request, reply) => {
    if (request.actor.kind !== 'account') return reply.redirect('/login?back=/account', 303);
    return reply.page(<AccountPage view={request.view()} links={placesOf(request.actor)} />);
  });
}
