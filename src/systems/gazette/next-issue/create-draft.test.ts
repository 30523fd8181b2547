import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import { type Actor, visitor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { createDraft, type NewDraft } from './create-draft.ts';
import { findDraft, listDrafts, sentTexts } from './queries.ts';

let store: Store;
before(async () => {
  store = await openTestStore();
});
after(() => store.close());

const editor: Actor = {
  kind: 'account',
  id: 'a1',
  name: '测试编辑',
  roles: [{ role: 'editor', division: DIVISION_XIXIA }],
};
const administrator: Actor = { ...editor, roles: [{ role: 'administrator', division: DIVISION_XIXIA }] };

const draft = (over: Partial<NewDraft> = {}): NewDraft => ({
  requestKey: newId(),
  section: '人事任免',
  series: '虚政干发',
  title: '虚构区人民政府关于甲某任职的通知',
  addressees: ['各镇人民政府', '区政府各部门'],
  body: '经研究，决定：\r\n甲某任虚构区民政局副局长。\r\n',
  signedBy: ['虚构区人民政府'],
  dated: '2024-05-21',
  disclosed: true,
  ...over,
});

describe('making a draft', () => {
  it('keeps every field, in one form of line ends', async () => {
    const made = await createDraft({ db: store.db }, editor, draft());
    assert.ok(made.ok);
    const kept = await findDraft(store.db, made.value.draftId);
    assert.equal(kept?.title, '虚构区人民政府关于甲某任职的通知');
    assert.equal(kept?.addressees, '各镇人民政府，区政府各部门');
    assert.equal(kept?.body, '经研究，决定：\n甲某任虚构区民政局副局长。');
    assert.deepEqual(kept?.signedBy, ['虚构区人民政府']);
    assert.equal(kept?.state, 'draft');
    assert.equal(kept?.number, null, 'a number is taken at publication only');
    assert.deepEqual(kept?.authors, ['测试编辑']);
    const [first] = await sentTexts(store.db, made.value.draftId);
    assert.equal(first?.version, 1);
    assert.equal(first?.content.title, kept?.title);
  });

  it('twice with one key makes one, also at once', async () => {
    const request = draft();
    const all = await Promise.all([1, 2, 3].map(() => createDraft({ db: store.db }, editor, request)));
    const ids = new Set(all.map((r) => (r.ok ? r.value.draftId : r.error.code)));
    assert.equal(ids.size, 1);
    assert.equal(all.filter((r) => r.ok && !r.value.repeated).length, 1);
  });

  it('is for editors', async () => {
    const refused = await createDraft({ db: store.db }, visitor, draft());
    assert.equal(refused.ok ? '' : refused.error.code, 'policy.sign_in');
    const denied = await createDraft({ db: store.db }, administrator, draft());
    assert.equal(denied.ok ? '' : denied.error.code, 'policy.denied');
  });

  it('refuses what cannot be kept, and says what to do', async () => {
    const wrong: [Partial<NewDraft>, RegExp][] = [
      [{ title: '  ' }, /标题/],
      [{ section: '' }, /栏目/],
      [{ series: '虚政发〔2024〕' }, /代字/],
      [{ dated: '2024-02-30' }, /没有这一天/],
      [{ body: '长'.repeat(400_001) }, /40 万字/],
      [{ supersedes: newId() }, /不在库中/],
      [{ supersedes: "';" }, /不在库中/],
    ];
    const before = (await listDrafts(store.db, ['draft'])).length;
    for (const [over, says] of wrong) {
      const refused = await createDraft({ db: store.db }, editor, draft(over));
      assert.ok(!refused.ok, JSON.stringify(over).slice(0, 80));
      assert.equal(refused.error.code, 'gazette.draft.invalid');
      assert.match(refused.error.message, says);
    }
    const expired = await createDraft({ db: store.db }, editor, draft({ requestKey: 'x' }));
    assert.equal(expired.ok ? '' : expired.error.code, 'gazette.draft.form_expired');
    assert.equal((await listDrafts(store.db, ['draft'])).length, before);
  });
});

it('every table and column of the next issue says what it is', async () => {
  const { rows } = await sql<{ place: string }>`
    select c.table_name || '.' || c.column_name as place from information_schema.columns c
    where c.table_schema = 'public'
      and (c.table_name like 'gazette\\_next%' or c.table_name like 'gazette\\_draft%' or c.table_name like 'document\\_%')
      and (col_description(format('%I', c.table_name)::regclass, c.ordinal_position) is null
        or obj_description(format('%I', c.table_name)::regclass) is null)`.execute(store.db);
  assert.deepEqual(rows, []);
});
