/** An editor publishes the draft of an item as its next version, with a reason; what changes in the list is recorded. */
import { canonicalJson, sha256 } from '#base/digest.ts';
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { summaryOf } from './find-items.ts';
import { type Item, Item as ItemSchema } from './item.ts';
import { lintItem } from './lint-item.ts';
import { itemDifferences, type ListChange, listChanges } from './list-change.ts';
import { forgetCurrentVersions, lockItem, readDraft, readLastVersion } from './queries.ts';

export type PublishRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'permits.publish.reason_missing'
  | 'permits.publish.document_missing'
  | 'permits.publish.not_found'
  | 'permits.publish.stale'
  | 'permits.publish.lint'
  | 'permits.publish.unchanged'
  | 'permits.publish.day';

export type Publication = {
  readonly code: string;
  readonly reason: string;
  /** Number of the document that changes the list; needed when the list itself changes. */
  readonly listDocument: string;
  readonly effectiveOn: Temporal.PlainDate;
  /** The draft's revision as the editor saw it. */
  readonly revision: string;
  /** Made by the client once per form. */
  readonly requestKey: string;
};

type Context = { readonly db: Db; readonly now?: () => Temporal.Instant };
type Published = { readonly version: number; readonly repeated: boolean };

export async function publishItem(
  context: Context,
  actor: Actor,
  asked: Publication,
): Promise<Result<Published, PublishRefusal>> {
  const allowed = authorise(actor, 'permits.item.publish');
  if (!allowed.ok) return allowed;
  if (asked.reason.trim() === '')
    return refuse('permits.publish.reason_missing', '请写明发布的理由：改了什么，为什么改。理由向社会公开。');
  const published = await context.db.transaction().execute(async (tx) => {
    await lockItem(tx, asked.code);
    const requestKey = `${actorKey(actor)}:${asked.requestKey}`;
    const repeated = await findPublication(tx, requestKey);
    if (repeated) return ok({ version: repeated, repeated: true });
    const result = await publishLocked(
      tx,
      actor,
      { ...asked, requestKey },
      context.now?.() ?? Temporal.Now.instant(),
    );
    await audit(tx, actor, {
      useCase: 'permits.item.publish',
      subject: `item:${asked.code}`,
      outcome: result.ok ? 'done' : `refused:${result.error.code}`,
      ...(result.ok && { detail: { version: result.value.version } }),
    });
    return result;
  });
  forgetCurrentVersions(context.db);
  return published;
}

async function publishLocked(
  tx: Tx,
  actor: Actor,
  asked: Publication,
  now: Temporal.Instant,
): Promise<Result<Published, PublishRefusal>> {
  const draft = await readDraft(tx, asked.code);
  if (!draft)
    return refuse('permits.publish.not_found', '这个事项没有草稿，没有可发布的改动。请先编辑并保存。');
  const current = await readLastVersion(tx, asked.code);
  if (draft.revision !== asked.revision || draft.basedOn !== (current?.version ?? 0))
    return refuse(
      'permits.publish.stale',
      '您打开页面之后，草稿或者已发布的版本有了改动，本次没有发布。请核对最新的比较后重新提交。',
    );
  const item = ItemSchema.parse(draft.content);
  const findings = lintItem(item);
  if (findings.length > 0)
    return refuse(
      'permits.publish.lint',
      `还有${findings.length}处不合规则，不能发布。第一处：${findings[0]?.message} 请在编辑页逐处改正。`,
    );
  const before = current && !current.withdrawn ? current.content : undefined;
  if (before && itemDifferences(before, item).length === 0)
    return refuse('permits.publish.unchanged', '草稿和已发布的版本没有差别，不用再发布。');
  const standing = current?.withdrawn?.effectiveOn ?? current?.effectiveOn;
  if (standing && Temporal.PlainDate.compare(asked.effectiveOn, standing) < 0)
    return refuse(
      'permits.publish.day',
      `新版本的施行日期不能早于上一版施行或者取消的日期${standing.toString()}。请改施行日期。`,
    );
  const changes = listChanges(before, item);
  const listDocument =
    asked.listDocument.trim() || (changes.length === 0 ? (current?.listDocument ?? '') : '');
  if (listDocument === '')
    return refuse(
      'permits.publish.document_missing',
      '这次改动涉及清单本身（名称、部门或者依据），请填写决定改动的文件的文号。',
    );
  const version = (current?.version ?? 0) + 1;
  await insertVersion(tx, {
    item,
    version,
    listDocument,
    reason: asked.reason.trim(),
    effectiveOn: asked.effectiveOn,
    actor,
    now,
    requestKey: asked.requestKey,
  });
  await insertChanges(tx, changes, {
    item,
    version,
    listDocument,
    reason: asked.reason.trim(),
    effectiveOn: asked.effectiveOn,
    now,
  });
  await tx.deleteFrom('permit_item_draft').where('code', '=', asked.code).execute();
  return ok({ version, repeated: false });
}

async function findPublication(tx: Tx, requestKey: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('permit_item_version')
    .select('version')
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
  return row?.version;
}

export const itemHash = (item: Item): string => sha256(canonicalJson(item));

type VersionFacts = {
  readonly item: Item;
  readonly version: number;
  readonly listDocument: string;
  readonly reason: string;
  readonly effectiveOn: Temporal.PlainDate;
  readonly now: Temporal.Instant;
};

/** A version as a row. */
export const versionRow = ({
  item,
  version,
  listDocument,
  reason,
  effectiveOn,
  now,
  actor,
  requestKey,
}: VersionFacts & { readonly actor: Actor; readonly requestKey: string }) => ({
  id: newId(),
  code: item.codes.base,
  version,
  content: item,
  summary: summaryOf(item),
  sha256: itemHash(item),
  list_document: listDocument,
  reason,
  effective_on: effectiveOn.toString(),
  published_at: now.toString({ smallestUnit: 'millisecond' }),
  published_by: actorKey(actor),
  published_by_name: actorName(actor),
  request_key: requestKey,
});

/** A change of the list as a row. */
export const changeRow = (
  change: ListChange,
  { item, version, listDocument, reason, effectiveOn, now }: VersionFacts,
) => ({
  id: newId(),
  code: item.codes.base,
  version,
  name: item.name,
  ...change,
  reason,
  list_document: listDocument,
  effective_on: effectiveOn.toString(),
  recorded_at: now.toString({ smallestUnit: 'millisecond' }),
});

async function insertVersion(
  tx: Tx,
  facts: VersionFacts & { readonly actor: Actor; readonly requestKey: string },
): Promise<void> {
  const row = versionRow(facts);
  await tx
    .insertInto('permit_item_version')
    .values({ ...row, content: JSON.stringify(row.content), summary: JSON.stringify(row.summary) })
    .execute();
}

export async function insertChanges(
  tx: Tx,
  changes: readonly ListChange[],
  facts: VersionFacts,
): Promise<void> {
  if (changes.length === 0) return;
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await tx
    .insertInto('permit_list_change')
    .values(
      changes.map((change) => {
        const row = changeRow(change, facts);
        return { ...row, before: json(row.before), after: json(row.after) };
      }),
    )
    .execute();
}
