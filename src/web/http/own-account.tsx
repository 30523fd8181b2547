import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { type Refusal, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { once, onceAfter } from '#platform/commands/once.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { UseCase } from '#platform/people/policy.ts';
import { endSessions, listSessions } from '#platform/people/sessions.ts';
import { readFields } from '#web/desk/form.ts';
import { MePage } from '#web/pages/me-page.tsx';
import { OwnAccountPage } from '#web/pages/own-account-page.tsx';
import type { Context, Reply, Request } from './context.ts';
import { answerRefusal, statusOf } from './refusals.tsx';
import { clientOf, setCookies } from './sign-in-ways.ts';

type Signed = Actor & { readonly kind: 'account' };

const DONE: Readonly<Record<string, string>> = {
  linked: '已关联，以后可以用它登录',
  password: '口令已改，别的设备都已退出',
  phone: '手机号已换，别的设备都已退出',
  ended: '已让它退出',
};

/** The field that a refusal is about, by form. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  password: {
    'people.wrong_password': 'password-current',
    'people.too_many': 'password-current',
    'people.weak_password': 'next',
  },
  phone: {
    'people.wrong_password': 'phone-current',
    'people.too_many': 'phone-current',
    'people.phone_wrong': 'phone-new',
    'people.phone_taken': 'phone-new',
  },
};

/** Everything that is the reader's own, and the safety of their account. */
export function registerOwnAccount(app: FastifyInstance, context: Context): void {
  const { signIn, store } = context;
  const signed = (request: Request) => request.actor as Signed;
  const secret = (request: Request, name: string): string => {
    const value = (request.body as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value : '';
  };

  const me = (request: Request, reply: Reply) => {
    if (request.actor.kind !== 'account') return reply.redirect(`/login?back=${request.url}`, 303);
    const roles = new Set(request.actor.roles.map((r) => r.role));
    const desk = roles.has('editor') || roles.has('administrator');
    return reply.page(<MePage view={request.view()} desk={desk} work={roles.has('official')} />);
  };
  app.get('/me', { config: { policy: 'people.account.read' } }, me);
  app.get('/account', { config: { policy: 'people.account.read' } }, me);

  const show = async (
    request: Request,
    reply: Reply,
    told: { done?: string | undefined; error?: Refusal; form?: string } = {},
  ) => {
    const actor = signed(request);
    const [phone, credentials, sessions] = await Promise.all([
      signIn.phoneOf(actor.id),
      store.db
        .selectFrom('account_credential')
        .select('provider_id')
        .where('account_id', '=', actor.id)
        .execute(),
      listSessions(store.db, actor.id, Temporal.Now.instant()),
    ]);
    const ways = new Set(credentials.map((c) => c.provider_id));
    const { provider } = signIn;
    const { error, form = '' } = told;
    return reply.page(
      <OwnAccountPage
        view={request.view()}
        facts={{
          phone,
          hasPassword: ways.has('credential'),
          provider: provider && { name: provider.name, linked: ways.has(provider.id) },
          sessions,
          current: actor.session ?? '',
          level: actor.level ?? 1,
        }}
        requestKey={newId()}
        done={told.done}
        errors={error ? [{ field: FIELDS[form]?.[error.code] ?? null, message: error.message }] : []}
      />,
      error ? { status: statusOf(error.code) } : {},
    );
  };
  const note = (request: Request, useCase: UseCase, outcome: string, what: string) =>
    audit(store.db, request.actor, {
      useCase,
      outcome,
      subject: `account:${signed(request).id}`,
      detail: { what },
    });

  app.get('/me/account', { config: { policy: 'people.account.read' } }, (request, reply) => {
    const asked = Object.keys(readFields(request.query)).find((name) => Object.hasOwn(DONE, name));
    return show(request, reply, { done: asked && DONE[asked] });
  });

  const CHANGE = { config: { policy: 'people.account.change' as const } };

  /** Both answer alike: what was wrong in the form, or the new cookies and the page. */
  const changed = async (
    request: Request,
    reply: Reply,
    form: 'password' | 'phone',
    change: () => Promise<Result<string[]>>,
  ) => {
    const command = {
      useCase: 'people.account.change' as const,
      key: readFields(request.body).requestKey ?? '',
    };
    const result = await onceAfter(store.db, request.actor, command, change);
    if (result.ok && result.value === 'again') return reply.redirect(`/me/account?${form}=1`, 303);
    const outcome = result.ok ? 'done' : `refused:${result.error.code}`;
    await note(request, 'people.account.change', outcome, form);
    if (!result.ok) return show(request, reply, { error: result.error, form });
    setCookies(reply, result.value as string[]);
    return reply.redirect(`/me/account?${form}=1`, 303);
  };

  app.post('/me/account/password', CHANGE, (request, reply) =>
    changed(request, reply, 'password', () =>
      signIn.changePassword(
        signed(request),
        { current: secret(request, 'current'), next: secret(request, 'next') },
        clientOf(request),
      ),
    ),
  );

  app.post('/me/account/phone', CHANGE, (request, reply) =>
    changed(request, reply, 'phone', () =>
      signIn.changePhone(
        signed(request),
        { current: secret(request, 'current'), phone: readFields(request.body).phone ?? '' },
        clientOf(request),
      ),
    ),
  );

  app.post('/me/account/sessions', { config: { policy: 'people.session.end' } }, async (request, reply) => {
    const actor = signed(request);
    const { session = '', requestKey = '' } = readFields(request.body);
    if (session === actor.session)
      return show(request, reply, {
        error: refuse('people.session.own', '这是正在用的设备，请用“退出登录”。').error,
      });
    const ended = await store.db.transaction().execute((tx) =>
      once(tx, actor, { useCase: 'people.session.end', key: requestKey }, async () => ({
        ok: true as const,
        value: {
          ended: await endSessions(
            tx,
            actor.id,
            session === 'others' ? { allBut: actor.session ?? '' } : { id: session },
          ),
        },
      })),
    );
    if (!ended.ok) return answerRefusal(request, reply, ended.error);
    if (!ended.value.again) await note(request, 'people.session.end', 'done', `${ended.value.ended}`);
    return reply.redirect('/me/account?ended=1', 303);
  });
}
