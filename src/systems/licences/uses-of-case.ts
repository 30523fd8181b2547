/** Licences that were used in a case: taken by an official with the holder's code instead of paper. */
import type { Handle } from '#platform/store/store.ts';
import { lookupForm } from './holder.ts';
import { instantOf } from './queries.ts';

export type CaseUse = {
  readonly useId: string;
  /** Name of the licence's kind. */
  readonly name: string;
  readonly purpose: string;
  readonly takenBy: string;
  readonly takenAt: Temporal.Instant;
  /** The day after the last on which the copy may be opened. */
  readonly copyUntil: Temporal.PlainDate;
};

/** The uses that were taken for a case, the first first. */
export async function usesOfCase(handle: Handle, division: string, caseNumber: string): Promise<CaseUse[]> {
  const rows = await handle
    .selectFrom('licence_use as u')
    .innerJoin('licence_use_redemption as r', (j) =>
      j.onRef('r.division', '=', 'u.division').onRef('r.use_id', '=', 'u.id'),
    )
    .innerJoin('licence as l', (j) =>
      j.onRef('l.division', '=', 'u.division').onRef('l.id', '=', 'u.licence_id'),
    )
    .select(['u.id', 'l.type_name', 'u.purpose', 'r.redeemed_by_name', 'r.redeemed_at', 'r.copy_until'])
    .where('u.division', '=', division)
    .where('u.case_number', '=', lookupForm(caseNumber))
    .orderBy('r.redeemed_at')
    .execute();
  return rows.map((r) => ({
    useId: r.id,
    name: r.type_name,
    purpose: r.purpose,
    takenBy: r.redeemed_by_name,
    takenAt: instantOf(r.redeemed_at),
    copyUntil: Temporal.PlainDate.from(r.copy_until),
  }));
}
