/** Who asks with a key: the system itself with its posts, or the person who allowed it to act for them. */
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { ActingKey, Actor } from '#platform/people/actor.ts';
import type { Db } from '#platform/store/store.ts';
import { keyHolds } from './give-authority.ts';
import { findAuthority, findKeyByDigest } from './queries.ts';
import { digestOf, isSecret } from './secret.ts';

export type KeyRefusal = 'keys.wrong' | 'keys.ended' | 'keys.authority';

const WRONG = refuse(
  'keys.wrong',
  '接口密钥不对。请核对请求头 Authorization: Bearer gbk_… 是否完整；密钥只在发放时显示一次，遗失请系统管理员吊销后另发。',
);
const ENDED = refuse(
  'keys.ended',
  '接口密钥已经到期或被吊销。请换用新密钥；如怀疑泄露，请立即告知系统管理员。',
);
const NO_AUTHORITY = refuse(
  'keys.authority',
  '没有这项授权，或它已到期、已收回。请申请人登录后在“我的—系统授权”重新授权，再用新的授权编号。',
);

/**
 * @param bearer what stands behind `Bearer ` in the request
 * @param onBehalfOf number of a person's authority; undefined: the system asks for itself
 */
export async function actorOfKey(
  db: Db,
  division: string,
  bearer: string,
  onBehalfOf: string | undefined,
  at: Temporal.Instant,
): Promise<Result<Actor, KeyRefusal>> {
  if (!isSecret(bearer)) return WRONG;
  const row = await findKeyByDigest(db, division, digestOf(bearer));
  if (!row) return WRONG;
  const today = at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
  if (!keyHolds(row, today)) return ENDED;
  const key: ActingKey = {
    id: row.id,
    name: row.name,
    body: row.body,
    scopes: row.scopes,
    requestsPerMinute: row.requests_per_minute,
  };
  if (onBehalfOf === undefined)
    return ok({
      kind: 'account',
      id: `key:${row.id}`,
      name: row.name,
      roles: row.posts.length > 0 ? [{ role: 'official', division }] : [],
      posts: row.posts.map((role) => ({ division, body: row.body, role })),
      key,
    });
  const given = isId(onBehalfOf) ? await findAuthority(db, division, row.id, onBehalfOf) : undefined;
  if (!given || given.withdrawn_at !== null || today.toString() >= given.ends_on) return NO_AUTHORITY;
  return ok({
    kind: 'account',
    id: given.account_id,
    name: given.name,
    roles: [],
    posts: [],
    key: { ...key, authority: given.id },
  });
}
