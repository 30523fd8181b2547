/** All SQL of the procedure engine. Writing is one statement each: a round trip is what a filing costs most. */
import { type Selectable, sql } from 'kysely';
import type { NewNotice } from '#platform/notices/notice.ts';
import { statement } from '#platform/store/statement.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import type { CaseEvent } from '../event.ts';
import { clocksToJson, eventFromRow, type foldedColumns } from './rows.ts';
import type { CaseFileTable } from './tables.ts';
import '#platform/files/file.ts';
import './tables.ts';

export type CaseFile = Selectable<CaseFileTable>;
export type Columns = ReturnType<typeof foldedColumns>;

/** A file that a case rests on: which material of the item it is. */
export type MaterialFile = { readonly material: string; readonly fileId: string };

/** What is written beside an event: files, who is told, and the line of the audit trail. */
export type Beside = {
  readonly materials: readonly MaterialFile[];
  readonly notices: readonly (NewNotice & { readonly id: string })[];
  readonly audit: { readonly id: string; readonly useCase: string; readonly detail: Record<string, unknown> };
};

/** A case to be opened. */
export type NewCaseRow = {
  readonly division: string;
  readonly id: string;
  readonly commandKey: string;
  readonly procedureCode: string;
  readonly itemCode: string;
  /** What its number begins with and is counted in. */
  readonly series: string;
  readonly itemVersion: number;
  readonly title: string;
  readonly applicant: string;
  readonly channel: string;
  readonly columns: Columns;
  readonly event: CaseEvent;
  readonly sealedForm: Uint8Array | null;
  readonly beside: Beside;
};

const materialsJson = (materials: Beside['materials']): string => JSON.stringify(materials);
const noticesJson = (notices: Beside['notices']): string => JSON.stringify(notices);

/** What a round of openings hands to the database: one JSON array, so that the statement is the same for any number. */
const openingsJson = (rows: readonly NewCaseRow[]): string =>
  JSON.stringify(
    rows.map(({ event, columns: c, beside, sealedForm, ...row }, n) => {
      const day = event.on.toString();
      return {
        n,
        division: row.division,
        id: row.id,
        key: row.commandKey,
        day,
        series: row.series,
        prefix: row.series + day.replaceAll('-', ''),
        procedure: row.procedureCode,
        item: row.itemCode,
        item_version: row.itemVersion,
        title: row.title,
        applicant: row.applicant,
        channel: row.channel,
        at: event.at.toString(),
        state: c.state,
        turn: c.turn,
        holder: c.holder,
        clock: c.clock,
        due_on: c.due_on,
        warn_on: c.warn_on,
        suspended: c.suspended,
        closed_at: c.closed_at,
        form: sealedForm && Buffer.from(sealedForm).toString('base64'),
        transition: event.transition,
        actor: event.actor.key,
        actor_name: event.actor.name,
        actor_role: event.actor.role,
        to_state: event.to,
        event_holder: event.holder,
        data: event.data,
        clocks: event.clocks,
        materials: beside.materials,
        notices: beside.notices,
        audit: beside.audit.id,
        use_case: beside.audit.useCase,
        detail: beside.audit.detail,
      };
    }),
  );

