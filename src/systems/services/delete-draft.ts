/** A person deletes a draft that they do not want any longer, with what a window was shown of it. */
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { once } from '#platform/commands/once.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Handle } from '#platform/store/store.ts';
import { readItem, readThemes } from '#systems/permits/index.ts';
import { draftContent } from './drafts.ts';
import type { Services } from './file-application.ts';
import type { ThemeContent } from './file-theme.ts';
import { openSnapshot } from './pre-review.ts';
import { type Draft, findDraft } from './queries.ts';
import {
  deleteDraftRow,
  deleteFiles,
  filesInCases,
  type OwnFile,
  otherHolders,
  ownFiles,
  preReviewIdsOf,
} from './queries-draft-files.ts';
import { lockDraft } from './queries-pre-reviews.ts';
import { themePlace } from './queries-themes.ts';
import { themeCodeOf, themeDraft } from './theme-drafts.ts';

const NO_DRAFT = refuse(
  'services.draft.not_found',
  '没有这份草稿，或它不是您的，也可能已经删除。请从“我的办件”看还有哪些。',
);
const HANDED_IN = refuse(
  'services.draft.handed_in',
  '这份申请已经提交，不是草稿了，不能删除。不想办了，请从“我的办件”打开它，按“撤回申请”。',
);

/** The item or matter that a draft is of, in its name. */
export async function draftTitle(handle: Handle, draft: Draft): Promise<string> {
  const theme = themeCodeOf(draft);
  if (theme !== undefined) return readThemes().find((t) => t.code === theme)?.title ?? theme;
  return (await readItem(handle, draft.item_code, draft.item_version))?.content.name ?? draft.item_code;
}

/** `items/<code>` or `themes/<code>`: under which the form of a draft is filled in. */
export function placeOf(draft: Draft): string {
  const theme = themeCodeOf(draft);
  return theme === undefined ? `items/${draft.item_code}` : `themes/${theme}`;
}

type Materials = Readonly<Record<string, readonly string[]>>;
const idsIn = (materials: Materials | undefined): string[] => Object.values(materials ?? {}).flat();

/** The files of a draft: those that serve nothing else, and how many others there are. */
type DraftFiles = { readonly alone: readonly OwnFile[]; readonly shared: number };

async function filesOfDraft(
  services: Services,
  handle: Handle,
  draft: Draft,
  lock: boolean,
): Promise<DraftFiles> {
  const { division, account_id: account } = draft;
  const content = themeDraft(services, draft) ?? draftContent(services, draft);
  const all = await ownFiles(handle, division, account, [...new Set(idsIn(content.materials))], lock);
  if (all.length === 0) return { alone: [], shared: 0 };
  const used = await filesInCases(
    handle,
    division,
    all.map((f) => f.id),
  );
  const { drafts, preReviews, themes } = await otherHolders(handle, division, account, draft.id);
  for (const other of drafts)
    for (const id of idsIn((themeDraft(services, other) ?? draftContent(services, other)).materials))
      used.add(id);
  for (const row of preReviews) for (const id of idsIn(openSnapshot(services, row).materials)) used.add(id);
  for (const { id: theme, sealed } of themes) {
    const { materials } = JSON.parse(services.sealing.open(sealed, themePlace(theme))) as ThemeContent;
    for (const id of idsIn(materials)) used.add(id);
  }
  const alone = all.filter((f) => !used.has(f.id));
  return { alone, shared: all.length - alone.length };
}

export type ToDelete = DraftFiles & {
  readonly draft: Draft;
  readonly title: string;
  readonly preReviews: number;
};

/** What would go if the draft were deleted: asked before it is. */
export async function draftToDelete(
  services: Services,
  actor: Actor,
  division: string,
  id: string,
): Promise<Result<ToDelete, 'services.draft.not_found' | 'services.draft.handed_in'>> {
  const draft = await findDraft(services.db, division, actor.kind === 'account' ? actor.id : '', id);
  if (!draft) return NO_DRAFT;
  if (draft.case_id !== null) return HANDED_IN;
  return ok({
    draft,
    title: await draftTitle(services.db, draft),
    preReviews: (await preReviewIdsOf(services.db, division, id)).length,
    ...(await filesOfDraft(services, services.db, draft, false)),
  });
}

/** What was deleted, and where it was filled in. */
export type Deleted = { readonly id: string; readonly title: string; readonly place: string };

export type DeleteRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'services.draft.not_found'
  | 'services.draft.handed_in'
  | 'services.draft.stale';

/**
 * Deletes a draft for good. A request that a window looks at it ends and is deleted with it: no clerk sees it any
 * longer. Sent again with the same key it answers as the first time.
 * @param seen version that the person saw; a newer one is left alone. Absent: whichever is there goes
 * @param withFiles also its files that serve nothing else; others stay in any case
 */
export async function deleteDraft(
  services: Services,
  actor: Actor,
  of: {
    readonly division: string;
    readonly id: string;
    readonly seen?: number | undefined;
    readonly withFiles: boolean;
    readonly requestKey: string;
  },
): Promise<Result<Deleted & { again: boolean }, DeleteRefusal>> {
  const { division, id, seen, withFiles, requestKey } = of;
  const useCase = 'services.draft.delete';
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  return services.db.transaction().execute((tx) =>
    once(tx, actor, { useCase, key: requestKey }, async (): Promise<Result<Deleted, DeleteRefusal>> => {
      const draft = await lockDraft(tx, division, actor.id, id);
      if (!draft) return NO_DRAFT;
      if (draft.case_id !== null) return HANDED_IN;
      if (seen !== undefined && draft.version !== seen)
        return refuse(
          'services.draft.stale',
          '您打开这一页之后，这份草稿又改过，所以没有删除。请看过最新的内容，再决定删不删。',
        );
      const title = await draftTitle(tx, draft);
      const preReviews = await preReviewIdsOf(tx, division, id);
      const files = withFiles ? (await filesOfDraft(services, tx, draft, true)).alone.map((f) => f.id) : [];
      await deleteDraftRow(tx, division, id);
      await deleteFiles(tx, division, files);
      await audit(tx, actor, {
        useCase,
        // Under the account: the draft is gone, the person still finds what became of it.
        subject: `account:${actor.id}`,
        outcome: 'done',
        detail: { draft: id, title, preReviews, files: files.length },
      });
      return ok({ id, title, place: placeOf(draft) });
    }),
  );
}
