/** SQL of the one-stop service: what applicants fill in, and their cases. */
import { type Selectable, sql } from 'kysely';
import type { CaseFile, MaterialFile } from '#engines/procedure/index.ts';
import { listNotices, type Notice } from '#platform/notices/notice.ts';
import { batchedOn } from '#platform/store/batched.ts';
import { listed, question } from '#platform/store/statement.ts';
import type { Db, Handle } from '#platform/store/store.ts';
import { filePreReview } from './queries-pre-reviews.ts';
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
export const isApplication = sql<boolean>`procedure_code like ${`${APPLICATIONS}%`}`;

/** A case that is an application, and whether a licence stands for any of its materials. */
export type Application = CaseFile & { readonly uses_licences: boolean };

// Every page of a case asks for both: one question costs less than two.
const findApplications = question<Application>(`
  select f.*, exists (select from licence_use u where u.division = f.division and u.case_number = f.number)
    as uses_licences
  from json_to_recordset($1::json) as a(division text, id uuid)
  join case_file f on f.division = a.division and f.id = a.id and f.procedure_code like '${APPLICATIONS}%'`);

const applicationOf = batchedOn(async (handle, asked: readonly { division: string; id: string }[]) => {
  const rows = await findApplications(handle, [listed(asked)]);
  return asked.map((a) => rows.find((row) => row.id === a.id && row.division === a.division));
});

/** An application by its id; a case of another kind is none. */
export const findApplication = (
  handle: Handle,
  division: string,
  id: string,
): Promise<Application | undefined> => applicationOf(handle, { division, id });

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
  // A page that saves by itself does not bring back what was deleted elsewhere.
  if (draft.seen) return updateDraftRow(db, draft, draft.seen, changed_at);
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

async function updateDraftRow(
  db: Db,
  draft: NewDraft,
  seen: number,
  changed_at: string,
): Promise<number | undefined> {
  const row = await db
    .updateTable('case_draft')
    .set({ sealed: draft.sealed, item_version: draft.itemVersion, version: seen + 1, changed_at })
    .where('division', '=', draft.division)
    .where('id', '=', draft.id)
    .where('account_id', '=', draft.accountId)
    .where('case_id', 'is', null)
    .where('version', '=', seen)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}

/** Notes that a draft was handed in; its answers are in the case now, and a pre-review of it has ended. */
export const closeDraft = (
  db: Db,
  division: string,
  id: string,
  caseId: string,
  at = Temporal.Now.instant(),
) =>
  db.transaction().execute(async (tx) => {
    await tx
      .updateTable('case_draft')
      .set({ case_id: caseId })
      .where('division', '=', division)
      .where('id', '=', id)
      .execute();
    await filePreReview(tx, division, id, caseId, at);
  });

const findAccountsOfPhones = question<{ account_id: string; phone_index: string }>(`
  select p.account_id, p.phone_index from json_to_recordset($1::json) as a(phone_index text)
  join account_person p on p.phone_index = a.phone_index`);

/** The account that registered with a phone number, by any of its digests. */
export const accountOfPhone = batchedOn(async (handle, asked: readonly (readonly string[])[]) => {
  const rows = await findAccountsOfPhones(handle, [
    listed([...new Set(asked.flat())].map((phone_index) => ({ phone_index }))),
  ]);
  return asked.map((own) => rows.find((row) => own.includes(row.phone_index))?.account_id);
});

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

/**
 * What somebody was told, and what was told to those for whom they act about cases in their scope; the newest first.
 * @param matters what else notices may be about that lies in their scope
 */
export const noticesOf = async (
  handle: Handle,
  division: string,
  whose: readonly Whose[],
  matters: ReadonlySet<string>,
): Promise<Notice[]> => {
  const all = await Promise.all(
    whose.map(async ({ applicant, items }) => {
      const told = await listNotices(handle, division, applicant);
      if (items === null) return told;
      const cases = await casesOf(handle, division, [{ applicant, items }]);
      const seen = new Set(cases.map((c) => `case:${c.id}`));
      return told.filter((notice) => seen.has(notice.about) || matters.has(notice.about));
    }),
  );
  const once = new Map(all.flat().map((notice) => [notice.id, notice]));
  return [...once.values()].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, 2 * LIST_MAX);
};
