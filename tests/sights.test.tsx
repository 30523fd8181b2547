/**
 * Every route is opened by every kind of actor with everything there is to open. Wherever an answer holds a whole
 * identity number or phone number, the same request wrote a line of the audit trail about it, which the person
 * concerned can read.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { extractText, getDocumentProxy } from 'unpdf';
import { newId } from '#base/ids.ts';
import { type Item, listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../src/rooms.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { madeUpIdentity } from './made-up-numbers.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

const NUMBER = madeUpIdentity('19700102');
const MOBILE = '13900000601';
const CHILD = madeUpIdentity('20200103');

let site: Site;
let item: Item;
let person: Visitor;
const actors = new Map<string, Visitor>();
const ids = { case: '', draft: '', preReview: '', licence: '', use: '', proxy: '', identifier: '' };
const routes: { method: string; url: string }[] = [];

before(async () => {
  site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '1000000',
    GONGBAO_SIGN_INS_PER_MINUTE: '1000000',
  });
  await seedItems(site.store.db);
  const collect = (app: FastifyInstance) => {
    app.addHook('onRoute', (route) => {
      // A stream has no end to wait for; what it sends is tried in the story of following cases.
      for (const method of [route.method].flat())
        if (route.config?.api?.gives !== 'text/event-stream' && (method === 'GET' || method === 'POST'))
          routes.push({ method, url: route.url });
    });
  };
  await (await createServer(site.context, [collect, ...rooms.map((r) => r.routes)])).close();
  const row = (await listItems(site.store.db)).find((i) => i.name === '犬类准养证核发');
  const found = row && (await readItem(site.store.db, row.code));
  assert.ok(found);
  item = found.content;
  person = new Visitor(site.app);
  await person.register('虚构某人', MOBILE);
  actors.set('person', person);
  actors.set('visitor', new Visitor(site.app));
  const stranger = new Visitor(site.app);
  await stranger.register('虚构生人', '13900000602');
  actors.set('stranger', stranger);
  for (const name of ['window', 'reviewer', 'approver', 'editor', 'admin']) {
    const visitor = new Visitor(site.app);
    await visitor.signIn(name);
    actors.set(name, visitor);
  }
  await prepare(found.version);
});
after(() => site.close());

const actor = (name: string) => actors.get(name) as Visitor;

/** A draft, a case that became a licence, a use that was taken, and a child. */
async function prepare(version: number): Promise<void> {
  const path = `/services/items/${item.codes.base}/apply`;
  const fields = {
    itemVersion: String(version),
    body: item.codes.implementations[0]?.body ?? '',
    ...asFields(madeUpAnswers(item.form)),
    'applicant.name': '虚构某人',
    'applicant.number': NUMBER,
    'applicant.mobile': MOBILE,
  };
  ids.draft = newId();
  const asked = await person.post(path, { ...fields, draft: ids.draft, step: 'pre_review' });
  ids.preReview = /pre-reviews\/([0-9a-f-]{36})/.exec(String(asked.headers.location))?.[1] ?? '';
  const draft = newId();
  const filled = await person.post(path, { ...fields, draft, step: 'next' });
  assert.equal(filled.statusCode, 303, textOf(filled.body));
  const sent = await person.upload(`${path}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
  ids.case = /cases\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1] ?? '';
  for (const [who, transition, input] of [
    ['window', 'accept', {}],
    ['reviewer', 'propose', { opinion: 'grant', reason: '材料齐全' }],
    ['approver', 'grant', {}],
  ] as const) {
    const { body } = await actor(who).json<{ version: number }>(`/api/desk/cases/${ids.case}`);
    const made = await actor(who).json(`/api/desk/cases/${ids.case}/steps`, {
      transition,
      input,
      seen: body.version,
      requestKey: newId(),
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
  }
  const [licence] = (await site.store.runSql('select id, identifier, case_number from licence')).rows as {
    id: string;
    identifier: string;
    case_number: string;
  }[];
  assert.ok(licence);
  Object.assign(ids, { licence: licence.id, identifier: licence.identifier });
  const allowed = await person.post(`/me/licences/${licence.id}/uses`, {
    caseNumber: licence.case_number,
    purpose: '虚构的用途',
    requestKey: newId(),
  });
  ids.use = /uses\/([0-9a-f-]{36})/.exec(String(allowed.headers.location))?.[1] ?? '';
  const page = (await person.get(String(allowed.headers.location))).body;
  const code =
    /redeem\?code=([0-9A-Z]{12})/.exec(page)?.[1] ?? /([0-9A-HJKMNP-TV-Z]{4}-?){3}/.exec(textOf(page))?.[0];
  const taken = await actor('window').post('/desk/licences/redeem', {
    code: code ?? '',
    caseNumber: licence.case_number,
    requestKey: newId(),
  });
  assert.equal(taken.statusCode, 303, textOf(taken.body).slice(-400));
  await person.post('/me/proxies/ask', {
    kind: 'minor',
    name: '虚构孩子',
    number: CHILD,
    scope: 'all',
    requestKey: newId(),
  });
  ids.proxy = ((await site.store.runSql('select id from proxy')).rows[0] as { id: string }).id;
}

/** Not a sight but a command that would end the story: whoever is signed in is signed out, the draft taken back. */
const LEFT_OUT = new Set([
  ...['/logout', '/login', '/register', '/me/account/sessions', '/me/account/password'],
  '/me/pre-reviews/:id/withdraw',
]);

/** Every address of a route, with everything that its parameters may name. */
function addressesOf(url: string): string[] {
  const values: Record<string, readonly string[]> = {
    id: [ids.case, ids.licence, ids.proxy, ids.preReview],
    useId: [ids.use],
    code: [item.codes.base],
    identifier: [ids.identifier],
  };
  let made = [url];
  for (const [, name = ''] of url.matchAll(/:(\w+)/g))
    made = made.flatMap((one) =>
      (values[name] ?? ['00000000-0000-7000-8000-000000000000']).map((v) => one.replace(`:${name}`, v)),
    );
  return made.flatMap((one) =>
    /\/apply(\/materials)?$/.test(one) ? [one, `${one}?draft=${ids.draft}`] : [one.replace('*', 'x')],
  );
}

async function wordsOf(answer: Awaited<ReturnType<Visitor['get']>>): Promise<string> {
  if (!String(answer.headers['content-type']).includes('pdf')) return answer.body;
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(answer.rawPayload)), {
    mergePages: true,
  });
  return text.replace(/\s/g, '');
}

const lines = async () =>
  (await site.store.runSql('select id, subject, actor_name from audit_entry order by id')).rows as {
    id: string;
    subject: string | null;
    actor_name: string;
  }[];

/** By hand: where a whole number may stand, and for whom. What one is typing oneself is no sight. */
const SEEN_EXPECTED = [
  'person GET /me/licences/:id/file',
  'person GET /api/me/licences/:id/file',
  'window POST /api/desk/licences/:id/holder',
  'reviewer POST /api/desk/licences/:id/holder',
  'approver POST /api/desk/licences/:id/holder',
  'window GET /desk/licences/uses/:useId/file',
  'reviewer GET /desk/licences/uses/:useId/file',
  'approver GET /desk/licences/uses/:useId/file',
  'window POST /desk/licences/:id/holder',
  'reviewer POST /desk/licences/:id/holder',
  'approver POST /desk/licences/:id/holder',
  'window POST /api/desk/pre-reviews/:id/reveal',
  'window POST /api/desk/cases/:id/reveal',
  'reviewer POST /api/desk/cases/:id/reveal',
  'approver POST /api/desk/cases/:id/reveal',
];
const OWN_TYPING = ['person GET /services/items/:code/apply'];

test('every route, every actor: a whole number in an answer is a line in the audit trail', async () => {
  assert.ok(routes.length > 100, `${routes.length}`);
  const seen = new Set<string>();
  let last = await lines();
  for (const [who, visitor] of actors)
    for (const { method, url } of routes) {
      if (LEFT_OUT.has(url)) continue;
      for (const address of addressesOf(url)) {
        const answer =
          method === 'GET'
            ? await visitor.get(address, url.startsWith('/api/') ? { accept: 'application/json' } : {})
            : await (url.startsWith('/api/') ? visitor.postJson : visitor.post).call(visitor, address, {
                reason: '核对身份（虚构）',
                ...(!url.endsWith('/holder') && { asked: '虚构某人' }),
              });
        assert.ok(
          answer.statusCode < 500 || url.startsWith('/desk/cases'),
          `${who} ${method} ${address}: ${answer.statusCode}`,
        );
        const words = await wordsOf(answer);
        if (![NUMBER, MOBILE, CHILD].some((secret) => words.includes(secret))) continue;
        const now = await lines();
        const fresh = now.slice(last.length);
        last = now;
        const name = `${who} ${method} ${url}`;
        seen.add(name);
        if (OWN_TYPING.includes(name)) continue;
        assert.ok(
          fresh.some(
            (l) =>
              (/^(case|licence|proxy|account|pre_review):/.test(l.subject ?? '') &&
                address.includes((l.subject ?? ':').split(':')[1] ?? '')) ||
              (l.subject === `licence:${ids.licence}` && address.includes(ids.use)),
          ),
          `${name} shows a whole number and no line says so`,
        );
      }
    }
  assert.deepEqual([...seen].sort(), [...SEEN_EXPECTED, ...OWN_TYPING].sort());
});

test('whoever is concerned reads in their own record that it was looked at, by body and post, and why', async () => {
  const text = textOf((await person.get('/me/audit?kind=sights')).body);
  assert.match(text, /综合窗口（受理）　查看了申请里的完整证件号码和手机号/);
  assert.match(
    text,
    /综合窗口（审查、镇街初审、会办）　查看了持证人的完整姓名和号码.*理由：核对身份（虚构）/,
  );
  const strangers = textOf((await actor('stranger').get('/me/audit')).body);
  assert.doesNotMatch(strangers, /犬类准养证|核对身份/);
});