// Commands and serial numbers are taken in one order by everybody, so that two rounds cannot wait for each other.
const writeOpenings = statement<{ n: number; number: string }>(`
  with asked as materialized (
    select * from json_to_recordset($1::json) as a(n int, division text, id uuid, key text, day date,
      series text, prefix text, procedure text, item text, item_version int, title text, applicant text, channel text,
      at timestamptz, state text, turn text, holder text, clock text, due_on date, warn_on date, suspended boolean,
      closed_at timestamptz, form text, transition text, actor text, actor_name text, actor_role text, to_state text,
      event_holder text, data jsonb, clocks jsonb, materials jsonb, notices jsonb, audit uuid, use_case text,
      detail jsonb)
  ), command as (
    insert into case_command (division, key, case_id, seq, at)
    select division, key, id, 1, at from asked order by division, key
    on conflict do nothing returning division, case_id
  ), fresh as materialized (
    select a.*, row_number() over same_day as place, count(*) over (partition by a.division, a.series, a.day) as places
    from asked a join command c on c.division = a.division and c.case_id = a.id
    window same_day as (partition by a.division, a.series, a.day order by a.n)
  ), serial as (
    insert into case_serial (division, item_code, day, highest)
    select division, series, day, places from fresh where place = 1 order by division, series, day
    on conflict (division, item_code, day) do update set highest = case_serial.highest + excluded.highest
    returning division, item_code, day, highest
  ), opened as materialized (
    select f.*, f.prefix || lpad((s.highest - f.places + f.place)::text, 4, '0') as number
    from fresh f join serial s on s.division = f.division and s.item_code = f.series and s.day = f.day
  ), file as (
    insert into case_file (division, id, number, procedure_code, item_code, item_version, title, applicant, filed_by,
      channel, state, turn, version, holder, clock, due_on, warn_on, suspended, opened_at, changed_at, closed_at)
    select division, id, number, procedure, item, item_version, title, applicant, actor, channel, state, turn, 1,
      holder, clock, due_on, warn_on, suspended, at, at, closed_at from opened
  ), form as (
    insert into case_form (division, case_id, seq, sealed)
    select division, id, 1, decode(form, 'base64') from opened where form is not null
  ), event as (
    insert into case_event (division, case_id, seq, at, effective_on, transition, actor, actor_name, actor_role,
      from_state, to_state, holder, data, clocks)
    select division, id, 1, at, day, transition, actor, actor_name, actor_role, null, to_state, event_holder, data,
      clocks from opened
  ), material as (
    insert into case_material (division, case_id, seq, material, file_id)
    select o.division, o.id, 1, m.material, m."fileId"
    from opened o, jsonb_to_recordset(o.materials) as m(material text, "fileId" uuid)
  ), told as (
    insert into notice (division, id, recipient, about, kind, title, body, made_at)
    select o.division, t.id, t.recipient, 'case:' || o.id, t.kind, t.title, replace(t.body, '{number}', o.number), o.at
    from opened o,
      jsonb_to_recordset(o.notices) as t(id uuid, recipient text, kind text, title text, body text)
  ), audited as (
    insert into audit_entry (id, at, actor, actor_name, use_case, subject, outcome, detail)
    select audit, at, actor, actor_name, use_case, 'case:' || id, 'done', detail from opened
  )
  select n, number from opened`);

/**
 * Opens cases with everything that belongs to them in one statement: the commands, their numbers, first events, forms,
 * files, notices and audit. All or none.
 * @returns the numbers in the order of the rows; undefined for a command that was carried out before
 */
export async function insertCases(
  handle: Handle,
  rows: readonly NewCaseRow[],
): Promise<(string | undefined)[]> {
  const opened = await writeOpenings(handle, [openingsJson(rows)]);
  const numbers = new Map(opened.map(({ n, number }) => [n, number]));
  return rows.map((_, n) => numbers.get(n));
}

export type NewEventRow = {
  readonly division: string;
  readonly id: string;
  readonly commandKey: string;
  readonly columns: Columns;
  readonly event: CaseEvent;
  readonly sealedForm: Uint8Array | null;
  readonly beside: Beside;
};

/** Where every process hears that a case has an event; the message is the case's id. Not sent when a case is opened. */
export const CASE_CHANNEL = 'case_event';

/**
 * Appends an event to a case that the caller has locked, with everything that belongs to it, in one statement; whoever
 * follows the case is told when the transaction commits.
 */
