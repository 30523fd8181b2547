/** All SQL of the uses that holders allow. */
import type { Insertable } from 'kysely';
import { batchedOn } from '#platform/store/batched.ts';
import { listed, question } from '#platform/store/statement.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { instantOf, type LicenceRow } from './queries.ts';
import type { LicenceUseRedemptionTable, LicenceUseTable } from './tables.ts';

export type LicenceUse = {
  readonly id: string;
  readonly licenceId: string;
  readonly caseNumber: string;
  readonly purpose: string;
  readonly codeSealed: Uint8Array;
  readonly authorisedBy: string;
  readonly authorisedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  /** Null while nobody has taken it. */
  readonly redeemed: {
    readonly by: string;
    readonly byName: string;
    readonly at: Temporal.Instant;
    /** The day after the last on which the copy may be opened. */
    readonly copyUntil: Temporal.PlainDate;
  } | null;
};

const selectUses = (handle: Handle, division: string) =>
  handle
    .selectFrom('licence_use as u')
    .leftJoin('licence_use_redemption as r', (j) =>
      j.onRef('r.division', '=', 'u.division').onRef('r.use_id', '=', 'u.id'),
    )
    .select([
      'u.id',
      'u.licence_id',
      'u.case_number',
      'u.purpose',
      'u.code_sealed',
      'u.authorised_by',
      'u.authorised_at',
      'u.expires_at',
      'r.redeemed_by',
      'r.redeemed_by_name',
      'r.redeemed_at',
      'r.copy_until',
    ])
    .where('u.division', '=', division);

type UseRow = Awaited<ReturnType<ReturnType<typeof selectUses>['execute']>>[number];

const toUse = (row: UseRow): LicenceUse => ({
  id: row.id,
  licenceId: row.licence_id,
  caseNumber: row.case_number,
  purpose: row.purpose,
  codeSealed: row.code_sealed,
  authorisedBy: row.authorised_by,
  authorisedAt: instantOf(row.authorised_at),
  expiresAt: instantOf(row.expires_at),
  redeemed:
    row.redeemed_at === null
      ? null
      : {
          by: row.redeemed_by ?? '',
          byName: row.redeemed_by_name ?? '',
          at: instantOf(row.redeemed_at),
          copyUntil: Temporal.PlainDate.from(row.copy_until ?? ''),
        },
});

/** The uses of a licence, newest first. */
export const listUses = async (handle: Handle, division: string, licenceId: string): Promise<LicenceUse[]> =>
  (
    await selectUses(handle, division)
      .where('u.licence_id', '=', licenceId)
      .orderBy('u.authorised_at', 'desc')
      .limit(200)
      .execute()
  ).map(toUse);

export async function findUse(handle: Handle, division: string, id: string): Promise<LicenceUse | undefined> {
  const row = await selectUses(handle, division).where('u.id', '=', id).executeTakeFirst();
  return row && toUse(row);
}

export async function findUseByCode(
  handle: Handle,
  division: string,
  indexes: readonly string[],
): Promise<LicenceUse | undefined> {
  const row = await selectUses(handle, division)
    .where('u.code_index', 'in', [...indexes])
    .executeTakeFirst();
  return row && toUse(row);
}

const findUsed = question<{ division: string; case_number: string }>(`
  select distinct u.division, u.case_number from json_to_recordset($1::json) as a(division text, "caseNumber" text)
  join licence_use u on u.division = a.division and u.case_number = a."caseNumber"`);

/** Whether any licence is used in a case: most have none, and every page of a case asks. */
const hasUses = batchedOn(async (handle, asked: readonly { division: string; caseNumber: string }[]) => {
  const rows = await findUsed(handle, [listed(asked)]);
  return asked.map((a) => rows.some((r) => r.case_number === a.caseNumber && r.division === a.division));
});

/** The uses that were taken for a case, the first first, each with its licence. */
export async function listUsesOfCase(
  handle: Handle,
  division: string,
  caseNumber: string,
): Promise<{ useId: string; material: string | null; takenAt: Temporal.Instant; row: LicenceRow }[]> {
  if (!(await hasUses(handle, { division, caseNumber }))) return [];
  const rows = await handle
    .selectFrom('licence_use as u')
    .innerJoin('licence_use_redemption as r', (j) =>
      j.onRef('r.division', '=', 'u.division').onRef('r.use_id', '=', 'u.id'),
    )
    .innerJoin('licence as l', (j) =>
      j.onRef('l.division', '=', 'u.division').onRef('l.id', '=', 'u.licence_id'),
    )
    .selectAll('l')
    .select(['u.id as use_id', 'u.material as for_material', 'r.redeemed_at'])
    .where('u.division', '=', division)
    .where('u.case_number', '=', caseNumber)
    .orderBy('u.id')
    .limit(200)
    .execute();
  return rows.map(({ use_id, for_material, redeemed_at, ...row }) => ({
    useId: use_id,
    material: for_material,
    takenAt: instantOf(redeemed_at),
    row,
  }));
}

export async function insertUse(tx: Tx, row: Insertable<LicenceUseTable>): Promise<void> {
  await tx.insertInto('licence_use').values(row).execute();
}

/** @returns false when somebody took it first: the key admits one row */
export async function insertRedemption(tx: Tx, row: Insertable<LicenceUseRedemptionTable>): Promise<boolean> {
  const inserted = await tx
    .insertInto('licence_use_redemption')
    .values(row)
    .onConflict((c) => c.columns(['division', 'use_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}
