/** The trust that every page and command rests on, for the whole site as it is registered. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { POLICY, type UseCase } from '#platform/people/policy.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../src/rooms.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

let site: Site;
const routes: { method: string; url: string; policy: UseCase }[] = [];
before(async () => {
  site = await openDeskSite();
  const collect = (app: FastifyInstance) => {
    app.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) {
        if (method !== 'HEAD' && method !== 'OPTIONS') {
          routes.push({ method, url: route.url, policy: route.config?.policy as UseCase });
        }
      }
    });
  };
  const listing = await createServer(site.context, [collect, ...rooms.map((r) => r.routes)]);
  await listing.close();
});
after(() => site.close());

test('every route of every room names a use case, and asks for it', async () => {
  assert.ok(routes.length > 20, `${routes.length} routes`);
  const visitor = new Visitor(site.app);
  for (const { method, url, policy } of routes) {
    assert.ok(policy in POLICY, `${method} ${url}`);
    const address = url.replace(/:\w+/g, '00000000-0000-7000-8000-000000000000').replace('*', 'x');
    const answer =
      method === 'GET' || method === 'POST'
        ? await (method === 'GET' ? visitor.get(address) : visitor.post(address, {}))
        : await site.app.inject({ method: method as 'PUT' | 'DELETE', url: address });
    const open = POLICY[policy] === 'everybody';
    const page = method === 'GET' && !url.startsWith('/api/');
    if (!open && page) assert.match(answer.headers.location as string, /^\/login\?back=/, `${method} ${url}`);
    if (!open && !page) assert.equal(answer.statusCode, 401, `${method} ${url}`);
    if (open) assert.notEqual(answer.statusCode, 401, `${method} ${url}`);
    assert.ok(answer.statusCode < 500, `${method} ${url}: ${answer.statusCode}`);
  }
});

test('an administrator may look at the desk but not do an editor’s work', async () => {
  const admin = new Visitor(site.app);
  await admin.signIn('admin');
  for (const { method, url, policy } of routes) {
    const rule: string | readonly string[] = POLICY[policy];
    if (rule === 'everybody' || rule === 'account' || rule.includes('administrator')) continue;
    const address = url.replace(/:\w+/g, '00000000-0000-7000-8000-000000000000');
    const answer =
      method === 'GET' || method === 'POST'
        ? await (method === 'GET' ? admin.get(address) : admin.post(address, {}))
        : await admin.send(method as 'PUT' | 'DELETE', address);
    assert.equal(answer.statusCode, 403, `${method} ${url}`);
  }
});

test('a command that another site’s page sends is refused, whoever is signed in', async () => {
  const editor = new Visitor(site.app);
  const signedIn = await editor.signIn('editor');
  const cookie = signedIn.cookies.map((c) => `${c.name}=${c.value}`).join('; ');
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.example' },
    { origin: 'https://other.example' },
    { origin: 'null' },
  ]) {
    const answer = await site.app.inject({
      method: 'POST',
      url: '/logout',
      headers: { ...headers, cookie, accept: 'text/html' },
    });
    assert.equal(answer.statusCode, 403);
  }
  assert.equal((await editor.get('/account')).statusCode, 200, 'still signed in');
});

test('pages allow no foreign or inline script, no frame, and say so', async () => {
  const answer = await new Visitor(site.app).get('/login');
  const policy = answer.headers['content-security-policy'] as string;
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
});

test('sign-in leads back to where one was, and never to another site', async () => {
  const editor = new Visitor(site.app);
  const asked = await editor.get('/desk/imports');
  assert.equal(asked.headers.location, '/login?back=%2Fdesk%2Fimports');
  assert.equal((await editor.signIn('editor', '/desk/imports')).headers.location, '/desk/imports');
  for (const back of [
    'https://other.example/',
    '//other.example',
    '/\\other.example',
    'javascript:alert(1)',
    '/login',
  ]) {
    assert.equal((await new Visitor(site.app).signIn('editor', back)).headers.location, '/desk', back);
  }
});

test('a wrong password says what to do, keeps the name, and is written down without the password', async () => {
  const answer = await new Visitor(site.app).post('/login', {
    username: 'editor',
    password: 'not-the-password',
  });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /账号或密码不对/);
  assert.match(answer.body, /value="editor"/);
  assert.doesNotMatch(answer.body, /not-the-password/);
  const rows = await site.store.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('use_case', '=', 'people.sign_in')
    .execute();
  assert.ok(rows.some((r) => r.outcome === 'refused:people.wrong_password'));
  assert.ok(!JSON.stringify(rows).includes('not-the-password'));
});

test('too many sign-ins from one address are held back with a page', async () => {
  const strict = await openDeskSite({ GONGBAO_SIGN_INS_PER_MINUTE: '3' });
  try {
    const visitor = new Visitor(strict.app);
    const statuses = [];
    for (let i = 0; i < 5; i++)
      statuses.push((await visitor.post('/login', { username: 'x', password: 'y' })).statusCode);
    assert.deepEqual(statuses, [422, 422, 422, 429, 429]);
  } finally {
    await strict.close();
  }
});

test('unknown addresses and machines’ requests get answers in their own form', async () => {
  const page = await new Visitor(site.app).get('/no/such/page');
  assert.equal(page.statusCode, 404);
  assert.match(page.headers['content-type'] as string, /text\/html/);
  assert.match(page.body, /没有这个页面/);
  const data = await site.app.inject({ url: '/api/no-such', headers: { accept: 'application/json' } });
  assert.equal(data.statusCode, 404);
  assert.equal(data.json().error.code, 'web.not_found');
});

test('type size and contrast are remembered and lead back to this site only', async () => {
  const visitor = new Visitor(site.app);
  const answer = await visitor.get('/display?large=1&contrast=1&back=%2Flogin');
  assert.equal(answer.headers.location, '/login');
  assert.match((await visitor.get('/login')).body, /<html[^>]*class="large-type high-contrast"/);
  assert.equal(
    (await visitor.get('/display?large=0&back=https%3A%2F%2Fother.example')).headers.location,
    '/',
  );
});

test('a page that has not changed is not sent again', async () => {
  const visitor = new Visitor(site.app);
  const first = await visitor.get('/login');
  const again = await visitor.get('/login', { 'if-none-match': first.headers.etag as string });
  assert.equal(again.statusCode, 304);
  assert.equal(again.body, '');
});

test('health tells life from readiness, and metrics count by route', async () => {
  assert.equal((await site.app.inject('/health/live')).json().status, 'ok');
  assert.equal((await site.app.inject('/health/ready')).json().status, 'ok');
  assert.match(
    (await site.app.inject('/metrics')).body,
    /http_request_seconds_count\{method="GET",route="\/login",status="200"\}/,
  );
});

test('a form whose sender is no longer signed in comes back whole, to be sent again', async () => {
  const editor = new Visitor(site.app);
  await editor.signIn('editor');
  const form = await editor.get('/desk/next-issue/drafts/new');
  const requestKey = hidden(form.body, 'requestKey');
  const body = `一、写了半天的第一段，还带着"引号"和<尖括号>。\n二、第二段。`;
  const fields = {
    requestKey,
    section: '政府文件',
    title: '关于登录过期的通知',
    body,
    attachmentTitle: ['附件一', ''],
    attachmentText: ['第一个附件的字', ''],
  };
  const late = await new Visitor(site.app).post('/desk/next-issue/drafts', fields);
  assert.equal(late.statusCode, 401);
  assert.match(textOf(late.body), /登录已过期.*没有丢失.*再次提交/s);
  assert.ok(textOf(late.body).includes('第二段。'), 'what was typed can be read and copied');
  const again: Record<string, string[]> = {};
  for (const [input] of late.body.matchAll(/<input type="hidden"[^>]*>/g)) {
    const read = (name: string) => unescapeHtml(new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '');
    again[read('name')] = [...(again[read('name')] ?? []), read('value')];
  }
  assert.match(late.body, /<form action="\/desk\/next-issue\/drafts" method="post"/);
  const sent = await editor.post('/desk/next-issue/drafts', again);
  assert.equal(sent.statusCode, 303, textOf(sent.body));
  const kept = await site.store.db
    .selectFrom('gazette_draft')
    .select(['title', 'body', 'attachments'])
    .executeTakeFirstOrThrow();
  assert.deepEqual(kept, {
    title: fields.title,
    body,
    attachments: [{ title: '附件一', text: '第一个附件的字' }],
  });
});

test('a secret is never shown again', async () => {
  const answer = await new Visitor(site.app).post('/desk/bodies', { password: 'hush-hush', note: 'x' });
  assert.equal(answer.statusCode, 401);
  assert.doesNotMatch(answer.body, /hush-hush/);
});

const unescapeHtml = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
