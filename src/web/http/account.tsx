import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { audit } from '#platform/audit/audit.ts';
import { actorKey } from '#platform/people/actor.ts';
import { type PhoneNumber, readPhone } from '#platform/people/phone.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields } from '#web/desk/form.ts';
import { RegisterPage } from '#web/pages/register-page.tsx';
import { SignInPage } from '#web/pages/sign-in-page.tsx';
import type { Context } from './context.ts';
import { tellSignedOut } from './live.ts';
import { statusOf } from './refusals.tsx';
import { clientOf, homeOf, ownPath, setCookies } from './sign-in-ways.ts';

const Credentials = z.object({
  username: z.string().trim().max(100).default(''),
  password: z.string().max(200).default(''),
  back: z.string().max(2000).optional(),
});

/** Signing in and out with a name and a password. */
export function registerAccount(app: FastifyInstance, context: Context): void {
  const { signIn, store } = context;
  registerRegistration(app, context);

  app.get('/login', { config: { policy: 'people.sign_in' } }, (request, reply) => {
    const back = ownPath((request.query as Record<string, unknown>).back);
    return reply.page(
      <SignInPage
        view={request.view()}
        back={back}
        demo={context.config.demo}
        provider={signIn.provider?.name}
      />,
    );
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
      const opened = await signIn.open(username, password, clientOf(request));
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
            provider={signIn.provider?.name}
            username={username}
            error={opened.error.message}
          />,
          { status: statusOf(opened.error.code) },
        );
      }
      const actor = await signIn.actorOf(opened.value.map((c) => c.split(';')[0]).join('; '));
      await audit(store.db, actor, {
        useCase: 'people.sign_in',
        outcome: 'done',
        subject: `account:${actorKey(actor)}`,
      });
      setCookies(reply, opened.value);
      return reply.redirect(ownPath(back, homeOf(actor)), 303);
    },
  );

  app.post('/logout', { config: { policy: 'people.sign_out' } }, async (request, reply) => {
    const { actor } = request;
    setCookies(reply, await signIn.close(request.headers.cookie));
    if (actor.kind === 'account') {
      await audit(store.db, actor, {
        useCase: 'people.sign_out',
        outcome: 'done',
        subject: `account:${actor.id}`,
      });
      await tellSignedOut(store.db, actor.id);
    }
    // What scripts of this site kept on the device, an unfinished application, goes with the session.
    reply.header('clear-site-data', '"storage"');
    // Whoever came by the provider is still signed in there: on a shared computer that must be said.
    const byProvider = actor.kind === 'account' && actor.level === 2;
    return reply.redirect(byProvider ? '/login/left' : '/', 303);
  });
}

const Registration = z.object({
  name: z
    .string('请填写姓名')
    .trim()
    .min(2, '请填写姓名')
    .max(50, '姓名不超过50个字')
    .regex(/^[\p{L}\p{M}·.\s-]+$/u, '姓名只能是文字，请按身份证件填写'),
  phone: z
    .string('请填写手机号')
    .refine((p) => readPhone(p) !== undefined, '请填写11位手机号，如 138 开头的号码'),
  password: z.string('请填写口令').min(8, '口令至少8个字符').max(200, '口令不超过200个字符'),
});

/** A resident registers, and is signed in at once. */
function registerRegistration(app: FastifyInstance, context: Context): void {
  const { signIn, store } = context;
  const config = { policy: 'people.register' as const };

  app.get('/register', { config }, (request, reply) => {
    const back = ownPath((request.query as Record<string, unknown>).back, '/me');
    return reply.page(<RegisterPage view={request.view()} back={back} />);
  });

  app.post(
    '/register',
    { config: { ...config, rateLimit: { max: context.config.signInPerMinute, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const fields = readFields(request.body);
      const back = ownPath(fields.back, '/me');
      const again = (errors: FieldError[]) =>
        reply.page(
          <RegisterPage
            view={request.view()}
            back={back}
            name={fields.name}
            phone={fields.phone}
            errors={errors}
          />,
          { status: 422 },
        );
      const form = Registration.safeParse({
        ...fields,
        password: (request.body as Record<string, unknown> | null)?.password,
      });
      if (!form.success)
        return again(form.error.issues.map((i) => ({ field: String(i.path[0]), message: i.message })));
      const phone = readPhone(form.data.phone) as PhoneNumber;
      const made = await signIn.register({ ...form.data, phone });
      await audit(store.db, request.actor, {
        useCase: 'people.register',
        outcome: made.ok ? 'done' : `refused:${made.error.code}`,
      });
      if (!made.ok) return again([{ field: 'phone', message: made.error.message }]);
      const opened = await signIn.open(phone, form.data.password, clientOf(request));
      if (opened.ok) setCookies(reply, opened.value);
      return reply.redirect(opened.ok ? back : '/login', 303);
    },
  );
}
