/** An editor saves an item as a draft, or throws the draft away. A draft may fail the lint rules; it must be an item. */
import { isId, newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db } from '#platform/store/store.ts';
import { type Item, Item as ItemSchema } from './item.ts';
import { lockItem, readDraft, readLastVersion } from './queries.ts';

export type DraftRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'permits.item.not_found'
  | 'permits.draft.stale'
  | 'permits.draft.code';

type Context = { readonly db: Db; readonly now?: () => Temporal.Instant };

export type DraftToSave = {
  readonly code: string;
  readonly content: Item;
  /** What the form was made from: the draft's revision, or `v3` for the third version when there was no draft. */
  readonly seen: string;
};

/** What a form made now would be made from. */
export const seenOf = (draft: { revision: string } | undefined, version: number): string =>
  draft?.revision ?? `v${version}`;

export async function saveDraft(
  context: Context,
  actor: Actor,
  { code, content, seen }: DraftToSave,
): Promise<Result<{ revision: string }, DraftRefusal>> {
  const allowed = authorise(actor, 'permits.item.edit');
  if (!allowed.ok) return allowed;
  const item = ItemSchema.parse(content);
  if (item.codes.base !== code)
    return refuse(
      'permits.draft.code',
      '基本编码不能改：它是这个事项在所有版本里的名字。要换编码，请取消后另立事项。',
    );
  return context.db.transaction().execute(async (tx) => {
    await lockItem(tx, code);
    const [published, draft] = [await readLastVersion(tx, code), await readDraft(tx, code)];
    if (!published) return refuse('permits.item.not_found', '清单上没有这个事项。请从事项列表进入。');
    if (seenOf(draft, published.version) !== seen)
      return refuse(
        'permits.draft.stale',
        '您打开编辑页之后，这个事项已有人保存或者发布，本次没有保存。请另开一页核对最新内容，再重新提交。',
      );
    const revision = newId();
    const row = {
      content: JSON.stringify(item),
      based_on: draft?.basedOn ?? published.version,
      revision,
      saved_at: (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' }),
      saved_by: actorKey(actor),
      saved_by_name: actorName(actor),
    };
    await tx
      .insertInto('permit_item_draft')
      .values({ code, ...row })
      .onConflict((on) => on.column('code').doUpdateSet(row))
      .execute();
    await audit(tx, actor, {
      useCase: 'permits.item.edit',
      subject: `item:${code}`,
      outcome: 'done',
      detail: { revision },
    });
    return ok({ revision });
  });
}

/** The published version stands as it was. */
export async function discardDraft(
  context: Context,
  actor: Actor,
  asked: { readonly code: string; readonly revision: string },
): Promise<Result<void, DraftRefusal>> {
  const allowed = authorise(actor, 'permits.item.edit');
  if (!allowed.ok) return allowed;
  return context.db.transaction().execute(async (tx) => {
    await lockItem(tx, asked.code);
    const draft = await readDraft(tx, asked.code);
    if (!draft) return ok(undefined);
    if (!isId(asked.revision) || draft.revision !== asked.revision)
      return refuse('permits.draft.stale', '您打开页面之后，草稿又有人保存过，没有丢弃。请刷新后核对。');
    await tx.deleteFrom('permit_item_draft').where('code', '=', asked.code).execute();
    await audit(tx, actor, {
      useCase: 'permits.item.edit',
      subject: `item:${asked.code}`,
      outcome: 'done',
      detail: { discarded: asked.revision },
    });
    return ok(undefined);
  });
}
