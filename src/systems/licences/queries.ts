/** All SQL of licences and their events. Times go in as text and come out as instants. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Handle, Tx } from '#platform/store/store.ts';
import type { LicenceEvent, Validity } from './licence.ts';
import type { LicenceEventTable, LicenceTable } from './tables.ts';

export type LicenceRow = Selectable<LicenceTable>;
export type NewLicence = Insertable<LicenceTable>;
export type NewEvent = Insertable<LicenceEventTable>;

export const instantOf = (date: Date): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime());

export const validityOf = (row: Pick<LicenceRow, 'valid_from' | 'valid_until'>): Validity => ({
  validFrom: Temporal.PlainDate.from(row.valid_from),
  validUntil: row.valid_until === null ? null : Temporal.PlainDate.from(row.valid_until),
});

/** @returns false when the identifier or the case already has a licence */
export async function insertLicence(tx: Tx, row: NewLicence): Promise<boolean> {
  const inserted = await tx
    .insertInto('licence')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export const findByCase = (
  handle: Handle,
  division: string,
  caseId: string,
): Promise<LicenceRow | undefined> =>
  handle
    .selectFrom('licence')
    .selectAll()
    .where('division', '=', division)
    .where('case_id', '=', caseId)
    .executeTakeFirst();

export const findLicence = (handle: Handle, division: string, id: string): Promise<LicenceRow | undefined> =>
  handle
    .selectFrom('licence')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .executeTakeFirst();

/** Holds the licence until the transaction ends: its events are then numbered without a gap. */
export const lockLicence = (tx: Tx, division: string, id: string): Promise<LicenceRow | undefined> =>
  tx
    .selectFrom('licence')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const findByIdentifier = (
  handle: Handle,
  division: string,
  identifier: string,
): Promise<LicenceRow | undefined> =>
  handle
    .selectFrom('licence')
    .selectAll()
    .where('division', '=', division)
    .where('identifier', '=', identifier)
    .executeTakeFirst();

/** The licences of some holders, of some items or of all (null), newest first. */
export const listByHolders = (
  handle: Handle,
  division: string,
  holders: readonly { readonly key: string; readonly items: readonly string[] | null }[],
): Promise<LicenceRow[]> =>
  handle
    .selectFrom('licence')
    .selectAll()
    .where('division', '=', division)
    .where((e) =>
      e.or(
        holders.map(({ key, items }) =>
          items === null
            ? e('holder_account', '=', key)
            : e.and([
                e('holder_account', '=', key),
                e(sql<string>`right(item_code, 12)`, 'in', items.length > 0 ? [...items] : ['']),
              ]),
        ),
      ),
    )
    .orderBy('issued_at', 'desc')
    .limit(200)
    .execute();

/** What the desk asks by; exactly one of them, or the newest. */
export type Search = {
  readonly identifier?: string | undefined;
  readonly caseNumber?: string | undefined;
  readonly holderIndexes?: readonly string[] | undefined;
};

export async function searchLicences(
  handle: Handle,
  division: string,
  { identifier, caseNumber, holderIndexes }: Search,
  limit: number,
): Promise<LicenceRow[]> {
  let query = handle.selectFrom('licence').selectAll().where('division', '=', division);
  if (identifier !== undefined) query = query.where('identifier', '=', identifier);
  if (caseNumber !== undefined) query = query.where('case_number', '=', caseNumber);
  if (holderIndexes !== undefined)
    query = query.where((e) =>
      e.or([
        e('holder_number_index', 'in', [...holderIndexes]),
        e('holder_name_index', 'in', [...holderIndexes]),
      ]),
    );
  return query.orderBy('issued_at', 'desc').limit(limit).execute();
}

/** What happened to some licences, by licence, in order. */
export async function readEvents(
  handle: Handle,
  division: string,
  ids: readonly string[],
): Promise<Map<string, LicenceEvent[]>> {
  const events = new Map<string, LicenceEvent[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return events;
  const rows = await handle
    .selectFrom('licence_event')
    .selectAll()
    .where('division', '=', division)
    .where('licence_id', 'in', [...ids])
    .orderBy('licence_id')
    .orderBy('seq')
    .execute();
  for (const row of rows)
    events.get(row.licence_id)?.push({
      seq: row.seq,
      kind: row.kind,
      on: Temporal.PlainDate.from(row.effective_on),
      at: instantOf(row.recorded_at),
      actorName: row.actor_name,
      reason: row.reason,
      basis: row.basis,
    });
  return events;
}

export async function insertEvent(tx: Tx, row: NewEvent): Promise<void> {
  await tx.insertInto('licence_event').values(row).execute();
}

/** Whether a form was already sent. */
export async function hasRequest(tx: Tx, division: string, id: string, requestKey: string): Promise<boolean> {
  const found = await tx
    .selectFrom('licence_event')
    .select('seq')
    .where('division', '=', division)
    .where('licence_id', '=', id)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
  return found !== undefined;
}
