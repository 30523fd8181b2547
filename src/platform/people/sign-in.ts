import type { Config } from '#base/config.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Store } from '#platform/store/store.ts';
import { type AccountChanges, createAccountChanges } from './account-changes.ts';
import type { Actor, Post, Role } from './actor.ts';
import {
  bucketOf,
  type Client,
  deviceCookie,
  forgetFailures,
  HOLD_MINUTES,
  isHeldBack,
  noteFailure,
} from './attempts.ts';
import { createAuth, headersOf, sessionCookieName } from './auth-library.ts';
import { type PhoneNumber, phoneSealing, readPhone } from './phone.ts';
import { createProvider, type Provider } from './provider.ts';
import { sessionActor } from './session-actor.ts';
import { endSessions } from './sessions.ts';

export type OpenRefusal = 'people.wrong_password' | 'people.too_many';

/** Sign-in and sessions. Cookies go in and out as header values, so that nothing here knows the web framework. */
export interface SignIn extends AccountChanges {
  /** The actor whose session cookie this is; a visitor when there is none or it has ended. */
  actorOf(cookie: string | undefined): Promise<Actor>;
  /** @param name the account's name, or a resident's mobile phone number
   *  @returns the `Set-Cookie` values of the new session; one that this browser had is ended */
  open(name: string, password: string, client?: Client): Promise<Result<string[], OpenRefusal>>;
  /** Ends the session and returns the `Set-Cookie` values that clear it. */
  close(cookie: string | undefined): Promise<string[]>;
  /** Makes a resident's account; the phone number is stored sealed. */
  register(resident: NewResident): Promise<Result<void, 'people.phone_taken'>>;
  /** Makes an account with roles unless the name is taken; for the demo seed and the command line. */
  ensureAccount(account: NewAccount): Promise<void>;
  /** Signing in with the identity provider; absent when none is configured. */
  readonly provider?: Provider;
}

export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly { readonly role: Role; readonly division: string }[];
  readonly posts?: readonly Post[];
}

export interface NewResident {
  readonly name: string;
  readonly phone: PhoneNumber;
  readonly password: string;
}

/** The account that registered with the number, by whatever secret it was indexed. */
const personOf = (store: Store, indexes: readonly string[]) =>
  store.db
    .selectFrom('account_person')
    .select('account_id')
    .where('phone_index', 'in', indexes)
    .executeTakeFirst();

/** Sign-in over the store's accounts. @param now for tests of what ends by itself */
export function createSignIn(
  config: Config,
  store: Store,
  now: () => Temporal.Instant = () => Temporal.Now.instant(),
): SignIn {
  const auth = createAuth(config, store);
  const phones = phoneSealing(config);
  /** The name of a resident's account: the number itself is nowhere in the clear. */
  const nameOfPhone = (phone: PhoneNumber) =>
    `phone_${Buffer.from(phones.blindIndex(phone), 'base64url').toString('hex').slice(0, 40)}`;
  const nameOf = (typed: string) => {
    const phone = readPhone(typed);
    return phone ? nameOfPhone(phone) : typed;
  };
  const actorOf = sessionActor(store.db, config.secret, sessionCookieName(config), {
    now,
    levelOffered: config.identityProvider ? 2 : 1,
  });

  /** Whatever was signed in in this browser before ends: a session that somebody planted is worth nothing. */
  const endBefore = async (cookie: string | undefined) => {
    const before = await actorOf(cookie);
    if (before.kind === 'account' && before.session)
      await endSessions(store.db, before.id, { id: before.session });
  };

  const open: SignIn['open'] = async (typed, password, client = {}) => {
    const name = nameOf(typed).toLowerCase();
    const bucket = bucketOf(config, name, client);
    if (await isHeldBack(store.db, bucket, now()))
      return refuse(
        'people.too_many',
        `这个账号的口令错了太多次，${HOLD_MINUTES}分钟内不再接受新设备登录。本人可以在登录过的设备上照常登录${config.identityProvider ? '，或用统一身份认证登录' : ''}。`,
      );
    const response = await auth.api.signInUsername({
      body: { username: name, password },
      headers: headersOf({ ...client, cookie: undefined }),
      asResponse: true,
    });
    if (!response.ok) {
      await noteFailure(store.db, bucket, now());
      return refuse('people.wrong_password', '账号或密码不对。请核对后重试；忘记密码请联系系统管理员重设。');
    }
    await forgetFailures(store.db, bucket);
    await endBefore(client.cookie);
    return ok([...response.headers.getSetCookie(), deviceCookie(config, name)]);
  };

  const provider = createProvider(config, store, { actorOf, endBefore, now });
  return {
    actorOf,
    open,
    ...(provider && { provider }),
    ...createAccountChanges({ config, store, auth, phones, nameOfPhone, now }),
    async close(cookie) {
      const response = await auth.api.signOut({ headers: headersOf({ cookie }), asResponse: true });
      return response.headers.getSetCookie();
    },
    async register({ name, phone, password }) {
      const username = nameOfPhone(phone);
      const taken = () =>
        refuse(
          'people.phone_taken',
          '这个手机号已经注册。请直接登录；忘记口令请带身份证件到任一政务服务窗口重设。',
        );
      if (await personOf(store, phones.blindIndexes(phone))) return taken();
      const made = await auth.api
        .signUpEmail({ body: { name, email: `${username}@accounts.invalid`, password, username } })
        .catch((error: Error & { status?: unknown }) => {
          if (error.name === 'APIError') return undefined;
          throw error;
        });
      // The library refuses a name that somebody else took in this very moment.
      if (!made) return taken();
      const id = made.user.id;
      await store.db
        .insertInto('account_person')
        .values({
          account_id: id,
          phone_sealed: phones.seal(phone, `account_person.phone:${id}`),
          phone_index: phones.blindIndex(phone),
          registered_at: now().toString({ smallestUnit: 'millisecond' }),
        })
        .execute();
      return ok(undefined);
    },
    async ensureAccount(account) {
      const existing = await store.db
        .selectFrom('account')
        .select('id')
        .where('username', '=', account.username)
        .executeTakeFirst();
      if (existing) return;
      const made = await auth.api.signUpEmail({
        body: {
          name: account.name,
          email: `${account.username}@accounts.invalid`,
          password: account.password,
          username: account.username,
        },
      });
      for (const { role, division } of account.roles) {
        await store.db
          .insertInto('account_role')
          .values({ account_id: made.user.id, role, division, granted_by: null })
          .onConflict((c) => c.doNothing())
          .execute();
      }
      const granted_at = now().toString({ smallestUnit: 'millisecond' });
      for (const post of account.posts ?? [])
        await store.db
          .insertInto('account_post')
          .values({ ...post, account_id: made.user.id, granted_at, granted_by: null })
          .onConflict((c) => c.doNothing())
          .execute();
    },
  };
}
