/** All SQL of the calendar. */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import type { HeldNotice, NoticeContent } from './notice.ts';
import './tables.ts';

const all = (handle: Handle) => handle.selectFrom('calendar_notice as n').selectAll('n');
type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];

const heldOf = (row: Row): HeldNotice => ({
  id: row.id,
  region: row.region,
  year: row.year,
  title: row.title,
  number: row.number,
  date: row.dated,
  source: row.source,
  state: row.state,
  off: row.off_days,
  makeUp: row.make_up_days,
  supersedes: row.supersedes,
  reason: row.reason,
  loadedBy: row.loaded_by,
  loadedByName: row.loaded_by_name,
  loadedAt: Temporal.Instant.fromEpochMilliseconds(row.loaded_at.getTime()),
});

/** The notices that hold, one a region and year, by year. */
export async function readHeldNotices(handle: Handle): Promise<HeldNotice[]> {
  const rows = await all(handle)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('calendar_notice as l').select('l.id').whereRef('l.supersedes', '=', 'n.id'))),
    )
    .orderBy('n.year')
    .orderBy('n.region')
    .execute();
  return rows.map(heldOf);
}

/** Every notice that was ever loaded, newest first, those that were superseded too. */
export async function readNoticeHistory(handle: Handle): Promise<HeldNotice[]> {
  return (await all(handle).orderBy('n.id', 'desc').execute()).map(heldOf);
}

export async function findLoaded(handle: Handle, requestKey: string): Promise<HeldNotice | undefined> {
  const row = await all(handle).where('n.request_key', '=', requestKey).executeTakeFirst();
  return row && heldOf(row);
}

/** Whoever loads a notice waits for the one before, until the end of the transaction. */
export const lockNotices = (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtext('calendar_notice'))`.execute(tx);

/** @returns the new row's id */
export async function insertNotice(
  tx: Tx,
  actor: Actor,
  notice: NoticeContent & { readonly supersedes: string | null; readonly reason: string | null },
  requestKey: string,
  at: Temporal.Instant,
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('calendar_notice')
    .values({
      id,
      region: notice.region,
      year: notice.year,
      title: notice.title,
      number: notice.number,
      dated: notice.date,
      source: notice.source,
      state: notice.state,
      off_days: JSON.stringify(notice.off),
      make_up_days: JSON.stringify(notice.makeUp),
      supersedes: notice.supersedes,
      reason: notice.reason,
      loaded_by: actorKey(actor),
      loaded_by_name: actorName(actor),
      loaded_at: at.toString({ smallestUnit: 'millisecond' }),
      request_key: requestKey,
    })
    .execute();
  return id;
}
