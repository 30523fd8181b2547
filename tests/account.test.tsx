/** The safety of an account: sessions, passwords, phone numbers, and guessing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseConfig } from '#base/config.ts';
import { newId } from '#base/ids.ts';
import { FAILURES_MAX } from '#platform/people/attempts.ts';
import { createSignIn } from '#platform/people/sign-in.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
before(async () => {
  site = await openDeskSite({ GONGBAO_SIGN_INS_PER_MINUTE: '1000' });
});
after(() => site.close());

let phones = 13900000400;
async function resident(name: string): Promise<Visitor & { phone: string }> {
  const visitor = new Visitor(site.app);
  const phone = String(++phones);
  assert.equal((await visitor.register(name, phone)).statusCode, 303);
  return Object.assign(visitor, { phone });
}
const isIn = async (cookie: string) =>
  (await site.app.inject({ url: '/me', headers: { cookie, accept: 'text/html' } })).statusCode === 200;
const open = async (phone: string, password = 'a-long-password', visitor = new Visitor(site.app)) => {
  const answer = await visitor.post('/login', { username: phone, password });
  return { visitor, status: answer.statusCode, body: answer.body };
};
const key = async (visitor: Visitor) => hidden((await visitor.get('/me/account')).body, 'requestKey');

test('signing in again in a browser ends the session that it had', async () => {
  const person = await resident('换会话');
  const first = person.cookies;
  await open(person.phone, 'a-long-password', person);
  assert.notEqual(person.cookies, first);
  assert.equal(await isIn(first), false);
  assert.equal(await isIn(person.cookies), true);
});

test('a new password ends every session, gives this browser a new one, and the old password opens nothing', async () => {
  const person = await resident('改口令');
  const other = await open(person.phone);
  const before = person.cookies;
  const change = async (fields: Record<string, string>) =>
    person.post('/me/account/password', { requestKey: await key(person), ...fields });
  for (const [fields, says] of [
    [{ current: 'wrong-password', next: 'another-password' }, /现在的口令不对/],
    [{ current: 'a-long-password', next: 'short' }, /新口令须有8到200个字符/],
    [{ current: 'a-long-password', next: 'a-long-password' }, /与现在的不同/],
  ] as const) {
    const refused = await change(fields);
    assert.equal(refused.statusCode, 422);
    assert.match(textOf(refused.body), says);
  }
  assert.equal(await isIn(before), true, 'nothing was changed');
  const done = await change({ current: 'a-long-password', next: 'another-password' });
  assert.equal(done.headers.location, '/me/account?password=1', textOf(done.body));
  assert.equal(await isIn(before), false);
  assert.equal(await isIn(other.visitor.cookies), false);
  assert.equal(await isIn(person.cookies), true);
  assert.equal((await open(person.phone)).status, 422);
  assert.equal((await open(person.phone, 'another-password')).status, 303);
});

test('a new phone number needs the password, signs in from then on, and ends every other session', async () => {
  const [person, neighbour] = [await resident('换手机'), await resident('邻居')];
  const other = await open(person.phone);
  const change = async (fields: Record<string, string>) =>
    person.post('/me/account/phone', { requestKey: await key(person), ...fields });
  assert.match(textOf((await change({ current: 'x', phone: '13900000499' })).body), /现在的口令不对/);
  assert.match(
    textOf((await change({ current: 'a-long-password', phone: neighbour.phone })).body),
    /已经由别的账号使用/,
  );
  const done = await change({ current: 'a-long-password', phone: '139 0000 0499' });
  assert.equal(done.headers.location, '/me/account?phone=1', textOf(done.body));
  assert.equal(await isIn(other.visitor.cookies), false);
  assert.equal(await isIn(person.cookies), true);
  assert.equal((await open(person.phone)).status, 422);
  assert.equal((await open('13900000499')).status, 303);
  const page = textOf((await person.get('/me/account')).body);
  assert.match(page, /\*{9}99/);
  assert.doesNotMatch(page, /13900000499/);
});

test('the browsers in which one is signed in are listed and ended, and nobody else’s', async () => {
  const [person, stranger] = [await resident('列会话'), await resident('生人')];
  const other = await open(person.phone);
  const page = (await person.get('/me/account')).body;
  const sessions = [...page.matchAll(/name="session" value="([0-9a-f-]{36})"/g)].map((m) => m[1] as string);
  assert.equal(sessions.length, 1);
  const foreign = await stranger.post('/me/account/sessions', {
    requestKey: newId(),
    session: sessions[0] ?? '',
  });
  assert.equal(foreign.statusCode, 303);
  assert.equal(await isIn(other.visitor.cookies), true, 'a stranger ends nothing of it');
  await person.post('/me/account/sessions', { requestKey: newId(), session: sessions[0] ?? '' });
  assert.equal(await isIn(other.visitor.cookies), false);
  const [a, b] = [await open(person.phone), await open(person.phone)];
  await person.post('/me/account/sessions', { requestKey: newId(), session: 'others' });
  assert.deepEqual(
    [await isIn(a.visitor.cookies), await isIn(b.visitor.cookies), await isIn(person.cookies)],
    [false, false, true],
  );
});

test('an idle session ends after two hours, a busy one after twelve', async () => {
  const config = parseConfig({ NODE_ENV: 'test' });
  assert.ok(config.ok);
  let now = Temporal.Now.instant();
  const signIn = createSignIn(config.value, site.store, () => now);
  await signIn.ensureAccount({ username: 'idler', name: '闲置', password: 'a-long-password', roles: [] });
  const cookie = async () => {
    const opened = await signIn.open('idler', 'a-long-password');
    assert.ok(opened.ok);
    return opened.value.map((c) => c.split(';')[0]).join('; ');
  };
  const kind = async (c: string) => (await signIn.actorOf(c)).kind;
  const idle = await cookie();
  now = now.add({ minutes: 119 });
  assert.equal(await kind(idle), 'account');
  now = now.add({ minutes: 121 });
  assert.equal(await kind(idle), 'visitor');
  now = Temporal.Now.instant();
  assert.equal(await kind(idle), 'visitor', 'ended for good');
  const busy = await cookie();
  const start = now;
  for (let minutes = 100; minutes < 12 * 60; minutes += 100) {
    now = start.add({ minutes });
    assert.equal(await kind(busy), 'account', `${minutes}`);
  }
  now = start.add({ minutes: 12 * 60 + 1 });
  assert.equal(await kind(busy), 'visitor');
});

test('a stranger who guesses is held back; the owner signs in all the same where they have before', async () => {
  const config = parseConfig({ NODE_ENV: 'test' });
  assert.ok(config.ok);
  let now = Temporal.Now.instant();
  const signIn = createSignIn(config.value, site.store, () => now);
  await signIn.ensureAccount({ username: 'victim', name: '受害人', password: 'a-long-password', roles: [] });
  const opened = await signIn.open('victim', 'a-long-password');
  assert.ok(opened.ok);
  const cookie = opened.value.map((c) => c.split(';')[0]).join('; ');
  const code = async (password: string, client = {}) => {
    const r = await signIn.open('victim', password, client);
    return r.ok ? 'ok' : r.error.code;
  };
  for (let i = 0; i < FAILURES_MAX; i++) assert.equal(await code(`guess-${i}`), 'people.wrong_password');
  assert.equal(await code('a-long-password'), 'people.too_many', 'not even the right one, from a stranger');
  assert.equal(await code('a-long-password', { cookie: 'gongbao.device=forged.mac' }), 'people.too_many');
  assert.equal(await code('a-long-password', { cookie }), 'ok', 'the owner is not shut out');
  const other = await signIn.open('idler', 'a-long-password');
  assert.ok(other.ok, 'nor is anybody else');
  for (let i = 0; i < FAILURES_MAX; i++)
    assert.equal(await code(`guess-${i}`, { cookie }), 'people.wrong_password');
  assert.equal(
    await code('a-long-password', { cookie }),
    'people.too_many',
    'a stolen browser guesses no more',
  );
  now = now.add({ minutes: 16 });
  assert.equal(await code('a-long-password'), 'ok', 'a quarter of an hour later');
});

test('on https every cookie of the account is for this host only, secure, and out of scripts’ reach', async () => {
  const secure = await openDeskSite({ PUBLIC_URL: 'https://gb.example.cn' });
  try {
    const answer = await secure.app.inject({
      method: 'POST',
      url: '/login',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: 'username=editor&password=gongbao-editor',
    });
    assert.equal(answer.statusCode, 303);
    const cookies = [answer.headers['set-cookie']].flat().map(String);
    assert.equal(cookies.length, 2);
    for (const cookie of cookies) {
      assert.match(cookie, /^__Host-gongbao\.(session_token|device)=/);
      for (const flag of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i])
        assert.match(cookie, flag);
      assert.doesNotMatch(cookie, /Domain/i);
    }
    const cookie = cookies.map((c) => c.split(';')[0]).join('; ');
    const me = await secure.app.inject({ url: '/me', headers: { cookie, accept: 'text/html' } });
    assert.equal(me.statusCode, 200);
  } finally {
    await secure.close();
  }
});

test('costly commands are limited by account, whatever the address', async () => {
  const strict = await openDeskSite({ GONGBAO_COMMANDS_PER_MINUTE: '6' });
  try {
    const person = new Visitor(strict.app);
    await person.register('频繁', '13900000480');
    const statuses = [];
    for (let i = 0; i < 8; i++)
      statuses.push((await person.post('/services/items/000000000000/apply', {})).statusCode);
    assert.deepEqual(statuses.slice(0, 6), Array(6).fill(404));
    assert.deepEqual(statuses.slice(6), [429, 429]);
    const other = new Visitor(strict.app);
    await other.register('旁人', '13900000481');
    assert.equal((await other.post('/services/items/000000000000/apply', {})).statusCode, 404);
  } finally {
    await strict.close();
  }
});
