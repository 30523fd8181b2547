/** Signing in with an identity provider: a real one, on loopback, with made-up people. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { IdentityProvider, ProviderBrowser } from './identity-provider.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

const PUBLIC = 'http://localhost';
let provider: IdentityProvider;
let site: Site;
before(async () => {
  provider = await IdentityProvider.at(PUBLIC);
  for (const person of [
    { sub: 'p-1', name: '虚构甲', id_number: '11010519491231002X' },
    { sub: 'p-2', name: '虚构乙', id_number: '640105199001011234' },
    { sub: 'p-2-again', name: '虚构乙', id_number: '640105199001011234' },
    { sub: 'p-3', name: '虚构丙', id_number: '640105199002021235' },
    { sub: 'p-nameless' },
  ])
    provider.people.set(person.sub, person);
  site = await openDeskSite({ ...provider.env, GONGBAO_SIGN_INS_PER_MINUTE: '1000' });
});
after(async () => {
  await site.close();
  await provider.down();
});

type Change = (url: URL) => void;
/** A person signs in at the provider and comes back; `going` and `coming` may tamper on the way. */
async function byProvider(
  visitor: Visitor,
  who: string,
  {
    path = '/login/provider?back=%2Fme',
    going,
    coming,
  }: { path?: string; going?: Change; coming?: Change } = {},
) {
  provider.as = who;
  const start = await visitor.get(path);
  assert.equal(start.statusCode, 303, textOf(start.body));
  return comeBack(visitor, String(start.headers.location), going, coming);
}
async function comeBack(visitor: Visitor, to: string, going?: Change, coming?: Change) {
  const url = new URL(to);
  going?.(url);
  const back = new URL(await new ProviderBrowser().through(url.href, PUBLIC), PUBLIC);
  coming?.(back);
  return visitor.get(`${back.pathname}${back.search}`);
}
const newAccount = '/login/provider?back=%2Fme&new=1';
const whoIs = async (visitor: Visitor) => /您以“(.+?)”/.exec(textOf((await visitor.get('/me')).body))?.[1];
const accounts = async () =>
  Number(
    (
      (await site.store.runSql(`select count(*) as n from account where email like 'oidc-%'`)).rows[0] as {
        n: string;
      }
    ).n,
  );

test('the browser is sent with code, PKCE, state and nonce', async () => {
  const start = await new Visitor(site.app).get('/login/provider?back=%2Fme');
  const { searchParams: asked, origin } = new URL(String(start.headers.location));
  assert.equal(origin, provider.issuer);
  assert.equal(asked.get('response_type'), 'code');
  assert.equal(asked.get('code_challenge_method'), 'S256');
  for (const name of ['code_challenge', 'state', 'nonce'])
    assert.ok((asked.get(name) ?? '').length >= 32, name);
  assert.match(asked.get('redirect_uri') ?? '', /^http:\/\/localhost\/login\/callback\/oidc-[0-9a-f]{12}$/);
});

test('an unknown person is asked first, then has an account; the same person comes back to it', async () => {
  const visitor = new Visitor(site.app);
  const unknown = await byProvider(visitor, 'p-1');
  assert.equal(unknown.statusCode, 422);
  assert.match(textOf(unknown.body), /第一次用这个身份登录/);
  assert.equal(await accounts(), 0);
  const made = await byProvider(visitor, 'p-1', { path: newAccount });
  assert.equal(made.statusCode, 303, textOf(made.body));
  assert.equal(await whoIs(visitor), '虚构甲');
  const again = new Visitor(site.app);
  assert.equal((await byProvider(again, 'p-1')).statusCode, 303);
  assert.equal(await whoIs(again), '虚构甲');
  assert.equal(await accounts(), 1);
  assert.match(textOf((await again.get('/me/account')).body), /身份已核实/);
});

test('tokens are not kept, and name and number stand nowhere in the clear but the name that pages show', async () => {
  for (const table of ['account_credential', 'account_identity', 'account_verification', 'audit_entry']) {
    const { rows } = await site.store.runSql(`select * from ${table}`);
    assert.doesNotMatch(JSON.stringify(rows), /11010519491231002X|eyJ/, table);
  }
});

test('a nonce, a state, a browser or a code that is not the one: no session', async () => {
  const tampered: [string, { going?: Change; coming?: Change }][] = [
    ['nonce', { going: (u) => u.searchParams.set('nonce', 'x'.repeat(32)) }],
    ['state', { coming: (u) => u.searchParams.set('state', 'x'.repeat(32)) }],
    ['no state', { coming: (u) => u.searchParams.delete('state') }],
    ['code', { coming: (u) => u.searchParams.set('code', 'x'.repeat(43)) }],
    ['issuer', { coming: (u) => u.searchParams.set('iss', 'http://127.0.0.1:1') }],
    ['challenge', { going: (u) => u.searchParams.set('code_challenge', 'x'.repeat(43)) }],
    ['refusal', { coming: (u) => u.searchParams.set('error', 'access_denied') }],
  ];
  for (const [what, change] of tampered) {
    const visitor = new Visitor(site.app);
    const answer = await byProvider(visitor, 'p-1', change);
    assert.equal(answer.statusCode, 422, what);
    assert.match(textOf(answer.body), /没有登录成功|没有给出/, what);
    assert.equal((await visitor.get('/me')).statusCode, 303, `${what}: not signed in`);
  }
  // Sent to another browser than the one that started: the state alone opens nothing.
  provider.as = 'p-1';
  const start = await new Visitor(site.app).get('/login/provider?back=%2Fme');
  const victim = new Visitor(site.app);
  const back = await comeBack(victim, String(start.headers.location));
  assert.equal(back.statusCode, 422);
  assert.equal((await victim.get('/me')).statusCode, 303);
});

