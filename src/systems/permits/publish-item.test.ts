/** Drafts, publishing, withdrawing, on a real database. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { type Actor, systemActor, visitor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { provisionalBase } from './codes.ts';
import type { Item } from './item.ts';
import { listItems } from './list-items.ts';
import { itemHash, publishItem } from './publish-item.ts';
import { readDraft, readItem, readLastVersion, readListChanges, readVersions } from './queries.ts';
import { readItemFacts } from './read-item-facts.ts';
import { discardDraft, saveDraft, seenOf } from './save-draft.ts';
import { seedItems } from './seed-items.ts';
import { withdrawItem } from './withdraw-item.ts';

let store: Store;
const now = Temporal.Instant.from('2024-05-06T02:00:00Z');
const context = () => ({ db: store.db, now: () => now });
before(async () => {
  store = await openTestStore();
  assert.equal(await seedItems(store.db, now), 160);
});
after(() => store.close());

const editor = (id: string): Actor => ({
  kind: 'account',
  id,
  name: '测试编辑',
  roles: [{ role: 'editor', division: DIVISION_XIXIA }],
});
const ann = editor('ann');
const ben = editor('ben');
const codeOf = provisionalBase;
const current = async (no: number) => {
  const item = await readItem(store.db, codeOf(no));
  assert.ok(item);
  return item;
};
const errorOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? 'ok' : result.error.code;

const last = async (no: number) => {
  const item = await readLastVersion(store.db, codeOf(no));
  assert.ok(item);
  return item;
};

/** Saves a change of the item as the editor's draft; its revision. */
async function edit(no: number, change: (item: Item) => Partial<Item>, actor = ann): Promise<string> {
  const [{ content, version }, draft] = [await last(no), await readDraft(store.db, codeOf(no))];
  const saved = await saveDraft(context(), actor, {
    code: codeOf(no),
    content: { ...content, ...change(content) },
    seen: seenOf(draft, version),
  });
  assert.ok(saved.ok, errorOf(saved));
  return saved.value.revision;
}
const publish = (
  no: number,
  revision: string,
  over: Partial<Parameters<typeof publishItem>[2]> = {},
  actor = ann,
) =>
  publishItem(context(), actor, {
    code: codeOf(no),
    reason: '按新规缩短时限',
    listDocument: '',
    effectiveOn: Temporal.PlainDate.from('2024-06-01'),
    revision,
    requestKey: newId(),
    ...over,
  });

test('seeding publishes the list once, each item whole and with its hash', async () => {
  assert.equal(await seedItems(store.db, now), 0);
  const list = await listItems(store.db);
  assert.equal(list.length, 160);
  for (const item of readItemFacts()) {
    const stored = await readItem(store.db, item.codes.base, 1);
    assert.deepEqual(stored?.content, item);
    assert.equal(stored?.sha256, itemHash(item));
    assert.equal(stored?.listDocument, '银西政发〔2023〕84号');
  }
  assert.equal((await readListChanges(store.db, 1000)).filter((c) => c.kind === 'add').length, 160);
});

test('a code that is none, and a version that is none, find nothing', async () => {
  assert.equal(await readItem(store.db, "1' or '1'='1"), undefined);
  assert.equal(await readItem(store.db, '640100999000'), undefined);
  assert.equal(await readItem(store.db, codeOf(1), 2), undefined);
});

test('a draft changes nothing that is public; published, it is the next version and the old one stays', async () => {
  const revision = await edit(2, () => ({ promisedDays: 8, steps: [] }));
  assert.equal((await current(2)).version, 1);
  assert.equal(errorOf(await publish(2, revision)), 'permits.publish.lint', 'a permit has five steps');
  const mended = await edit(2, (item) => ({
    promisedDays: 8,
    steps: item.steps.map((s) => ({ ...s, days: s.days && Math.min(s.days, 2) })),
  }));
  assert.deepEqual(await publish(2, mended), { ok: true, value: { version: 2, repeated: false } });
  const versions = await readVersions(store.db, codeOf(2));
  assert.deepEqual(
    versions.map((v) => [v.version, v.content.promisedDays, v.latest]),
    [
      [2, 8, true],
      [1, 10, false],
    ],
  );
  assert.equal(await readDraft(store.db, codeOf(2)), undefined);
  assert.equal((await current(2)).listDocument, '银西政发〔2023〕84号', 'the list itself did not change');
});

