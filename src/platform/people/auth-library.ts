/** The sign-in library with our table and column names, for passwords and for the identity provider alike. */
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import type { Config } from '#base/config.ts';
import { newId } from '#base/ids.ts';
import type { Store } from '#platform/store/store.ts';
import type { Client } from './attempts.ts';

/** A session ends after this long, however busy. */
const SESSION_SECONDS = 12 * 60 * 60;

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** Where the library's own addresses would be; of them only the provider's callback is a route. */
export const AUTH_PATH = '/login';

/** Where the client's address is told to the library. */
const ADDRESS_HEADER = 'x-gongbao-address';

const cookiePrefix = ({ publicUrl }: Config): string =>
  publicUrl.startsWith('https:') ? '__Host-gongbao' : 'gongbao';

/** The name that the sign-in library gives the session's cookie. */
export const sessionCookieName = (config: Config): string => `${cookiePrefix(config)}.session_token`;

/**
 * Passwords are hashed with scrypt by the library. Cookies of a site on https carry the `__Host-` prefix: browsers
 * then take them from this very host only, with `Secure`, for every path.
 */
export const authOptions = (config: Config, store: Store) => {
  const secure = config.publicUrl.startsWith('https:');
  return {
    secret: config.secret,
    baseURL: config.publicUrl,
    basePath: AUTH_PATH,
    database: { db: store.db, type: 'postgres', transaction: false },
    advanced: {
      database: { generateId: () => newId() },
      // The library's own switch would put `__Secure-` before the prefix.
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(config),
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
    // Requests are limited at the route, per address, before any password is hashed.
    rateLimit: { enabled: false },
    session: {
      modelName: 'account_session',
      expiresIn: SESSION_SECONDS,
      // What is idle is ended by `sessions.ts`; nothing prolongs the absolute end.
      disableSessionRefresh: true,
      additionalFields: {
        assurance: { type: 'number', required: false, defaultValue: 1, input: false },
        seenAt: { type: 'date', required: false, fieldName: 'seen_at', input: false },
      },
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
  } satisfies BetterAuthOptions;
};

/** The sign-in library for names and passwords. */
export const createAuth = (config: Config, store: Store) =>
  betterAuth({
    ...authOptions(config, store),
    emailAndPassword: { enabled: true, minPasswordLength: 8, autoSignIn: false },
    plugins: [
      username({
        maxUsernameLength: 64,
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
    ],
  });
export type Auth = ReturnType<typeof createAuth>;

export const headersOf = ({ cookie, address, agent }: Client): Headers => {
  const headers = new Headers();
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (address !== undefined) headers.set(ADDRESS_HEADER, address);
  if (agent !== undefined) headers.set('user-agent', agent.slice(0, 300));
  return headers;
};