test('a code works once, and not after its time', async () => {
  provider.as = 'p-1';
  const visitor = new Visitor(site.app);
  const start = await visitor.get('/login/provider?back=%2Fme');
  const back = await new ProviderBrowser().through(String(start.headers.location), PUBLIC);
  assert.equal((await visitor.get(back)).statusCode, 303);
  assert.equal((await new Visitor(site.app).get(back)).statusCode, 422, 'taken by another browser');
  assert.equal((await visitor.get(back)).statusCode, 422, 'sent again');
  provider.codeSeconds = 1;
  try {
    const late = new Visitor(site.app);
    const begun = await late.get('/login/provider?back=%2Fme');
    const slow = await new ProviderBrowser().through(String(begun.headers.location), PUBLIC);
    await sleep(2100);
    assert.equal((await late.get(slow)).statusCode, 422);
    assert.equal((await late.get('/me')).statusCode, 303);
  } finally {
    provider.codeSeconds = 60;
  }
});

test('one person under two subjects is one account: the verified number says so', async () => {
  const first = new Visitor(site.app);
  await byProvider(first, 'p-2', { path: newAccount });
  const before = await accounts();
  const second = new Visitor(site.app);
  assert.equal((await byProvider(second, 'p-2-again')).statusCode, 303);
  assert.equal(await whoIs(second), '虚构乙');
  assert.equal(await accounts(), before);
});

test('an equal address or phone number links nothing; the signed-in person links by their own act', async () => {
  const phone = new Visitor(site.app);
  await phone.register('手机用户', '13900000071');
  const { rows } = await site.store.runSql(`select email from account where name = '手机用户'`);
  provider.people.set('p-same', {
    sub: 'p-same',
    name: '虚构丁',
    id_number: '640105199003031236',
    email: (rows[0] as { email: string }).email,
    email_verified: true,
    phone_number: '13900000071',
    phone_number_verified: true,
  });
  const stranger = new Visitor(site.app);
  await byProvider(stranger, 'p-same', { path: newAccount });
  assert.equal(await whoIs(stranger), '虚构丁', 'an account of their own');

  provider.as = 'p-3';
  const page = await phone.post('/me/account/provider', {});
  const to = /href="(http:\/\/127[^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const linked = await comeBack(phone, to);
  assert.equal(linked.headers.location, '/me/account?linked=1', textOf(linked.body));
  const later = new Visitor(site.app);
  assert.equal((await byProvider(later, 'p-3')).statusCode, 303);
  assert.equal(await whoIs(later), '手机用户', 'one account, two ways');

  // Somebody else's identity cannot be put on it, nor this one on another account.
  provider.as = 'p-same';
  const other = await phone.post('/me/account/provider', {});
  const url = /href="(http:\/\/127[^"]+)"/.exec(other.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const refused = await comeBack(phone, url);
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /另一个人/);
});

test('a provider that does not say who it is opens nothing', async () => {
  const visitor = new Visitor(site.app);
  const answer = await byProvider(visitor, 'p-nameless', { path: newAccount });
  assert.equal(answer.statusCode, 422);
  assert.match(textOf(answer.body), /没有给出姓名/);
  assert.equal((await visitor.get('/me')).statusCode, 303);
});

test('signing in ends the session that the browser had; signing out says that the provider is still open', async () => {
  const visitor = new Visitor(site.app);
  await visitor.register('换人用户', '13900000072');
  const before = visitor.cookies;
  await byProvider(visitor, 'p-1');
  assert.equal(await whoIs(visitor), '虚构甲');
  const old = await site.app.inject({ url: '/me', headers: { cookie: before, accept: 'text/html' } });
  assert.equal(old.statusCode, 303, 'the planted session is worth nothing');
  const left = await visitor.post('/logout', {});
  assert.equal(left.headers.location, '/login/left');
  const page = await visitor.get('/login/left');
  assert.match(page.body, new RegExp(`href="${provider.issuer}/session/end\\?`));
  assert.equal((await visitor.get('/me')).statusCode, 303);
});

test('a provider that is down keeps nobody from signing in by phone, and is used again when it is back', async () => {
  await provider.down();
  const cold = await openDeskSite({ ...provider.env, GONGBAO_SIGN_INS_PER_MINUTE: '1000' });
  try {
    const visitor = new Visitor(cold.app);
    assert.equal((await visitor.register('照常登录', '13900000073')).statusCode, 303);
    const answer = await visitor.get('/login/provider?back=%2Fme');
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /暂时连不上/);
    await provider.up();
    provider.as = 'p-1';
    assert.equal((await new Visitor(cold.app).get('/login/provider?back=%2Fme')).statusCode, 303);
    const late = new Visitor(cold.app);
    const start = await late.get('/login/provider?back=%2Fme');
    const back = await new ProviderBrowser().through(String(start.headers.location), PUBLIC);
    await provider.down();
    assert.equal((await late.get(back)).statusCode, 422, 'gone in the middle');
    assert.equal((await late.get('/me')).statusCode, 303);
  } finally {
    await cold.close();
    await provider.up();
  }
});

test('a licence is handed out only by somebody who is known', async () => {
  const phone = new Visitor(site.app);
  await phone.register('只有手机', '13900000074');
  const answer = await phone.post('/me/licences/00000000-0000-7000-8000-000000000000/uses', {});
  assert.equal(answer.statusCode, 403);
  assert.match(textOf(answer.body), /先核实您本人/);
  const known = new Visitor(site.app);
  await byProvider(known, 'p-1');
  assert.equal(
    (
      await known.post('/me/licences/00000000-0000-7000-8000-000000000000/uses', {
        requestKey: 'made-up-key',
      })
    ).statusCode,
    404,
    'known; there is no such licence',
  );
});
