/** SQL of the clerks' desk: what waits for whom, who has a case, which bodies are asked. */
import { sql } from 'kysely';
import type { CaseFile } from '#engines/procedure/index.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import type { Asked } from './case-roles.ts';
import { isApplication } from './queries.ts';

/** Where a page of a list by urgency ended: its last case, and that case's last day; cases without one come last. */
export type Place = { readonly dueOn: string | null; readonly id: string };

/** What stands behind a place in the order of `due_on, id`. */
export const behind = ({ dueOn, id }: Place) =>
  dueOn === null
    ? sql<boolean>`(due_on is null and id > ${id}::uuid)`
    : sql<boolean>`(due_on > ${dueOn}::date or (due_on = ${dueOn}::date and id > ${id}::uuid) or due_on is null)`;

const OPEN_LIGHTS = ['green', 'yellow', 'red', 'suspended'] as const;
export type OpenLight = (typeof OPEN_LIGHTS)[number];

/** What makes an open case's light on a day, as `lightOfRow` says it. */
export function litOn(day: Temporal.PlainDate): Record<OpenLight, ReturnType<typeof sql<boolean>>> {
  const today = sql`${day.toString()}::date`;
  return {
    green: sql<boolean>`(due_on >= ${today} and not suspended and (warn_on is null or warn_on > ${today}))`,
    yellow: sql<boolean>`(due_on >= ${today} and not suspended and warn_on <= ${today})`,
    red: sql<boolean>`(due_on < ${today})`,
    suspended: sql<boolean>`(clock is not null and (due_on is null or (suspended and due_on >= ${today})))`,
  };
}

/** What waits for somebody: the states of their posts, body by body, and the bodies for which they give opinions. */
export type Waiting = {
  readonly division: string;
  readonly account: string;
  /** `*`: every body of the division. */
  readonly scopes: readonly { readonly body: string; readonly states: readonly string[] }[];
  readonly opinionBodies: readonly string[];
};

/** Whose to-do: everything, what the asker has, what nobody has, what their bodies are asked about. */
export type Whose = 'all' | 'mine' | 'unassigned' | 'asked';

export const list = (values: readonly string[]) => sql.join(values.map((v) => sql`${v}`));

const askedOf = (
  division: string,
  bodies: readonly string[],
) => sql<boolean>`(state = 'consulting' and exists (
  select 1 from case_consultation c where c.division = ${division} and c.case_id = f.id and c.answered_seq is null
    ${bodies.includes('*') ? sql`` : sql`and c.body in (${list(bodies)})`}))`;

/** Nobody handles their own application, so that it waits for them on no list of the desk. */
function waitsFor({ division, account, scopes, opinionBodies }: Waiting, whose: Whose) {
  const own = scopes.map(({ body, states }) =>
    body === '*'
      ? sql<boolean>`(state in (${list(states)}))`
      : sql<boolean>`(holder = ${body} and state in (${list(states)}))`,
  );
  const asked = opinionBodies.length > 0 ? [askedOf(division, opinionBodies)] : [];
  const any = whose === 'asked' ? asked : whose === 'all' ? [...own, ...asked] : own;
  if (any.length === 0) return undefined;
  const of =
    whose === 'mine'
      ? sql`and assignee = ${account}`
      : whose === 'unassigned'
        ? sql`and assignee is null`
        : sql``;
  return sql<boolean>`(division = ${division} and closed_at is null and ${isApplication} and applicant <> ${account}
    and (${sql.join(any, sql` or `)}) ${of})`;
}

export type ToDo = {
  readonly waiting: Waiting;
  readonly whose: Whose;
  readonly today: Temporal.PlainDate;
  readonly light?: OpenLight | undefined;
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly after?: Place | undefined;
  readonly most: number;
};

