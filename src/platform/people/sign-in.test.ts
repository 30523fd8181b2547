import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseConfig } from '#base/config.ts';
import type { Store } from '#platform/store/store.ts';
import { openTestStore } from '#platform/store/testing.ts';
import { DIVISION_XIXIA } from './policy.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

let store: Store;
let signIn: SignIn;
before(async () => {
  store = await openTestStore();
  const config = parseConfig({ NODE_ENV: 'test' });
  assert.ok(config.ok);
  signIn = createSignIn(config.value, store);
  await signIn.ensureAccount({
    username: 'editor',
    name: '演示编辑',
    password: 'a-long-password',
    roles: [{ role: 'editor', division: DIVISION_XIXIA }],
  });
});
after(() => store.close());

const cookieOf = (setCookies: string[]) => setCookies.map((c) => c.split(';')[0]).join('; ');

test('the right password opens a session that names the account and its roles, and closing ends it', async () => {
  const opened = await signIn.open('editor', 'a-long-password');
  assert.ok(opened.ok);
  for (const c of opened.value) assert.match(c, /HttpOnly.*SameSite=Lax/i);
  const cookie = cookieOf(opened.value);
  const actor = await signIn.actorOf(cookie);
  assert.equal(actor.kind === 'account' && actor.name, '演示编辑');
  assert.deepEqual(actor.kind === 'account' && actor.roles, [{ role: 'editor', division: DIVISION_XIXIA }]);
  await signIn.close(cookie);
  assert.deepEqual(await signIn.actorOf(cookie), { kind: 'visitor' });
});

test('a wrong password, an unknown name, a forged cookie: the same answer, and no session', async () => {
  for (const [name, password] of [
    ['editor', 'a-wrong-password'],
    ['nobody', 'a-long-password'],
    ['', ''],
    ["' or 1=1 --", 'x'.repeat(2000)],
  ] as const) {
    const opened = await signIn.open(name, password);
    assert.equal(opened.ok ? 'open' : opened.error.code, 'people.wrong_password');
  }
  assert.deepEqual(await signIn.actorOf('gongbao.session_token=forged.signature'), { kind: 'visitor' });
});

test('the password is stored as a hash, and making the account again changes nothing', async () => {
  await signIn.ensureAccount({ username: 'editor', name: '另一名', password: 'other-password', roles: [] });
  const { rows } = await store.runSql(
    'select c.password, a.name from account_credential c join account a on a.id = c.account_id',
  );
  assert.equal(rows.length, 1);
  const row = rows[0] as { password: string; name: string };
  assert.equal(row.name, '演示编辑');
  assert.ok(!row.password.includes('a-long-password'));
});
