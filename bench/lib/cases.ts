import { sql } from 'kysely';
import type { Store } from '#platform/store/store.ts';
import { listItems, readItem } from '#systems/permits/index.ts';

/** Days over which the cases were filed, until today. */
const DAYS = 1000;
/** One in so many is still open: those of the last days. */
const OPEN_ONE_IN = 100;

/**
 * Fills `case_file` up to so many made-up cases, spread over all items of the permit list, their bodies and a thousand
 * days. They have no events: lists read none. Indexes are made after the rows.
 */
export async function fillCases(store: Store, cases: number): Promise<void> {
  const { rows: held } = await store.runSql(
    `select count(*)::int as n, coalesce(date_trunc('day', max(opened_at)), date_trunc('day', now()))::text as last
     from case_file`,
  );
  // More of them on another day go on from the same last day, so that their numbers do not meet.
  const { n: have, last } = held[0] as { n: number; last: string };
  if (have >= cases) return;
  const items: { code: string; name: string; body: string }[] = [];
  for (const { code } of await listItems(store.db)) {
    const item = await readItem(store.db, code);
    for (const { code: implementation, body } of item?.content.codes.implementations ?? [])
      items.push({ code: implementation, name: item?.content.name ?? '', body });
  }
  const { rows: indexes } = await store.runSql(
    `select indexname as name, indexdef as made from pg_indexes where tablename = 'case_file' and indexname not in
      (select conname from pg_constraint)`,
  );
  const each = indexes as { name: string; made: string }[];
  for (const { name } of each) await store.runSql(`drop index ${name}`);
  const n = items.length;
  await sql`
    insert into case_file (division, id, number, procedure_code, item_code, item_version, title, applicant, filed_by,
      channel, state, turn, version, holder, clock, due_on, warn_on, suspended, opened_at, changed_at, closed_at)
    select '640105', (lpad(to_hex((extract(epoch from opened) * 1000)::bigint), 12, '0') || '7'
        || substr(md5(k::text), 1, 3) || '8' || substr(md5(k::text), 4, 15))::uuid,
      code || to_char(opened at time zone 'Asia/Shanghai', 'YYYYMMDD') || lpad((k / ${n * DAYS} + 1)::text, 4, '0'),
      'permit.direct', code, 1, name, 'made-up:' || k % 400000, 'made-up', 'web',
      case when open then (array['submitted', 'accepted', 'proposed'])[1 + k % 3] else 'delivered' end,
      case when open then 'body' else 'nobody' end, 3, body, case when open then 'decision' end,
      case when open then due end, case when open then due - 3 end, false, opened, opened,
      case when not open then opened + interval '9 days' end
    from (
      select s.k, i.code, i.name, i.body, s.opened, s.day < ${DAYS / OPEN_ONE_IN} as open,
        s.opened::date + 10 + (s.k % 25)::int as due
      from (
        select k, k / ${n} % ${DAYS} as day,
          ${last}::timestamptz - interval '1 day' * (k / ${n} % ${DAYS}) + interval '1 ms' * (k % 30000000) as opened
        from generate_series(${have}::bigint, ${cases - 1}::bigint) k
      ) s join jsonb_to_recordset(${JSON.stringify(items.map((item, at) => ({ at, ...item })))}::jsonb)
        as i(at int, code text, name text, body text) on i.at = s.k % ${n}
    ) made`.execute(store.db);
  for (const { made } of each) await store.runSql(made);
  await store.runSql('vacuum analyze case_file');
}
