/** An editor takes an item off the list: it can no longer be applied for; its versions stay readable. */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db } from '#platform/store/store.ts';
import { listChanges } from './list-change.ts';
import { insertChanges } from './publish-item.ts';
import { forgetCurrentVersions, lockItem, readLastVersion } from './queries.ts';

export type WithdrawRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'permits.withdraw.reason_missing'
  | 'permits.withdraw.document_missing'
  | 'permits.withdraw.not_found'
  | 'permits.withdraw.day'
  | 'permits.withdraw.stale';

export type Withdrawal = {
  readonly code: string;
  readonly reason: string;
  /** Number of the document that takes it off the list. */
  readonly listDocument: string;
  readonly effectiveOn: Temporal.PlainDate;
  /** The version that the editor saw as the latest. */
  readonly versionId: string;
  readonly requestKey: string;
};

export async function withdrawItem(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  asked: Withdrawal,
): Promise<Result<{ repeated: boolean }, WithdrawRefusal>> {
  const allowed = authorise(actor, 'permits.item.publish');
  if (!allowed.ok) return allowed;
  const reason = asked.reason.trim();
  const listDocument = asked.listDocument.trim();
  if (reason === '')
    return refuse('permits.withdraw.reason_missing', '请写明取消的理由：依据什么取消。理由向社会公开。');
  if (listDocument === '')
    return refuse('permits.withdraw.document_missing', '请填写决定取消这个事项的文件的文号。');
  const now = context.now?.() ?? Temporal.Now.instant();
  const withdrawn = await context.db
    .transaction()
    .execute(async (tx): Promise<Result<{ repeated: boolean }, WithdrawRefusal>> => {
      await lockItem(tx, asked.code);
      const requestKey = `${actorKey(actor)}:${asked.requestKey}`;
      const done = await tx
        .selectFrom('permit_item_withdrawal')
        .select('id')
        .where('request_key', '=', requestKey)
        .executeTakeFirst();
      if (done) return ok({ repeated: true });
      const current = await readLastVersion(tx, asked.code);
      if (!current || current.withdrawn || !isId(asked.versionId))
        return refuse('permits.withdraw.not_found', '清单上没有这个事项，可能已经取消。请刷新后核对。');
      if (current.id !== asked.versionId)
        return refuse(
          'permits.withdraw.stale',
          '您打开页面之后，这个事项发布了新版本，本次没有取消。请核对后重新提交。',
        );
      if (Temporal.PlainDate.compare(asked.effectiveOn, current.effectiveOn) < 0)
        return refuse(
          'permits.withdraw.day',
          `取消的日期不能早于现行版本的施行日期${current.effectiveOn.toString()}。请改日期。`,
        );
      await tx
        .insertInto('permit_item_withdrawal')
        .values({
          id: newId(),
          version_id: current.id,
          reason,
          effective_on: asked.effectiveOn.toString(),
          withdrawn_at: now.toString({ smallestUnit: 'millisecond' }),
          withdrawn_by: actorKey(actor),
          withdrawn_by_name: actorName(actor),
          request_key: requestKey,
        })
        .execute();
      await insertChanges(tx, listChanges(current.content, undefined), {
        item: current.content,
        version: current.version,
        listDocument,
        reason,
        effectiveOn: asked.effectiveOn,
        now,
      });
      await audit(tx, actor, {
        useCase: 'permits.item.publish',
        subject: `item:${asked.code}`,
        outcome: 'done',
        detail: { withdrawn: current.version },
      });
      return ok({ repeated: false });
    });
  forgetCurrentVersions(context.db);
  return withdrawn;
}
