/** SQL of ratings, of the services at windows, and of what the cases of reviews are about. */
import { type Selectable, sql } from 'kysely';
import type { CaseFile } from '#engines/procedure/index.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { REVIEWS } from './procedures.ts';
import type {
  ReviewItemChangeTable,
  ReviewMatterTable,
  ReviewRatingTable,
  ReviewServiceTable,
} from './tables.ts';

export type Rating = Selectable<ReviewRatingTable>;
export type WindowService = Selectable<ReviewServiceTable>;
export type Matter = Omit<Selectable<ReviewMatterTable>, 'reviewed'> & {
  readonly reviewed: readonly string[];
};
export type ItemChange = Selectable<ReviewItemChangeTable>;

export const instantOf = (date: Date): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime());
/** As instants are stored. */
export const stored = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'millisecond' });

export const wordsPlace = (ratingId: string): string => `review_rating.words:${ratingId}`;
export const additionPlace = (id: string): string => `review_addition.words:${id}`;

const LIST_MAX = 200;

export async function insertService(
  handle: Handle,
  row: Omit<WindowService, 'served_at' | 'expires_at'> & { served_at: string; expires_at: string },
): Promise<boolean> {
  const made = await handle
    .insertInto('review_service')
    .values(row)
    .onConflict((c) => c.columns(['division', 'clerk', 'request_key']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** The service of a code, by any of its digests. */
export const serviceOfCode = (
  handle: Handle,
  division: string,
  indexes: readonly string[],
): Promise<WindowService | undefined> =>
  handle
    .selectFrom('review_service')
    .selectAll()
    .where('division', '=', division)
    .where('code_index', 'in', [...indexes])
    .executeTakeFirst();

export const findRating = (handle: Handle, division: string, subject: string): Promise<Rating | undefined> =>
  handle
    .selectFrom('review_rating')
    .selectAll()
    .where('division', '=', division)
    .where('subject', '=', subject)
    .executeTakeFirst();

/** @returns false when the service has been rated already */
export async function insertRating(
  tx: Tx,
  row: Omit<Rating, 'answers' | 'served_at' | 'rated_at'> & {
    answers: string;
    served_at: string;
    rated_at: string;
  },
): Promise<boolean> {
  const made = await tx
    .insertInto('review_rating')
    .values(row)
    .onConflict((c) => c.columns(['division', 'subject']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** @returns false when this form was sent before */
export async function insertAddition(
  handle: Handle,
  row: {
    division: string;
    id: string;
    rating_id: string;
    words_sealed: Uint8Array;
    added_at: string;
    request_key: string;
  },
): Promise<boolean> {
  const made = await handle
    .insertInto('review_addition')
    .values(row)
    .onConflict((c) => c.columns(['division', 'rating_id', 'request_key']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export const additionsOf = (handle: Handle, division: string, ratingId: string) =>
  handle
    .selectFrom('review_addition')
    .select(['id', 'words_sealed', 'added_at'])
    .where('division', '=', division)
    .where('rating_id', '=', ratingId)
    .orderBy('id')
    .execute();

export const annulmentOf = (handle: Handle, division: string, ratingId: string) =>
  handle
    .selectFrom('review_annulment')
    .select(['ground', 'reason', 'annulled_at'])
    .where('division', '=', division)
    .where('rating_id', '=', ratingId)
    .executeTakeFirst();

export async function insertAnnulment(
  tx: Tx,
  row: {
    division: string;
    rating_id: string;
    case_id: string;
    ground: string;
    reason: string;
    annulled_at: string;
    annulled_by: string;
    annulled_by_name: string;
  },
): Promise<void> {
  await tx.insertInto('review_annulment').values(row).execute();
}

export async function insertMatter(tx: Tx, row: Matter): Promise<void> {
  await tx
    .insertInto('review_matter')
    .values({ ...row, reviewed: JSON.stringify(row.reviewed) })
    .execute();
}

const toMatter = (row: Selectable<ReviewMatterTable>): Matter => ({
  ...row,
  reviewed: row.reviewed as string[],
});

export async function findMatter(
  handle: Handle,
  division: string,
  caseId: string,
): Promise<Matter | undefined> {
  const row = await handle
    .selectFrom('review_matter')
    .selectAll()
    .where('division', '=', division)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row && toMatter(row);
}

/** The case of a bad rating. */
export async function matterOfRating(
  handle: Handle,
  division: string,
  ratingId: string,
): Promise<Matter | undefined> {
  const row = await handle
    .selectFrom('review_matter')
    .selectAll()
    .where('division', '=', division)
    .where('rating_id', '=', ratingId)
    .executeTakeFirst();
  return row && toMatter(row);
}

export async function mattersOf(
  handle: Handle,
  division: string,
  caseIds: readonly string[],
): Promise<Map<string, Matter>> {
  if (caseIds.length === 0) return new Map();
  const rows = await handle
    .selectFrom('review_matter')
    .selectAll()
    .where('division', '=', division)
    .where('case_id', 'in', [...caseIds])
    .execute();
  return new Map(rows.map((row) => [row.case_id, toMatter(row)]));
}

/** Cases of reviews that a person wrote, the newest first. */
export const reviewCasesOf = (handle: Handle, division: string, applicant: string): Promise<CaseFile[]> =>
  handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where('procedure_code', 'like', `${REVIEWS}%`)
    .where('applicant', '=', applicant)
    .orderBy('id', 'desc')
    .limit(LIST_MAX)
    .execute();

/** Cases of reviews in these bodies (`*`: all), open or ended; the open ones by their last day. */
export function reviewCasesIn(
  handle: Handle,
  division: string,
  bodies: readonly string[],
  open: boolean,
): Promise<CaseFile[]> {
  if (bodies.length === 0) return Promise.resolve([]);
  const found = handle
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', division)
    .where('procedure_code', 'like', `${REVIEWS}%`)
    .$if(!bodies.includes('*'), (q) => q.where('holder', 'in', bodies))
    .limit(LIST_MAX);
  return open
    ? found.where('closed_at', 'is', null).orderBy('due_on').orderBy('id').execute()
    : found.where('closed_at', 'is not', null).orderBy('id', 'desc').execute();
}

/** Cases of bad ratings that are about an official, the newest first. */
export const reviewCasesAbout = (handle: Handle, division: string, account: string): Promise<CaseFile[]> =>
  handle
    .selectFrom('case_file as c')
    .innerJoin('review_matter as m', (j) =>
      j.onRef('m.division', '=', 'c.division').onRef('m.case_id', '=', 'c.id'),
    )
    .selectAll('c')
    .where('c.division', '=', division)
    .where('m.kind', '=', 'bad_rating')
    .where(sql<boolean>`m.reviewed @> ${JSON.stringify([account])}::jsonb`)
    .orderBy('c.id', 'desc')
    .limit(LIST_MAX)
    .execute();

/** Names of accounts, and the sealed phone with which a resident registered. */
export const accountOf = (handle: Handle, id: string) =>
  handle
    .selectFrom('account as a')
    .leftJoin('account_person as p', 'p.account_id', 'a.id')
    .select(['a.id', 'a.name', 'p.phone_sealed as phoneSealed'])
    .where('a.id', '=', id)
    .executeTakeFirst();

export async function insertItemChange(
  tx: Tx,
  row: Omit<ItemChange, 'proposed_at'> & { proposed_at: string },
): Promise<void> {
  await tx.insertInto('review_item_change').values(row).execute();
}

export const itemChanges = (handle: Handle, division: string, itemCode?: string) =>
  handle
    .selectFrom('review_item_change as c')
    .leftJoin('review_item_change_answer as a', (j) =>
      j.onRef('a.division', '=', 'c.division').onRef('a.change_id', '=', 'c.id'),
    )
    .innerJoin('case_file as f', (j) =>
      j.onRef('f.division', '=', 'c.division').onRef('f.id', '=', 'c.case_id'),
    )
    .select([
      'c.id',
      'c.case_id as caseId',
      'c.item_code as itemCode',
      'c.based_on as basedOn',
      'c.what',
      'c.proposed_at as proposedAt',
      'c.proposed_by_name as proposedByName',
      'f.number',
      'f.title',
      'a.version',
      'a.reason',
      'a.answered_at as answeredAt',
      'a.answered_by_name as answeredByName',
    ])
    .where('c.division', '=', division)
    .$if(itemCode !== undefined, (q) => q.where('c.item_code', '=', itemCode ?? ''))
    .orderBy('c.id', 'desc')
    .limit(LIST_MAX)
    .execute();
export type ItemChangeLine = Awaited<ReturnType<typeof itemChanges>>[number];

export const findItemChange = (
  handle: Handle,
  division: string,
  id: string,
): Promise<ItemChange | undefined> =>
  handle
    .selectFrom('review_item_change')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .executeTakeFirst();

/** @returns false when it was answered before */
export async function insertItemChangeAnswer(
  handle: Handle,
  row: {
    division: string;
    change_id: string;
    version: number | null;
    reason: string;
    answered_at: string;
    answered_by: string;
    answered_by_name: string;
  },
): Promise<boolean> {
  const made = await handle
    .insertInto('review_item_change_answer')
    .values(row)
    .onConflict((c) => c.columns(['division', 'change_id']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}