test('sending twice publishes once; another press of the button without a draft is told so', async () => {
  const revision = await edit(3, () => ({ about: '内部资料要先办准印证，这里说得更清楚。' }));
  const requestKey = newId();
  assert.deepEqual(await publish(3, revision, { requestKey }), {
    ok: true,
    value: { version: 2, repeated: false },
  });
  assert.deepEqual(await publish(3, revision, { requestKey }), {
    ok: true,
    value: { version: 2, repeated: true },
  });
  assert.equal(errorOf(await publish(3, revision)), 'permits.publish.not_found');
});

test('of two presses at once one publishes', async () => {
  const revision = await edit(4, () => ({ about: '开印刷厂要先办这个审批，这里说得更清楚。' }));
  const results = await Promise.all([publish(4, revision), publish(4, revision), publish(4, revision)]);
  assert.deepEqual(results.map(errorOf).sort(), [
    'ok',
    'permits.publish.not_found',
    'permits.publish.not_found',
  ]);
  assert.equal((await current(4)).version, 2);
});

test('an editor whose page is older than the draft neither overwrites nor publishes it', async () => {
  const stored = await current(5);
  const mine = await edit(5, () => ({ about: '开电影院先办这个审批，甲说。' }));
  const late = await saveDraft(context(), ben, { code: codeOf(5), content: stored.content, seen: 'v1' });
  assert.equal(errorOf(late), 'permits.draft.stale');
  const newer = await edit(5, () => ({ about: '开电影院先办这个审批，乙说。' }), ben);
  assert.equal(errorOf(await publish(5, mine)), 'permits.publish.stale');
  assert.equal(
    errorOf(await discardDraft(context(), ann, { code: codeOf(5), revision: mine })),
    'permits.draft.stale',
  );
  assert.equal(errorOf(await discardDraft(context(), ann, { code: codeOf(5), revision: newer })), 'ok');
  assert.equal((await current(5)).version, 1);
});

test('a change of the list needs the document that decides it, and is told by kind', async () => {
  const revision = await edit(6, () => ({ name: '宗教活动场所法人登记' }));
  assert.equal(errorOf(await publish(6, revision)), 'permits.publish.document_missing');
  const done = await publish(6, revision, { listDocument: '兰青政发〔2024〕9号' });
  assert.equal(errorOf(done), 'ok');
  const [change] = await readListChanges(store.db, 1);
  assert.deepEqual(
    [change?.kind, change?.before, change?.after, change?.listDocument, change?.effectiveOn],
    [
      'rename',
      '宗教活动场所法人成立、变更、注销登记',
      '宗教活动场所法人登记',
      '兰青政发〔2024〕9号',
      '2024-06-01',
    ],
  );
});

test('no reason, no difference, a day before the standing version: refused, each with what to do', async () => {
  const revision = await edit(7, () => ({}));
  assert.equal(errorOf(await publish(7, revision, { reason: ' ' })), 'permits.publish.reason_missing');
  assert.equal(errorOf(await publish(7, revision)), 'permits.publish.unchanged');
  const changed = await edit(7, () => ({ about: '宗教活动场所登记，这里说得更清楚。' }));
  assert.equal(
    errorOf(await publish(7, changed, { effectiveOn: Temporal.PlainDate.from('2023-08-30') })),
    'permits.publish.day',
  );
});

test('the basic code never changes', async () => {
  const { content } = await current(8);
  const saved = await saveDraft(context(), ann, {
    code: codeOf(8),
    content: { ...content, codes: { ...content.codes, base: codeOf(9) } },
    seen: 'v1',
  });
  assert.equal(errorOf(saved), 'permits.draft.code');
});

test('withdrawn, an item leaves the list once and can still be read; a new version brings it back', async () => {
  const { id } = await current(10);
  const asked = {
    code: codeOf(10),
    reason: '依据已废止',
    listDocument: '兰青政发〔2024〕10号',
    effectiveOn: Temporal.PlainDate.from('2024-07-01'),
    versionId: id,
    requestKey: newId(),
  };
  assert.equal(
    errorOf(await withdrawItem(context(), ann, { ...asked, listDocument: '' })),
    'permits.withdraw.document_missing',
  );
  assert.deepEqual(await withdrawItem(context(), ann, asked), { ok: true, value: { repeated: false } });
  assert.deepEqual(await withdrawItem(context(), ann, asked), { ok: true, value: { repeated: true } });
  assert.equal(
    errorOf(await withdrawItem(context(), ben, { ...asked, requestKey: newId() })),
    'permits.withdraw.not_found',
  );
  assert.equal(
    (await listItems(store.db)).some((i) => i.no === 10),
    false,
  );
  assert.equal((await current(10)).withdrawn?.reason, '依据已废止');
  const revision = await edit(10, () => ({}));
  const back = await publish(10, revision, {
    listDocument: '兰青政发〔2024〕11号',
    effectiveOn: Temporal.PlainDate.from('2024-08-01'),
  });
  assert.equal(errorOf(back), 'ok');
  assert.equal(
    (await listItems(store.db)).some((i) => i.no === 10),
    true,
  );
  assert.deepEqual(
    (await readListChanges(store.db, 2)).map((c) => c.kind),
    ['add', 'remove'],
  );
});

