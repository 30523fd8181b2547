/** A matter of several items over the API, as the applicant's own program files and follows it. All people are made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { readItem, seedItems } from '#systems/permits/index.ts';
import { allow, dogItem, keyFor, Program } from './api-site.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { FOOD, intakeFor, TRADER } from './restaurant.ts';
import { openDeskSite, type Site } from './site.ts';
import { PNG, Visitor } from './visitor.ts';

const FILE = '/api/me/themes/open-restaurant';
type Filed = { id: string; number: string; again: boolean };
type Matter = {
  number: string;
  version: number;
  ended: boolean;
  children: { code: string; phase: string; caseId: string | null; number: string | null }[];
};
type Refused = { error: { code: string; message: string }; fields?: { field: string }[] };

let site: Site;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
});
after(() => site.close());

const phases = (matter: Matter) => Object.fromEntries(matter.children.map((c) => [c.code, c.phase]));

test('a program files a matter for the person who allowed it, once, follows it, and drops what has not begun', async () => {
  const person = new Visitor(site.app);
  await person.register('居民试验', '13900000401');
  const { id: keyId, secret } = await keyFor(site, { scopes: ['applications.file'] });
  const program = new Program(site, secret, await allow(person, keyId));
  const { intake, offered } = await intakeFor(person, {});
  const { requestKey: _, ...filled } = intake;

  const file = await program.call<{ id: string }>('POST', '/api/me/files?name=home.png', PNG, {
    'content-type': 'image/png',
  });
  const material = offered.materials.find((m) => m.needs.every((n) => n.passedOn === null))?.name ?? '';
  const matter = { ...filled, materials: [{ material, fileId: file.body.id }] };

  const empty = await program.call<Refused>('POST', FILE, { ...matter, answers: {} });
  assert.deepEqual([empty.status, empty.body.error.code], [422, 'services.answers']);
  assert.ok((empty.body.fields?.length ?? 0) > 0);
  const old = await program.call<Refused>('POST', FILE, {
    ...matter,
    versions: { ...(filled.versions as object), [TRADER]: 999 },
  });
  assert.deepEqual([old.status, old.body.error.code], [409, 'services.item.stale']);
  const unknown = await program.call<Refused>('POST', '/api/me/themes/no-such-matter', matter);
  assert.equal(unknown.status, 404);

  const key = { 'idempotency-key': newId() };
  const filed = await program.call<Filed>('POST', FILE, matter, key);
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  const again = await program.call<Filed>('POST', FILE, matter, key);
  assert.deepEqual(again.body, { ...filed.body, again: true });
  const list = await program.call<{ themes: { id: string; ended: boolean }[] }>('GET', '/api/me/themes');
  assert.deepEqual(
    list.body.themes.map((t) => [t.id, t.ended]),
    [[filed.body.id, false]],
  );

  const url = `/api/me/themes/cases/${filed.body.id}`;
  const seen = (await program.call<Matter>('GET', url)).body;
  assert.deepEqual(phases(seen), { [TRADER]: 'running', [FOOD]: 'waiting' });
  const page = await person.get(`/me/themes/${filed.body.id}`);
  assert.match(page.body, new RegExp(seen.number), 'the person reads the same matter');
  const first = seen.children.find((c) => c.code === TRADER);
  const opened = await program.call<{ files: { id: string }[] }>('GET', `/api/me/cases/${first?.caseId}`);
  assert.equal(opened.body.files[0]?.id, file.body.id);

  const stranger = new Visitor(site.app);
  await stranger.register('居民己试验', '13900000402');
  assert.equal((await stranger.json(url)).status, 404);
  const drop = { code: FOOD, seen: seen.version };
  assert.equal((await stranger.json(`${url}/drop`, drop)).status, 404);

  const stale = await program.call<Refused>('POST', `${url}/drop`, { ...drop, seen: seen.version + 7 });
  assert.deepEqual([stale.status, stale.body.error.code], [409, 'services.theme.stale']);
  const begun = await program.call<Refused>('POST', `${url}/drop`, { ...drop, code: TRADER });
  assert.deepEqual([begun.status, begun.body.error.code], [422, 'services.theme.filed']);
  const dropped = await program.call<Matter>('POST', `${url}/drop`, drop);
  assert.equal(phases(dropped.body)[FOOD], 'dropped', JSON.stringify(dropped.body));
  const twice = await program.call<Matter>('POST', `${url}/drop`, drop);
  assert.deepEqual([twice.status, twice.body.version], [200, dropped.body.version]);
});

test('a licence that is not one’s own stands for nothing, and nothing is filed', async () => {
  const person = new Visitor(site.app);
  await person.register('居民庚试验', '13900000403');
  const { intake, offered } = await intakeFor(person, {});
  const { requestKey: _, ...filled } = intake;
  const material = offered.materials[0]?.name ?? '';
  const refused = await person.json<Refused>(
    FILE,
    { ...filled, materials: [], licences: { [material]: newId() } },
    { 'idempotency-key': newId() },
  );
  assert.ok(refused.status >= 400 && refused.status < 500, JSON.stringify(refused));
  assert.match(refused.body.error.code, /^licences\./);
  const list = await person.json<{ themes: unknown[] }>('/api/me/themes');
  assert.deepEqual(list.body.themes, []);

  const dog = await dogItem(site);
  const found = await readItem(site.store.db, dog.code);
  assert.ok(found);
  const alone = await person.json<Refused>(
    '/api/me/applications',
    {
      ...{ itemCode: dog.code, itemVersion: dog.version, body: dog.body },
      answers: madeUpAnswers(found.content.form),
      licences: { [found.content.materials[0]?.name ?? '']: newId() },
    },
    { 'idempotency-key': newId() },
  );
  assert.match(alone.body.error.code, /^licences\./, JSON.stringify(alone.body));
  const cases = await person.json<{ cases: unknown[] }>('/api/me/cases');
  assert.deepEqual(cases.body.cases, []);
});
