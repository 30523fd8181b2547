/** All SQL of the one-stop service. */
import { type Selectable, sql } from 'kysely';
import type { CaseFile, MaterialFile } from '#engines/procedure/index.ts';
import { listNotices, type Notice } from '#platform/notices/notice.ts';
import { batchedOn } from '#platform/store/batched.ts';
import { statement } from '#platform/store/statement.ts';
import type { Db, Handle } from '#platform/store/store.ts';
import type { CaseDraftTable } from './tables.ts';

/** Where a form's answers are sealed for; another place does not open them. */
export const formPlace = (caseId: string, seq: number): string => `case_form.sealed:${caseId}:${seq}`;
export const draftPlace = (draftId: string): string => `case_draft.sealed:${draftId}`;

/** The latest answers of a case, still sealed, with the number of the event that brought them. */
export const readForm = (handle: Handle, division: string, caseId: string) =>
  handle
    .selectFrom('case_form')
    .select(['seq', 'sealed'])
    .where('division', '=', division)
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();

const LIST_MAX = 100;

/** What the codes of procedures of applications begin with; cases of other kinds (reviews) have pages of their own. */
export const APPLICATIONS = 'permit.';
const isApplication = sql<boolean>`procedure_code like ${`${APPLICATIONS}%`}`;

const findApplications = statement<CaseFile>(`
  select f.* from unnest($1::text[], $2::uuid[]) as a(division, id)
  join case_file f on f.division = a.division and f.id = a.id and f.procedure_code like '${APPLICATIONS}%'`);

const applicationOf = batchedOn(async (handle, asked: readonly { division: string; id: string }[]) => {
  const rows = await findApplications(handle, [asked.map((a) => a.division), asked.map((a) => a.id)]);
  return asked.map((a) => rows.find((row) => row.id === a.id && row.division === a.division));
});

/** An application by its id; a case of another kind is none. */
export const findApplication = (
  handle: Handle,
  division: string,
  id: string,
): Promise<CaseFile | undefined> => applicationOf(handle, { division, id });

/** Cases of an applicant, of some items or of all (null). */
export type Whose = { readonly applicant: string; readonly items: readonly string[] | null };

/** What somebody may follow: their own cases and those of others for whom they act; the newest first, at most 100. */
export const casesOf = (handle: Handle, division: string, whose: readonly Whose[]): Promise<CaseFile[]> =>
  handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where(isApplication)
    .where((e) =>
      e.or(
        whose.map(({ applicant, items }) =>
          items === null
            ? e('applicant', '=', applicant)
            : e.and([
                e('applicant', '=', applicant),
                e(sql<string>`right(item_code, 12)`, 'in', items.length > 0 ? [...items] : ['']),
              ]),
        ),
      ),
    )
    .orderBy('id', 'desc')
    .limit(LIST_MAX)
    .execute();

/** Where a page of a list by urgency ended: its last case, and that case's last day; cases without one come last. */
export type Place = { readonly dueOn: string | null; readonly id: string };

/** What stands behind a place in the order of `due_on, id`. */
const behind = ({ dueOn, id }: Place) =>
  dueOn === null
    ? sql<boolean>`(due_on is null and id > ${id}::uuid)`
    : sql<boolean>`(due_on > ${dueOn}::date or (due_on = ${dueOn}::date and id > ${id}::uuid) or due_on is null)`;

export type ToDo = {
  readonly division: string;
  /** Bodies whose cases are asked for; `*`: all of the division. */
  readonly bodies: readonly string[];
  /** States in which the asker's roles can do something. */
  readonly states: readonly string[];
  readonly after?: Place | undefined;
  readonly most: number;
};

/** Open cases that wait for somebody in these bodies, the most urgent first; suspended ones last. */
export function toDo(handle: Handle, { division, bodies, states, after, most }: ToDo): Promise<CaseFile[]> {
  if (bodies.length === 0 || states.length === 0) return Promise.resolve([]);
  return handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where(isApplication)
    .where('closed_at', 'is', null)
    .$if(!bodies.includes('*'), (q) => q.where('holder', 'in', bodies))
    .where('state', 'in', states)
    .$if(after !== undefined, (q) => q.where(behind(after as Place)))
    .orderBy('due_on')
    .orderBy('id')
    .limit(most)
    .execute();
}

export type Draft = Selectable<CaseDraftTable>;

export const findDraft = (
  handle: Handle,
  division: string,
  accountId: string,
  id: string,
): Promise<Draft | undefined> =>
  handle
    .selectFrom('case_draft')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();

/** A person's open drafts, the one saved last first. */
export const draftsOf = (handle: Handle, division: string, accountId: string): Promise<Draft[]> =>
  handle
    .selectFrom('case_draft')
    .selectAll()
    .where('division', '=', division)
    .where('account_id', '=', accountId)
    .where('case_id', 'is', null)
    .orderBy('changed_at', 'desc')
    .limit(LIST_MAX)
    .execute();

export type NewDraft = {
  readonly division: string;
  readonly id: string;
  readonly accountId: string;
  readonly itemCode: string;
  readonly itemVersion: number;
  readonly sealed: Uint8Array;
  readonly at: Temporal.Instant;
  /** The version that is changed, 0 for none yet; absent: whichever is there. */
  readonly seen?: number | undefined;
};