test('a version that is to begin later leaves what applies until then as it is', async () => {
  const later = Temporal.PlainDate.from('2099-01-01');
  const revision = await edit(13, () => ({ about: '清真食品准营证，从2099年起这样说。' }));
  assert.equal(errorOf(await publish(13, revision, { effectiveOn: later })), 'ok');
  const stands = await current(13);
  assert.deepEqual([stands.version, stands.latest, stands.next?.version], [1, true, 2]);
  assert.equal((await readItem(store.db, codeOf(13), 2))?.latest, false);
  const then = await readItem(store.db, codeOf(13), undefined, later);
  assert.deepEqual([then?.version, then?.latest], [2, true]);
  assert.equal((await readItem(store.db, codeOf(13), undefined, later.subtract({ days: 1 })))?.version, 1);
  assert.equal((await listItems(store.db)).find((i) => i.no === 13)?.version, 1);
  // The next edit goes on from the last version, and cannot begin before it.
  const next = await edit(13, () => ({ about: '清真食品准营证，再改一次。' }));
  assert.equal(errorOf(await publish(13, next)), 'permits.publish.day');
});

test('a withdrawal that is to begin later leaves the item on the list until then', async () => {
  const { id } = await current(14);
  const asked = {
    code: codeOf(14),
    reason: '取消',
    listDocument: '兰青政发〔2024〕13号',
    effectiveOn: Temporal.PlainDate.from('2099-01-01'),
    versionId: id,
    requestKey: newId(),
  };
  const early = { ...asked, effectiveOn: Temporal.PlainDate.from('2023-08-30'), requestKey: newId() };
  assert.equal(errorOf(await withdrawItem(context(), ann, early)), 'permits.withdraw.day');
  assert.equal(errorOf(await withdrawItem(context(), ann, asked)), 'ok');
  assert.equal((await current(14)).withdrawn, null);
  assert.equal(
    (await listItems(store.db)).some((i) => i.no === 14),
    true,
  );
  const then = await readItem(store.db, codeOf(14), undefined, asked.effectiveOn);
  assert.equal(then?.withdrawn?.reason, '取消');
});

test('withdrawing from a page that is older than the latest version is refused', async () => {
  const { id } = await current(11);
  assert.equal(
    errorOf(await publish(11, await edit(11, () => ({ about: '筹建宗教活动场所，这里说得更清楚。' })))),
    'ok',
  );
  const late = await withdrawItem(context(), ann, {
    code: codeOf(11),
    reason: '取消',
    listDocument: '兰青政发〔2024〕12号',
    effectiveOn: Temporal.PlainDate.from('2024-07-01'),
    versionId: id,
    requestKey: newId(),
  });
  assert.equal(errorOf(late), 'permits.withdraw.stale');
});

test('nobody but an editor edits, publishes or withdraws; what was done is in the audit trail', async () => {
  const { content } = await current(12);
  const asked = { code: codeOf(12), content, seen: 'v1' };
  assert.equal(errorOf(await saveDraft(context(), visitor, asked)), 'policy.sign_in');
  assert.equal(errorOf(await publish(12, newId(), {}, visitor)), 'policy.sign_in');
  const administrator: Actor = {
    kind: 'account',
    id: 'c',
    name: '管理员',
    roles: [{ role: 'administrator', division: DIVISION_XIXIA }],
  };
  assert.equal(errorOf(await saveDraft(context(), administrator, asked)), 'policy.denied');
  assert.equal(errorOf(await saveDraft(context(), systemActor('test'), asked)), 'ok');
  const { rows } = await store.runSql(
    `select distinct outcome from audit_entry where use_case = 'permits.item.publish' order by 1`,
  );
  assert.ok((rows as { outcome: string }[]).some((r) => r.outcome === 'refused:permits.publish.lint'));
});
