/**
 * Whoever handles a case takes the use that the holder allowed for it: once, while the code lasts. The copy that
 * follows says what for and until when it may be used.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { dayOf } from '#engines/procedure/clock.ts';
import { audit } from '#platform/audit/audit.ts';
import { once } from '#platform/commands/once.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise, DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import type { UseContext } from './authorise-use.ts';
import { type LicenceKeys, lookupForm } from './holder.ts';
import { STATE_WORDS, statusAt } from './licence.ts';
import { insertEvent, lockLicence, readEvents, validityOf } from './queries.ts';
import { findUseByCode, insertRedemption } from './queries-uses.ts';

/** How long a copy may be opened (assumed: a copy must state an end; no clause at hand says which). */
export const COPY_DAYS = 30;

export type RedeemForm = {
  /** As scanned or typed: spaces and small letters do not matter. */
  readonly code: string;
  /** The case that the clerk handles. */
  readonly caseNumber: string;
  /** Made by the client once per form. */
  readonly requestKey: string;
};

export type RedeemRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'licences.use.not_found'
  | 'licences.use.lapsed'
  | 'licences.use.conflict'
  | 'licences.use.other_case'
  | 'licences.not_valid';

export async function redeemUse(
  { db, keys, division = DIVISION_XIXIA, now = () => Temporal.Now.instant() }: UseContext,
  actor: Actor,
  form: RedeemForm,
): Promise<Result<{ useId: string; licenceId: string }, RedeemRefusal>> {
  const allowed = authorise(actor, 'licences.use.redeem', division);
  if (!allowed.ok) return allowed;
  return db.transaction().execute(async (tx) => {
    const useCase = 'licences.use.redeem' as const;
    const result = await once(tx, actor, { useCase, key: form.requestKey }, () =>
      redeemLocked(tx, division, keys, actor, form, now()),
    );
    if (result.ok && result.value.again) return result;
    await audit(tx, actor, {
      useCase,
      ...(result.ok && { subject: `licence:${result.value.licenceId}` }),
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      detail: { caseNumber: form.caseNumber.slice(0, 80) },
    });
    return result;
  });
}

async function redeemLocked(
  tx: Tx,
  division: string,
  keys: LicenceKeys,
  actor: Actor,
  form: RedeemForm,
  at: Temporal.Instant,
): Promise<Result<{ useId: string; licenceId: string }, RedeemRefusal>> {
  const code = lookupForm(form.code.slice(0, 100)).replace(/[-.]/g, '');
  const use = await findUseByCode(tx, division, keys.use.blindIndexes(code));
  const licence = use && (await lockLicence(tx, division, use.licenceId));
  if (!use || !licence)
    return refuse('licences.use.not_found', '没有这个授权码。请重新扫描申请人出示的二维码，或逐位核对。');
  if (use.caseNumber !== lookupForm(form.caseNumber))
    return refuse(
      'licences.use.other_case',
      '这个授权码不是给这个办件的，没有使用，授权码仍然有效。请核对办件编号，或请申请人为本办件重新授权。',
    );
  // Somebody who came first is told before the time is looked at: that is what really happened.
  const used = refuse(
    'licences.use.conflict',
    '这个授权码已经用过，只能用一次。确需再用，请申请人重新授权。',
  );
  if (use.redeemed) return used;
  if (Temporal.Instant.compare(at, use.expiresAt) >= 0)
    return refuse('licences.use.lapsed', '授权码已过期。请申请人打开“我的证照”换一个新码。');
  const events = (await readEvents(tx, division, [licence.id])).get(licence.id) ?? [];
  const status = statusAt(validityOf(licence), events, dayOf(at), at);
  if (status?.state !== 'valid')
    return refuse(
      'licences.not_valid',
      `这张证照现在${status ? STATE_WORDS[status.state] : '尚未颁发'}，不能作为办理依据。请告知申请人原因。`,
    );
  const taken = await insertRedemption(tx, {
    division,
    use_id: use.id,
    redeemed_by: actorKey(actor),
    redeemed_by_name: actorName(actor),
    redeemed_at: String(at),
    copy_until: String(dayOf(at).add({ days: COPY_DAYS + 1 })),
  });
  if (!taken) return used;
  await insertEvent(tx, {
    division,
    licence_id: licence.id,
    seq: events.length + 1,
    kind: 'copy_given',
    effective_on: String(dayOf(at)),
    recorded_at: String(at),
    actor: actorKey(actor),
    actor_name: actorName(actor),
    reason: `办件 ${use.caseNumber}：${use.purpose}`,
    ground: null,
    basis: null,
    request_key: null,
  });
  return ok({ useId: use.id, licenceId: licence.id });
}
