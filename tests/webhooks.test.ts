/** What other systems are told, over HTTP to a receiver that is sometimes down: whole stories. */
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { newId } from '#base/ids.ts';
import { collectDeliveries } from '#systems/connections/collect.ts';
import { hearSteps } from '#systems/connections/jobs.ts';
import { webhooksOf } from '#systems/connections/webhooks.ts';
import { readItem } from '#systems/permits/index.ts';
import { type DogItem, dogItem, keyFor, Program, until } from './api-site.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

type Came = { readonly body: string; readonly headers: IncomingHttpHeaders };

/** Another system's receiver: what came, and how it answers. */
class Receiver {
  readonly came: Came[] = [];
  answer: { status: number; body?: string; location?: string } | 'nothing' = { status: 204 };
  readonly #server: Server;
  port = 0;
  constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      this.came.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
      if (this.answer === 'nothing') return void request.socket.destroy();
      const { status, body = '', location } = this.answer;
      response.writeHead(status, location ? { location } : {}).end(body);
    });
  }
  async open(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    this.port = (this.#server.address() as { port: number }).port;
  }
  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => void this.#server.close(() => resolve()));
  }
  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks`;
  }
}

let site: Site;
let item: DogItem;
let answers: object;
let clerk: Program;
let manager: Program;
const receivers: Receiver[] = [];
before(async () => {
  site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '100000',
    GONGBAO_WEBHOOK_TRIES: '2',
    GONGBAO_WEBHOOK_RETRY_SECONDS: '1',
  });
  item = await dogItem(site);
  const found = await readItem(site.store.db, item.code);
  assert.ok(found);
  answers = madeUpAnswers(found.content.form);
  clerk = new Program(site, (await keyFor(site, { scopes: ['cases.act'], posts: ['clerk'] })).secret);
  manager = new Program(site, (await keyFor(site, { scopes: ['webhooks.manage'] })).secret);
});
after(async () => {
  for (const receiver of receivers) await receiver.close().catch(() => {});
  await site.close();
});

const collect = () => collectDeliveries(webhooksOf(site.context), '640105');

async function receiver(): Promise<Receiver> {
  const made = new Receiver();
  receivers.push(made);
  await made.open();
  return made;
}

async function subscribed(url: string, kinds: string[], body = '*') {
  const made = await manager.call<{ id: string; secret: string }>('POST', '/api/webhooks', {
    url,
    body,
    kinds,
    about: '虚构的订阅',
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body;
}

async function open(): Promise<{ id: string; number: string }> {
  const intake = { itemCode: item.code, itemVersion: item.version, body: item.body, answers };
  const { status, body } = await clerk.call<{ id: string; number: string }>(
    'POST',
    '/api/desk/cases',
    intake,
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

async function step(id: string, transition: string, input: object = {}, seen = 1): Promise<void> {
  const { status, body } = await clerk.call('POST', `/api/desk/cases/${id}/steps`, {
    transition,
    input,
    seen,
  });
  assert.equal(status, 200, JSON.stringify(body));
}

type Delivery = {
  id: string;
  kind: string;
  state: string;
  tries: { status: number | null; answer: string }[];
};
const deliveries = async (id: string): Promise<Delivery[]> =>
  (await manager.call<{ deliveries: Delivery[] }>('GET', `/api/webhooks/${id}/deliveries`)).body.deliveries;
const settled = (id: string, count: number) =>
  until(
    () => deliveries(id),
    (all) => all.length === count && all.every((d) => d.state !== 'waiting'),
  );
const typesOf = (r: Receiver) => r.came.map((c) => (JSON.parse(c.body) as { type: string }).type);

test('a case that is opened and accepted is told, signed, without personal data, once each', async () => {
  await open();
  const here = await receiver();
  const { id, secret } = await subscribed(here.url, ['case.opened', 'case.accepted']);
  const filed = await open();
  await step(filed.id, 'accept');
  await collect();
  assert.equal(await collect(), 0, 'nothing is derived twice');
  await settled(id, 2);
  assert.equal(here.came.length, 2, 'what was before the subscription is not sent');
  assert.deepEqual(typesOf(here).sort(), ['case.accepted', 'case.opened']);
  const webhook = new Webhook(secret);
  for (const { body, headers } of here.came) {
    const said = webhook.verify(body, headers as Record<string, string>) as { data: Record<string, unknown> };
    assert.equal(said.data.caseNumber, filed.number);
    assert.deepEqual(Object.keys(said.data).sort(), [
      'body',
      'caseId',
      'caseNumber',
      'division',
      'on',
      'outcome',
      'seq',
      'state',
    ]);
    assert.doesNotMatch(body, /虚构的内容|11010519491231002X|13900000009/);
    assert.throws(() => webhook.verify(`${body} `, headers as Record<string, string>), 'a changed body');
    assert.throws(
      () => new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(body, headers as never),
      'another secret',
    );
    const old = { ...headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 3600) };
    assert.throws(() => webhook.verify(body, old as never), 'an old time');
  }
  const { rows } = await site.store.runSql('select secret_sealed from webhook_subscription where id = $1', [
    id,
  ]);
  assert.ok(!Buffer.from((rows[0] as { secret_sealed: Uint8Array }).secret_sealed).includes(secret.slice(6)));
});

test('a receiver that is down: tried again, given up, replayed when it is back, the same webhook-id', async () => {
  const here = await receiver();
  const { port } = here;
  const { id } = await subscribed(here.url, ['case.withdrawn']);
  await here.close();
  const filed = await open();
  await step(filed.id, 'withdraw', { reason: '虚构的理由' });
  await collect();
  const [dead] = await settled(id, 1);
  assert.equal(dead?.state, 'dead');
  assert.equal(dead.tries.length, 2);
  assert.ok(dead.tries.every((t) => t.status === null && /ECONNREFUSED/.test(t.answer)));
  const back = new Receiver();
  receivers.push(back);
  await back.open(port);

  const key = { 'idempotency-key': newId() };
  const replayed = await manager.call('POST', `/api/webhooks/${id}/replays`, {}, key);
  assert.deepEqual(replayed.body, { sent: 1, again: false });
  const twice = await manager.call('POST', `/api/webhooks/${id}/replays`, {}, key);
  assert.deepEqual(twice.body, { sent: 1, again: true }, 'the command sent again answers as the first time');
  const [came] = await settled(id, 1);
  assert.equal(came?.state, 'delivered');
  assert.equal(came.tries.length, 3);
  const again = await manager.call('POST', `/api/webhooks/${id}/replays`, { delivery: came.id });
  assert.deepEqual(again.body, { sent: 1, again: false });
  await until(
    () => back.came.length,
    (n) => n === 2,
  );
  const seen = new Set(back.came.map((c) => c.headers['webhook-id']));
  assert.deepEqual([...seen], [dead.id], 'a receiver that remembers ids takes it once');
});

test('no redirect is followed, an answer that says no is one, and only so much of it is read', async () => {
  const inner = await receiver();
  const here = await receiver();
  const { id } = await subscribed(here.url, ['case.opened'], item.body);
  here.answer = { status: 307, location: inner.url };
  await open();
  await collect();
  const [first] = await settled(id, 1);
  assert.deepEqual([first?.state, first?.tries[0]?.status], ['dead', 307]);
  assert.equal(inner.came.length, 0);
  here.answer = { status: 500, body: '坏'.repeat(200_000) };
  await manager.call('POST', `/api/webhooks/${id}/replays`, {});
  const [second] = await until(
    () => deliveries(id),
    ([d]) => d?.state === 'dead' && d.tries.length === 4,
  );
  assert.equal(second?.tries[3]?.status, 500);
  assert.ok((second?.tries[3]?.answer.length ?? 0) <= 1000);
  here.answer = 'nothing';
  await manager.call('POST', `/api/webhooks/${id}/replays`, {});
  const [third] = await until(
    () => deliveries(id),
    ([d]) => d?.state === 'dead' && d.tries.length === 6,
  );
  assert.equal(third?.tries[5]?.status, null);
});

test('a secret that was changed: both sign for a day, the old one is worth nothing after', async () => {
  const here = await receiver();
  const { id, secret } = await subscribed(here.url, ['case.opened']);
  const key = { 'idempotency-key': newId() };
  const first = await manager.call<{ secret: string }>('POST', `/api/webhooks/${id}/secret`, undefined, key);
  const second = await manager.call<{ secret: string }>('POST', `/api/webhooks/${id}/secret`, undefined, key);
  assert.equal(second.body.secret, first.body.secret, 'sent again, the same');
  assert.notEqual(first.body.secret, secret);
  await manager.call('POST', `/api/webhooks/${id}/pings`);
  await until(
    () => here.came.length,
    (n) => n === 1,
  );
  const { body, headers } = here.came[0] as Came;
  for (const one of [secret, first.body.secret]) new Webhook(one).verify(body, headers as never);
  await site.store.runSql(`update webhook_subscription set old_secret_until = now() - interval '1 minute'`);
  await manager.call('POST', `/api/webhooks/${id}/pings`);
  await until(
    () => here.came.length,
    (n) => n === 2,
  );
  const later = here.came[1] as Came;
  new Webhook(first.body.secret).verify(later.body, later.headers as never);
  assert.throws(() => new Webhook(secret).verify(later.body, later.headers as never));
});

test('a step is sent without waiting for the minute', async () => {
  const here = await receiver();
  await subscribed(here.url, ['case.accepted']);
  await hearSteps(site.context);
  const filed = await open();
  await step(filed.id, 'accept');
  await until(
    () => here.came.length,
    (n) => n === 1,
  );
});

test('an address within is refused', async () => {
  for (const url of [
    'https://10.0.0.1/x',
    'https://169.254.169.254/latest',
    'http://hooks.example.cn/',
    'http://192.168.1.1/',
  ]) {
    const { status, body } = await manager.call<{ error: { code: string } }>('POST', '/api/webhooks', {
      url,
      body: '*',
      kinds: ['case.opened'],
      about: 'x',
    });
    assert.deepEqual([status, body.error?.code], [422, 'webhooks.address'], url);
  }
});

test('a key manages what is told of its own body, and the subscription that ended is told nothing', async () => {
  const here = await receiver();
  const { id } = await subscribed(here.url, ['case.opened'], item.body);
  const other = new Program(
    site,
    (await keyFor(site, { scopes: ['webhooks.manage'], body: '虚构的局' })).secret,
  );
  assert.equal((await other.call('GET', `/api/webhooks/${id}`)).status, 404);
  assert.equal((await other.call('DELETE', `/api/webhooks/${id}`)).status, 404);
  const wrong = { url: here.url, body: item.body, kinds: ['case.opened'], about: 'x' };
  const refused = await other.call<{ error: { code: string } }>('POST', '/api/webhooks', wrong);
  assert.deepEqual([refused.status, refused.body.error.code], [422, 'webhooks.body']);
  const reader = new Program(site, (await keyFor(site, { scopes: ['public.read'] })).secret);
  assert.equal((await reader.call('GET', '/api/webhooks')).status, 403);
  assert.equal((await manager.call('DELETE', `/api/webhooks/${id}`)).status, 200);
  await open();
  await collect();
  assert.deepEqual(await deliveries(id), []);
});

test('an administrator does all of it on the desk, without script', async () => {
  const admin = new Visitor(site.app);
  await admin.signIn('admin');
  const here = await receiver();
  const HOOKS = '/desk/connections/webhooks';
  const form = (await admin.get(`${HOOKS}/new`)).body;
  const fields = {
    requestKey: hidden(form, 'requestKey'),
    about: '虚构的大屏',
    body: '*',
    kinds: ['case.opened'],
  };
  const wrong = await admin.post(HOOKS, { ...fields, url: 'http://hooks.example.cn/' });
  assert.equal(wrong.statusCode, 422);
  assert.match(textOf(wrong.body), /推送只走 https/);
  const made = await admin.post(HOOKS, { ...fields, url: here.url });
  assert.equal(made.statusCode, 201);
  assert.match(made.body, /whsec_/);
  const path = new RegExp(`${HOOKS}/[0-9a-f-]{36}`).exec(made.body)?.[0] ?? '';
  here.answer = { status: 503, body: '虚构的故障' };
  await admin.post(`${path}/pings`, {});
  const id = path.split('/').at(-1) ?? '';
  await settled(id, 1);
  const shown = (await admin.get(path)).body;
  assert.match(textOf(shown), /已停发.*答复 503.*虚构的故障/s);
  assert.doesNotMatch(shown, /whsec_/);
  here.answer = { status: 200 };
  const replayed = await admin.post(`${path}/replays`, { requestKey: hidden(shown, 'requestKey') });
  assert.match(String(replayed.headers.location), /sent=1/);
  await until(
    () => deliveries(id),
    ([d]) => d?.state === 'delivered',
  );
  assert.equal((await admin.post(`${path}/end`, {})).statusCode, 303);
  assert.match(textOf((await admin.get(path)).body), /结束/);
  assert.match(textOf((await admin.get(HOOKS)).body), /虚构的大屏.*已结束/s);
});
