/**
 * A licence instead of an upload (免提交): the holder's consent comes with the application, so the use is allowed and
 * taken in the transaction that files the case. The same rows as a code at a window: once, for this case, seen by both.
 */
import { randomBytes } from 'node:crypto';
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { dayOf } from '#engines/procedure/clock.ts';
import { type Actor, actorKey, actorName, systemActor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { USE_MINUTES } from './authorise-use.ts';
import { holdersOf, mayUse } from './for-whom.ts';
import { type LicenceKeys, lookupForm, openHolder, placeOfUse } from './holder.ts';
import { type LicenceState, STATE_WORDS, statusAt } from './licence.ts';
import {
  findByCase,
  insertEvent,
  type LicenceRow,
  listByHolders,
  lockLicence,
  readEvents,
  validityOf,
} from './queries.ts';
import { insertRedemption, insertUse, listUsesOfCase } from './queries-uses.ts';
import { COPY_DAYS } from './redeem-use.ts';

/** A licence of an account as the materials page offers it. */
export type OwnLicence = {
  readonly id: string;
  readonly typeName: string;
  readonly identifier: string;
  readonly agencyName: string;
  readonly state: LicenceState;
  /** Whether it is the licence of whoever has this number. */
  readonly heldBy: (number: string) => boolean;
};

/** The licences that bear one of these names, of an account and of those for whom it acts; those that hold first. */
export async function ownLicences(
  handle: Handle,
  keys: LicenceKeys,
  division: string,
  account: string,
  names: readonly string[],
  at: Temporal.Instant,
): Promise<OwnLicence[]> {
  if (names.length === 0 || account === '') return [];
  const holders = await holdersOf(handle, keys.identity, division, account, at);
  const rows = (await listByHolders(handle, division, holders)).filter((r) => names.includes(r.type_name));
  const events = await readEvents(
    handle,
    division,
    rows.map((r) => r.id),
  );
  const found = rows.flatMap((row) => {
    const status = statusAt(validityOf(row), events.get(row.id) ?? [], dayOf(at), at);
    return status
      ? [
          {
            id: row.id,
            typeName: row.type_name,
            identifier: row.identifier,
            agencyName: row.agency_name,
            state: status.state,
            heldBy: (number: string) => isHeldBy(keys, row, number),
          },
        ]
      : [];
  });
  return found.sort((a, b) => Number(b.state === 'valid') - Number(a.state === 'valid'));
}

const isHeldBy = (keys: LicenceKeys, row: LicenceRow, number: string): boolean =>
  openHolder(keys, row).number === lookupForm(number);

export type UseInCaseForm = {
  readonly division: string;
  /**
   * A licence that the actor may use, as its holder or for its holder; or the case of the same matter that granted it,
   * which goes on without being asked for again.
   */
  readonly licence: { readonly id: string } | { readonly grantedBy: string };
  /** Names of licences that the material accepts. */
  readonly accepts: readonly string[];
  readonly material: string;
  /** Number of whoever applies: a licence of somebody else proves nothing. */
  readonly applicantNumber: string;
  readonly caseNumber: string;
  /** What the item is called: printed on the copy. */
  readonly purpose: string;
  readonly at: Temporal.Instant;
};

export type LicenceUsed = { readonly licenceId: string; readonly useId: string };

export type UseInCaseRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'policy.level'
  | 'licences.not_found'
  | 'licences.not_valid'
  | 'licences.other_holder'
  | 'licences.other_kind';

/**
 * Checks a licence for a case and takes one use of it. The caller has filed the case in this transaction, and takes
 * it back on a refusal.
 * @param actor who applies, or takes the application in: the use is theirs to allow
 */
export async function takeUseInCase(
  tx: Tx,
  keys: LicenceKeys,
  actor: Actor,
  form: UseInCaseForm,
): Promise<Result<LicenceUsed, UseInCaseRefusal>> {
  const { division, at, material, licence } = form;
  if ('id' in licence) {
    const allowed = authorise(actor, 'licences.use.authorise', division);
    if (!allowed.ok) return allowed;
  }
  const row = await findFor(tx, keys, actor, form);
  if (!row)
    return refuse(
      'licences.not_found',
      `“${material}”选用的电子证照不在您名下。请回到材料页另选一张，或上传照片。`,
    );
  if (!form.accepts.includes(row.type_name))
    return refuse('licences.other_kind', `《${row.type_name}》不能作为“${material}”。请另选，或上传照片。`);
  if (!isHeldBy(keys, row, form.applicantNumber))
    return refuse(
      'licences.other_holder',
      `《${row.type_name}》的持证主体与申请人的证件号码不一致，不能作为“${material}”。请核对所填号码，或上传照片。`,
    );
  const events = (await readEvents(tx, division, [row.id])).get(row.id) ?? [];
  const status = statusAt(validityOf(row), events, dayOf(at), at);
  if (status?.state !== 'valid')
    return refuse(
      'licences.not_valid',
      `《${row.type_name}》现在${status ? STATE_WORDS[status.state] : '尚未颁发'}，不能用来办这件事。请到材料页改为上传有效的证件，或先联系${row.agency_name}。`,
    );
  return ok({ licenceId: row.id, useId: await take(tx, keys, actor, form, row, events.length) });
}

/** Held until the transaction ends: whoever revokes it waits, or came first and is seen. */
async function findFor(
  tx: Tx,
  keys: LicenceKeys,
  actor: Actor,
  { division, licence, at }: UseInCaseForm,
): Promise<LicenceRow | undefined> {
  const id = 'id' in licence ? licence.id : (await findByCase(tx, division, licence.grantedBy))?.id;
  const row = id !== undefined && isId(id) ? await lockLicence(tx, division, id) : undefined;
  // Somebody else's licence is answered as none.
  return row && ('grantedBy' in licence || (await mayUse(tx, keys.identity, actor, row, at)))
    ? row
    : undefined;
}

async function take(
  tx: Tx,
  keys: LicenceKeys,
  actor: Actor,
  { division, at, ...form }: UseInCaseForm,
  row: LicenceRow,
  events: number,
): Promise<string> {
  const useId = newId();
  // Nobody is shown this code: it is used up as it is made.
  const code = randomBytes(12).toString('hex').toUpperCase();
  const taker = systemActor('services');
  await insertUse(tx, {
    division,
    id: useId,
    licence_id: row.id,
    case_number: lookupForm(form.caseNumber),
    purpose: form.purpose.slice(0, 100),
    material: form.material,
    code_index: keys.use.blindIndex(code),
    code_sealed: keys.use.seal(code, placeOfUse(useId)),
    authorised_by: actorKey(actor),
    authorised_at: String(at),
    expires_at: String(at.add({ minutes: USE_MINUTES })),
  });
  await insertRedemption(tx, {
    division,
    use_id: useId,
    redeemed_by: actorKey(taker),
    redeemed_by_name: actorName(taker),
    redeemed_at: String(at),
    copy_until: String(dayOf(at).add({ days: COPY_DAYS + 1 })),
  });
  await insertEvent(tx, {
    division,
    licence_id: row.id,
    seq: events + 1,
    kind: 'copy_given',
    effective_on: String(dayOf(at)),
    recorded_at: String(at),
    actor: actorKey(actor),
    actor_name: actorName(actor),
    reason: `办件 ${form.caseNumber}：${form.purpose}`,
    ground: null,
    basis: null,
    request_key: null,
  });
  return useId;
}

/** A licence that a case rests on, as it stands now. */
export type LicenceInCase = {
  readonly useId: string;
  readonly licenceId: string;
  /** Null when its holder showed it at a window. */
  readonly material: string | null;
  readonly typeName: string;
  readonly identifier: string;
  readonly agencyName: string;
  /** When it was checked and taken. */
  readonly checkedAt: Temporal.Instant;
  readonly state: LicenceState;
};

/** By the uses that were taken for a case's number. */
export async function licencesInCase(
  handle: Handle,
  division: string,
  caseNumber: string,
  at: Temporal.Instant,
): Promise<LicenceInCase[]> {
  const uses = await listUsesOfCase(handle, division, lookupForm(caseNumber));
  const events = await readEvents(handle, division, [...new Set(uses.map((u) => u.row.id))]);
  return uses.map(({ useId, takenAt, material, row }) => ({
    useId,
    licenceId: row.id,
    material,
    typeName: row.type_name,
    identifier: row.identifier,
    agencyName: row.agency_name,
    checkedAt: takenAt,
    state: statusAt(validityOf(row), events.get(row.id) ?? [], dayOf(at), at)?.state ?? 'not_yet',
  }));
}
