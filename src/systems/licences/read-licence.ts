/** Licences as pages show them: the holder masked, the state of a moment beside it. */
import { timingSafeEqual } from 'node:crypto';
import { ok, type Result, refuse } from '#base/result.ts';
import { dayOf } from '#engines/procedure/clock.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise, authoriseInBody } from '#platform/people/policy.ts';
import type { Db, Handle } from '#platform/store/store.ts';
import {
  type Holder,
  type LicenceKeys,
  lookupForm,
  type MaskedHolder,
  maskHolder,
  openCode,
  openHolder,
} from './holder.ts';
import { type IdentifierProblem, parseLicenceIdentifier } from './identifier.ts';
import { type LicenceEvent, type LicenceStatus, statusAt, type Validity } from './licence.ts';
import {
  findByIdentifier,
  findLicence,
  instantOf,
  type LicenceRow,
  readEvents,
  searchLicences,
  validityOf,
} from './queries.ts';

export type LicenceView = Validity & {
  readonly id: string;
  readonly identifier: string;
  readonly typeName: string;
  readonly licenceNumber: string | null;
  readonly agencyName: string;
  readonly itemName: string;
  readonly caseNumber: string;
  readonly content: readonly { readonly name: string; readonly value: string }[];
  readonly holder: MaskedHolder;
  readonly issuedAt: Temporal.Instant;
  readonly status: LicenceStatus;
  readonly events: readonly LicenceEvent[];
};

/** @param at for which moment the state is told */
export async function viewLicences(
  handle: Handle,
  keys: LicenceKeys,
  rows: readonly LicenceRow[],
  at: Temporal.Instant,
): Promise<LicenceView[]> {
  const division = rows[0]?.division ?? '';
  const all = await readEvents(
    handle,
    division,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    const events = all.get(row.id) ?? [];
    const status = statusAt(validityOf(row), events, dayOf(at), at);
    if (!status) return [];
    return {
      ...validityOf(row),
      id: row.id,
      identifier: row.identifier,
      typeName: row.type_name,
      licenceNumber: row.licence_number,
      agencyName: row.agency_name,
      itemName: row.item_name,
      caseNumber: row.case_number,
      content: row.content,
      holder: maskHolder(row.holder_kind, openHolder(keys, row)),
      issuedAt: instantOf(row.issued_at),
      status,
      events,
    };
  });
}

/** What the public is told who has not got it right, whether there is such a licence or not. */
const NOT_FOUND = refuse(
  'licences.not_found',
  '没有查到：没有这个标识的证照，或者查验码不对。个人的证照须同时输入印在二维码旁的六位查验码；单位的证照不用。请核对后再查。',
);

/**
 * Looks a licence up for anybody. A person's licence is only shown with its verification code, and without it nobody
 * learns whether there is one.
 */
export async function lookUpLicence(
  handle: Handle,
  keys: LicenceKeys,
  division: string,
  asked: { readonly identifier: string; readonly code: string },
  at: Temporal.Instant,
): Promise<Result<LicenceView, IdentifierProblem | 'licences.not_found'>> {
  const parsed = parseLicenceIdentifier(asked.identifier);
  if (!parsed.ok) return parsed;
  const row = await findByIdentifier(handle, division, parsed.value.identifier);
  if (!row) return NOT_FOUND;
  if (row.holder_kind === 'person' && !sameCode(openCode(keys, row), asked.code)) return NOT_FOUND;
  const [licence] = await viewLicences(handle, keys, [row], at);
  return licence ? ok(licence) : NOT_FOUND;
}

function sameCode(right: string, typed: string): boolean {
  const given = Buffer.from(lookupForm(typed.slice(0, 40)));
  const expected = Buffer.from(right);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export const SEARCH_MAX = 50;

/**
 * The desk's search: by identifier, case number, or the holder's whole name or number. Looking for a holder is a sight
 * of personal data and audited; what was looked for is not written down.
 */
export async function findLicences(
  db: Db,
  keys: LicenceKeys,
  division: string,
  actor: Actor,
  asked: string,
  at: Temporal.Instant,
): Promise<Result<LicenceView[], 'policy.sign_in' | 'policy.denied'>> {
  const allowed = authorise(actor, 'licences.read', division);
  if (!allowed.ok) return allowed;
  const text = lookupForm(asked.slice(0, 400));
  if (text === '')
    return ok(await viewLicences(db, keys, await searchLicences(db, division, {}, SEARCH_MAX), at));
  const identifier = parseLicenceIdentifier(text);
  const byIdentifier = identifier.ok
    ? await searchLicences(db, division, { identifier: identifier.value.identifier }, SEARCH_MAX)
    : [];
  const found =
    byIdentifier.length > 0
      ? byIdentifier
      : [
          ...(await searchLicences(db, division, { caseNumber: text }, SEARCH_MAX)),
          ...(await searchLicences(
            db,
            division,
            { holderIndexes: keys.holder.blindIndexes(text) },
            SEARCH_MAX,
          )),
        ];
  const once = [...new Map(found.map((row) => [row.id, row])).values()];
  await audit(db, actor, { useCase: 'licences.read', outcome: 'done', detail: { found: once.length } });
  // Whoever was found reads in their own record that somebody looked for them.
  for (const row of once)
    await audit(db, actor, {
      useCase: 'licences.read',
      subject: `licence:${row.id}`,
      outcome: 'done',
      detail: { searched: true },
    });
  return ok(await viewLicences(db, keys, once, at));
}

/** The holder in the clear, for a reason, audited. */
export async function readHolder(
  db: Db,
  keys: LicenceKeys,
  division: string,
  actor: Actor,
  asked: { readonly licenceId: string; readonly reason: string },
): Promise<
  Result<Holder, 'policy.sign_in' | 'policy.denied' | 'licences.not_found' | 'licences.reason_missing'>
> {
  const allowed = authorise(actor, 'licences.read_holder', division);
  if (!allowed.ok) return allowed;
  const reason = asked.reason.trim().slice(0, 200);
  if (reason === '')
    return refuse('licences.reason_missing', '请写明为什么要看完整证件号码；这次查看会留下记录。');
  const row = await findLicence(db, division, asked.licenceId);
  if (!row) return refuse('licences.not_found', '没有这张证照。请从证照清单重新进入。');
  const inBody = authoriseInBody(actor, 'licences.read_holder', row.agency_name, division);
  if (!inBody.ok) return inBody;
  await audit(db, actor, {
    useCase: 'licences.read_holder',
    subject: `licence:${row.id}`,
    outcome: 'done',
    detail: { reason },
  });
  return ok(openHolder(keys, row));
}
