/**
 * Signing in with an OpenID Connect provider, in the place of the national identity platform: authorization code with
 * PKCE, state and nonce, by the sign-in library; what the provider verified is kept sealed, its tokens are not kept.
 *
 * An account is linked by the signed-in person's own act, or because the provider verified the identity number under
 * which an account already stands. Addresses and phone numbers link nothing: whoever registered with a number here
 * has not proved that it is theirs.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { betterAuth } from 'better-auth';
import { getOAuthState } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { Config } from '#base/config.ts';
import { sha256 } from '#base/digest.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { createSealing, type Sealing } from '#platform/sealing/index.ts';
import type { Store } from '#platform/store/store.ts';
import type { Actor } from './actor.ts';
import type { Client } from './attempts.ts';
import { AUTH_PATH, authOptions, headersOf } from './auth-library.ts';

export type ProviderRefusal =
  | 'people.provider_unavailable'
  | 'people.provider_unfinished'
  | 'people.provider_unknown_person'
  | 'people.provider_other_person'
  | 'people.provider_claims';

export type Going = { readonly url: string; readonly cookies: readonly string[] };
export type Arrived = { readonly cookies: readonly string[]; readonly back: string; readonly actor: Actor };

export interface Provider {
  /** As people know it. */
  readonly name: string;
  /** The id in the address of its callback, and of the credentials that it proves. */
  readonly id: string;
  /** Where to send the browser. @param signUp makes an account for somebody who has none */
  start(back: string, client: Client, signUp?: boolean): Promise<Result<Going, ProviderRefusal>>;
  /** The same, to link the account that is signed in. */
  startLink(back: string, client: Client): Promise<Result<Going, ProviderRefusal>>;
  /** What the browser came back with: query of the callback. */
  finish(query: string, client: Client): Promise<Result<Arrived, ProviderRefusal>>;
  /** Where one signs out of the provider itself; undefined when it has no such place or does not answer. */
  leaveAddress(): Promise<string | undefined>;
}

/** Of names and numbers that a provider verified; the same for principals, so that both are found by one number. */
export const identitySealing = (config: Pick<Config, 'secrets'>): Sealing =>
  createSealing(config.secrets, 'people.identity');

type Verified = {
  readonly name: string;
  readonly number: string;
  readonly enterprises: readonly string[];
};
/** What is learnt while the library completes a callback. */
type Coming = { verified?: Verified; otherPerson?: boolean };

const WAIT_MS = 15_000;
const FAILED = `${AUTH_PATH}/provider/failed`;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