/** Saves a draft, made or changed; somebody else's id, a draft that was handed in, and another version are left alone. */
export async function saveDraftRow(db: Db, draft: NewDraft): Promise<number | undefined> {
  const changed_at = draft.at.toString({ smallestUnit: 'millisecond' });
  const row = await db
    .insertInto('case_draft')
    .values({
      division: draft.division,
      id: draft.id,
      account_id: draft.accountId,
      item_code: draft.itemCode,
      item_version: draft.itemVersion,
      sealed: draft.sealed,
      version: 1,
      changed_at,
      case_id: null,
    })
    .onConflict((c) =>
      c
        .columns(['division', 'id'])
        .doUpdateSet((eb) => ({
          sealed: draft.sealed,
          item_version: draft.itemVersion,
          version: eb('case_draft.version', '+', 1),
          changed_at,
        }))
        .where('case_draft.account_id', '=', draft.accountId)
        .where('case_draft.case_id', 'is', null)
        .where((eb) => (draft.seen === undefined ? eb.val(true) : eb('case_draft.version', '=', draft.seen))),
    )
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

/** Notes that a draft was handed in; its answers are in the case now. */
export const closeDraft = (db: Db, division: string, id: string, caseId: string) =>
  db
    .updateTable('case_draft')
    .set({ case_id: caseId })
    .where('division', '=', division)
    .where('id', '=', id)
    .execute();

const findAccountsOfPhones = statement<{ account_id: string; phone_index: string }>(
  'select account_id, phone_index from account_person where phone_index = any($1::text[])',
);

/** The account that registered with a phone number, by any of its digests. */
export const accountOfPhone = batchedOn(async (handle, asked: readonly (readonly string[])[]) => {
  const rows = await findAccountsOfPhones(handle, [[...new Set(asked.flat())]]);
  return asked.map((own) => rows.find((row) => own.includes(row.phone_index))?.account_id);
});

export type CaseSearch = {
  readonly division: string;
  /** Bodies whose cases the asker may see; `*`: all of the division. */
  readonly bodies: readonly string[];
  readonly body?: string | undefined;
  /** A whole number, its last twelve digits, or a part of the name. */
  readonly words: string;
  /** Only open cases with this light on the day, the most urgent first. */
  readonly light?: keyof ReturnType<typeof litOn> | undefined;
  readonly today: Temporal.PlainDate;
  readonly after?: Place | undefined;
  readonly most: number;
};

/** What makes an open case's light on a day, as `lightOfRow` says it. */
function litOn(day: Temporal.PlainDate) {
  const today = sql`${day.toString()}::date`;
  return {
    green: sql<boolean>`(due_on >= ${today} and not suspended and (warn_on is null or warn_on > ${today}))`,
    yellow: sql<boolean>`(due_on >= ${today} and not suspended and warn_on <= ${today})`,
    red: sql<boolean>`(due_on < ${today})`,
    suspended: sql<boolean>`(clock is not null and (due_on is null or (suspended and due_on >= ${today})))`,
  };
}

/** Cases by number, name, body or light; the newest first, with a light the most urgent first. */
export function findCases(handle: Handle, asked: CaseSearch): Promise<CaseFile[]> {
  const { division, bodies, body, words, light, today, after, most } = asked;
  if (bodies.length === 0) return Promise.resolve([]);
  const whole = /^[0-9A-Z]{20,}$/.test(words);
  const short = /^\d{12}$/.test(words);
  const found = handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where(isApplication)
    .$if(!bodies.includes('*'), (q) => q.where('holder', 'in', bodies))
    .$if(body !== undefined, (q) => q.where('holder', '=', body ?? ''))
    .$if(whole, (q) => q.where('number', '=', words))
    .$if(short, (q) => q.where(sql<string>`right(number, 12)`, '=', words))
    .$if(!whole && !short && words !== '', (q) =>
      q.where('title', 'like', `%${words.replace(/[\\%_]/g, '\\$&')}%`),
    )
    .limit(most);
  if (!light)
    return found
      .$if(after !== undefined, (q) => q.where('id', '<', after?.id ?? ''))
      .orderBy('id', 'desc')
      .execute();
  return found
    .where('closed_at', 'is', null)
    .where(litOn(today)[light])
    .$if(after !== undefined, (q) => q.where(behind(after as Place)))
    .orderBy('due_on')
    .orderBy('id')
    .execute();
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

/** Files among these that the account did not upload. */
export async function foreignFiles(
  handle: Handle,
  division: string,
  owner: string,
  materials: readonly MaterialFile[],
): Promise<string[]> {
  const ids = [...new Set(materials.map((m) => m.fileId))];
  if (ids.length === 0) return [];
  const rows = await handle
    .selectFrom('file_object')
    .select('id')
    .where('division', '=', division)
    .where('owner', '=', owner)
    .where('id', 'in', ids)
    .execute();
  const own = new Set(rows.map((r) => r.id));
  return ids.filter((id) => !own.has(id));
}

/** What somebody was told, and what was told to those for whom they act about cases in their scope; the newest first. */
export const noticesOf = async (
  handle: Handle,
  division: string,
  whose: readonly Whose[],
): Promise<Notice[]> => {
  const all = await Promise.all(
    whose.map(async ({ applicant, items }) => {
      const told = await listNotices(handle, division, applicant);
      if (items === null) return told;
      const cases = await casesOf(handle, division, [{ applicant, items }]);
      const seen = new Set(cases.map((c) => `case:${c.id}`));
      return told.filter((notice) => seen.has(notice.about));
    }),
  );
  const once = new Map(all.flat().map((notice) => [notice.id, notice]));
  return [...once.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, 2 * LIST_MAX);
};
