import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Actor, visitor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { seedFacts } from '#systems/gazette/index.ts';
import { decideAliases, listBodies } from './bodies.ts';

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

const allAliases = async () =>
  (await listBodies(store.db)).flatMap((body) =>
    body.aliases.map((alias) => ({ ...alias, bodyId: body.id })),
  );

it('aliases come as assumed; signing makes them decided or refused, and loading the facts again keeps that', async () => {
  const [first, second] = await allAliases();
  assert.ok(first && second && first.state === 'assumed' && second.state === 'assumed');
  const sign = (alias: typeof first, verdict: 'decided' | 'refused') =>
    decideAliases({ db: store.db }, editor, {
      bodyId: alias.bodyId,
      verdict,
      aliases: [{ key: alias.key, seen: alias.state }],
    });
  assert.ok((await sign(first, 'decided')).ok);
  assert.ok((await sign(second, 'refused')).ok);
  await seedFacts(store.db);
  const states = new Map((await allAliases()).map((alias) => [alias.key, alias.state]));
  assert.deepEqual([states.get(first.key), states.get(second.key)], ['decided', 'refused']);
});

it('a name that is no alias, or somebody who is no editor, is refused', async () => {
  const bodyId = (await allAliases())[0]?.bodyId ?? '';
  const code = async (actor: Actor) => {
    const aliases = [{ key: '没有这个机关', seen: 'assumed' }];
    const result = await decideAliases({ db: store.db }, actor, { bodyId, verdict: 'decided', aliases });
    return result.ok ? 'ok' : result.error.code;
  };
  assert.equal(await code(editor), 'documents.body.not_found');
  assert.equal(await code(visitor), 'policy.sign_in');
});
