/** SQL of the desk's search: which cases somebody may find, and which of them fit. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CaseFile } from '#engines/procedure/index.ts';
import type { Handle } from '#platform/store/store.ts';
import { isApplication } from './queries.ts';
import { behind, COUNT_MAX, list, litOn, type OpenLight, type Place } from './queries-desk.ts';

/** Which cases somebody may look for. */
export type Sight = {
  readonly division: string;
  /** Bodies whose cases they handle or watch over; `*`: all of the division. */
  readonly bodies: readonly string[];
  /** Bodies for which they give opinions: open cases about which these were asked. */
  readonly opinionBodies: readonly string[];
};

function seenBy({ division, bodies, opinionBodies }: Sight) {
  if (bodies.includes('*')) return sql<boolean>`(division = ${division})`;
  const any = [
    ...(bodies.length > 0 ? [sql<boolean>`holder in (${list(bodies)})`] : []),
    ...(opinionBodies.length > 0
      ? [
          sql<boolean>`(closed_at is null and exists (select 1 from case_consultation c
            where c.division = ${division} and c.case_id = f.id
              ${opinionBodies.includes('*') ? sql`` : sql`and c.body in (${list(opinionBodies)})`}))`,
        ]
      : []),
  ];
  return any.length === 0
    ? undefined
    : sql<boolean>`(division = ${division} and (${sql.join(any, sql` or `)}))`;
}

export type CaseSearch = {
  readonly sight: Sight;
  /** A whole number, its last twelve digits, of a case or a matter of several items; or a part of the item's name. */
  readonly words: string;
  readonly body?: string | undefined;
  readonly item?: string | undefined;
  readonly states?: readonly string[] | undefined;
  readonly open?: boolean | undefined;
  /** Days of filing in China, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Applicants, as cases name them; undefined: anybody. */
  readonly applicants?: readonly string[] | undefined;
  /** Only open cases with this light on the day, the most urgent first. */
  readonly light?: OpenLight | undefined;
  readonly today: Temporal.PlainDate;
  readonly after?: Place | undefined;
  readonly most: number;
};

/** What a search asks of a row. */
function matches(asked: CaseSearch) {
  const seen = seenBy(asked.sight);
  if (!seen) return undefined;
  const { words, body, item, states, open, from, to, applicants, light } = asked;
  const whole = /^[0-9A-Z]{20,}$/.test(words);
  const short = /^\d{12}$/.test(words);
  const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const day = sql`(opened_at at time zone 'Asia/Shanghai')::date`;
  const parts: ReturnType<typeof sql<SqlBool>>[] = [seen, isApplication];
  if (body !== undefined) parts.push(sql`holder = ${body}`);
  if (item !== undefined) parts.push(sql`title = ${item}`);
  if (states !== undefined) parts.push(states.length === 0 ? sql`false` : sql`state in (${list(states)})`);
  if (open !== undefined) parts.push(open ? sql`closed_at is null` : sql`closed_at is not null`);
  if (from !== undefined) parts.push(sql`${day} >= ${from}::date`);
  if (to !== undefined) parts.push(sql`${day} <= ${to}::date`);
  if (applicants !== undefined)
    parts.push(applicants.length === 0 ? sql`false` : sql`applicant in (${list(applicants)})`);
  if (whole) parts.push(sql`(number = ${words} or ${ofMatter(asked.sight, sql`t.number = ${words}`)})`);
  else if (short)
    parts.push(
      sql`(right(number, 12) = ${words} or ${ofMatter(asked.sight, sql`right(t.number, 12) = ${words}`)})`,
    );
  else if (words !== '') parts.push(sql`title like ${like(words)}`);
  if (light) parts.push(sql`closed_at is null`, litOn(asked.today)[light]);
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

/** The cases of a matter of several items. An array, so that the index of ids serves whichever is asked for. */
const ofMatter = ({ division }: Sight, which: RawBuilder<unknown>) =>
  sql<SqlBool>`id = any(array(select c.case_id from theme_case t
    join theme_child c on c.division = t.division and c.theme_id = t.id
    where t.division = ${division} and ${which} and c.case_id is not null))`;

/** Cases that a search finds; the newest first, with a light the most urgent first. */
export async function findCases(handle: Handle, asked: CaseSearch): Promise<CaseFile[]> {
  const where = matches(asked);
  if (!where) return [];
  const { after, light, most } = asked;
  const found = handle.selectFrom('case_file as f').selectAll().where(where).limit(most);
  if (!light)
    return found
      .$if(after !== undefined, (q) => q.where('id', '<', after?.id ?? ''))
      .orderBy('id', 'desc')
      .execute();
  return found
    .$if(after !== undefined, (q) => q.where(behind(after as Place)))
    .orderBy('due_on')
    .orderBy('id')
    .execute();
}

/** How many a search finds; counts no farther than one above `COUNT_MAX`. */
export async function countCases(handle: Handle, asked: CaseSearch): Promise<number> {
  const where = matches(asked);
  if (!where) return 0;
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from case_file f where ${where} limit ${COUNT_MAX + 1}) found`.execute(
    handle,
  );
  return rows[0]?.n ?? 0;
}
