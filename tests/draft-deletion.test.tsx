/** A draft is deleted by whose it is: for good, with what a window was shown, and no file that serves something else. All people are made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { type Item, seedItems } from '#systems/permits/index.ts';
import { allow, keyFor, Program } from './api-site.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { itemNamed, official } from './officials.ts';
import { answersFor, FOOD, RESTAURANT, TRADER } from './restaurant.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, PNG, textOf, Visitor } from './visitor.ts';

/** Another picture than `PNG`: what follows a picture's end belongs to its bytes. */
const OTHER = Buffer.concat([PNG, Buffer.from('other')]);

let site: Site;
let dog: { item: Item; version: number };
let body: string;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000', GONGBAO_SIGN_INS_PER_MINUTE: '1000' });
  await seedItems(site.store.db);
  dog = await itemNamed(site, '犬类准养证核发');
  body = dog.item.implementers[0] ?? '';
});
after(() => site.close());

const path = () => `/services/items/${dog.item.codes.base}/apply`;
let phones = 13900007000;
async function resident(): Promise<Visitor> {
  const visitor = new Visitor(site.app);
  await visitor.register('虚构居民', String(++phones));
  return visitor;
}
const filled = (draft: string, step: string) => ({
  ...{ draft, itemVersion: String(dog.version), body, step },
  ...asFields(madeUpAnswers(dog.item.form)),
});
const count = async (table: string, where = 'true') =>
  Number(
    (await site.store.runSql(`select count(*) as n from ${table} where ${where}`)).rows.map(
      (r) => (r as { n: string }).n,
    )[0],
  );
/** What the page asks before it deletes. */
const asked = async (who: Visitor, draft: string, files = true): Promise<Record<string, string>> => {
  const page = (await who.get(`/me/drafts/${draft}/delete`)).body;
  return {
    ...{ requestKey: hidden(page, 'requestKey'), seen: hidden(page, 'seen') },
    ...(files && { files: '1' }),
  };
};
const remove = async (who: Visitor, draft: string, files = true) =>
  who.post(`/me/drafts/${draft}/delete`, await asked(who, draft, files));
const attach = (who: Visitor, draft: string, bytes: Buffer, name: string, field = 'file-0') =>
  who.upload(`${path()}/materials`, { draft, step: 'save' }, { name, bytes }, field);
const fileIds = async (who: Visitor) =>
  (await who.json<{ files: { id: string; name: string }[] }>('/api/me/files')).body.files;

