import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import type { Config } from '#base/config.ts';
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Store } from '#platform/store/store.ts';
import type { Actor, Post, Role } from './actor.ts';
import { type PhoneNumber, phoneSealing, readPhone } from './phone.ts';
import { sessionActor } from './session-actor.ts';

/** Sign-in and sessions. Cookies go in and out as header values, so that nothing here knows the web framework. */
export interface SignIn {
  /** The actor whose session cookie this is; a visitor when there is none or it has ended. */
  actorOf(cookie: string | undefined): Promise<Actor>;
  /** @param name the account's name, or a resident's mobile phone number
   *  @returns the `Set-Cookie` values of the new session */
  open(name: string, password: string): Promise<Result<string[], 'people.wrong_password'>>;
  /** Ends the session and returns the `Set-Cookie` values that clear it. */
  close(cookie: string | undefined): Promise<string[]>;
  /** Makes a resident's account; the phone number is stored sealed. */
  register(resident: NewResident): Promise<Result<void, 'people.phone_taken'>>;
  /** Makes an account with roles unless the name is taken; for the demo seed and the command line. */
  ensureAccount(account: NewAccount): Promise<void>;
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

const SESSION_SECONDS = 12 * 60 * 60;

const COOKIE_PREFIX = 'gongbao';
/** The name that the sign-in library gives the session's cookie. */
const sessionCookieName = ({ publicUrl }: Config): string =>
  `${publicUrl.startsWith('https:') ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** The sign-in library with our table and column names. Passwords are hashed with scrypt by the library. */
function createAuth(config: Config, store: Store) {
  return betterAuth({
    secret: config.secret,
    baseURL: config.publicUrl,
    database: { db: store.db, type: 'postgres', transaction: false },
    advanced: {
      database: { generateId: () => newId() },
      useSecureCookies: config.publicUrl.startsWith('https:'),
      cookiePrefix: COOKIE_PREFIX,
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
    // Requests are limited at the route, per address, before any password is hashed.
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: 8, autoSignIn: false },
    session: {
      modelName: 'account_session',
      expiresIn: SESSION_SECONDS,
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...stamps,
      },
    },
    user: { modelName: 'account', fields: { emailVerified: 'email_verified', ...stamps } },
    account: {
      modelName: 'account_credential',
      fields: {
        userId: 'account_id',
        accountId: 'provider_account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    verification: { modelName: 'account_verification', fields: { expiresAt: 'expires_at', ...stamps } },
    plugins: [
      username({
        maxUsernameLength: 64,
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
    ],
  });
}

/** Sign-in over the store's accounts. */
export function createSignIn(config: Config, store: Store): SignIn {
  const auth = createAuth(config, store);
  const phones = phoneSealing(config);
  /** The name of a resident's account: the number itself is nowhere in the clear. */
  const nameOfPhone = (phone: PhoneNumber) =>
    `phone_${Buffer.from(phones.blindIndex(phone), 'base64url').toString('hex').slice(0, 40)}`;
  const headersOf = (cookie: string | undefined) => new Headers(cookie === undefined ? {} : { cookie });

  return {
    actorOf: sessionActor(store.db, config.secret, sessionCookieName(config)),
    async open(name, password) {
      const phone = readPhone(name);
      const response = await auth.api.signInUsername({
        body: { username: phone ? nameOfPhone(phone) : name, password },
        asResponse: true,
      });
      if (!response.ok)
        return refuse(
          'people.wrong_password',
          '账号或密码不对。请核对后重试；忘记密码请联系系统管理员重设。',
        );
      return ok(response.headers.getSetCookie());
    },
    async close(cookie) {
      const response = await auth.api.signOut({ headers: headersOf(cookie), asResponse: true });
      return response.headers.getSetCookie();
    },
    async register({ name, phone, password }) {
      const username = nameOfPhone(phone);
      const taken = () =>
        refuse(
          'people.phone_taken',
          '这个手机号已经注册。请直接登录；忘记口令请带身份证件到任一政务服务窗口重设。',
        );
      const index = phones.blindIndex(phone);
      const known = await store.db
        .selectFrom('account_person')
        .select('account_id')
        .where('phone_index', '=', index)
        .executeTakeFirst();
      if (known) return taken();
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
          phone_index: index,
          registered_at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
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
      const granted_at = Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });
      for (const post of account.posts ?? [])
        await store.db
          .insertInto('account_post')
          .values({ ...post, account_id: made.user.id, granted_at, granted_by: null })
          .onConflict((c) => c.doNothing())
          .execute();
    },
  };
}
