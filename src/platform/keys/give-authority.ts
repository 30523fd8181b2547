/** A person allows another system to act for them, until a day, and takes that back. */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise, type PolicyRefusal } from '#platform/people/policy.ts';
import { PERSONAL_SCOPES } from '#platform/people/scope.ts';
import type { Db } from '#platform/store/store.ts';
import { insertAuthority, type KeyRow, listKeyRows, withdrawAuthorityRow } from './queries.ts';

export const AUTHORITY_DAYS_MAX = 366;

type Context = { readonly db: Db; readonly now?: () => Temporal.Instant };

/** Whether a key holds on a day. Pure. */
export const keyHolds = (
  key: { readonly revoked_at: Date | null; readonly ends_on: string },
  day: Temporal.PlainDate,
): boolean => key.revoked_at === null && day.toString() < key.ends_on;

/** Systems that a person may allow something: their key holds and asks for people. */
export async function systemsForPeople(db: Db, division: string, day: Temporal.PlainDate): Promise<KeyRow[]> {
  const keys = await listKeyRows(db, division);
  return keys.filter((k) => keyHolds(k, day) && k.scopes.some((s) => PERSONAL_SCOPES.includes(s)));
}

export async function giveAuthority(
  { db, now = Temporal.Now.instant }: Context,
  actor: Actor,
  form: {
    readonly division: string;
    readonly keyId: string;
    readonly until: string;
    readonly agreed: boolean;
  },
): Promise<
  Result<{ id: string }, PolicyRefusal<'keys.authority.give'> | 'keys.system' | 'keys.until' | 'keys.agree'>
> {
  const allowed = authorise(actor, 'keys.authority.give', form.division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  const at = now();
  const today = at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
  const system = (await systemsForPeople(db, form.division, today)).find((k) => k.id === form.keyId);
  if (!system) return refuse('keys.system', '请选择要授权的系统。没有列出的系统不能代您办事。');
  const last = today.add({ days: AUTHORITY_DAYS_MAX });
  if (
    !/^\d{4}-\d\d-\d\d$/.test(form.until) ||
    form.until < today.toString() ||
    form.until > last.toString() ||
    Number.isNaN(Date.parse(form.until))
  )
    return refuse('keys.until', `请填写授权的最后一天，在${today.toString()}至${last.toString()}之间。`);
  if (!form.agreed) return refuse('keys.agree', '请勾选“我同意”，再授权。');
  const id = newId();
  await db.transaction().execute(async (tx) => {
    await insertAuthority(tx, {
      division: form.division,
      id,
      key_id: system.id,
      account_id: actor.id,
      ends_on: Temporal.PlainDate.from(form.until).add({ days: 1 }).toString(),
      granted_at: at.toString(),
      withdrawn_at: null,
    });
    await audit(tx, actor, {
      useCase: 'keys.authority.give',
      subject: `account:${actor.id}`,
      outcome: 'done',
      detail: { authority: id, key: system.id, until: form.until },
    });
  });
  return ok({ id });
}

export async function withdrawAuthority(
  { db, now = Temporal.Now.instant }: Context,
  actor: Actor,
  asked: { readonly division: string; readonly id: string },
): Promise<Result<void, 'policy.sign_in' | 'policy.denied' | 'keys.authority.not_found'>> {
  const allowed = authorise(actor, 'keys.authority.withdraw', asked.division);
  if (!allowed.ok) return allowed;
  const id = actor.kind === 'account' && isId(asked.id) ? actor.id : undefined;
  const done = id !== undefined && (await withdrawAuthorityRow(db, asked.division, id, asked.id, now()));
  if (!done) return refuse('keys.authority.not_found', '没有这项授权，或它已经收回。');
  await audit(db, actor, {
    useCase: 'keys.authority.withdraw',
    subject: `account:${id}`,
    outcome: 'done',
    detail: { authority: asked.id },
  });
  return ok(undefined);
}