test('a draft is deleted after it was said what goes; files that a case or another draft rests on stay', async () => {
  const person = await resident();
  const [draft, second, filed] = [newId(), newId(), newId()];
  for (const one of [draft, second, filed]) await person.post(path(), filled(one, 'save'));
  await attach(person, draft, PNG, '共用.png');
  await attach(person, draft, OTHER, '只在这里.png');
  await attach(person, second, PNG, '共用.png');
  const third = Buffer.concat([PNG, Buffer.from('third')]);
  await attach(person, draft, third, '办件在用.png');
  await attach(person, filed, third, '办件在用.png');
  const made = await person.upload(
    `${path()}/materials`,
    { draft: filed, step: 'submit', incomplete: '1' },
    null,
  );
  assert.match(String(made.headers.location), /\/me\/cases\//);

  const mine = (await person.get('/me/cases')).body;
  assert.ok(mine.includes(`/me/drafts/${draft}/delete`));
  assert.match(textOf((await person.get(`${path()}?draft=${draft}`)).body), /删除这份草稿/);
  const page = textOf((await person.get(`/me/drafts/${draft}/delete`)).body);
  assert.match(page, /删除之后找不回来/);
  assert.match(page, /同时删除只用在这份草稿里的1个文件\s*只在这里\.png/);
  assert.match(page, /另有2个文件，您别的申请也在用，不会删除/);

  const gone = await remove(person, draft);
  assert.equal(gone.statusCode, 303);
  const after = await person.get(String(gone.headers.location));
  assert.match(textOf(after.body), /草稿已经删除/);
  assert.ok(after.body.includes('data-kept-clear'), 'what the device kept is cleared');
  assert.ok(!after.body.includes(draft));
  assert.deepEqual(
    new Set((await fileIds(person)).map((f) => f.name)),
    new Set(['共用.png', '办件在用.png']),
  );
  assert.equal(await count('case_draft', `id = '${draft}'`), 0);

  const record = textOf((await person.get('/me/audit')).body);
  assert.match(record, /删除了还没提交的草稿/);
  assert.match(record, /犬类准养证核发/);

  const back = textOf((await person.get(`${path()}?draft=${draft}`)).body);
  assert.match(back, /没有找到这份草稿/);
  const materials = await person.get(`${path()}/materials?draft=${draft}`);
  assert.equal(materials.headers.location, `${path()}?draft=${draft}`);
  assert.equal((await person.get(`/me/drafts/${draft}/delete`)).statusCode, 404);
});

test('files are kept when the person wants them for another time', async () => {
  const person = await resident();
  const draft = newId();
  await person.post(path(), filled(draft, 'save'));
  await attach(person, draft, PNG, '留着.png');
  assert.equal((await remove(person, draft, false)).statusCode, 303);
  assert.deepEqual(
    (await fileIds(person)).map((f) => f.name),
    ['留着.png'],
  );
});

test('nobody deletes another’s draft, one that was handed in, or a newer one than they saw', async () => {
  const [person, stranger] = [await resident(), await resident()];
  const draft = newId();
  await person.post(path(), filled(draft, 'save'));
  const form = await asked(person, draft);
  assert.equal((await stranger.get(`/me/drafts/${draft}/delete`)).statusCode, 404);
  assert.equal((await stranger.post(`/me/drafts/${draft}/delete`, form)).statusCode, 404);
  assert.equal((await new Visitor(site.app).post(`/me/drafts/${draft}/delete`, form)).statusCode, 401);

  await person.post(path(), filled(draft, 'save'));
  const stale = await person.post(`/me/drafts/${draft}/delete`, form);
  assert.equal(stale.statusCode, 409);
  assert.match(textOf(stale.body), /又改过，所以没有删除/);
  const keyless = await person.post(`/me/drafts/${draft}/delete`, { seen: hidden(stale.body, 'seen') });
  assert.equal(keyless.statusCode, 422);
  assert.equal(await count('case_draft', `id = '${draft}'`), 1);

  const late = await asked(person, draft);
  await person.upload(`${path()}/materials`, { draft, step: 'submit', incomplete: '1' }, null);
  const handed = await person.post(`/me/drafts/${draft}/delete`, late);
  assert.equal(handed.statusCode, 422);
  assert.match(textOf(handed.body), /撤回申请/);
  assert.equal((await person.get('/me/drafts/no-id/delete')).statusCode, 404);
});

test('a page that still saves by itself does not bring a deleted draft back; a person who presses save does', async () => {
  const person = await resident();
  const draft = newId();
  await person.post(path(), filled(draft, 'save'));
  await remove(person, draft);
  const body = new URLSearchParams({ ...filled(draft, 'save'), base: '1' });
  const auto = await site.app.inject({
    method: 'POST',
    url: path(),
    headers: {
      accept: 'application/json',
      cookie: person.cookie(),
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    payload: body.toString(),
  });
  assert.equal(auto.statusCode, 422);
  assert.match(auto.json().error.message, /已在别处删除/);
  assert.equal(await count('case_draft', `id = '${draft}'`), 0);
  assert.equal((await person.post(path(), filled(draft, 'save'))).statusCode, 303);
  assert.equal(await count('case_draft', `id = '${draft}'`), 1);
});

test('what a window was shown goes with the draft; who looked at it is told all the same', async () => {
  const person = await resident();
  const clerk = await official(site, 'draftclerk', '预审员', [body, 'clerk']);
  const draft = newId();
  const ask = await person.post(path(), { ...filled(draft, 'pre_review'), preReviewKey: newId() });
  const id = /pre-reviews\/([0-9a-f-]{36})/.exec(String(ask.headers.location))?.[1] ?? '';
  const whole = await clerk.json(`/api/desk/pre-reviews/${id}/reveal`, { field: 'applicant.number' });
  assert.equal(whole.status, 200, JSON.stringify(whole.body));
  assert.match(textOf((await person.get(`/me/drafts/${draft}/delete`)).body), /预审也一并撤回、删除/);
  assert.equal((await remove(person, draft)).statusCode, 303);
  assert.equal(await count('pre_review', `id = '${id}'`), 0);
  const late = await clerk.json<{ error: { code: string; message: string } }>(
    `/api/desk/pre-reviews/${id}/answer`,
    { verdict: 'amend', summary: '虚构的说明', requestKey: newId() },
  );
  assert.equal(late.status, 404);
  assert.match(late.body.error.message, /申请人可能已经删除/);
  const page = (await person.get('/me/audit')).body;
  assert.match(textOf(page), /查看了您请预审的草稿里的完整证件号码和手机号/);
  assert.ok(!page.includes(`/me/pre-reviews/${id}`), 'nothing leads to what is gone');
});

test('a draft of a matter is deleted too; files that a filed matter waits with stay', async () => {
  const person = await resident();
  const form = (await person.get(`${RESTAURANT}/apply`)).body;
  const matter = (draft: string, step: string) => ({
    ...{ draft, step, versions: hidden(form, 'versions') },
    ...Object.fromEntries([TRADER, FOOD].map((code) => [`body-${code}`, hidden(form, `body-${code}`)])),
    ...answersFor([TRADER, FOOD]),
  });
  const [filed, draft] = [newId(), newId()];
  const put = (id: string, step: string, bytes: Buffer, name: string) =>
    person.upload(`${RESTAURANT}/materials`, { draft: id, step, incomplete: '1' }, { name, bytes }, 'file-0');
  for (const id of [filed, draft])
    assert.equal((await person.post(`${RESTAURANT}/apply`, matter(id, 'next'))).statusCode, 303);
  await put(draft, 'save', PNG, '等着用.png');
  await put(draft, 'save', OTHER, '没别处用.png');
  const sent = await put(filed, 'submit', PNG, '等着用.png');
  assert.match(String(sent.headers.location), /\/me\/themes\//);
  assert.match(textOf((await person.get(`/me/drafts/${draft}/delete`)).body), /没别处用\.png/);
  const gone = await remove(person, draft);
  assert.match(decodeURIComponent(String(gone.headers.location)), /deleted=themes\/open-restaurant/);
  assert.deepEqual(
    (await fileIds(person)).map((f) => f.name),
    ['等着用.png'],
  );
  const lost = await person.get(`${RESTAURANT}/materials?draft=${draft}`);
  assert.match(textOf((await person.get(String(lost.headers.location))).body), /没有找到这份草稿/);
});

test('a program deletes a draft of the person who allowed it, and nobody else’s', async () => {
  const [person, stranger] = [await resident(), await resident()];
  const { id: keyId, secret } = await keyFor(site, { scopes: ['applications.file'] });
  const program = new Program(site, secret, await allow(person, keyId));
  const [own, foreign] = [newId(), newId()];
  await person.post(path(), filled(own, 'save'));
  await stranger.post(path(), filled(foreign, 'save'));
  const call = (id: string, query = '') =>
    program.call<{ id?: string; error?: { code: string } }>('DELETE', `/api/me/drafts/${id}${query}`);
  assert.equal((await call(foreign)).status, 404);
  assert.equal((await call('no-id')).status, 404);
  const done = await call(own, '?files=1');
  assert.deepEqual([done.status, done.body.id], [200, own], JSON.stringify(done.body));
  assert.equal((await call(own)).body.error?.code, 'services.draft.not_found');
});
