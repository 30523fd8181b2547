/**
 * The holder lets a licence be used in one case: a code that lapses within minutes and works once. Whoever handles the
 * case takes it with `redeem-use.ts` and gets an annotated copy (加注件), instead of asking for the paper.
 */
import { randomInt } from 'node:crypto';
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { dayOf } from '#engines/procedure/clock.ts';
import { audit } from '#platform/audit/audit.ts';
import { once } from '#platform/commands/once.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise, DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { mayUse } from './for-whom.ts';
import { type LicenceKeys, lookupForm, placeOfUse } from './holder.ts';
import { STATE_WORDS, statusAt } from './licence.ts';
import { lockLicence, readEvents, validityOf } from './queries.ts';
import { findUse, insertUse, listUses } from './queries-uses.ts';

/** How long a code lasts (assumed: no clause at hand says). */
export const USE_MINUTES = 5;
/** Codes of one licence that are open at once. */
const OPEN_MAX = 3;
/** No letter that is read as another: 12 of them are 60 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

export type UseForm = {
  readonly licenceId: string;
  readonly caseNumber: string;
  readonly purpose: string;
  /** Made by the client once per form. */
  readonly requestKey: string;
};

export type UseRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'policy.level'
  | 'command.key_missing'
  | 'command.key_used'
  | 'licences.not_found'
  | 'licences.case_missing'
  | 'licences.purpose_missing'
  | 'licences.not_valid'
  | 'licences.use.too_many';

type Allowed = {
  readonly useId: string;
  readonly code: string;
  readonly expiresAt: Temporal.Instant;
  /** Whether the form had been sent before. */
  readonly again: boolean;
};

export type UseContext = {
  readonly db: Db;
  readonly keys: LicenceKeys;
  readonly division?: string;
  readonly now?: () => Temporal.Instant;
};

export async function authoriseUse(
  { db, keys, division = DIVISION_XIXIA, now = () => Temporal.Now.instant() }: UseContext,
  actor: Actor,
  form: UseForm,
): Promise<Result<Allowed, UseRefusal>> {
  const allowed = authorise(actor, 'licences.use.authorise', division);
  if (!allowed.ok) return allowed;
  return db.transaction().execute(async (tx) => {
    const result = await authoriseOnce(tx, division, keys, actor, form, now());
    if (result.ok && result.value.again) return result;
    await audit(tx, actor, {
      useCase: 'licences.use.authorise',
      subject: `licence:${form.licenceId.slice(0, 64)}`,
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      ...(result.ok && { detail: { use: result.value.useId } }),
    });
    return result;
  });
}

async function authoriseOnce(
  tx: Tx,
  division: string,
  keys: LicenceKeys,
  actor: Actor,
  form: UseForm,
  at: Temporal.Instant,
): Promise<Result<Allowed, UseRefusal>> {
  const useCase = 'licences.use.authorise' as const;
  const made = await once(tx, actor, { useCase, key: form.requestKey }, async () => {
    const allowed = await authoriseLocked(tx, division, keys, actor, form, at);
    return allowed.ok ? ok({ useId: allowed.value }) : allowed;
  });
  if (!made.ok) return made;
  const { useId, again } = made.value;
  const use = await findUse(tx, division, useId);
  if (!use) throw new Error('authoriseUse: a command without its use');
  return ok({
    useId,
    again,
    code: keys.use.open(use.codeSealed, placeOfUse(useId)),
    expiresAt: use.expiresAt,
  });
}

async function authoriseLocked(
  tx: Tx,
  division: string,
  keys: LicenceKeys,
  actor: Actor,
  form: UseForm,
  at: Temporal.Instant,
): Promise<Result<string, UseRefusal>> {
  const licence = isId(form.licenceId) ? await lockLicence(tx, division, form.licenceId) : undefined;
  // Somebody else's licence is answered as none.
  if (!licence || actor.kind !== 'account' || !(await mayUse(tx, keys.identity, actor, licence, at)))
    return refuse('licences.not_found', '您名下没有这张证照。请从“我的证照”重新进入。');
  const caseNumber = lookupForm(form.caseNumber);
  if (caseNumber === '' || caseNumber.length > 80)
    return refuse(
      'licences.case_missing',
      '请填写这次要办的事项的办件编号，受理回执上有，也可以问窗口人员。',
    );
  const purpose = form.purpose.trim();
  if (purpose === '' || purpose.length > 100)
    return refuse('licences.purpose_missing', '请写明用来办什么，不超过100字；这句话会印在给窗口的副本上。');
  const events = (await readEvents(tx, division, [licence.id])).get(licence.id) ?? [];
  const status = statusAt(validityOf(licence), events, dayOf(at), at);
  if (status?.state !== 'valid')
    return refuse(
      'licences.not_valid',
      `这张证照${status ? STATE_WORDS[status.state] : '尚未颁发'}，不能用来办事。如有疑问，请联系颁发机构。`,
    );
  const open = (await listUses(tx, division, licence.id)).filter(
    (use) => use.redeemed === null && Temporal.Instant.compare(at, use.expiresAt) < 0,
  );
  if (open.length >= OPEN_MAX)
    return refuse(
      'licences.use.too_many',
      `还有${open.length}个授权码没有用掉。请用其中一个，或等它们过期（${USE_MINUTES}分钟）再试。`,
    );
  const useId = newId();
  const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const expiresAt = at.add({ minutes: USE_MINUTES });
  await insertUse(tx, {
    division,
    id: useId,
    licence_id: licence.id,
    case_number: caseNumber,
    purpose,
    material: null,
    code_index: keys.use.blindIndex(code),
    code_sealed: keys.use.seal(code, placeOfUse(useId)),
    authorised_by: actor.id,
    authorised_at: String(at),
    expires_at: String(expiresAt),
  });
  return ok(useId);
}
