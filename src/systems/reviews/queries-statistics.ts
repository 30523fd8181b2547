/** SQL of what is public of ratings and follow-ups, and of the rows that are exported. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';
import { APPLICATIONS } from '#systems/services/index.ts';
import type { MatterKind } from './procedures.ts';
import { instantOf } from './queries.ts';
import type { FollowUpFact, RatingCount, ServedCount, StatisticsFacts } from './statistics.ts';

/** 18 characters of 实施编码 stand for the body. */
const departmentCode = sql<string>`left(r.affair_code, 18)`;

export async function readStatisticsFacts(handle: Handle, division: string): Promise<StatisticsFacts> {
  const ratings = await sql<RatingCount>`
    select r.body, ${departmentCode} as "departmentCode", r.item_code as "itemCode", r.affair_code as "affairCode",
      r.item_name as "itemName", r.level, a.rating_id is not null as annulled, count(*)::int as count
    from review_rating r
    left join review_annulment a on a.division = r.division and a.rating_id = r.id
    where r.division = ${division}
    group by r.body, r.affair_code, r.item_code, r.item_name, r.level, a.rating_id is not null`.execute(
    handle,
  );
  const served = await sql<ServedCount>`
    select body, sum(count)::int as count from (
      select holder as body, count(*) as count from case_file
      where division = ${division} and procedure_code like ${`${APPLICATIONS}%`} and closed_at is not null
      group by holder
      union all
      select body, count(*) from review_service where division = ${division} group by body
    ) s group by body`.execute(handle);
  const followUps = await sql<{
    kind: MatterKind;
    realName: boolean;
    annulled: boolean;
    openedAt: Date;
    calledAt: Date | null;
    toldAt: Date | null;
    closed: boolean;
    dueOn: string | null;
  }>`
    select m.kind, m.real_name as "realName", a.rating_id is not null as annulled, c.opened_at as "openedAt",
      min(e.at) filter (where e.transition in ('call_back', 'help')) as "calledAt",
      min(e.at) filter (where e.to_state = 'told') as "toldAt",
      c.closed_at is not null as closed, c.due_on::text as "dueOn"
    from review_matter m
    join case_file c on c.division = m.division and c.id = m.case_id
    join case_event e on e.division = m.division and e.case_id = m.case_id
    left join review_annulment a on a.division = m.division and a.rating_id = m.rating_id
    where m.division = ${division}
    group by m.case_id, m.kind, m.real_name, a.rating_id, c.opened_at, c.closed_at, c.due_on`.execute(handle);
  const causes = await sql<{ cause: string; count: number }>`
    select e.data->>'cause' as cause, count(*)::int as count
    from review_matter m join case_event e on e.division = m.division and e.case_id = m.case_id
    where m.division = ${division} and m.kind = 'stuck' and e.transition = 'mend'
    group by 1 order by 2 desc, 1`.execute(handle);
  const changes = await sql<{ proposed: number; adopted: number }>`
    select count(*)::int as proposed, count(a.version)::int as adopted
    from review_item_change c
    left join review_item_change_answer a on a.division = c.division and a.change_id = c.id
    where c.division = ${division}`.execute(handle);
  return {
    ratings: ratings.rows,
    served: served.rows,
    followUps: followUps.rows.map(
      (r): FollowUpFact => ({
        ...r,
        openedAt: instantOf(new Date(r.openedAt)),
        calledAt: r.calledAt && instantOf(new Date(r.calledAt)),
        toldAt: r.toldAt && instantOf(new Date(r.toldAt)),
      }),
    ),
    causes: causes.rows,
    changes: changes.rows[0] ?? { proposed: 0, adopted: 0 },
  };
}

/** What is exported: half-open days in China. */
export type ExportRange = {
  readonly division: string;
  readonly bodies: readonly string[];
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
  readonly most: number;
};

