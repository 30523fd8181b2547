import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseConfig } from '#base/config.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { type PhoneNumber, readPhone } from './phone.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

let store: Store;
let signIn: SignIn;
before(async () => {
  store = await openTestStore();
  const config = parseConfig({ NODE_ENV: 'test' });
  assert.ok(config.ok);
  signIn = createSignIn(config.value, store);
});
after(() => store.close());

const phone = readPhone('139 0000 0001') as PhoneNumber;

test('a number is read as people type it, and nothing else is a number', () => {
  for (const typed of [
    '13900000001',
    '139 0000 0001',
    '139-0000-0001',
    '+86 13900000001',
    '１３９００００００００１'.slice(0, 11),
  ])
    assert.match(readPhone(typed) ?? '', /^1\d{10}$/, typed);
  for (const typed of ['', '1390000000', '139000000011', '12900000001', 'editor', '0951-2076500'])
    assert.equal(readPhone(typed), undefined, typed);
});

test('a resident registers once with a number, signs in with it however it is typed, and has no role', async () => {
  assert.ok((await signIn.register({ name: '居民甲', phone, password: 'a-long-password' })).ok);
  const opened = await signIn.open('+86 139-0000-0001', 'a-long-password');
  assert.ok(opened.ok);
  const actor = await signIn.actorOf(opened.value.map((c) => c.split(';')[0]).join('; '));
  assert.ok(actor.kind === 'account');
  assert.deepEqual([actor.name, actor.roles, actor.posts], ['居民甲', [], []]);
  const twice = await signIn.register({ name: '别人', phone, password: 'another-password' });
  assert.ok(!twice.ok && twice.error.code === 'people.phone_taken');
  assert.equal((await signIn.open('13900000001', 'another-password')).ok, false);
});

test('two who register one number at once: one account', async () => {
  const other = readPhone('13900000002') as PhoneNumber;
  const made = await Promise.all(
    ['甲', '乙', '丙'].map((name) => signIn.register({ name, phone: other, password: 'a-long-password' })),
  );
  assert.equal(made.filter((m) => m.ok).length, 1);
});

test('the number stands nowhere in the clear', async () => {
  const tables = ['account', 'account_person', 'account_credential', 'account_session', 'audit_entry'];
  for (const table of tables) {
    const { rows } = await store.runSql(`select * from ${table}`);
    assert.doesNotMatch(JSON.stringify(rows), /13900000001/, table);
  }
  const { rows } = await store.runSql('select phone_sealed from account_person');
  assert.ok(rows.length > 0);
});
