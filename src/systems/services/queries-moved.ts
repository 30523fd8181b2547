/** SQL of last days that notices of days off move. */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { CaseFile } from '#engines/procedure/index.ts';
import type { NewNotice } from '#platform/notices/notice.ts';
import type { Db, Handle, Tx } from '#platform/store/store.ts';
import type { MovedDay } from './moved-days.ts';

/** Records moved days and tells of them, once a notice: nothing when they were recorded before. */
export async function recordMoved(
  tx: Tx,
  file: Pick<CaseFile, 'division' | 'id'>,
  noticeId: string,
  moved: readonly MovedDay[],
  at: Temporal.Instant,
  told: NewNotice,
): Promise<boolean> {
  const moved_at = at.toString({ smallestUnit: 'millisecond' });
  const made = await tx
    .insertInto('case_moved_day')
    .values(
      moved.map((m) => ({
        division: file.division,
        notice_id: noticeId,
        case_id: file.id,
        clock: m.clock,
        from_on: m.from?.toString() ?? null,
        to_on: m.to?.toString() ?? null,
        moved_at,
      })),
    )
    .onConflict((c) => c.columns(['division', 'notice_id', 'case_id', 'clock']).doNothing())
    .returning('clock')
    .execute();
  if (made.length === 0) return false;
  await tx
    .insertInto('notice')
    .values({
      ...told,
      division: file.division,
      id: newId(),
      about: `case:${file.id}`,
      made_at: moved_at,
      read_at: null,
    })
    .execute();
  return true;
}

/** Notices of days off that were not worked through for a division, in the order in which they were loaded. */
export async function noticesToWorkThrough(
  handle: Handle,
  division: string,
): Promise<{ id: string; loadedAt: Temporal.Instant }[]> {
  const { rows } = await sql<{ id: string; loaded_at: Date }>`
    select n.id, n.loaded_at from calendar_notice n
    where not exists (select 1 from case_calendar_run r where r.division = ${division} and r.notice_id = n.id)
    order by n.id`.execute(handle);
  return rows.map((r) => ({
    id: r.id,
    loadedAt: Temporal.Instant.fromEpochMilliseconds(r.loaded_at.getTime()),
  }));
}

export const noteRun = (
  db: Db,
  division: string,
  noticeId: string,
  { looked, moved }: { looked: number; moved: number },
  at: Temporal.Instant,
) =>
  db
    .insertInto('case_calendar_run')
    .values({
      division,
      notice_id: noticeId,
      looked,
      moved,
      done_at: at.toString({ smallestUnit: 'millisecond' }),
    })
    .onConflict((c) => c.columns(['division', 'notice_id']).doNothing())
    .execute();

export type MovedRow = {
  readonly caseId: string;
  readonly number: string;
  readonly title: string;
  readonly holder: string;
  readonly clock: string;
  readonly from: string | null;
  readonly to: string | null;
};

/** What a notice moved, the farthest-reaching body first, at most so many. */
export async function movedBy(
  handle: Handle,
  division: string,
  noticeId: string,
  most: number,
): Promise<MovedRow[]> {
  const { rows } = await sql<MovedRow>`
    select f.id as "caseId", f.number, f.title, f.holder, m.clock, m.from_on as "from", m.to_on as "to"
    from case_moved_day m join case_file f on f.division = m.division and f.id = m.case_id
    where m.division = ${division} and m.notice_id = ${noticeId}
    order by f.holder, m.to_on, f.id, m.clock limit ${most}`.execute(handle);
  return rows;
}

/** How many cases a notice moved, by the body that has them. */
export async function movedByBody(
  handle: Handle,
  division: string,
  noticeId: string,
): Promise<{ body: string; cases: number }[]> {
  const { rows } = await sql<{ body: string; cases: number }>`
    select f.holder as body, count(distinct f.id)::int as cases
    from case_moved_day m join case_file f on f.division = m.division and f.id = m.case_id
    where m.division = ${division} and m.notice_id = ${noticeId} group by 1 order by 2 desc, 1`.execute(
    handle,
  );
  return rows;
}

/** The days of one case that notices moved, the first first, with the notice's title. */
export async function movedOf(
  handle: Handle,
  division: string,
  caseId: string,
): Promise<{ clock: string; from: string | null; to: string | null; title: string; at: Date }[]> {
  const { rows } = await sql<{
    clock: string;
    from: string | null;
    to: string | null;
    title: string;
    at: Date;
  }>`
    select m.clock, m.from_on as "from", m.to_on as "to", n.title, m.moved_at as at
    from case_moved_day m join calendar_notice n on n.id = m.notice_id
    where m.division = ${division} and m.case_id = ${caseId} order by m.moved_at, m.clock`.execute(handle);
  return rows;
}

/** How a notice was worked through; undefined: not to the end yet. */
export const findRun = (handle: Handle, division: string, noticeId: string) =>
  handle
    .selectFrom('case_calendar_run')
    .select(['looked', 'moved'])
    .where('division', '=', division)
    .where('notice_id', '=', noticeId)
    .executeTakeFirst();
