/** Following a case as it happens, over real connections: in one process, and through two on one server. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { revokeKey } from '#platform/keys/index.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { readItem } from '#systems/permits/index.ts';
import { administrator, type DogItem, dogItem, keyFor, until } from './api-site.ts';
import { openChildDatabase } from './crash-database.ts';
import { startSite, stopSite } from './crash-site.ts';
import { EventReader } from './event-reader.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';

let site: Site;
let origin: string;
let item: DogItem;
let answers: object;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  item = await dogItem(site);
  const found = await readItem(site.store.db, item.code);
  assert.ok(found);
  answers = madeUpAnswers(found.content.form);
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`;
});
after(() => site.close());

async function signIn(at: string, username: string): Promise<string> {
  const password = DEMO_ACCOUNTS.find((a) => a.username === username)?.password ?? '';
  const body = new URLSearchParams({ username, password });
  const answer = await fetch(`${at}/login`, { method: 'POST', body, redirect: 'manual' });
  assert.equal(answer.status, 303);
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}

async function send<T>(url: string, headers: Record<string, string>, body: object): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
    body: JSON.stringify(body),
  });
  const said = (await answer.json()) as T;
  assert.equal(answer.status, 200, JSON.stringify(said));
  return said;
}

const file = async (at: string, cookie: string, asked: DogItem): Promise<string> => {
  const application = { itemCode: asked.code, itemVersion: asked.version, body: asked.body, answers };
  return (await send<{ id: string }>(`${at}/api/me/applications`, { cookie }, application)).id;
};
const step = (at: string, cookie: string, id: string, transition: string, seen: number, input: object = {}) =>
  send(`${at}/api/desk/cases/${id}/steps`, { cookie }, { transition, input, seen });

test('the applicant hears of a step when it is made, and nobody else does', async () => {
  const [resident, clerk] = [await signIn(origin, 'resident'), await signIn(origin, 'window')];
  const id = await file(origin, resident, item);
  const own = await EventReader.open(`${origin}/api/me/cases/${id}/events?after=1`, { cookie: resident });
  assert.equal(own.status, 200);
  assert.match(own.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.match(own.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  const desk = await EventReader.open(`${origin}/api/desk/cases/${id}/events?after=1`, { cookie: clerk });
  const other = await EventReader.open(`${origin}/api/me/cases/${id}/events`, { cookie: clerk });
  assert.deepEqual([other.status, (await other.json()).error.code], [404, 'services.case.not_found']);
  const nobody = await EventReader.open(`${origin}/api/me/cases/${id}/events`, {});
  assert.equal(nobody.status, 401);
  const notOfficial = await EventReader.open(`${origin}/api/desk/cases/${id}/events`, { cookie: resident });
  assert.equal(notOfficial.status, 403);

  await step(origin, clerk, id, 'accept', 1);
  for (const reader of [own, desk]) {
    const [came] = await until(
      () => reader.events,
      (e) => e.length === 1,
    );
    assert.equal(came?.id, 2);
    assert.equal(came.data.event.done, '受理');
    assert.equal(came.data.state.code, 'accepted');
    reader.close();
  }
});

test('whoever comes back with the number of the last event misses none and gets none twice', async () => {
  const [resident, clerk] = [await signIn(origin, 'resident'), await signIn(origin, 'window')];
  const id = await file(origin, resident, item);
  await step(origin, clerk, id, 'accept', 1);
  const url = `${origin}/api/me/cases/${id}/events`;
  const back = await EventReader.open(url, { cookie: resident, 'last-event-id': '1' });
  await until(
    () => back.events.map((e) => e.id),
    (ids) => ids.length === 1,
  );
  assert.deepEqual(
    back.events.map((e) => e.id),
    [2],
  );
  await send(
    `${origin}/api/me/cases/${id}/steps`,
    { cookie: resident },
    {
      transition: 'withdraw',
      input: { reason: '虚构的理由' },
      seen: 2,
    },
  );
  await until(
    () => back.events,
    (e) => e.length === 2,
  );
  assert.deepEqual(
    back.events.map((e) => e.id),
    [2, 3],
  );
  const all = await EventReader.open(url, { cookie: resident });
  await until(
    () => all.events,
    (e) => e.length === 3,
  );
  assert.deepEqual(
    all.events.map((e) => e.id),
    [1, 2, 3],
  );
  back.close();
  all.close();
});

test('signing out ends the stream; a key that was revoked hears nothing more', async () => {
  const resident = await signIn(origin, 'resident');
  const id = await file(origin, resident, item);
  const own = await EventReader.open(`${origin}/api/me/cases/${id}/events?after=1`, { cookie: resident });
  await fetch(`${origin}/logout`, { method: 'POST', headers: { cookie: resident }, redirect: 'manual' });
  await until(
    () => own.ended,
    (ended) => ended,
  );
  const { id: keyId, secret } = await keyFor(site, { scopes: ['cases.read'], posts: ['clerk'] });
  const system = await EventReader.open(`${origin}/api/desk/cases/${id}/events?after=1`, {
    authorization: `Bearer ${secret}`,
  });
  assert.equal(system.status, 200);
  await revokeKey({ db: site.store.db }, administrator, { division: '640105', id: keyId });
  await step(origin, await signIn(origin, 'window'), id, 'accept', 1);
  await until(
    () => system.ended,
    (ended) => ended,
  );
  assert.deepEqual(system.events, []);
});

test('an account has only so many streams, and one that is closed makes room', async () => {
  const resident = await signIn(origin, 'resident');
  const id = await file(origin, resident, item);
  const open = () => EventReader.open(`${origin}/api/me/cases/${id}/events`, { cookie: resident });
  const readers = await Promise.all(Array.from({ length: 6 }, open));
  assert.deepEqual(
    readers.map((r) => r.status),
    [200, 200, 200, 200, 200, 200],
  );
  const refused = await open();
  assert.deepEqual([refused.status, (await refused.json()).error.code], [429, 'web.streams.too_many']);
  readers[0]?.close();
  const again = await until(open, (r) => r.status === 200);
  for (const reader of [...readers, again]) reader.close();
  await until(
    () => site.app.streams.count,
    (n) => n === 0,
  );
});

test('a server that stops ends its streams first', async () => {
  const short = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  const asked = await dogItem(short);
  await short.app.listen({ port: 0, host: '127.0.0.1' });
  const at = `http://127.0.0.1:${(short.app.server.address() as AddressInfo).port}`;
  const resident = await signIn(at, 'resident');
  const id = await file(at, resident, asked);
  const own = await EventReader.open(`${at}/api/me/cases/${id}/events`, { cookie: resident });
  await until(
    () => own.events,
    (e) => e.length === 1,
  );
  await short.close();
  await until(
    () => own.ended,
    (ended) => ended,
  );
});

test('two processes on one database: a step in one is heard in the other', {
  skip: process.env.TEST_DATABASE_URL
    ? false
    : 'the embedded database has one process: set TEST_DATABASE_URL',
}, async () => {
  const database = await openChildDatabase();
  const env = { ...database.env, NODE_ENV: 'test', GONGBAO_DEMO: '1', GONGBAO_SIGN_INS_PER_MINUTE: '100' };
  const first = await startSite(env);
  const second = await startSite(env);
  try {
    const [resident, clerk] = [await signIn(first.url, 'resident'), await signIn(second.url, 'window')];
    const id = await file(first.url, resident, item);
    const own = await EventReader.open(`${first.url}/api/me/cases/${id}/events?after=1`, {
      cookie: resident,
    });
    assert.equal(own.status, 200);
    await step(second.url, clerk, id, 'accept', 1);
    const [came] = await until(
      () => own.events,
      (e) => e.length === 1,
    );
    assert.equal(came?.data.state.code, 'accepted');
    await fetch(`${second.url}/logout`, {
      method: 'POST',
      headers: { cookie: resident },
      redirect: 'manual',
    });
    await until(
      () => own.ended,
      (ended) => ended,
    );
  } finally {
    await stopSite(first);
    await stopSite(second);
    await database.close();
  }
});
