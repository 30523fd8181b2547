/** All SQL of matters of several items (一件事). */
import { type Selectable, sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { actorKey, actorName } from '#platform/people/actor.ts';
import { batchedOn } from '#platform/store/batched.ts';
import { listed, question } from '#platform/store/statement.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import type { Theme } from '#systems/permits/index.ts';
import type { ThemeCaseTable, ThemeEventTable } from './tables.ts';

export type ThemeCase = Selectable<ThemeCaseTable>;
export type ThemeChild = { readonly code: string; readonly caseId: string | null; readonly dropped: boolean };
export type ThemeEvent = {
  readonly seq: number;
  readonly at: Temporal.Instant;
  readonly kind: ThemeEventTable['kind'];
  /** 基本编码; null: the whole. */
  readonly code: string | null;
  readonly actor: string;
  readonly data: Readonly<Record<string, string>>;
};

/** Where a matter's answers are sealed for. */
export const themePlace = (id: string): string => `theme_case.sealed:${id}`;

/** Day of a moment in China, in eight digits. */
const dayDigits = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString().replaceAll('-', '');

export type NewTheme = {
  readonly division: string;
  readonly id: string;
  readonly requestKey: string;
  readonly theme: Theme;
  readonly applicant: string;
  readonly filedBy: string;
  readonly filesOwner: string;
  readonly channel: ThemeCase['channel'];
  readonly sealed: Uint8Array;
  readonly at: Temporal.Instant;
};

/** Stores a matter with its items. @returns its number, or undefined when the request was carried out before */
export async function insertTheme(tx: Tx, row: NewTheme): Promise<string | undefined> {
  const { division, id, theme, at } = row;
  const day = dayDigits(at);
  const { rows } = await sql<{ number: string }>`
    with serial as (
      insert into case_serial (division, item_code, day, highest)
      select ${division}, 'YJS', ${day}::date, 1
      where not exists (select from theme_case where division = ${division} and request_key = ${row.requestKey})
      on conflict (division, item_code, day) do update set highest = case_serial.highest + 1
      returning highest
    )
    insert into theme_case (division, id, number, request_key, theme_code, theme, applicant, filed_by, files_owner, channel,
      sealed, version, opened_at)
    select ${division}, ${id}::uuid, ${`YJS${division}${day}`} || lpad(highest::text, 4, '0'), ${row.requestKey},
      ${theme.code}, ${JSON.stringify(theme)}::jsonb, ${row.applicant}, ${row.filedBy}, ${row.filesOwner}, ${row.channel},
      ${row.sealed}::bytea, 0, ${at.toString()}::timestamptz
    from serial on conflict (division, request_key) do nothing
    returning number`.execute(tx);
  const number = rows[0]?.number;
  if (number === undefined) return undefined;
  await tx
    .insertInto('theme_child')
    .values(
      theme.parts.map(({ code }) => ({ division, theme_id: id, item_code: code, dropped: false })) as never,
    )
    .execute();
  return number;
}

export const findThemeCase = (handle: Handle, division: string, id: string): Promise<ThemeCase | undefined> =>
  handle
    .selectFrom('theme_case')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .executeTakeFirst();

export const findThemeByRequest = (
  handle: Handle,
  division: string,
  requestKey: string,
): Promise<ThemeCase | undefined> =>
  handle
    .selectFrom('theme_case')
    .selectAll()
    .where('division', '=', division)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();

/** The matter, locked until the transaction ends. */
export const lockTheme = (tx: Tx, division: string, id: string): Promise<ThemeCase | undefined> =>
  tx
    .selectFrom('theme_case')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const readChildren = async (handle: Handle, division: string, id: string): Promise<ThemeChild[]> => {
  const rows = await handle
    .selectFrom('theme_child')
    .select(['item_code', 'case_id', 'dropped'])
    .where('division', '=', division)
    .where('theme_id', '=', id)
    .execute();
  return rows.map((r) => ({ code: r.item_code, caseId: r.case_id, dropped: r.dropped }));
};

export type ThemeOfCase = {
  readonly themeId: string;
  readonly code: string;
  readonly number: string;
  readonly title: string;
};

const findThemesOfCases = question<ThemeOfCase & { division: string; caseId: string }>(`
  select c.division, c.case_id as "caseId", c.theme_id as "themeId", c.item_code as code, t.number,
    t.theme ->> 'title' as title
  from json_to_recordset($1::json) as a(division text, id uuid)
  join theme_child c on c.division = a.division and c.case_id = a.id
  join theme_case t on t.division = c.division and t.id = c.theme_id`);

const themeOf = batchedOn(async (handle, asked: readonly { division: string; id: string }[]) => {
  const rows = await findThemesOfCases(handle, [listed(asked)]);
  return asked.map((a) => rows.find((row) => row.caseId === a.id && row.division === a.division));
});

/** The matter that a case belongs to. */
export const themeOfCase = async (
  handle: Handle,
  division: string,
  caseId: string,
): Promise<ThemeOfCase | undefined> => themeOf(handle, { division, id: caseId });

export const setChildCase = (tx: Tx, division: string, themeId: string, code: string, caseId: string) =>
  tx
    .updateTable('theme_child')
    .set({ case_id: caseId })
    .where('division', '=', division)
    .where('theme_id', '=', themeId)
    .where('item_code', '=', code)
    .execute();

export const setChildDropped = (tx: Tx, division: string, themeId: string, code: string) =>
  tx
    .updateTable('theme_child')
    .set({ dropped: true })
    .where('division', '=', division)
    .where('theme_id', '=', themeId)
    .where('item_code', '=', code)
    .execute();

/** Appends an event to a matter that the caller has locked or just stored. */
export async function appendThemeEvent(
  tx: Tx,
  division: string,
  themeId: string,
  actor: Actor,
  event: Pick<ThemeEvent, 'at' | 'kind' | 'code' | 'data'>,
): Promise<void> {
  await sql`
    with parent as (
      update theme_case set version = version + 1,
        closed_at = case when ${event.kind === 'closed'}::boolean then ${event.at.toString()}::timestamptz else closed_at end
      where division = ${division} and id = ${themeId} returning version
    )
    insert into theme_event (division, theme_id, seq, at, kind, item_code, actor, actor_name, data)
    select ${division}, ${themeId}::uuid, version, ${event.at.toString()}::timestamptz, ${event.kind}, ${event.code},
      ${actorKey(actor)}, ${actorName(actor)}, ${JSON.stringify(event.data)}::jsonb from parent`.execute(tx);
}

export async function readThemeEvents(handle: Handle, division: string, id: string): Promise<ThemeEvent[]> {
  const rows = await handle
    .selectFrom('theme_event')
    .selectAll()
    .where('division', '=', division)
    .where('theme_id', '=', id)
    .orderBy('seq')
    .execute();
  return rows.map((r) => ({
    seq: r.seq,
    at: Temporal.Instant.fromEpochMilliseconds(r.at.getTime()),
    kind: r.kind,
    code: r.item_code,
    actor: r.actor,
    data: r.data,
  }));
}

const LIST_MAX = 100;

/** The matters of some applicants, the newest first. */
export const themesOfApplicants = (
  handle: Handle,
  division: string,
  applicants: readonly string[],
): Promise<ThemeCase[]> =>
  handle
    .selectFrom('theme_case')
    .selectAll()
    .where('division', '=', division)
    .where('applicant', 'in', [...applicants])
    .orderBy('id', 'desc')
    .limit(LIST_MAX)
    .execute();

/** Open matters that still have an item which is not filed, or whose cases may all have ended; oldest first. */
export async function openThemes(
  handle: Handle,
  division: string,
  after: string | undefined,
  most: number,
): Promise<string[]> {
  const rows = await handle
    .selectFrom('theme_case')
    .select('id')
    .where('division', '=', division)
    .where('closed_at', 'is', null)
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map((r) => r.id);
}

/** Tells the applicant something about the whole matter. */
export async function tellOfTheme(
  tx: Tx,
  theme: Pick<ThemeCase, 'division' | 'id' | 'applicant'>,
  notice: {
    readonly kind: string;
    readonly title: string;
    readonly body: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .insertInto('notice')
    .values({
      division: theme.division,
      id: newId(),
      recipient: theme.applicant,
      about: `theme:${theme.id}`,
      kind: notice.kind,
      title: notice.title,
      body: notice.body,
      made_at: notice.at.toString({ smallestUnit: 'millisecond' }),
      read_at: null,
    })
    .execute();
}
