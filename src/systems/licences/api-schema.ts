/** Shapes of the licence API, as OpenAPI shows them. Dates are YYYY-MM-DD, intervals half-open, instants ISO 8601. */
import { z } from 'zod';
import { LICENCE_STATES } from './licence.ts';

const Fact = z.object({ name: z.string(), value: z.string() });

export const LicenceOut = z.object({
  id: z.uuid(),
  identifier: z.string().describe('Electronic licence identifier (GB/T 36904).'),
  typeName: z.string(),
  licenceNumber: z.string().nullable(),
  agencyName: z.string(),
  itemName: z.string(),
  caseNumber: z.string(),
  validFrom: z.string(),
  validUntil: z.string().nullable().describe('The day after the last one; null: without end.'),
  issuedAt: z.string(),
  state: z.enum(LICENCE_STATES),
  since: z.string(),
  /** A person's name and number are masked. */
  holder: z.object({ kind: z.string(), name: z.string(), numberKind: z.string(), number: z.string() }),
  content: z.array(Fact),
});

export const EventOut = z.object({
  seq: z.int(),
  kind: z.string(),
  on: z.string(),
  at: z.string(),
  actorName: z.string(),
  reason: z.string().nullable(),
  basis: z.string().nullable(),
});

export const UseOut = z.object({
  id: z.uuid(),
  caseNumber: z.string(),
  purpose: z.string(),
  authorisedAt: z.string(),
  expiresAt: z.string(),
  redeemed: z.object({ byName: z.string(), at: z.string(), copyUntil: z.string() }).nullable(),
});

export const LicenceList = z.object({ licences: z.array(LicenceOut) });
export const LicenceWhole = LicenceOut.extend({ events: z.array(EventOut), uses: z.array(UseOut) });
export const LicencePublic = LicenceOut.omit({ id: true, caseNumber: true });

export const LookUpQuery = z.object({
  code: z.string().max(40).default('').describe('The six digits printed in a person’s licence.'),
});
export const SearchIn = z.strictObject({
  asked: z
    .string()
    .max(400)
    .describe(
      'Identifier, case number, or the holder’s whole name or number; empty: the latest. In the body, so that it stands in no address and no log.',
    ),
});
export const UseIn = z.strictObject({ caseNumber: z.string().max(100), purpose: z.string().max(200) });
export const UseMade = z.object({ useId: z.uuid(), code: z.string(), expiresAt: z.string() });
export const RedeemIn = z.strictObject({ code: z.string().max(100), caseNumber: z.string().max(100) });
export const Redeemed = z.object({ useId: z.uuid(), licenceId: z.uuid() });
export const ChangeIn = z.strictObject({
  ground: z.string().max(64).describe('Code of a ground: revoke.fraud.'),
  reason: z.string().max(2000),
  on: z.string().max(10).default('').describe('The day from which it holds; empty: today.'),
  /** Number of the last event that the sender saw. */
  seen: z.int().min(1),
});
export const Changed = z.object({ again: z.boolean() });
export const HolderIn = z.strictObject({ reason: z.string().max(400) });
export const HolderOut = z.object({ name: z.string(), numberKind: z.string(), number: z.string() });
export const FileReportOut = z.object({
  genuine: z.boolean().describe('Whether nothing was changed and the signature is the site’s.'),
  checks: z.array(z.object({ code: z.string(), passed: z.boolean(), says: z.string() })),
  licence: LicencePublic.nullable().describe('The licence as it stands now; null when the file proves none.'),
});
export const Refused = z.object({
  error: z.object({ code: z.string(), message: z.string(), basis: z.string().optional() }),
});
