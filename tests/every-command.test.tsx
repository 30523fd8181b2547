/**
 * Every command of services, licences, proxies and accounts is sent twice, as a double click or a lost answer sends
 * it: the second answers as the first and changes nothing.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { systemActor } from '#platform/people/actor.ts';
import { madeUpLicence } from '#systems/licences/fixture.ts';
import { licenceKeys } from '#systems/licences/holder.ts';
import { issueLicence } from '#systems/licences/issue-licence.ts';
import { type Item, listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { createServer } from '#web/server.ts';
import { rooms } from '../src/rooms.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { madeUpCreditCode, madeUpIdentity } from './made-up-numbers.ts';
import { answersFor, FOOD, intakeFor, RESTAURANT, TRADER } from './restaurant.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

type Sent = { status: number; answer: string };
type Twice = () => Promise<() => Promise<Sent>>;

let site: Site;
let item: Item;
let version: number;
let person: Visitor;
let window: Visitor;
let approver: Visitor;
let account: string;
const posts: string[] = [];

before(async () => {
  site = await openDeskSite({
    GONGBAO_REQUESTS_PER_MINUTE: '100000',
    GONGBAO_SIGN_INS_PER_MINUTE: '10000',
  });
  await seedItems(site.store.db);
  const collect = (app: FastifyInstance) => {
    app.addHook('onRoute', (route) => {
      if ([route.method].flat().includes('POST')) posts.push(route.url);
    });
  };
  await (await createServer(site.context, [collect, ...rooms.map((r) => r.routes)])).close();
  const row = (await listItems(site.store.db)).find((i) => i.name === '犬类准养证核发');
  const found = row && (await readItem(site.store.db, row.code));
  assert.ok(found);
  ({ content: item, version } = found);
  [person, window, approver] = [new Visitor(site.app), new Visitor(site.app), new Visitor(site.app)];
  await person.register('虚构某人', '13900000801');
  await new Visitor(site.app).register('虚构经办', '13900000802');
  await window.signIn('window');
  await approver.signIn('approver');
  account = (
    (await site.store.runSql(`select id from account where name = '虚构某人'`)).rows[0] as { id: string }
  ).id;
});
after(() => site.close());

const path = () => `/services/items/${item.codes.base}/apply`;
const filled = (draft: string, step: string) => ({
  draft,
  itemVersion: String(version),
  body: item.codes.implementations[0]?.body ?? '',
  ...asFields(madeUpAnswers(item.form)),
  step,
});
const sent = (answer: Awaited<ReturnType<Visitor['post']>>): Sent => ({
  status: answer.statusCode,
  answer: String(answer.headers.location ?? textOf(answer.body).slice(0, 300)).split('?')[0] ?? '',
});
const sentJson = ({ status, body }: { status: number; body: unknown }): Sent => {
  const { again: _, ...rest } = body as Record<string, unknown>;
  return { status, answer: JSON.stringify(rest) };
};

/** What the page of a restaurant without optional parts sends. */
async function restaurant(draft: string, step: string): Promise<Record<string, string>> {
  const form = (await person.get(`${RESTAURANT}/apply`)).body;
  return {
    draft,
    step,
    versions: hidden(form, 'versions'),
    ...Object.fromEntries([TRADER, FOOD].map((code) => [`body-${code}`, hidden(form, `body-${code}`)])),
    ...answersFor([TRADER, FOOD]),
  };
}

