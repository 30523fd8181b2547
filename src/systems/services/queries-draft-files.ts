/** SQL of deleting a draft: which of a person's files serve nothing else, and taking the rows away. */
import type { Handle, Tx } from '#platform/store/store.ts';
import type { Draft } from './queries.ts';
import type { PreReview } from './queries-pre-reviews.ts';
import type { ThemeCase } from './queries-themes.ts';

export type OwnFile = { readonly id: string; readonly name: string };

/** The files among these that are the owner's. @param lock nobody else comes to rest on them until the transaction ends */
export const ownFiles = (
  handle: Handle,
  division: string,
  owner: string,
  ids: readonly string[],
  lock: boolean,
): Promise<OwnFile[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : handle
        .selectFrom('file_object')
        .select(['id', 'name'])
        .where('division', '=', division)
        .where('owner', '=', owner)
        .where('id', 'in', [...ids])
        .orderBy('id')
        .$if(lock, (q) => q.forUpdate())
        .execute();

/** Which of these files came with a case. */
export async function filesInCases(
  handle: Handle,
  division: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await handle
    .selectFrom('case_material')
    .select('file_id')
    .distinct()
    .where('division', '=', division)
    .where('file_id', 'in', [...ids])
    .execute();
  return new Set(rows.map((r) => r.file_id));
}

/** What else of the account's may rest on a file, sealed: drafts not handed in, drafts shown to a window, matters. */
export async function otherHolders(
  handle: Handle,
  division: string,
  account: string,
  draftId: string,
): Promise<{ drafts: Draft[]; preReviews: PreReview[]; themes: ThemeCase[] }> {
  const [drafts, preReviews, themes] = await Promise.all([
    handle
      .selectFrom('case_draft')
      .selectAll()
      .where('division', '=', division)
      .where('account_id', '=', account)
      .where('case_id', 'is', null)
      .where('id', '<>', draftId)
      .execute(),
    handle
      .selectFrom('pre_review')
      .selectAll()
      .where('division', '=', division)
      .where('account_id', '=', account)
      .where('draft_id', '<>', draftId)
      .execute(),
    handle
      .selectFrom('theme_case')
      .selectAll()
      .where('division', '=', division)
      .where('files_owner', '=', account)
      .execute(),
  ]);
  return { drafts, preReviews, themes };
}

/** Ids of all requests that a window looks at the draft, whatever became of them. */
export async function preReviewIdsOf(handle: Handle, division: string, draftId: string): Promise<string[]> {
  const rows = await handle
    .selectFrom('pre_review')
    .select('id')
    .where('division', '=', division)
    .where('draft_id', '=', draftId)
    .orderBy('id')
    .execute();
  return rows.map((r) => r.id);
}

/** Deletes a draft; what a window was shown of it and answered goes with it. */
export const deleteDraftRow = (tx: Tx, division: string, id: string) =>
  tx.deleteFrom('case_draft').where('division', '=', division).where('id', '=', id).execute();

/** Deletes files that the caller has locked and found to serve nothing. */
export async function deleteFiles(tx: Tx, division: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('file_object')
    .where('division', '=', division)
    .where('id', 'in', [...ids])
    .execute();
}
