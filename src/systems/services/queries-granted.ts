/** SQL of what was granted, for the public list. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';
import { APPLICATIONS } from './queries.ts';

export type GrantedRow = {
  readonly case_id: string;
  readonly at: Date;
  readonly transition: string;
  readonly title: string;
  readonly holder: string;
  readonly number: string;
  /** The newest form, sealed. */
  readonly seq: number | null;
  readonly sealed: Buffer | null;
};

/** Grants, the newest first. @param before case of the last row of the page before */
export async function grantedCases(
  handle: Handle,
  division: string,
  before: string | undefined,
  most: number,
): Promise<GrantedRow[]> {
  const { rows } = await sql<GrantedRow>`
    select e.case_id, e.at, e.transition, f.title, f.holder, f.number, o.seq, o.sealed
    from case_event e join case_file f on f.division = e.division and f.id = e.case_id
    left join lateral (select o.seq, o.sealed from case_form o where o.division = e.division and o.case_id = e.case_id
      order by o.seq desc limit 1) o on true
    where e.division = ${division} and e.transition in ('grant', 'higher_granted')
      and f.procedure_code like ${`${APPLICATIONS}%`}
      and (${before ?? null}::uuid is null or (e.at, e.case_id) < (
        select l.at, l.case_id from case_event l
        where l.division = ${division} and l.case_id = ${before ?? null}::uuid
          and l.transition in ('grant', 'higher_granted') limit 1))
    order by e.at desc, e.case_id desc limit ${most}`.execute(handle);
  return rows;
}
