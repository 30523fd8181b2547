/** Making and revoking the keys of other systems. */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, POST_ROLES, type PostRole } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { SCOPE_NAMES, type Scope } from '#platform/people/scope.ts';
import type { Db } from '#platform/store/store.ts';
import { insertKey, revokeKeyRow } from './queries.ts';
import { digestOf, lastFourOf, newSecret } from './secret.ts';

/** How long a key may hold: whoever forgets it is rid of it. */
export const KEY_DAYS_MAX = 366;
export const REQUESTS_PER_MINUTE = 600;

export type KeyForm = {
  readonly division: string;
  readonly name: string;
  /** Name of a body, or `*`. */
  readonly body: string;
  readonly posts: readonly string[];
  readonly scopes: readonly string[];
  /** The last day on which it holds. */
  readonly until: string;
  readonly requestsPerMinute?: number;
  /** Id that the form brought along: sent again, no second key is made. */
  readonly id?: string;
};

export type KeyProblem = {
  readonly field: 'name' | 'body' | 'posts' | 'scopes' | 'until';
  readonly message: string;
};

export type MadeKey = { readonly id: string; readonly secret: string };

/** Every mistake of a form, each with what to do about it. Pure. */
export function keyProblems(form: KeyForm, today: Temporal.PlainDate): KeyProblem[] {
  const problems: KeyProblem[] = [];
  const add = (field: KeyProblem['field'], message: string) => problems.push({ field, message });
  const name = form.name.trim();
  if (name.length < 2 || name.length > 60)
    add('name', '请写明是哪个系统，2至60个字；申请人授权时看到的就是它');
  if (form.body.trim() === '' || form.body.length > 100) add('body', '请写明系统所属的机关；全部机关写 *');
  if (form.posts.some((p) => !POST_ROLES.includes(p as PostRole))) add('posts', '请从列出的职责中选择');
  if (form.scopes.length === 0 || form.scopes.some((s) => !SCOPE_NAMES.includes(s as Scope)))
    add('scopes', '请至少选一个范围');
  if (form.scopes.includes('cases.act') && form.posts.length === 0) add('posts', '要办理办件，请选它的职责');
  const until = /^\d{4}-\d\d-\d\d$/.test(form.until) ? readDay(form.until) : undefined;
  const last = today.add({ days: KEY_DAYS_MAX });
  if (!until) add('until', '请填写最后一天，如 2026-12-31');
  else if (Temporal.PlainDate.compare(until, today) < 0) add('until', '最后一天已经过去，请改填');
  else if (Temporal.PlainDate.compare(until, last) > 0)
    add('until', `密钥最长一年，请填${last.toString()}以前的日子；到期前可另发一把`);
  return problems;
}

function readDay(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

type Context = { readonly db: Db; readonly now?: () => Temporal.Instant };

const dayIn = (at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate();

/** Makes a key. Its secret is in the result and nowhere else: it cannot be shown again. */
export async function makeKey(
  { db, now = Temporal.Now.instant }: Context,
  actor: Actor,
  form: KeyForm,
): Promise<Result<MadeKey, 'policy.sign_in' | 'policy.denied' | 'keys.form' | 'keys.conflict'>> {
  const allowed = authorise(actor, 'keys.manage', form.division);
  if (!allowed.ok) return allowed;
  const at = now();
  const problems = keyProblems(form, dayIn(at));
  if (problems[0]) return refuse('keys.form', problems.map((p) => p.message).join('；'));
  const secret = newSecret();
  const id = form.id && isId(form.id) ? form.id : newId();
  return db.transaction().execute(async (tx) => {
    const made = await insertKey(tx, {
      division: form.division,
      id,
      name: form.name.trim(),
      body: form.body.trim(),
      posts: JSON.stringify([...new Set(form.posts)]),
      scopes: JSON.stringify([...new Set(form.scopes)]),
      digest: digestOf(secret),
      last_four: lastFourOf(secret),
      requests_per_minute: form.requestsPerMinute ?? REQUESTS_PER_MINUTE,
      ends_on: Temporal.PlainDate.from(form.until).add({ days: 1 }).toString(),
      made_at: at.toString(),
      made_by: actorKey(actor),
      revoked_at: null,
      revoked_by: null,
      last_used_at: null,
    });
    if (!made)
      return refuse('keys.conflict', '这把密钥已经发放，只显示那一次。没有记下就在清单里吊销它，再发一把。');
    await audit(tx, actor, {
      useCase: 'keys.manage',
      subject: `key:${id}`,
      outcome: 'done',
      detail: { made: true, body: form.body.trim(), scopes: [...form.scopes], posts: [...form.posts] },
    });
    return ok({ id, secret });
  });
}

/** Revokes a key: from the next request on it is worth nothing. */
export async function revokeKey(
  { db, now = Temporal.Now.instant }: Context,
  actor: Actor,
  asked: { readonly division: string; readonly id: string },
): Promise<Result<void, 'policy.sign_in' | 'policy.denied' | 'keys.not_found'>> {
  const allowed = authorise(actor, 'keys.manage', asked.division);
  if (!allowed.ok) return allowed;
  return db.transaction().execute(async (tx) => {
    const revoked =
      isId(asked.id) && (await revokeKeyRow(tx, asked.division, asked.id, actorKey(actor), now()));
    if (!revoked) return refuse('keys.not_found', '没有这把密钥，或它已经吊销。请从密钥清单重新进入。');
    await audit(tx, actor, {
      useCase: 'keys.manage',
      subject: `key:${asked.id}`,
      outcome: 'done',
      detail: { revoked: true },
    });
    return ok(undefined);
  });
}
