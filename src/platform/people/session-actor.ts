import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { batched } from '#platform/store/batched.ts';
import { listed, question } from '#platform/store/statement.ts';
import type { Db } from '#platform/store/store.ts';
import {
  type Actor,
  type Level,
  POST_ROLES,
  type Post,
  type PostRole,
  ROLES,
  type Role,
  visitor,
} from './actor.ts';
import { touchSession } from './sessions.ts';

type Found = {
  readonly token: string;
  readonly session: string;
  readonly assurance: number;
  readonly seen_ms: number;
  readonly id: string;
  readonly name: string;
  readonly roles: readonly { readonly role: Role; readonly division: string }[];
  readonly posts: readonly Post[];
};

/**
 * Whose session a request's cookie names. The sign-in library makes and ends sessions; finding one happens at every
 * request and is one prepared query here, shared by the requests that arrive together. Nothing is kept: a session that
 * was ended, a role or a post that was taken away is gone at the next request, in every process.
 *
 * @param secret the sign-in library signs its cookie with it: HMAC-SHA256, base64, behind the token
 */
export function sessionActor(
  db: Db,
  secret: string,
  cookieName: string,
  { now, levelOffered }: { readonly now: () => Temporal.Instant; readonly levelOffered: Level },
): (cookie: string | undefined) => Promise<Actor> {
  const key = createSecretKey(secret, 'utf8');
  const findAll = batched(async (tokens: readonly string[]) => {
    const asked = [...new Set(tokens)].map((token) => ({ token }));
    const rows = await findSessions(db, [listed(asked), now().toString()]);
    return tokens.map((token) => rows.find((row) => row.token === token));
  });
  return async (cookie) => {
    const token = tokenOf(cookie, cookieName, key);
    if (token === undefined) return visitor;
    const found = await findAll(token);
    if (!found || !(await touchSession(db, { id: found.session, seenMs: Number(found.seen_ms) }, now())))
      return visitor;
    const roles = found.roles.filter(({ role }) => ROLES.includes(role));
    const posts = found.posts.filter(({ role }) => POST_ROLES.includes(role as PostRole));
    return {
      kind: 'account',
      id: found.id,
      name: found.name,
      roles,
      // An official's posts are of no use to an account that is no official any more.
      posts: roles.some((r) => r.role === 'official') ? posts : [],
      session: found.session,
      level: found.assurance === 2 ? 2 : 1,
      levelOffered,
    };
  };
}

const findSessions = question<Found>(`
  select s.token, s.id as session, s.assurance, extract(epoch from s.seen_at) * 1000 as seen_ms, a.id, a.name,
    (select coalesce(json_agg(json_build_object('role', r.role, 'division', r.division)), '[]')
     from account_role r where r.account_id = a.id) as roles,
    (select coalesce(json_agg(json_build_object('division', p.division, 'body', p.body, 'role', p.role)), '[]')
     from account_post p where p.account_id = a.id) as posts
  from json_to_recordset($1::json) as q(token text)
  join account_session s on s.token = q.token join account a on a.id = s.account_id
  where s.expires_at > $2::timestamptz`);

/** The session's token out of a `Cookie` header; undefined when there is none or its signature is not ours. */
function tokenOf(cookie: string | undefined, name: string, key: KeyObject): string | undefined {
  const pair = cookie
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  if (pair === undefined) return undefined;
  const signed = decode(pair.slice(name.length + 1));
  const dot = signed.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const token = signed.slice(0, dot);
  if (signatures.get(signed) === key) return token;
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  const right = createHmac('sha256', key).update(token).digest();
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  signatures.set(signed, key);
  return token;
}

/** Signed tokens that were found right, and under which key: whether the session is still open is another question. */
const signatures = new LRUCache<string, KeyObject>({ max: 10_000 });

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