async function fileCase(): Promise<string> {
  const draft = newId();
  await person.post(path(), filled(draft, 'next'));
  const answer = await person.upload(`${path()}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
  return /cases\/([0-9a-f-]{36})/.exec(String(answer.headers.location))?.[1] ?? '';
}
async function preReview(): Promise<string> {
  const asked = await person.post(path(), { ...filled(newId(), 'pre_review'), preReviewKey: newId() });
  return /pre-reviews\/([0-9a-f-]{36})/.exec(String(asked.headers.location))?.[1] ?? '';
}
const versionOf = async (id: string) =>
  (await window.json<{ version: number; materials: { name: string }[] }>(`/api/desk/cases/${id}`)).body;
let licences = 0;
async function licence(): Promise<string> {
  const issued = await site.store.db.transaction().execute((tx) =>
    issueLicence(
      tx,
      licenceKeys(site.context.config.secrets),
      systemActor('seed'),
      madeUpLicence(account, {
        caseId: `00000000-0000-7000-8000-00000000010${++licences}`,
        caseNumber: `TEST-${licences}`,
      }),
    ),
  );
  return issued.licenceId;
}
async function use(id: string): Promise<string> {
  const made = await person.post(`/me/licences/${id}/uses`, {
    caseNumber: 'BJ-1',
    purpose: '虚构的用途',
    requestKey: newId(),
  });
  const page = (await person.get(String(made.headers.location))).body;
  return /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/.exec(textOf(page))?.[0] ?? '';
}
const ask = async (kind: string, fields: Record<string, string> = {}) => {
  await person.post('/me/proxies/ask', { kind, requestKey: newId(), ...fields });
  const { rows } = await site.store.runSql(
    'select id, principal_id as principal from proxy order by id desc limit 1',
  );
  return rows[0] as { id: string; principal: string };
};
let enterprises = 200;
async function enterprise(): Promise<{ id: string; principal: string }> {
  const number = madeUpCreditCode(String(++enterprises));
  const asked = await ask('representative', { name: `虚构企业${enterprises}`, number });
  await window.post(`/desk/proxies/${asked.id}`, {
    number,
    papers: '营业执照',
    agree: 'yes',
    requestKey: newId(),
  });
  return asked;
}
const until = Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 9 }).toString();

/** How each command is sent: prepared once, then sent twice the same. */
const COMMANDS: Record<string, Twice> = {
  '/services/items/:code/apply': async () => {
    const draft = newId();
    return async () => sent(await person.post(path(), filled(draft, 'save')));
  },
  '/services/items/:code/apply/materials': async () => {
    const draft = newId();
    await person.post(path(), filled(draft, 'next'));
    return async () =>
      sent(await person.upload(`${path()}/materials`, { draft, step: 'submit', incomplete: '1' }, null));
  },
  '/services/themes/:code/apply': async () => {
    const form = await restaurant(newId(), 'save');
    return async () => sent(await person.post(`${RESTAURANT}/apply`, form));
  },
  '/services/themes/:code/materials': async () => {
    const draft = newId();
    await person.post(`${RESTAURANT}/apply`, await restaurant(draft, 'next'));
    const form = { draft, step: 'submit', incomplete: '1' };
    return async () => sent(await person.upload(`${RESTAURANT}/materials`, form, null));
  },
  '/me/themes/:id/drop': async () => {
    const draft = newId();
    await person.post(`${RESTAURANT}/apply`, await restaurant(draft, 'next'));
    const form = { draft, step: 'submit', incomplete: '1' };
    const filed = await person.upload(`${RESTAURANT}/materials`, form, null);
    const at = String(filed.headers.location).split('?')[0] ?? '';
    const seen = hidden((await person.get(at)).body, 'seen');
    return async () => sent(await person.post(`${at}/drop`, { code: FOOD, seen }));
  },
  '/api/desk/themes/cases/:id/drop': async () => {
    const { intake } = await intakeFor(window, { mobile: '13900000801' });
    const filed = await window.json<{ id: string }>('/api/desk/themes/open-restaurant', intake);
    const at = `/api/desk/themes/cases/${filed.body.id}`;
    const seen = (await window.json<{ version: number }>(at)).body.version;
    const drop = { code: FOOD, seen, reason: '虚构的理由' };
    return async () => sentJson(await window.json(`${at}/drop`, drop));
  },
  '/api/desk/themes/:code': async () => {
    const { intake } = await intakeFor(window, { mobile: '13900000801' });
    const papers = [{ material: '申请表', verdict: 'complete', paperSeen: true }];
    return async () => sentJson(await window.json('/api/desk/themes/open-restaurant', { ...intake, papers }));
  },
  '/me/drafts/:id/delete': async () => {
    const draft = newId();
    await person.post(path(), filled(draft, 'save'));
    const page = (await person.get(`/me/drafts/${draft}/delete`)).body;
    const form = {
      ...{ requestKey: hidden(page, 'requestKey'), seen: hidden(page, 'seen') },
      files: '1',
    };
    return async () => sent(await person.post(`/me/drafts/${draft}/delete`, form));
  },
  '/me/cases/:id': async () => {
    const id = await fileCase();
    const form = { transition: 'withdraw', reason: '虚构的理由', seen: '1', requestKey: newId() };
    return async () => sent(await person.post(`/me/cases/${id}`, form));
  },
  '/me/cases/:id/supplement': async () => {
    const id = await fileCase();
    const { materials } = await versionOf(id);
    await window.json(`/api/desk/cases/${id}/steps`, {
      transition: 'ask_correction',
      input: { missing: [{ material: materials[0]?.name ?? '', what: '虚构的补正' }] },
      seen: 1,
      requestKey: newId(),
    });
    const page = (await person.get(`/me/cases/${id}`)).body;
    const form = { seen: hidden(page, 'seen'), requestKey: newId() };
    return async () => sent(await person.upload(`/me/cases/${id}/supplement`, form, null));
  },
  '/me/pre-reviews/:id/withdraw': async () => {
    const id = await preReview();
    const form = { requestKey: newId() };
    return async () => sent(await person.post(`/me/pre-reviews/${id}/withdraw`, form));
  },
  '/api/me/pre-reviews': async () => {
    const draft = newId();
    await person.post(path(), filled(draft, 'save'));
    const key = newId();
    return async () =>
      sentJson(await person.json('/api/me/pre-reviews', { draft }, { 'idempotency-key': key }));
  },
  '/api/me/pre-reviews/:id/withdraw': async () => {
    const id = await preReview();
    const key = newId();
    return async () =>
      sentJson(await person.json(`/api/me/pre-reviews/${id}/withdraw`, {}, { 'idempotency-key': key }));
  },
  '/api/desk/pre-reviews/:id/answer': async () => {
    const id = await preReview();
    const said = { verdict: 'amend', summary: '虚构的说明', requestKey: newId() };
    return async () => sentJson(await window.json(`/api/desk/pre-reviews/${id}/answer`, said));
  },
  '/api/desk/cases/:id/checks': async () => {
    const id = await fileCase();
    const { materials } = await versionOf(id);
    const checks = [{ material: materials[0]?.name ?? '', verdict: 'complete' }];
    return async () => sentJson(await window.json(`/api/desk/cases/${id}/checks`, { checks }));
  },
  '/api/desk/cases/:id/steps': async () => {
    const id = await fileCase();
    const step = { transition: 'accept', input: {}, seen: 1, requestKey: newId() };
    return async () => sentJson(await window.json(`/api/desk/cases/${id}/steps`, step));
  },
  '/api/desk/cases': async () => {
    const intake = {
      itemCode: item.codes.base,
      itemVersion: version,
      body: item.codes.implementations[0]?.body,
      answers: madeUpAnswers(item.form),
      requestKey: newId(),
    };
    return async () => sentJson(await window.json('/api/desk/cases', intake));
  },
  '/desk/licences/:id/changes': async () => {
    const id = await licence();
    const form = { ground: 'revoke.fraud', reason: '虚构的理由', on: '', seen: '1', requestKey: newId() };
    return async () => sent(await approver.post(`/desk/licences/${id}/changes`, form));
  },
  '/api/desk/licences/:id/changes': async () => {
    const id = await licence();
    const key = newId();
    const form = { ground: 'revoke.fraud', reason: '虚构的理由', on: '', seen: 1 };
    return async () =>
      sentJson(await approver.json(`/api/desk/licences/${id}/changes`, form, { 'idempotency-key': key }));
  },
  '/api/desk/licences/redeem': async () => {
    const form = { code: await use(await licence()), caseNumber: 'BJ-1' };
    const key = newId();
    return async () =>
      sentJson(await window.json('/api/desk/licences/redeem', form, { 'idempotency-key': key }));
  },
  '/me/licences/:id/uses': async () => {
    const id = await licence();
    const form = { caseNumber: 'BJ-1', purpose: '虚构的用途', requestKey: newId() };
    return async () => sent(await person.post(`/me/licences/${id}/uses`, form));
  },
  '/desk/licences/redeem': async () => {
    const form = { code: await use(await licence()), caseNumber: 'BJ-1', requestKey: newId() };
    return async () => sent(await window.post('/desk/licences/redeem', form));
  },
  '/me/proxies/ask': async () => {
    const form = {
      kind: 'minor',
      name: '虚构孩子',
      number: madeUpIdentity('20190203'),
      scope: 'all',
      requestKey: newId(),
    };
    return async () => sent(await person.post('/me/proxies/ask', form));
  },
  '/desk/proxies/:id': async () => {
    const number = madeUpIdentity('20190204');
    const { id } = await ask('minor', { name: '虚构孩子', number, scope: 'all' });
    const form = { number, papers: '户口簿', agree: 'yes', requestKey: newId() };
    return async () => sent(await window.post(`/desk/proxies/${id}`, form));
  },
  '/me/proxies/confirm': async () => {
    await ask('entrusted', { scope: 'all', lastDay: until });
    const code = /proxy-code">([0-9A-Z ]{11})</.exec((await person.get('/me/proxies')).body)?.[1] ?? '';
    const other = new Visitor(site.app);
    await other.register('虚构母亲', '13900000803');
    const form = { code, agree: 'yes', requestKey: newId() };
    return async () => sent(await other.post('/me/proxies/confirm', form));
  },
  '/me/proxies/appoint': async () => {
    const { principal } = await enterprise();
    const form = {
      principalId: principal,
      name: '虚构经办',
      phone: '13900000802',
      scope: 'all',
      lastDay: until,
      requestKey: newId(),
    };
    return async () => sent(await person.post('/me/proxies/appoint', form));
  },
  '/me/proxies/:id/end': async () => {
    const { id } = await enterprise();
    const form = { requestKey: newId() };
    return async () => sent(await person.post(`/me/proxies/${id}/end`, form));
  },
  '/me/account/password': async () => {
    const own = new Visitor(site.app);
    await own.register('改口令', '13900000804');
    const form = { current: 'a-long-password', next: 'another-password', requestKey: newId() };
    return async () => sent(await own.post('/me/account/password', form));
  },
  '/me/account/phone': async () => {
    const own = new Visitor(site.app);
    await own.register('换手机', '13900000805');
    const form = { current: 'a-long-password', phone: '13900000806', requestKey: newId() };
    return async () => sent(await own.post('/me/account/phone', form));
  },
  '/me/account/sessions': async () => {
    const form = { session: 'others', requestKey: newId() };
    return async () => sent(await person.post('/me/account/sessions', form));
  },
};

/** Sent by POST and no command: each is a sight, a look-up or a way in, and sending it again is another one. */
const NO_COMMANDS = new Set([
  '/desk/licences',
  '/desk/licences/:id/holder',
  '/api/desk/cases/:id/reveal',
  '/api/desk/pre-reviews/:id/reveal',
  '/api/desk/cases/of-person',
  '/api/desk/licences/search',
  '/api/desk/licences/:id/holder',
]);
/** Ratings (`…/rate`) and other systems are tried by their own rooms. */
const OURS =
  /^\/(services|me\/(cases(?!.*\/rate)|drafts|themes|licences|proxies|account|pre-reviews)|desk\/(cases|licences|proxies)|api\/desk\/(cases|themes|licences|pre-reviews)|api\/me\/pre-reviews)(\/|$)/;
/** What is written at every request, whatever it is: who was there, and what was tried. */
const EVERY_TIME = new Set(['audit_entry', 'account_session', 'sign_in_failure', 'account_verification']);

/** The number of rows of every table, and a digest of what can change in place. */
async function everything(): Promise<string> {
  const { rows } = await site.store.runSql(
    `select table_name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const counts: string[] = [];
  for (const { table_name: table } of rows as { table_name: string }[]) {
    if (EVERY_TIME.has(table)) continue;
    const { rows: found } = await site.store.runSql(
      `select count(*) as n, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as d from "${table}" t`,
    );
    // A draft counts how often it was saved; what it holds is sealed anew each time.
    const { n, d } = found[0] as { n: string; d: string };
    counts.push(`${table} ${n} ${table === 'case_draft' ? '' : d}`);
  }
  return counts.join('\n');
}

test('every command of these rooms is known here', () => {
  const ours = [...new Set(posts.filter((url) => OURS.test(url) && !NO_COMMANDS.has(url)))].sort();
  assert.deepEqual(
    ours.filter((url) => !COMMANDS[url]),
    [],
    'say in COMMANDS how it is sent twice, or in NO_COMMANDS that it is none',
  );
  assert.deepEqual(
    // The account's own routes are the shell's, registered before the rooms.
    Object.keys(COMMANDS).filter((url) => !url.startsWith('/me/account/') && !ours.includes(url)),
    [],
  );
});

for (const [url, prepare] of Object.entries(COMMANDS))
  test(`sent twice, done once: ${url}`, async () => {
    const send = await prepare();
    const before = await everything();
    const first = await send();
    assert.ok(first.status === 303 || first.status === 200, JSON.stringify(first));
    const after = await everything();
    assert.notEqual(after, before, 'the first did something');
    assert.deepEqual(await send(), first, 'the second answers as the first');
    assert.equal(await everything(), after, 'and does nothing');
  });
