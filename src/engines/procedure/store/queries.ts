/** All SQL of the procedure engine. Writing is one statement each: a round trip is what a filing costs most. */
import { type Selectable, sql } from 'kysely';
import type { NewNotice } from '#platform/notices/notice.ts';
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

/**
 * Opens a case with everything that belongs to it in one statement: the command, its number, its first event, its
 * form, notices and audit.
 * @returns its number, or undefined when the command was carried out before
 */
export async function insertCase(handle: Handle, row: NewCaseRow): Promise<string | undefined> {
  const { division, id, event, columns: c, beside } = row;
  const at = event.at.toString();
  const day = event.on.toString();
  const prefix = row.series + day.replaceAll('-', '');
  const { rows } = await sql<{ number: string }>`
    with command as (
      insert into case_command (division, key, case_id, seq, at)
      values (${division}, ${row.commandKey}, ${id}, 1, ${at})
      on conflict do nothing returning case_id
    ), serial as (
      insert into case_serial (division, item_code, day, highest)
      select ${division}, ${row.series}, ${day}::date, 1 from command
      on conflict (division, item_code, day) do update set highest = case_serial.highest + 1
      returning highest
    ), file as (
      insert into case_file (division, id, number, procedure_code, item_code, item_version, title, applicant, filed_by,
        channel, state, turn, version, holder, clock, due_on, warn_on, suspended, opened_at, changed_at, closed_at)
      select ${division}, ${id}::uuid, ${prefix} || lpad(highest::text, 4, '0'), ${row.procedureCode}, ${row.itemCode},
        ${row.itemVersion}::int, ${row.title}, ${row.applicant}, ${event.actor.key}, ${row.channel}, ${c.state},
        ${c.turn}, 1, ${c.holder}, ${c.clock}, ${c.due_on}::date, ${c.warn_on}::date, ${c.suspended}::boolean,
        ${at}::timestamptz, ${at}::timestamptz, ${c.closed_at}::timestamptz
      from serial returning id, number
    ), form as (
      insert into case_form (division, case_id, seq, sealed)
      select ${division}, id, 1, ${row.sealedForm}::bytea from file where ${row.sealedForm !== null}::boolean
    ), event as (
      insert into case_event (division, case_id, seq, at, effective_on, transition, actor, actor_name, actor_role,
        from_state, to_state, holder, data, clocks)
      select ${division}, id, 1, ${at}::timestamptz, ${day}::date, ${event.transition}, ${event.actor.key},
        ${event.actor.name}, ${event.actor.role}, null, ${event.to}, ${event.holder}, ${JSON.stringify(event.data)}::jsonb,
        ${clocksToJson(event.clocks)}::jsonb
      from file
    ), material as (
      insert into case_material (division, case_id, seq, material, file_id)
      select ${division}, file.id, 1, m.material, m."fileId"
      from file, jsonb_to_recordset(${materialsJson(beside.materials)}::jsonb) as m(material text, "fileId" uuid)
    ), told as (
      insert into notice (division, id, recipient, about, kind, title, body, made_at)
      select ${division}, n.id, n.recipient, 'case:' || file.id, n.kind, n.title, replace(n.body, '{number}', file.number),
        ${at}::timestamptz
      from file, jsonb_to_recordset(${noticesJson(beside.notices)}::jsonb)
        as n(id uuid, recipient text, kind text, title text, body text)
    ), audited as (
      insert into audit_entry (id, at, actor, actor_name, use_case, subject, outcome, detail)
      select ${beside.audit.id}::uuid, ${at}::timestamptz, ${event.actor.key}, ${event.actor.name},
        ${beside.audit.useCase}, 'case:' || id, 'done', ${JSON.stringify(beside.audit.detail)}::jsonb from file
    )
    select number from file`.execute(handle);
  return rows[0]?.number;
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

/** Appends an event to a case that the caller has locked, with everything that belongs to it, in one statement. */
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
      ${JSON.stringify(event.data)}::jsonb, ${clocksToJson(event.clocks)}::jsonb)`.execute(tx);
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
