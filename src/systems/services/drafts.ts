/** Applications that are being written: kept sealed until they are handed in. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Item } from '#systems/permits/index.ts';
import type { Answers, Services } from './file-application.ts';
import { type Draft, draftPlace, findDraft, saveDraftRow } from './queries.ts';

export type SaveDraft = {
  readonly division: string;
  readonly draftId: string;
  readonly item: Item;
  readonly version: number;
  readonly content: DraftContent;
  /** The version that was seen; absent: whichever is there is changed. */
  readonly seen?: number | undefined;
};

/** What was filled in, right or wrong, and the body that was chosen so far. */
export type DraftContent = {
  readonly body: string | undefined;
  /** Id of the family member or enterprise that it is for; absent: oneself. */
  readonly principal?: string | undefined;
  readonly answers: Answers;
  /** Files by name of the material. */
  readonly materials: Readonly<Record<string, readonly string[]>>;
  /** Licences of one's own by name of the material; absent in drafts from before they could be chosen. */
  readonly licences?: Readonly<Record<string, string>>;
};

/** Saves what was filled in so far, right or wrong. Saving again saves the same draft. */
export async function saveDraft(
  services: Services,
  actor: Actor,
  { division, draftId, item, version, content, seen }: SaveDraft,
): Promise<Result<{ version: number }, 'policy.sign_in' | 'policy.denied' | NotSaved>> {
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
    seen,
  });
  return saved === undefined ? notSaved(services, division, actor.id, draftId) : ok({ version: saved });
}

export type NotSaved = 'services.draft.handed_in' | 'services.draft.stale' | 'services.draft.not_found';

/** Why a draft was left alone. */
export async function notSaved(
  { db }: Services,
  division: string,
  account: string,
  draftId: string,
): Promise<Result<never, NotSaved>> {
  const row = await findDraft(db, division, account, draftId);
  if (!row)
    return refuse(
      'services.draft.not_found',
      '这份草稿已在别处删除，没有再存。想留下这一页的内容，请按“先保存”。',
    );
  return row.case_id === null
    ? refuse('services.draft.stale', '这份草稿在别处又改过，没有覆盖。请选择用哪一份。')
    : refuse('services.draft.handed_in', '这份申请已经提交，不能再改草稿。请从“我的办件”查看。');
}

/** What a draft holds. */
export const draftContent = ({ sealing }: Services, draft: Draft): DraftContent =>
  JSON.parse(sealing.open(draft.sealed, draftPlace(draft.id))) as DraftContent;