export async function insertEvent(tx: Tx, row: NewEventRow): Promise<void> {
  const { division, id, event, columns: c, beside } = row;
  const at = event.at.toString();
  await sql`
    with command as (
      insert into case_command (division, key, case_id, seq, at)
      values (${division}, ${row.commandKey}, ${id}, ${event.seq}, ${at})
    ), file as (
      update case_file set state = ${c.state}, turn = ${c.turn}, version = ${c.version}, holder = ${c.holder},
        clock = ${c.clock}, due_on = ${c.due_on}::date, warn_on = ${c.warn_on}::date,
        suspended = ${c.suspended}::boolean, changed_at = ${at}::timestamptz, closed_at = ${c.closed_at}::timestamptz
      where division = ${division} and id = ${id}
    ), form as (
      insert into case_form (division, case_id, seq, sealed)
      select ${division}, ${id}::uuid, ${event.seq}::int, ${row.sealedForm}::bytea where ${row.sealedForm !== null}::boolean
    ), material as (
      insert into case_material (division, case_id, seq, material, file_id)
      select ${division}, ${id}::uuid, ${event.seq}::int, m.material, m."fileId"
      from jsonb_to_recordset(${materialsJson(beside.materials)}::jsonb) as m(material text, "fileId" uuid)
    ), told as (
      insert into notice (division, id, recipient, about, kind, title, body, made_at)
      select ${division}, n.id, n.recipient, ${`case:${id}`}, n.kind, n.title, n.body, ${at}::timestamptz
      from jsonb_to_recordset(${noticesJson(beside.notices)}::jsonb)
        as n(id uuid, recipient text, kind text, title text, body text)
    ), audited as (
      insert into audit_entry (id, at, actor, actor_name, use_case, subject, outcome, detail)
      values (${beside.audit.id}, ${at}, ${event.actor.key}, ${event.actor.name}, ${beside.audit.useCase},
        ${`case:${id}`}, 'done', ${JSON.stringify(beside.audit.detail)}::jsonb)
    )
    insert into case_event (division, case_id, seq, at, effective_on, transition, actor, actor_name, actor_role,
      from_state, to_state, holder, data, clocks)
    values (${division}, ${id}, ${event.seq}, ${at}, ${event.on.toString()}, ${event.transition}, ${event.actor.key},
      ${event.actor.name}, ${event.actor.role}, ${event.from}, ${event.to}, ${event.holder},
      ${JSON.stringify(event.data)}::jsonb, ${clocksToJson(event.clocks)}::jsonb)
    returning pg_notify(${CASE_CHANNEL}, ${id})`.execute(tx);
}

/** The case that a command opened or changed before. */
export async function findCommand(
  handle: Handle,
  division: string,
  key: string,
): Promise<{ caseId: string; seq: number } | undefined> {
  const row = await handle
    .selectFrom('case_command')
    .select(['case_id', 'seq'])
    .where('division', '=', division)
    .where('key', '=', key)
    .executeTakeFirst();
  return row && { caseId: row.case_id, seq: row.seq };
}

export const findCase = (handle: Handle, division: string, id: string): Promise<CaseFile | undefined> =>
  handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .executeTakeFirst();

/** The case by its number, locked until the transaction ends. */
export const lockCase = (tx: Tx, division: string, id: string): Promise<CaseFile | undefined> =>
  tx
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const findCaseByNumber = (
  handle: Handle,
  division: string,
  number: string,
): Promise<CaseFile | undefined> =>
  handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where('number', '=', number)
    .executeTakeFirst();

/** All events of a case, in order. */
export async function readEvents(handle: Handle, division: string, id: string): Promise<CaseEvent[]> {
  const rows = await handle
    .selectFrom('case_event')
    .selectAll()
    .where('division', '=', division)
    .where('case_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows.map(eventFromRow);
}

/** All events of several cases, by case, in order. */
export async function readEventsOf(
  handle: Handle,
  division: string,
  ids: readonly string[],
): Promise<Map<string, CaseEvent[]>> {
  const events = new Map<string, CaseEvent[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return events;
  const rows = await handle
    .selectFrom('case_event')
    .selectAll()
    .where('division', '=', division)
    .where('case_id', 'in', [...ids])
    .orderBy('case_id')
    .orderBy('seq')
    .execute();
  for (const row of rows) events.get(row.case_id)?.push(eventFromRow(row));
  return events;
}

/** Cases of a division whose open clock has passed, oldest first. @param kind what the procedures' codes begin with: `permit.` */
export const overdueCases = (
  handle: Handle,
  division: string,
  kind: string,
  today: Temporal.PlainDate,
  most: number,
): Promise<CaseFile[]> =>
  handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where('procedure_code', 'like', `${kind}%`)
    .where('closed_at', 'is', null)
    .where('due_on', '<', today.toString())
    .orderBy('due_on')
    .limit(most)
    .execute();

/** The files of a case, as they came. */
export const readMaterials = (handle: Handle, division: string, caseId: string) =>
  handle
    .selectFrom('case_material as m')
    .innerJoin('file_object as f', (j) =>
      j.onRef('f.division', '=', 'm.division').onRef('f.id', '=', 'm.file_id'),
    )
    .select(['m.seq', 'm.material', 'f.id', 'f.name', 'f.media_type', 'f.size_bytes'])
    .where('m.division', '=', division)
    .where('m.case_id', '=', caseId)
    .orderBy('m.seq')
    .orderBy('m.material')
    .orderBy('f.id')
    .execute();
