/** Matters of several items that are being written: kept sealed beside the drafts of single items. */
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise, DIVISION_XIXIA } from '#platform/people/policy.ts';
import { type NotSaved, notSaved } from './drafts.ts';
import type { Services } from './file-application.ts';
import type { ThemeContent } from './file-theme.ts';
import { type Draft, draftPlace, findDraft, saveDraftRow } from './queries.ts';

/** What was filled in, right or wrong, which optional items were chosen, and the versions that were seen. */
export type ThemeDraft = ThemeContent & {
  readonly chosen: readonly string[];
  readonly versions: Readonly<Record<string, number>>;
  /** Id of the family member or enterprise that it is for; absent: oneself. */
  readonly principal?: string | undefined;
};

/** Stands where a single item's draft names its basic code. */
const PREFIX = 'theme:';

/** The theme that a draft is of; undefined: it is of one item. */
export const themeCodeOf = (draft: Pick<Draft, 'item_code'>): string | undefined =>
  draft.item_code.startsWith(PREFIX) ? draft.item_code.slice(PREFIX.length) : undefined;

/** Saves what was filled in so far. Saving again saves the same draft. */
export async function saveThemeDraft(
  services: Services,
  actor: Actor,
  draft: {
    readonly division: string;
    readonly draftId: string;
    readonly themeCode: string;
    readonly content: ThemeDraft;
    /** The version that was seen; absent: whichever is there is changed. */
    readonly seen?: number | undefined;
  },
): Promise<Result<{ version: number }, 'policy.sign_in' | 'policy.denied' | NotSaved>> {
  const allowed = authorise(actor, 'services.case.file', draft.division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  const saved = await saveDraftRow(services.db, {
    division: draft.division,
    id: draft.draftId,
    accountId: actor.id,
    itemCode: PREFIX + draft.themeCode,
    itemVersion: 0,
    sealed: services.sealing.seal(JSON.stringify(draft.content), draftPlace(draft.draftId)),
    at: (services.now ?? Temporal.Now.instant)(),
    seen: draft.seen,
  });
  return saved === undefined
    ? notSaved(services, draft.division, actor.id, draft.draftId)
    : ok({ version: saved });
}

/** What a draft of a theme holds; undefined: it is a draft of something else. */
export const themeDraft = ({ sealing }: Services, draft: Draft): ThemeDraft | undefined =>
  themeCodeOf(draft) === undefined
    ? undefined
    : (JSON.parse(sealing.open(draft.sealed, draftPlace(draft.id))) as ThemeDraft);

/** The person's own draft of this address, and what is in it. */
export async function openThemeDraft(services: Services, actor: Actor, asked: string | undefined) {
  const id = asked && isId(asked) ? asked : undefined;
  const row = id
    ? await findDraft(services.db, DIVISION_XIXIA, actor.kind === 'account' ? actor.id : '', id)
    : undefined;
  return { row, content: row && themeDraft(services, row) };
}