/** Open cases that wait for somebody, the most urgent first; those without a last day come last. */
export async function toDo(handle: Handle, asked: ToDo): Promise<CaseFile[]> {
  const waits = waitsFor(asked.waiting, asked.whose);
  if (!waits) return [];
  const { light, title, body, after, today, most } = asked;
  return handle
    .selectFrom('case_file as f')
    .selectAll()
    .where(waits)
    .$if(light !== undefined, (q) => q.where(litOn(today)[light ?? 'green']))
    .$if(title !== undefined, (q) => q.where('title', '=', title ?? ''))
    .$if(body !== undefined, (q) => q.where('holder', '=', body ?? ''))
    .$if(after !== undefined, (q) => q.where(behind(after as Place)))
    .orderBy('due_on')
    .orderBy('id')
    .limit(most)
    .execute();
}

export type ToDoGroup = {
  readonly title: string;
  readonly holder: string;
  readonly light: string;
  readonly whose: string;
  readonly count: number;
};

/** Counting goes no farther: who finds more narrows the search. */
export const COUNT_MAX = 1000;

/**
 * How many cases wait for somebody, by item, body, light, and who has them: what the filters count. Of more than
 * `COUNT_MAX` it counts one more than these, the most urgent ones.
 */
export async function toDoGroups(
  handle: Handle,
  waiting: Waiting,
  today: Temporal.PlainDate,
): Promise<ToDoGroup[]> {
  const waits = waitsFor(waiting, 'all');
  if (!waits) return [];
  const lit = litOn(today);
  const own = waitsFor({ ...waiting, opinionBodies: [] }, 'all') ?? sql<boolean>`false`;
  const { rows } = await sql<ToDoGroup>`
    select title, holder,
      case when ${lit.red} then 'red' when ${lit.suspended} then 'suspended' when ${lit.yellow} then 'yellow'
        when ${lit.green} then 'green' else 'none' end as light,
      case when not ${own} then 'asked' when assignee = ${waiting.account} then 'mine'
        when assignee is null then 'unassigned' else 'others' end as whose,
      count(*)::int as count
    from (select * from case_file f where ${waits} order by due_on, id limit ${COUNT_MAX + 1}) f
    group by 1, 2, 3, 4`.execute(handle);
  return rows;
}

/** Open cases of a division by body and light on a day. */
export async function overview(handle: Handle, division: string, today: Temporal.PlainDate) {
  const lit = litOn(today);
  const { rows } = await sql<{
    body: string;
    open: number;
    green: number;
    yellow: number;
    red: number;
    suspended: number;
  }>`
    select holder as body, count(*)::int as open,
      count(*) filter (where ${lit.green})::int as green,
      count(*) filter (where ${lit.yellow})::int as yellow,
      count(*) filter (where ${lit.red})::int as red,
      count(*) filter (where ${lit.suspended})::int as suspended
    from case_file where division = ${division} and closed_at is null and ${isApplication}
    group by holder order by red desc, yellow desc, holder`.execute(handle);
  return rows;
}

/** The bodies that were asked in these cases, by case. */
export async function askedIn(
  handle: Handle,
  division: string,
  caseIds: readonly string[],
): Promise<Map<string, Asked[]>> {
  const found = new Map<string, Asked[]>();
  if (caseIds.length === 0) return found;
  const rows = await handle
    .selectFrom('case_consultation')
    .select(['case_id', 'body', 'answered_seq'])
    .where('division', '=', division)
    .where('case_id', 'in', [...caseIds])
    .orderBy('asked_seq')
    .orderBy('body')
    .execute();
  for (const { case_id, body, answered_seq } of rows)
    found.set(case_id, [...(found.get(case_id) ?? []), { body, answered: answered_seq !== null }]);
  return found;
}

/** Notes that bodies are asked; one that was asked before is asked anew. */
export const noteAsked = (tx: Tx, division: string, caseId: string, bodies: readonly string[], seq: number) =>
  tx
    .insertInto('case_consultation')
    .values(bodies.map((body) => ({ division, case_id: caseId, body, asked_seq: seq, answered_seq: null })))
    .onConflict((c) =>
      c.columns(['division', 'case_id', 'body']).doUpdateSet({ asked_seq: seq, answered_seq: null }),
    )
    .execute();

