/** Applications that are being written: kept sealed until they are handed in. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Item } from '#systems/permits/index.ts';
import type { Answers, Services } from './file-application.ts';
import { type Draft, draftPlace, saveDraftRow } from './queries.ts';

export type SaveDraft = {
  readonly division: string;
  readonly draftId: string;
  readonly item: Item;
  readonly version: number;
  readonly content: DraftContent;
};

/** What was filled in, right or wrong, and the body that was chosen so far. */
export type DraftContent = {
  readonly body: string | undefined;
  /** Id of the family member or enterprise that it is for; absent: oneself. */
  readonly principal?: string | undefined;
  readonly answers: Answers;
  /** Files by name of the material. */
  readonly materials: Readonly<Record<string, readonly string[]>>;
};

/** Saves what was filled in so far, right or wrong. Saving again saves the same draft. */
export async function saveDraft(
  services: Services,
  actor: Actor,
  { division, draftId, item, version, content }: SaveDraft,
): Promise<Result<{ version: number }, 'policy.sign_in' | 'policy.denied' | 'services.draft.handed_in'>> {
  const allowed = authorise(actor, 'services.case.file', division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  const saved = await saveDraftRow(services.db, {
    division,
    id: draftId,
    accountId: actor.id,
    itemCode: item.codes.base,
    itemVersion: version,
    sealed: services.sealing.seal(JSON.stringify(content), draftPlace(draftId)),
    at: (services.now ?? Temporal.Now.instant)(),
  });
  return saved === undefined
    ? refuse('services.draft.handed_in', '这份申请已经提交，不能再改草稿。请从“我的办件”查看。')
    : ok({ version: saved });
}

/** What a draft holds. */
export const draftContent = ({ sealing }: Services, draft: Draft): DraftContent =>
  JSON.parse(sealing.open(draft.sealed, draftPlace(draft.id))) as DraftContent;