/** Ratings that count or do not, of these bodies; none that is about `exporter`. */
export async function ratingsToExport(
  handle: Handle,
  { division, bodies, from, until, most }: ExportRange,
  exporter: string,
) {
  const all = bodies.includes('*');
  const { rows } = await sql<{
    id: string;
    body: string;
    affairCode: string;
    itemName: string;
    level: number;
    channel: 'web' | 'link';
    rater: string | null;
    servedAt: Date;
    ratedAt: Date;
    caseId: string | null;
    caseNumber: string | null;
    appliedAt: Date | null;
    windowNo: string | null;
    clerkName: string | null;
    officerName: string | null;
    matterCase: string | null;
    annulled: string | null;
  }>`
    select r.id, r.body, r.affair_code as "affairCode", r.item_name as "itemName", r.level, r.channel, r.rater,
      r.served_at as "servedAt", r.rated_at as "ratedAt", r.case_id as "caseId", c.number as "caseNumber",
      c.opened_at as "appliedAt", s.window_no as "windowNo", s.clerk_name as "clerkName", o.actor_name as "officerName",
      m.case_id as "matterCase", a.ground as annulled
    from review_rating r
    left join case_file c on c.division = r.division and c.id = r.case_id
    left join review_service s on s.division = r.division and s.id = r.service_id
    left join review_annulment a on a.division = r.division and a.rating_id = r.id
    left join review_matter m on m.division = r.division and m.rating_id = r.id
    left join lateral (
      select e.actor_name from case_event e
      where e.division = r.division and e.case_id = r.case_id and e.actor_role not in ('applicant', 'system')
      order by e.seq desc limit 1
    ) o on true
    where r.division = ${division} and r.rated_at >= ${from.toString()}::timestamptz
      and r.rated_at < ${until.toString()}::timestamptz
      and (${all} or r.body in (${sql.join(bodies.length > 0 ? bodies : [''])}))
      and s.clerk is distinct from ${exporter}
      and not exists (select 1 from case_event e where e.division = r.division and e.case_id = r.case_id
        and e.actor = ${exporter} and e.actor_role not in ('applicant', 'system'))
    order by r.rated_at, r.id limit ${most}`.execute(handle);
  return rows;
}
export type RatingToExport = Awaited<ReturnType<typeof ratingsToExport>>[number];

/** Applications of these bodies that were filed in the range. */
export async function casesToExport(handle: Handle, { division, bodies, from, until, most }: ExportRange) {
  const all = bodies.includes('*');
  const { rows } = await sql<{
    id: string;
    number: string;
    itemCode: string;
    itemVersion: number;
    title: string;
    holder: string;
    channel: string;
    state: string;
    openedAt: Date;
    closedAt: Date | null;
    officerName: string | null;
    formSeq: number | null;
    formSealed: Uint8Array | null;
  }>`
    select c.id, c.number, c.item_code as "itemCode", c.item_version as "itemVersion", c.title, c.holder, c.channel,
      c.state, c.opened_at as "openedAt", c.closed_at as "closedAt", o.actor_name as "officerName", f.seq as "formSeq",
      f.sealed as "formSealed"
    from case_file c
    left join lateral (
      select e.actor_name from case_event e
      where e.division = c.division and e.case_id = c.id and e.actor_role not in ('applicant', 'system')
      order by e.seq desc limit 1
    ) o on true
    left join lateral (
      select f.seq, f.sealed from case_form f where f.division = c.division and f.case_id = c.id
      order by f.seq desc limit 1
    ) f on true
    where c.division = ${division} and c.procedure_code like ${`${APPLICATIONS}%`}
      and c.opened_at >= ${from.toString()}::timestamptz and c.opened_at < ${until.toString()}::timestamptz
      and (${all} or c.holder in (${sql.join(bodies.length > 0 ? bodies : [''])}))
    order by c.opened_at, c.id limit ${most}`.execute(handle);
  return rows;
}
export type CaseToExport = Awaited<ReturnType<typeof casesToExport>>[number];