export const noteAnswered = (tx: Tx, division: string, caseId: string, body: string, seq: number) =>
  tx
    .updateTable('case_consultation')
    .set({ answered_seq: seq })
    .where('division', '=', division)
    .where('case_id', '=', caseId)
    .where('body', '=', body)
    .execute();

export const noteAssignee = (tx: Tx, division: string, caseId: string, assignee: string | null) =>
  tx
    .updateTable('case_file')
    .set({ assignee })
    .where('division', '=', division)
    .where('id', '=', caseId)
    .execute();

/** Bodies of which somebody can give an opinion. */
export async function bodiesWithOpinionPost(handle: Handle, division: string): Promise<string[]> {
  const rows = await handle
    .selectFrom('account_post')
    .select('body')
    .distinct()
    .where('division', '=', division)
    .where('role', '=', 'opinion')
    .orderBy('body')
    .execute();
  return rows.map((r) => r.body);
}

export type Colleague = {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly { readonly body: string; readonly role: string }[];
  /** Open cases that they have. */
  readonly open: number;
};

/** Officials of these bodies who hold one of the posts, with the number of cases that they have. */
export async function colleaguesIn(
  handle: Handle,
  division: string,
  bodies: readonly string[],
  roles: readonly string[],
): Promise<Colleague[]> {
  if (bodies.length === 0) return [];
  const { rows } = await sql<{ id: string; name: string; body: string; role: string; open: number }>`
    select a.id, a.name, p.body, p.role,
      (select count(*)::int from case_file f
       where f.division = ${division} and f.assignee = a.id and f.closed_at is null) as open
    from account_post p join account a on a.id = p.account_id
    where p.division = ${division} and p.role in (${list(roles)})
      ${bodies.includes('*') ? sql`` : sql`and (p.body = '*' or p.body in (${list(bodies)}))`}
      and exists (select 1 from account_role r where r.account_id = a.id and r.role = 'official')
    order by a.name, a.id, p.body, p.role`.execute(handle);
  const found = new Map<string, { id: string; name: string; posts: Colleague['posts']; open: number }>();
  for (const { id, name, body, role, open } of rows) {
    const known = found.get(id);
    found.set(id, { id, name, open, posts: [...(known?.posts ?? []), { body, role }] });
  }
  return [...found.values()];
}

/** Names of accounts. */
export async function namesOf(handle: Handle, accounts: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(accounts)];
  if (ids.length === 0) return new Map();
  const rows = await handle.selectFrom('account').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((r) => [r.id, r.name]));
}

/** Open cases that an account has, the most urgent first. */
export const casesAssignedTo = (
  handle: Handle,
  division: string,
  account: string,
  most: number,
): Promise<CaseFile[]> =>
  handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where('assignee', '=', account)
    .where('closed_at', 'is', null)
    .orderBy('due_on')
    .orderBy('id')
    .limit(most)
    .execute();

export type SupervisedRow = Pick<CaseFile, 'id' | 'number' | 'title' | 'item_code' | 'item_version'>;

/** Cases filed until a moment that had not ended when a period began, the newest first. */
export const casesSince = (
  handle: Handle,
  division: string,
  since: Temporal.Instant,
  until: Temporal.Instant,
  most: number,
): Promise<SupervisedRow[]> =>
  handle
    .selectFrom('case_file')
    .select(['id', 'number', 'title', 'item_code', 'item_version'])
    .where('division', '=', division)
    .where(isApplication)
    .where(sql<boolean>`opened_at <= ${until.toString()}::timestamptz`)
    .where(sql<boolean>`(closed_at is null or closed_at >= ${since.toString()}::timestamptz)`)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
