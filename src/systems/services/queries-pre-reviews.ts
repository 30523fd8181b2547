/** SQL of pre-reviews: drafts that people ask a window to look at before they file. */
import { type Selectable, sql } from 'kysely';
import type { Db, Handle, Tx } from '#platform/store/store.ts';
import type { Draft } from './queries.ts';
import type { PreReviewTable } from './tables.ts';

export type PreReview = Selectable<PreReviewTable>;

const LIST_MAX = 100;
const OPEN = ['waiting', 'answered'] as const;
const stamp = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'millisecond' });

const preReviews = (handle: Handle, division: string) =>
  handle.selectFrom('pre_review').selectAll().where('division', '=', division);

/** A person's draft, locked: asking, withdrawing and filing about it happen one after the other. */
export const lockDraft = (
  tx: Tx,
  division: string,
  accountId: string,
  id: string,
): Promise<Draft | undefined> =>
  tx
    .selectFrom('case_draft')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();

export const findPreReview = (handle: Handle, division: string, id: string): Promise<PreReview | undefined> =>
  preReviews(handle, division).where('id', '=', id).executeTakeFirst();

export const lockPreReview = (tx: Tx, division: string, id: string): Promise<PreReview | undefined> =>
  preReviews(tx, division).where('id', '=', id).forUpdate().executeTakeFirst();

/** The request about a draft that counts: it waits or was answered. */
export const currentPreReview = (
  handle: Handle,
  division: string,
  draftId: string,
): Promise<PreReview | undefined> =>
  preReviews(handle, division).where('draft_id', '=', draftId).where('state', 'in', OPEN).executeTakeFirst();

/** The last request about a draft, whatever became of it, but none before the one given. */
export const newestPreReview = (
  handle: Handle,
  division: string,
  draftId: string,
): Promise<PreReview | undefined> =>
  preReviews(handle, division)
    .where('draft_id', '=', draftId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The answer that was given last about a draft before a request: what the person was told then. */
export const answeredBefore = (
  handle: Handle,
  { division, draft_id, id }: Pick<PreReview, 'division' | 'draft_id' | 'id'>,
): Promise<PreReview | undefined> =>
  preReviews(handle, division)
    .where('draft_id', '=', draft_id)
    .where('id', '<', id)
    .where('verdict', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The request that a case's draft was pre-reviewed under, answered or not. */
export const preReviewOfCase = (
  handle: Handle,
  division: string,
  caseId: string,
): Promise<PreReview | undefined> =>
  preReviews(handle, division)
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** A person's requests, the newest first, at most 100. */
export const preReviewsOf = (handle: Handle, division: string, accountId: string): Promise<PreReview[]> =>
  preReviews(handle, division)
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(LIST_MAX)
    .execute();

export type DeskRow = Omit<PreReview, 'sealed' | 'answer'> & { readonly times: number };

/**
 * Requests to bodies, in one state; those that wait the oldest first, others the newest first. Nobody's own.
 * @param bodies `*` among them: every body of the division
 * @param after id of the last one of the page before
 */
export async function preReviewsAt(
  handle: Handle,
  asked: {
    readonly division: string;
    readonly bodies: readonly string[];
    readonly account: string;
    readonly state: 'waiting' | 'answered';
    readonly after?: string | undefined;
    readonly most: number;
  },
): Promise<DeskRow[]> {
  const { division, bodies, account, state, after, most } = asked;
  if (bodies.length === 0) return [];
  const waiting = state === 'waiting';
  return handle
    .selectFrom('pre_review as p')
    .select([
      'division', 'id', 'draft_id', 'account_id', 'item_code', 'item_version', 'title', 'body', 'state', 'asked_at',
      'promised_days', 'promised_unit', 'verdict', 'answered_at', 'answered_by', 'answered_by_name', 'closed_at',
      'case_id',
    ]) // biome-ignore format: a list read at a glance
    .select(
      sql<number>`(select count(*)::int from pre_review o
        where o.division = p.division and o.draft_id = p.draft_id and o.id <= p.id)`.as('times'),
    )
    .where('division', '=', division)
    .where('state', '=', state)
    .where('account_id', '<>', account)
    .$if(!bodies.includes('*'), (q) => q.where('body', 'in', [...bodies]))
    .$if(after !== undefined, (q) => q.where('id', waiting ? '>' : '<', after ?? ''))
    .orderBy('id', waiting ? 'asc' : 'desc')
    .limit(most)
    .execute();
}

/** How many wait for these bodies. */
export async function countWaiting(
  handle: Handle,
  division: string,
  bodies: readonly string[],
  account: string,
): Promise<number> {
  if (bodies.length === 0) return 0;
  const { n } = await handle
    .selectFrom('pre_review')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('division', '=', division)
    .where('state', '=', 'waiting')
    .where('account_id', '<>', account)
    .$if(!bodies.includes('*'), (q) => q.where('body', 'in', [...bodies]))
    .executeTakeFirstOrThrow();
  return n;
}

export const insertPreReview = (
  tx: Tx,
  row: Pick<
    PreReview,
    | 'division'
    | 'id'
    | 'draft_id'
    | 'account_id'
    | 'item_code'
    | 'item_version'
    | 'title'
    | 'body'
    | 'sealed'
    | 'promised_days'
    | 'promised_unit'
  >,
  at: Temporal.Instant,
) =>
  tx
    .insertInto('pre_review')
    .values({ ...row, state: 'waiting', asked_at: stamp(at) })
    .execute();

/** Ends what counts about a draft; the answer stays. */
const close = (
  handle: Handle,
  { division, draftId, at }: { division: string; draftId: string; at: Temporal.Instant },
  end: { state: 'superseded' } | { state: 'withdrawn' } | { state: 'filed'; case_id: string },
) =>
  handle
    .updateTable('pre_review')
    .set({ ...end, closed_at: stamp(at) })
    .where('division', '=', division)
    .where('draft_id', '=', draftId)
    .where('state', 'in', OPEN)
    .execute();

export const supersedePreReview = (tx: Tx, division: string, draftId: string, at: Temporal.Instant) =>
  close(tx, { division, draftId, at }, { state: 'superseded' });
export const withdrawRow = (tx: Tx, division: string, draftId: string, at: Temporal.Instant) =>
  close(tx, { division, draftId, at }, { state: 'withdrawn' });
export const filePreReview = (
  handle: Handle,
  division: string,
  draftId: string,
  caseId: string,
  at: Temporal.Instant,
) => close(handle, { division, draftId, at }, { state: 'filed', case_id: caseId });

export const answerRow = (
  tx: Tx,
  { division, id }: Pick<PreReview, 'division' | 'id'>,
  answered: { verdict: string; answer: Uint8Array; by: string; name: string; at: Temporal.Instant },
) =>
  tx
    .updateTable('pre_review')
    .set({
      state: 'answered',
      verdict: answered.verdict as 'ready',
      answer: answered.answer,
      answered_by: answered.by,
      answered_by_name: answered.name,
      answered_at: stamp(answered.at),
    })
    .where('division', '=', division)
    .where('id', '=', id)
    .execute();

/** Deletes what was answered, or ended without an answer, before a moment. @returns how many */
export async function deletePreReviews(db: Db, division: string, before: Temporal.Instant): Promise<number> {
  const gone = await db
    .deleteFrom('pre_review')
    .where('division', '=', division)
    .where(sql<boolean>`coalesce(answered_at, closed_at) < ${stamp(before)}::timestamptz`)
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
}
