/** An editor publishes the next version of an item, for stories in which a guide changes meanwhile. */
import assert from 'node:assert/strict';
import { newId } from '#base/ids.ts';
import { type Item, readItem } from '#systems/permits/index.ts';
import { publishItem } from '#systems/permits/publish-item.ts';
import { saveDraft, seenOf } from '#systems/permits/save-draft.ts';
import type { Site } from './site.ts';

/** @param change what the editor writes; `about` alone changes no list */
export async function publishNext(
  site: Site,
  code: string,
  change: (item: Item) => Item,
): Promise<{ version: number }> {
  const { db } = site.context.store;
  const { rows } = await site.store.runSql("select id, name from account where username = 'editor'");
  const account = rows[0] as { id: string; name: string } | undefined;
  assert.ok(account);
  const actor = {
    kind: 'account' as const,
    ...account,
    roles: [{ role: 'editor' as const, division: '640105' }],
  };
  const found = await readItem(db, code);
  assert.ok(found);
  const saved = await saveDraft({ db }, actor, {
    code,
    content: change(found.content),
    seen: seenOf(undefined, found.version),
  });
  assert.ok(saved.ok);
  const published = await publishItem({ db }, actor, {
    code,
    reason: '写明份数',
    listDocument: '',
    effectiveOn: Temporal.Now.plainDateISO('Asia/Shanghai'),
    revision: saved.value.revision,
    requestKey: newId(),
  });
  assert.ok(published.ok, published.ok ? '' : published.error.message);
  return published.value;
}
