import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Actor, visitor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { seedFacts } from '#systems/gazette/index.ts';
import { bodyAliases, decideAlias, findBody } from './decide-alias.ts';

let store: Store;
const editor: Actor = {
  kind: 'account',
  id: 'e1',
  name: '甲',
  roles: [{ role: 'editor', division: '640105' }],
};
before(async () => {
  store = await openTestStore();
  await seedFacts(store.db);
});
after(() => store.close());

it('aliases come as assumed; signing makes them decided or refused, and loading the facts again keeps that', async () => {
  const [first, second] = await bodyAliases(store.db);
  assert.ok(first && second && first.state === 'assumed' && second.state === 'assumed');
  assert.deepEqual(await findBody(store.db, first.alias).then((b) => [b?.name, b?.assumed]), [
    first.body,
    true,
  ]);
  const yes = await decideAlias({ db: store.db }, editor, { alias: first.alias, same: true });
  const no = await decideAlias({ db: store.db }, editor, { alias: second.alias, same: false });
  assert.ok(yes.ok && no.ok);
  await seedFacts(store.db);
  assert.deepEqual(await findBody(store.db, first.alias).then((b) => [b?.name, b?.assumed]), [
    first.body,
    false,
  ]);
  assert.equal(await findBody(store.db, second.alias), undefined);
});

it('a name that is no alias, or somebody who is no editor, is refused', async () => {
  const code = async (actor: Actor, alias: string) => {
    const result = await decideAlias({ db: store.db }, actor, { alias, same: true });
    return result.ok ? 'ok' : result.error.code;
  };
  assert.equal(await code(editor, '没有这个机关'), 'documents.alias.not_found');
  assert.equal(await code(visitor, '没有这个机关'), 'policy.sign_in');
});
