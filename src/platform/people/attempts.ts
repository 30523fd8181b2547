/**
 * Holding back who guesses passwords, without letting a stranger shut out the owner: failures are counted for a name
 * and, apart from that, for a name in a browser in which its owner has signed in before (OWASP: device cookies). A
 * stranger who keeps guessing holds back every unknown browser, never the owner's own.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from '#base/config.ts';
import { newId } from '#base/ids.ts';
import type { Db } from '#platform/store/store.ts';

export const FAILURES_MAX = 10;
export const HOLD_MINUTES = 15;
const DEVICE_DAYS = 180;

/** What is known of the browser that asks. */
export type Client = {
  readonly cookie?: string | undefined;
  readonly address?: string | undefined;
  readonly agent?: string | undefined;
};

export const deviceCookieName = ({ publicUrl }: Pick<Config, 'publicUrl'>): string =>
  `${publicUrl.startsWith('https:') ? '__Host-' : ''}gongbao.device`;

export const cookieValue = (cookies: string | undefined, name: string): string | undefined =>
  cookies
    ?.split(/;\s*/)
    .find((c) => c.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const digest = (config: Pick<Config, 'secret'>, text: string): string =>
  createHmac('sha256', config.secret).update(`sign-in\0${text}`).digest('base64url');

/** `nonce.mac`: the browser in which the account of this name has signed in before. */
function deviceOf(config: Config, name: string, cookies: string | undefined): string | undefined {
  const [nonce, mac = ''] = cookieValue(cookies, deviceCookieName(config))?.split('.') ?? [];
  if (!nonce) return undefined;
  const right = Buffer.from(digest(config, `device\0${name}\0${nonce}`));
  const given = Buffer.from(mac);
  return right.length === given.length && timingSafeEqual(right, given) ? nonce : undefined;
}

/** The cookie by which a browser is known again; one name at a time. */
export function deviceCookie(config: Config, name: string): string {
  const nonce = randomBytes(18).toString('base64url');
  const secure = config.publicUrl.startsWith('https:') ? '; Secure' : '';
  const value = `${nonce}.${digest(config, `device\0${name}\0${nonce}`)}`;
  return `${deviceCookieName(config)}=${value}; Max-Age=${DEVICE_DAYS * 86_400}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** Under which failures of this name in this browser are counted. */
export const bucketOf = (config: Config, name: string, client: Client): string =>
  digest(config, `bucket\0${name}\0${deviceOf(config, name, client.cookie) ?? ''}`);

const since = (now: Temporal.Instant): string =>
  now.subtract({ minutes: HOLD_MINUTES }).toString({ smallestUnit: 'millisecond' });

export async function isHeldBack(db: Db, bucket: string, now: Temporal.Instant): Promise<boolean> {
  const { count } = await db
    .selectFrom('sign_in_failure')
    .select((e) => e.fn.countAll<string>().as('count'))
    .where('bucket', '=', bucket)
    .where('at', '>', new Date(since(now)))
    .executeTakeFirstOrThrow();
  return Number(count) >= FAILURES_MAX;
}

/** Counts a failure, and forgets those that hold nothing back any more. */
export async function noteFailure(db: Db, bucket: string, now: Temporal.Instant): Promise<void> {
  await db
    .deleteFrom('sign_in_failure')
    .where('at', '<', new Date(since(now)))
    .execute();
  await db
    .insertInto('sign_in_failure')
    .values({ id: newId(), bucket, at: now.toString({ smallestUnit: 'millisecond' }) })
    .execute();
}

export async function forgetFailures(db: Db, bucket: string): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('bucket', '=', bucket).execute();
}
