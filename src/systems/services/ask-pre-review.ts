/**
 * A person asks the window to look at a draft before they file it, and may take that back. It is no filing: the draft
 * stays theirs, no clock of the Licensing Act runs, and they may file at any time.
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { once } from '#platform/commands/once.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { receivingBodies } from '#systems/permits/index.ts';
import { draftContent } from './drafts.ts';
import type { Services } from './file-application.ts';
import { standingsForItem, standingsNow } from './for-whom.ts';
import { currentOffer } from './offer.ts';
import { isEmpty, openSnapshot, sameSnapshot, sealSnapshot, snapshotOf } from './pre-review.ts';
import { preReviewSettings } from './pre-review-settings.ts';
import { foreignFiles } from './queries.ts';
import {
  currentPreReview,
  findPreReview,
  insertPreReview,
  lockDraft,
  lockPreReview,
  supersedePreReview,
  withdrawRow,
} from './queries-pre-reviews.ts';
import { themeCodeOf } from './theme-drafts.ts';

export type AskRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'services.draft.not_found'
  | 'services.draft.handed_in'
  | 'services.item.not_found'
  | 'services.item.stale'
  | 'services.body'
  | 'services.principal'
  | 'services.materials'
  | 'services.pre_review.empty'
  | 'services.pre_review.unchanged';

export type Asked = { readonly id: string };

/**
 * Sends what the draft holds now. One request of a draft counts: a newer one takes the place of the older. Without a
 * change since, one that waits keeps its place.
 */
export async function askPreReview(
  services: Services,
  actor: Actor,
  { division, draftId, requestKey }: { division: string; draftId: string; requestKey: string },
): Promise<Result<Asked & { readonly again: boolean }, AskRefusal>> {
  const useCase = 'services.pre_review.ask';
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  return services.db.transaction().execute((tx) =>
    once(tx, actor, { useCase, key: requestKey }, async (): Promise<Result<Asked, AskRefusal>> => {
      const at = (services.now ?? Temporal.Now.instant)();
      const draft = await lockDraft(tx, division, actor.id, draftId);
      if (!draft || themeCodeOf(draft) !== undefined)
        return refuse('services.draft.not_found', '没有这份草稿，或它不是您的。请从“我的办件”进入。');
      if (draft.case_id !== null)
        return refuse('services.draft.handed_in', '这份申请已经提交，不用再预审。请从“我的办件”查看。');
      const offered = await currentOffer(tx, draft.item_code);
      if (!offered.ok) return offered;
      const { item, version } = offered.value;
      if (version !== draft.item_version)
        return refuse(
          'services.item.stale',
          '您填写期间，这个事项的办事指南更新了。请对照新的要求核对一遍，再请窗口预审。',
        );
      const content = draftContent(services, draft);
      const body = content.body ?? '';
      const bodies = receivingBodies(item);
      if (!bodies.includes(body)) return refuse('services.body', `请选择办理机关：${bodies.join('、')}。`);
      const standing = content.principal
        ? standingsForItem(await standingsNow({ ...services, db: tx }, actor), item.codes.base).find(
            (s) => s.id === content.principal,
          )
        : undefined;
      if (content.principal && !standing)
        return refuse(
          'services.principal',
          '您现在不能为所选的人或企业办这件事：授权已撤销、已到期，或不包括这个事项。',
        );
      const snapshot = snapshotOf(item, content, standing?.name ?? null);
      if (isEmpty(snapshot))
        return refuse(
          'services.pre_review.empty',
          '还什么都没有填。请先填一部分，或上传材料，再请窗口预审。',
        );
      // Whoever looks at the draft looks at these files: they must be the asker's own.
      const files = Object.entries(snapshot.materials).flatMap(([material, ids]) =>
        ids.map((fileId) => ({ material, fileId })),
      );
      if ((await foreignFiles(tx, division, actor.id, files)).length > 0)
        return refuse('services.materials', '有文件不是您上传的，或已不存在。请重新选择文件再试。');
      const before = await currentPreReview(tx, division, draftId);
      if (before && before.body === body && before.item_version === version) {
        const same = sameSnapshot(openSnapshot(services, before), snapshot);
        if (same && before.state === 'waiting') return ok({ id: before.id });
        if (same)
          return refuse(
            'services.pre_review.unchanged',
            '窗口答复之后，内容和材料都没有改过。请先按答复改好，再请一次；不改也可以直接提交。',
          );
      }
      if (before) await supersedePreReview(tx, division, draftId, at);
      const id = newId();
      const { days, unit } = preReviewSettings().answer;
      await insertPreReview(
        tx,
        {
          ...{ division, id, body, title: item.name },
          ...{ draft_id: draftId, account_id: actor.id },
          ...{ item_code: draft.item_code, item_version: version },
          sealed: sealSnapshot(services, id, snapshot),
          ...{ promised_days: days, promised_unit: unit },
        },
        at,
      );
      await audit(tx, actor, {
        useCase,
        subject: `pre_review:${id}`,
        outcome: 'done',
        detail: { instead: before?.id ?? null },
      });
      return ok({ id });
    }),
  );
}

export type WithdrawRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'services.pre_review.not_found'
  | 'services.pre_review.answered'
  | 'services.pre_review.stale';

/** Takes a request back that is not answered yet: no clerk sees it any longer. */
export async function withdrawPreReview(
  services: Services,
  actor: Actor,
  { division, id, requestKey }: { division: string; id: string; requestKey: string },
): Promise<Result<Asked & { readonly again: boolean }, WithdrawRefusal>> {
  const useCase = 'services.pre_review.ask';
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  return services.db.transaction().execute((tx) =>
    once(tx, actor, { useCase, key: requestKey }, async (): Promise<Result<Asked, WithdrawRefusal>> => {
      const named = await findPreReview(tx, division, id);
      if (!named || named.account_id !== actor.id)
        return refuse('services.pre_review.not_found', NO_PRE_REVIEW);
      // Draft first, then the request: the order in which asking and filing take them.
      await lockDraft(tx, division, actor.id, named.draft_id);
      const current = await lockPreReview(tx, division, id);
      if (current?.state !== 'waiting' && current?.state !== 'answered')
        return refuse('services.pre_review.stale', '这次预审已经结束，不用撤回。请从“我的办件”查看。');
      if (current.state === 'answered')
        return refuse('services.pre_review.answered', '窗口已经答复，不用撤回。请看答复。');
      await withdrawRow(tx, division, named.draft_id, (services.now ?? Temporal.Now.instant)());
      await audit(tx, actor, {
        useCase,
        subject: `pre_review:${id}`,
        outcome: 'done',
        detail: { withdrawn: true },
      });
      return ok({ id });
    }),
  );
}

export const NO_PRE_REVIEW = '没有这次预审，或它不是您的；草稿删除之后，预审也一并删除。请从“我的办件”进入。';
