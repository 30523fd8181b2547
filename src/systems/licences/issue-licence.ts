/**
 * Issuing a licence, inside the transaction that grants it: both or neither. A case yields one licence, however often
 * it is asked for.
 */
import { randomInt } from 'node:crypto';
import { newId } from '#base/ids.ts';
import { cite, formatBasis } from '#engines/law/cite.ts';
import { dayOf } from '#engines/procedure/clock.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import {
  type Holder,
  type HolderKind,
  type LicenceKeys,
  lookupForm,
  sealCode,
  sealHolder,
} from './holder.ts';
import { licenceIdentifier } from './identifier.ts';
import type { Validity } from './licence.ts';
import { findByCase, insertEvent, insertLicence } from './queries.ts';

export type IssueFacts = Validity & {
  /** Six digits; absent: Xixia. */
  readonly division?: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly itemCode: string | null;
  readonly itemName: string;
  /** Codes in digits and capital letters; what has no published code yet takes one of `test-codes.ts`. */
  readonly typeCode: string;
  readonly typeName: string;
  readonly agency: { readonly code: string; readonly name: string };
  /** The body's own number of the licence (ZZBH), if it gives any. */
  readonly licenceNumber: string | null;
  readonly holder: Holder & {
    readonly kind: HolderKind;
    /** The holder's account, or null when it has none: then only the desk sees the licence. */
    readonly account: string | null;
  };
  /** What else it certifies, in print order; no personal data. */
  readonly content: readonly { readonly name: string; readonly value: string }[];
  /** When it is granted; absent: now. */
  readonly at?: Temporal.Instant;
};

export type Issued = { readonly licenceId: string; readonly identifier: string; readonly repeated: boolean };

const SERIAL_TRIES = 20;
const FIRST_VERSION = '001';
const BASIS = formatBasis(cite('中华人民共和国行政许可法', '第三十九条'));

/**
 * The caller has authorised the grant and writes its own audit line.
 *
 * @throws RangeError on codes that make no identifier, an empty period or an empty holder: mistakes of the caller
 */
export async function issueLicence(
  tx: Tx,
  keys: LicenceKeys,
  actor: Actor,
  facts: IssueFacts,
): Promise<Issued> {
  const { division = DIVISION_XIXIA, caseId, holder, validFrom, validUntil } = facts;
  if (validUntil && Temporal.PlainDate.compare(validUntil, validFrom) <= 0)
    throw new RangeError('issueLicence: it would end before it begins');
  if (holder.name.trim() === '' || holder.number.trim() === '')
    throw new RangeError('issueLicence: a holder has a name and a number');
  const found = await findByCase(tx, division, caseId);
  if (found) return { licenceId: found.id, identifier: found.identifier, repeated: true };
  const at = facts.at ?? Temporal.Now.instant();
  const on = dayOf(at);
  const id = newId();
  for (let tries = 0; tries < SERIAL_TRIES; tries++) {
    const serial = String(on).replaceAll('-', '') + digits(6);
    const identifier = licenceIdentifier({
      typeCode: facts.typeCode,
      agencyCode: facts.agency.code,
      serial,
      version: FIRST_VERSION,
    });
    const inserted = await insertLicence(tx, {
      division,
      id,
      identifier,
      case_id: caseId,
      case_number: facts.caseNumber,
      item_code: facts.itemCode,
      item_name: facts.itemName,
      type_code: facts.typeCode,
      type_name: facts.typeName,
      licence_number: facts.licenceNumber,
      agency_code: facts.agency.code,
      agency_name: facts.agency.name,
      holder_kind: holder.kind,
      holder_account: holder.account,
      holder_sealed: sealHolder(keys, id, {
        name: holder.name.trim(),
        numberKind: holder.numberKind,
        number: lookupForm(holder.number),
      }),
      holder_number_index: keys.holder.blindIndex(lookupForm(holder.number)),
      holder_name_index: keys.holder.blindIndex(lookupForm(holder.name)),
      verification_code_sealed: sealCode(keys, id, digits(6)),
      content: JSON.stringify(facts.content),
      valid_from: String(validFrom),
      valid_until: validUntil && String(validUntil),
      issued_at: String(at),
    });
    if (inserted) {
      await insertEvent(tx, {
        division,
        licence_id: id,
        seq: 1,
        kind: 'issued',
        effective_on: String(on),
        recorded_at: String(at),
        actor: actorKey(actor),
        actor_name: actorName(actor),
        reason: null,
        ground: null,
        basis: BASIS,
        request_key: null,
      });
      return { licenceId: id, identifier, repeated: false };
    }
    const first = await findByCase(tx, division, caseId);
    if (first) return { licenceId: first.id, identifier: first.identifier, repeated: true };
  }
  throw new Error('issueLicence: no free serial number');
}

/** Random, so that serial numbers cannot be counted through. */
const digits = (count: number): string => String(randomInt(10 ** count)).padStart(count, '0');
