/** Another system with a key: what it may, for itself and for a person who allowed it, over HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { listItems, readItem } from '#systems/permits/index.ts';
import { allow, type DogItem, dogItem, keyFor, Program } from './api-site.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, PNG, textOf, Visitor } from './visitor.ts';

let site: Site;
let item: DogItem;
let answers: object;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  item = await dogItem(site);
  const found = await readItem(site.store.db, item.code);
  assert.ok(found);
  answers = madeUpAnswers(found.content.form);
});
after(() => site.close());

type Refused = { error: { code: string; message: string } };
type Case = { version: number; state: { code: string }; events: object[]; missing: string[] };

test('an administrator makes a key on the desk: shown once, kept as a digest, revoked at once', async () => {
  const admin = new Visitor(site.app);
  await admin.signIn('admin');
  assert.match((await admin.get('/desk')).body, /href="\/desk\/connections"/);
  const editor = new Visitor(site.app);
  await editor.signIn('editor');
  assert.doesNotMatch((await editor.get('/desk')).body, /href="\/desk\/connections"/);
  const form = (await admin.get('/desk/connections/new')).body;
  const until = Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 5 }).toString();
  const fields = {
    id: hidden(form, 'id'),
    name: '虚构的统计系统',
    body: '*',
    scopes: ['public.read'],
    until,
    requestsPerMinute: '600',
  };
  const wrong = await admin.post('/desk/connections', { ...fields, scopes: [], until: '2020-01-01' });
  assert.equal(wrong.statusCode, 422);
  assert.match(textOf(wrong.body), /请至少选一个范围.*最后一天已经过去/s);
  const made = await admin.post('/desk/connections', fields);
  assert.equal(made.statusCode, 201);
  const secret = /gbk_[0-9A-Za-z]{38}/.exec(made.body)?.[0] ?? '';
  assert.ok(secret);
  const again = await admin.post('/desk/connections', fields);
  assert.equal(again.statusCode, 409, 'the form sent twice makes one key');
  const list = (await admin.get('/desk/connections')).body;
  assert.match(list, new RegExp(`gbk_…${secret.slice(-4)}`));
  assert.ok(!list.includes(secret));
  assert.match(textOf(list), /没有用过/);
  const { rows } = await site.store.runSql('select * from api_key');
  assert.ok(!JSON.stringify(rows).includes(secret.slice(4, 20)), 'the database does not hold it');

  const program = new Program(site, secret);
  assert.equal((await program.call('GET', '/api/permits/items')).status, 200);
  assert.doesNotMatch(textOf((await admin.get('/desk/connections')).body), /没有用过/);
  const id = (rows[0] as { id: string }).id;
  const revoked = await admin.post(`/desk/connections/keys/${id}/revoke`, {});
  assert.equal(revoked.statusCode, 303);
  const refused = await program.call<Refused>('GET', '/api/permits/items');
  assert.deepEqual([refused.status, refused.body.error.code], [401, 'keys.ended']);
  assert.match(refused.body.error.message, /换用新密钥/);
  assert.equal(refused.answer.headers['www-authenticate'], 'Bearer');
});

test('a wrong key is answered 401 with what to do, also where anybody may read; a cookie beside it does not help', async () => {
  const { secret } = await keyFor(site, { scopes: ['public.read'] });
  const last = secret.at(-1) === 'a' ? 'b' : 'a';
  for (const wrong of ['x', 'gbk_', secret.slice(0, -1) + last, `${secret}0`]) {
    const { status, body } = await new Program(site, wrong).call<Refused>('GET', '/api/permits/items');
    assert.deepEqual([status, body.error.code], [401, 'keys.wrong'], wrong);
    assert.match(body.error.message, /Authorization: Bearer/);
  }
  const official = new Visitor(site.app);
  const cookie = (await official.signIn('window')).cookies.map((c) => `${c.name}=${c.value}`).join('; ');
  const beside = await new Program(site, secret).call<Refused>('GET', '/api/desk/to-do', undefined, {
    cookie,
  });
  assert.equal(beside.status, 403, 'the key counts, not the cookie');
  const page = await new Program(site, 'gbk_wrong').call('GET', '/me/cases', undefined, {
    cookie,
    accept: 'text/html',
  });
  assert.equal(page.status, 401);
});

test('a key needs no origin, and what it does is written down under its id', async () => {
  const { id, secret } = await keyFor(site, { scopes: ['cases.act'], posts: ['clerk'] });
  const program = new Program(site, secret);
  const foreign = { origin: 'https://other.example', 'sec-fetch-site': 'cross-site' };
  const filed = await program.call<{ id: string; number: string }>(
    'POST',
    '/api/desk/cases',
    { itemCode: item.code, itemVersion: item.version, body: item.body, answers },
    foreign,
  );
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  await program.call('POST', '/api/desk/cases', { wrong: true });
  const { rows } = await site.store.runSql(
    `select use_case, outcome, actor from audit_entry where subject = $1 order by id`,
    [`key:${id}`],
  );
  const uses = (rows as { use_case: string; outcome: string; actor: string }[]).filter(
    (r) => r.use_case !== 'keys.manage',
  );
  assert.deepEqual(
    uses.map((r) => [r.use_case, r.outcome, r.actor]),
    [
      ['services.case.act', 'done', `key:${id}`],
      ['services.case.act', 'refused:400', `key:${id}`],
    ],
  );
});

test('a key of one body sees and acts on that body’s cases only, and only in its posts', async () => {
  const own = new Program(
    site,
    (await keyFor(site, { scopes: ['cases.act'], posts: ['clerk'], body: item.body })).secret,
  );
  const other = new Program(
    site,
    (await keyFor(site, { scopes: ['cases.act'], posts: ['clerk'], body: '虚构的局' })).secret,
  );
  const reader = new Program(
    site,
    (await keyFor(site, { scopes: ['cases.read'], posts: ['clerk'], body: item.body })).secret,
  );
  const approver = new Program(
    site,
    (await keyFor(site, { scopes: ['cases.act'], posts: ['approver'], body: item.body })).secret,
  );
  const intake = { itemCode: item.code, itemVersion: item.version, body: item.body, answers };
  const { body: filed } = await own.call<{ id: string }>('POST', '/api/desk/cases', intake);
  const url = `/api/desk/cases/${filed.id}`;
  assert.equal((await own.call('GET', url)).status, 200);
  assert.equal((await reader.call('GET', url)).status, 200);
  assert.equal((await other.call('GET', url)).status, 404);
  const accept = { transition: 'accept', input: {}, seen: 1 };
  const code = async (who: Program) => {
    const { status, body } = await who.call<Partial<Refused>>('POST', `${url}/steps`, accept);
    return body.error ? `${status} ${body.error.code}` : `${status}`;
  };
  assert.equal(await code(reader), '403 policy.denied');
  assert.equal(await code(other), '404 services.case.not_found');
  assert.equal(await code(approver), '422 procedure.wrong_role');
  assert.equal(await code(own), '200');
});

test('a system files for a person who allowed it: the case is the person’s, and ends with the authority', async () => {
  const person = new Visitor(site.app);
  await person.register('授权居民', '13900000101');
  const { id: keyId, secret } = await keyFor(site, { scopes: ['applications.file'] });
  const alone = await new Program(site, secret).call<Refused>('GET', '/api/me/cases');
  assert.deepEqual([alone.status, alone.body.error.code], [403, 'policy.denied']);
  assert.match(alone.body.error.message, /Gongbao-On-Behalf-Of/);

  const disagreed = await person.post('/me/systems', { system: keyId, until: '2020-01-01' });
  assert.equal(disagreed.statusCode, 422);
  const authority = await allow(person, keyId);
  assert.match((await person.get(`/me/systems?given=${authority}`)).body, new RegExp(authority));
  const program = new Program(site, secret, authority);

  const draft = newId();
  const saved = await program.call('PUT', `/api/me/drafts/${draft}`, { itemCode: item.code, answers: {} });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const list = await program.call<{ drafts: { id: string }[] }>('GET', '/api/me/drafts');
  assert.deepEqual(
    list.body.drafts.map((d) => d.id),
    [draft],
  );
  const file = await program.call<{ id: string }>('POST', '/api/me/files?name=vaccine.png', PNG, {
    'content-type': 'image/png',
  });
  assert.equal(file.status, 200, JSON.stringify(file.body));
  const found = await readItem(site.store.db, item.code);
  const material = found?.content.materials[0]?.name ?? '';
  const application = {
    itemCode: item.code,
    itemVersion: item.version,
    body: item.body,
    answers,
    materials: [{ material, fileId: file.body.id }],
    draft,
  };
  const noKey = await program.call<Refused>('POST', '/api/me/applications', application, {
    'idempotency-key': 'short',
  });
  assert.deepEqual([noKey.status, noKey.body.error.code], [400, 'web.request_key']);
  const wrong = await program.call<Refused & { fields: { field: string }[] }>(
    'POST',
    '/api/me/applications',
    { ...application, answers: {} },
  );
  assert.equal(wrong.status, 422);
  assert.ok(wrong.body.fields.length > 0);
  const elsewhere = newId();
  const another = (await listItems(site.store.db)).find((i) => i.code !== item.code)?.code;
  await program.call('PUT', `/api/me/drafts/${elsewhere}`, { itemCode: another, answers: {} });
  const mixed = { ...application, draft: elsewhere };
  const refused = await program.call<Refused>('POST', '/api/me/applications', mixed);
  assert.deepEqual([refused.status, refused.body.error.code], [422, 'services.draft.other_item']);
  const kept = await program.call<{ caseId: string | null }>('GET', `/api/me/drafts/${elsewhere}`);
  assert.deepEqual([kept.status, kept.body.caseId], [200, null], 'the draft of another item stays open');
  const key = { 'idempotency-key': `"${newId()}"` };
  type Filed = { id: string; number: string; again: boolean };
  const first = await program.call<Filed>('POST', '/api/me/applications', application, key);
  const second = await program.call<Filed>('POST', '/api/me/applications', application, key);
  assert.deepEqual(second.body, { ...first.body, again: true });
  assert.match((await person.get('/me/cases')).body, new RegExp(first.body.id), 'the person sees it too');
  const gone = await program.call<{ caseId: string }>('GET', `/api/me/drafts/${draft}`);
  assert.equal(gone.body.caseId, first.body.id);

  const url = `/api/me/cases/${first.body.id}`;
  const seen = await program.call<Case & { files: { id: string }[] }>('GET', url);
  assert.equal(seen.body.files[0]?.id, file.body.id);
  const bytes = await program.call('GET', `${url}/files/${file.body.id}`);
  assert.deepEqual(bytes.answer.rawPayload, PNG);
  const clerk = new Visitor(site.app);
  await clerk.signIn('window');
  const asked = await clerk.json(`/api/desk/cases/${first.body.id}/steps`, {
    transition: 'ask_correction',
    input: { missing: [{ material: '虚构的材料', what: '请补一份' }] },
    seen: 1,
    requestKey: newId(),
  });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const told = await program.call<{ notices: { kind: string }[] }>('GET', '/api/me/notices');
  assert.equal(told.body.notices[0]?.kind, 'correction');
  const { body: now } = await program.call<Case>('GET', url);
  assert.deepEqual(now.missing, ['虚构的材料']);
  const step = { transition: 'supplement', input: {}, seen: now.version };
  const strange = { ...step, materials: [{ material: '虚构的材料', fileId: newId() }] };
  assert.equal((await program.call('POST', `${url}/steps`, strange)).status, 422);
  const mine = { ...step, materials: [{ material: '虚构的材料', fileId: file.body.id }] };
  assert.equal((await program.call('POST', `${url}/steps`, mine)).status, 200);

  const other = new Program(site, (await keyFor(site, { scopes: ['applications.file'] })).secret, authority);
  const stolen = await other.call<Refused>('GET', url);
  assert.deepEqual(
    [stolen.status, stolen.body.error.code],
    [403, 'keys.authority'],
    'another key’s authority',
  );
  const taken = await person.post(`/me/systems/${authority}/withdraw`, {});
  assert.equal(taken.statusCode, 303);
  const ended = await program.call<Refused>('GET', url);
  assert.deepEqual([ended.status, ended.body.error.code], [403, 'keys.authority']);
  assert.match(textOf((await person.get(`/me/cases/${first.body.id}`)).body), /提交补正材料/);
  const record = textOf((await person.get('/me/audit')).body);
  assert.match(record, /虚构的外部系统[\s\S]*凭您给的授权，办理办件/, 'the person reads what the system did');
  assert.match(record, /收回对一个系统的授权/);
});

test('a key for a person has none of that person’s posts', async () => {
  const clerk = new Visitor(site.app);
  await clerk.signIn('window');
  const { id, secret } = await keyFor(site, { scopes: ['applications.file', 'cases.act'], posts: ['clerk'] });
  const program = new Program(site, secret, await allow(clerk, id));
  assert.equal((await program.call('GET', '/api/me/cases')).status, 200);
  assert.equal((await program.call('GET', '/api/desk/to-do')).status, 403);
});

test('a key has a limit of its own; what is no key counts for its address', async () => {
  const slow = new Program(
    site,
    (await keyFor(site, { scopes: ['public.read'], requestsPerMinute: 3 })).secret,
  );
  const statuses: number[] = [];
  for (let i = 0; i < 5; i++) statuses.push((await slow.call('GET', '/api/permits/changes')).status);
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  const other = new Program(site, (await keyFor(site, { scopes: ['public.read'] })).secret);
  assert.equal((await other.call('GET', '/api/permits/changes')).status, 200);
});
