import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import type { Config } from '#base/config.ts';
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Store } from '#platform/store/store.ts';
import { type Actor, ROLES, type Role, visitor } from './actor.ts';

/** Sign-in and sessions. Cookies go in and out as header values, so that nothing here knows the web framework. */
export interface SignIn {
  /** The actor whose session cookie this is; a visitor when there is none or it has ended. */
  actorOf(cookie: string | undefined): Promise<Actor>;
  /** @returns the `Set-Cookie` values of the new session */
  open(name: string, password: string): Promise<Result<string[], 'people.wrong_password'>>;
  /** Ends the session and returns the `Set-Cookie` values that clear it. */
  close(cookie: string | undefined): Promise<string[]>;
  /** Makes an account with roles unless the name is taken; for the demo seed and the command line. */
  ensureAccount(account: NewAccount): Promise<void>;
}

export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly { readonly role: Role; readonly division: string }[];
}

const SESSION_SECONDS = 12 * 60 * 60;

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
      cookiePrefix: 'gongbao',
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
    plugins: [username({ schema: { user: { fields: { displayUsername: 'display_username' } } } })],
  });
}

/** Sign-in over the store's accounts. */
export function createSignIn(config: Config, store: Store): SignIn {
  const auth = createAuth(config, store);
  const headersOf = (cookie: string | undefined) => new Headers(cookie === undefined ? {} : { cookie });

  return {
    async actorOf(cookie) {
      if (!cookie?.includes('gongbao.session_token')) return visitor;
      const session = await auth.api.getSession({ headers: headersOf(cookie) });
      if (!session) return visitor;
      const rows = await store.db
        .selectFrom('account_role')
        .select(['role', 'division'])
        .where('account_id', '=', session.user.id)
        .execute();
      const roles = rows.filter((r): r is { role: Role; division: string } => ROLES.includes(r.role as Role));
      return { kind: 'account', id: session.user.id, name: session.user.name, roles };
    },
    async open(name, password) {
      const response = await auth.api.signInUsername({
        body: { username: name, password },
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
    },
  };
}