export function createProvider(
  config: Config,
  store: Store,
  {
    actorOf,
    endBefore,
    now,
  }: {
    readonly actorOf: (cookie: string | undefined) => Promise<Actor>;
    readonly endBefore: (cookie: string | undefined) => Promise<void>;
    readonly now: () => Temporal.Instant;
  },
): Provider | undefined {
  const settings = config.identityProvider;
  if (!settings) return undefined;
  // An issuer's subjects mean nothing under another issuer: each has an id of its own.
  const id = `oidc-${sha256(settings.issuer).slice(0, 12)}`;
  const sealing = identitySealing(config);
  const coming = new AsyncLocalStorage<Coming>();

  const ownerOf = (number: string) =>
    store.db
      .selectFrom('account_identity as i')
      .innerJoin('account as a', 'a.id', 'i.account_id')
      .select(['a.id', 'a.email'])
      .where('i.number_index', 'in', sealing.blindIndexes(number))
      .executeTakeFirst();

  /** Which account the library shall find or make: addresses are ours, so that no equal address ever links. */
  const accountFor = async (profile: Record<string, unknown>) => {
    const here = coming.getStore() ?? {};
    const verified = {
      name: text(profile.name),
      number: text(profile[settings.claims.number]).toUpperCase(),
      enterprises: [profile[settings.claims.enterprises]].flat().map(text).filter(Boolean),
    };
    if (verified.name === '' || !/^\d{17}[\dX]$/.test(verified.number)) return { email: '' };
    here.verified = verified;
    const owner = await ownerOf(verified.number);
    // Present when the state was made for linking, by whoever was signed in then.
    const linkTo = (await getOAuthState())?.link?.userId;
    const linked = linkTo
      ? await store.db
          .selectFrom('account_identity')
          .select('number_index')
          .where('account_id', '=', linkTo)
          .executeTakeFirst()
      : undefined;
    here.otherPerson =
      linkTo !== undefined &&
      ((owner !== undefined && owner.id !== linkTo) ||
        (linked !== undefined && !sealing.blindIndexes(verified.number).includes(linked.number_index)));
    return {
      name: verified.name,
      email: owner?.email ?? `${id}-${sha256(text(profile.sub)).slice(0, 40)}@accounts.invalid`,
      emailVerified: !here.otherPerson,
    };
  };

  const without = { accessToken: null, refreshToken: null, idToken: null };
  const createAuth = () =>
    betterAuth({
      ...authOptions(config, store),
      onAPIError: { errorURL: FAILED },
      account: {
        ...authOptions(config, store).account,
        updateAccountOnSignIn: false,
        accountLinking: { enabled: true, allowDifferentEmails: true, requireLocalEmailVerified: false },
      },
      databaseHooks: {
        account: {
          create: { before: async (row) => ({ data: { ...row, ...without } as never }) },
          update: { before: async (row) => ({ data: { ...row, ...without } as never }) },
        },
        session: { create: { before: async (row) => ({ data: { ...row, assurance: 2 } }) } },
      },
      plugins: [
        genericOAuth({
          config: [
            {
              providerId: id,
              discoveryUrl: `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
              clientId: settings.clientId,
              clientSecret: settings.clientSecret,
              scopes: settings.scopes.split(' '),
              pkce: true,
              requireIdTokenVerification: true,
              disableImplicitSignUp: true,
              mapProfileToUser: accountFor,
            },
          ],
        }),
      ],
    });
  // Made when first asked for: a provider that does not answer keeps nobody from signing in by phone.
  let made: ReturnType<typeof createAuth> | undefined;
  const library = () => {
    made ??= createAuth();
    return made;
  };

  const unavailable = refuse(
    'people.provider_unavailable',
    `${settings.name}暂时连不上。请稍后再试；也可以先用手机号登录，或到窗口办理。`,
  );
  const inTime = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), WAIT_MS);
    });
    try {
      return await Promise.race([work(), late]);
    } finally {
      clearTimeout(timer);
    }
  };

  const going = async (response: Response | undefined): Promise<Result<Going, ProviderRefusal>> => {
    if (!response?.ok) return unavailable;
    const { url } = (await response.json()) as { url?: string };
    return url ? ok({ url, cookies: response.headers.getSetCookie() }) : unavailable;
  };
  const target = (back: string) => ({
    provider: id,
    callbackURL: back,
    errorCallbackURL: FAILED,
    disableRedirect: true,
  });

  const remember = async (account: string, verified: Verified): Promise<void> => {
    const at = now().toString({ smallestUnit: 'millisecond' });
    const row = {
      name_sealed: sealing.seal(verified.name, `account_identity.name:${account}`),
      number_sealed: sealing.seal(verified.number, `account_identity.number:${account}`),
      number_index: sealing.blindIndex(verified.number),
      verified_at: at,
      verified_by: settings.issuer,
    };
    await store.db.transaction().execute(async (tx) => {
      await tx
        .insertInto('account_identity')
        .values({ account_id: account, ...row })
        .onConflict((c) => c.column('account_id').doUpdateSet(row))
        .execute();
      await tx.deleteFrom('account_representation').where('account_id', '=', account).execute();
      for (const code of new Set(verified.enterprises))
        await tx
          .insertInto('account_representation')
          .values({
            account_id: account,
            credit_code_index: sealing.blindIndex(code),
            verified_at: at,
            verified_by: settings.issuer,
          })
          .execute();
    });
  };

  return {
    name: settings.name,
    id,
    start: async (back, client, signUp = false) =>
      going(
        await inTime(() =>
          library().api.signInSocial({
            body: { ...target(back), requestSignUp: signUp },
            headers: headersOf(client),
            asResponse: true,
          }),
        ),
      ),
    startLink: async (back, client) =>
      going(
        await inTime(() =>
          library().api.linkSocialAccount({
            body: target(back),
            headers: headersOf(client),
            asResponse: true,
          }),
        ),
      ),
    async finish(query, client) {
      const before = await actorOf(client.cookie);
      const here: Coming = {};
      const response = await coming.run(here, () =>
        inTime(() =>
          library().handler(
            new Request(`${config.publicUrl}${AUTH_PATH}/callback/${id}?${query}`, {
              headers: headersOf(client),
            }),
          ),
        ),
      );
      const location = response?.headers.get('location') ?? '';
      const url = new URL(location || FAILED, config.publicUrl);
      if (!response || response.status >= 500) return unavailable;
      if (location === '' || url.pathname === FAILED)
        return refusalOf(url.searchParams.get('error') ?? '', here);
      const cookies = response.headers.getSetCookie();
      const opened = cookies.find((c) => c.includes('session_token=') && !c.includes('session_token=;'));
      const actor = opened ? await actorOf(opened.split(';')[0]) : before;
      if (actor.kind !== 'account' || !here.verified) return refusalOf('', here);
      await remember(actor.id, here.verified);
      if (opened) await endBefore(client.cookie);
      return ok({ cookies, back: `${url.pathname}${url.search}`, actor });
    },
    async leaveAddress() {
      const context = await inTime(() => library().$context);
      const provider = context?.socialProviders.find((p) => p.id === id) as
        | { createEndSessionURL?(data: object): Promise<URL | null> }
        | undefined;
      return (await provider?.createEndSessionURL?.({ postLogoutRedirectURI: '/' }))?.toString() ?? undefined;
    },
  };

  function refusalOf(error: string, here: Coming): Result<never, ProviderRefusal> {
    if (here.otherPerson)
      return refuse(
        'people.provider_other_person',
        `${settings?.name}验证的是另一个人，或这个身份已经在别的账号上，没有关联。请用本人的身份再试；弄错了的，带身份证件到窗口核对。`,
      );
    if (/signup.disabled/.test(error))
      return refuse(
        'people.provider_unknown_person',
        '这个身份在本站还没有账号。请选择新建账号，或先用手机号登录，再从“我的账号”关联。',
      );
    if (/email_not_found/.test(error) || (error === '' && !here.verified))
      return refuse(
        'people.provider_claims',
        `${settings?.name}没有给出姓名和居民身份证号码，不能登录。请到窗口办理，或用手机号登录。`,
      );
    return refuse(
      'people.provider_unfinished',
      '没有登录成功：这次登录已过期、被取消，或不是从本站开始的。请重新登录。',
    );
  }
}
