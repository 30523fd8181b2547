/** Licences as the API shows them. */
import type { z } from 'zod';
import { refuse } from '#base/result.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Handle } from '#platform/store/store.ts';
import type { LicenceOut, LicenceWhole } from './api-schema.ts';
import type { LicenceKeys } from './holder.ts';
import type { LicenceRow } from './queries.ts';
import { listUses } from './queries-uses.ts';
import { type LicenceView, viewLicences } from './read-licence.ts';

const division = DIVISION_XIXIA;

export const NO_LICENCE = refuse('licences.not_found', '没有这张证照，或您不能查看它。').error;

export const licenceOut = (l: LicenceView): z.infer<typeof LicenceOut> => ({
  id: l.id,
  identifier: l.identifier,
  typeName: l.typeName,
  licenceNumber: l.licenceNumber,
  agencyName: l.agencyName,
  itemName: l.itemName,
  caseNumber: l.caseNumber,
  validFrom: l.validFrom.toString(),
  validUntil: l.validUntil?.toString() ?? null,
  issuedAt: l.issuedAt.toString(),
  state: l.status.state,
  since: l.status.since.toString(),
  holder: { ...l.holder },
  content: l.content.map((c) => ({ ...c })),
});

/** A licence with its events and uses. */
export async function wholeOut(
  { db, keys }: { readonly db: Handle; readonly keys: LicenceKeys },
  row: LicenceRow,
): Promise<z.infer<typeof LicenceWhole> | undefined> {
  const [licence] = await viewLicences(db, keys, [row], Temporal.Now.instant());
  if (!licence) return undefined;
  return {
    ...licenceOut(licence),
    events: licence.events.map((e) => ({
      seq: e.seq,
      kind: e.kind,
      on: e.on.toString(),
      at: e.at.toString(),
      actorName: e.actorName,
      reason: e.reason,
      basis: e.basis,
    })),
    uses: (await listUses(db, division, row.id)).map((u) => ({
      id: u.id,
      caseNumber: u.caseNumber,
      purpose: u.purpose,
      authorisedAt: u.authorisedAt.toString(),
      expiresAt: u.expiresAt.toString(),
      redeemed: u.redeemed && {
        byName: u.redeemed.byName,
        at: u.redeemed.at.toString(),
        copyUntil: u.redeemed.copyUntil.toString(),
      },
    })),
  };
}
