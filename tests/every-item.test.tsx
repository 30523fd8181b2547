/**
 * Every published item on every channel: the guide, the web form, the window and the API show the same version, ask
 * the same, count the same limits and decide by the same steps.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import {
  type Item,
  listItems,
  materialsFor,
  readItem,
  receivingBodies,
  sectionsOf,
  seedItems,
} from '#systems/permits/index.ts';
import { asFields, madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
let items: { item: Item; version: number }[];
let resident: Visitor;
let window: Visitor;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '1000000' });
  await seedItems(site.store.db);
  items = [];
  for (const { code } of await listItems(site.store.db)) {
    const found = await readItem(site.store.db, code);
    assert.ok(found);
    items.push({ item: found.content, version: found.version });
  }
  resident = new Visitor(site.app);
  await resident.register('居民试验', '13900000009');
  window = new Visitor(site.app);
  await window.signIn('window');
});
after(() => site.close());

type Out = {
  itemVersion: number;
  clocks: { name: string; limit: string; basis: string }[];
  actions: { transition: string }[];
  materials: { name: string }[];
  answers: { key: string; value: string }[];
};

test('all 160 items: one version, one form, one list of materials, one clock, one verdict on web, window and API', async () => {
  assert.equal(items.length, 160);
  for (const { item, version } of items) {
    const said = `${item.no} ${item.name}`;
    const { base } = item.codes;
    const answers = madeUpAnswers(item.form);
    const body = receivingBodies(item)[0] ?? '';

    const guide = textOf((await resident.get(`/services/items/${base}`)).body);
    for (const material of item.materials)
      assert.ok(guide.includes(material.name), `${said}: ${material.name}`);
    assert.ok(guide.includes(`${item.promisedDays}个工作日`), `${said}: promise in the guide`);

    const check = textOf((await resident.get(`/services/items/${base}/check`)).body);
    for (const condition of item.conditions) assert.ok(check.includes(condition), `${said}: ${condition}`);

    const form = (await resident.get(`/services/items/${base}/apply`)).body;
    const drawn = [...form.matchAll(/ name="([A-Za-z0-9]+\.[A-Za-z0-9]+)"/g)].map((m) => m[1]);
    const asked = sectionsOf(item.form).flatMap(([s, section]) =>
      Object.keys(section.properties).map((key) => `${s}.${key}`),
    );
    assert.deepEqual(drawn, asked, `${said}: fields and their order`);
    assert.match(form, new RegExp(`name="itemVersion" value="${version}"`), said);

    const byApi = await resident.json<{ version: number }>(`/api/permits/items/${base}`);
    assert.equal(byApi.body.version, version, said);

    const draft = newId();
    const filled = await resident.post(`/services/items/${base}/apply`, {
      draft,
      itemVersion: String(version),
      body,
      ...asFields(answers),
      step: 'next',
    });
    assert.equal(filled.statusCode, 303, `${said}: ${textOf(filled.body).slice(0, 600)}`);
    const sent = await resident.upload(
      `/services/items/${base}/apply/materials`,
      { draft, step: 'submit', incomplete: '1' },
      null,
    );
    const web = /cases\/([0-9a-f-]{36})/.exec(String(sent.headers.location))?.[1];
    assert.ok(web, `${said}: ${textOf(sent.body).slice(0, 600)}`);
    const intake = await window.json<{ id: string }>('/api/desk/cases', {
      itemCode: base,
      itemVersion: version,
      body,
      answers,
      requestKey: newId(),
    });
    assert.equal(intake.status, 200, `${said}: ${JSON.stringify(intake.body)}`);

    const [online, counter] = await Promise.all(
      [web, intake.body.id].map(async (id) => {
        const { body: before } = await window.json<Out & { version: number }>(`/api/desk/cases/${id}`);
        const step = await window.json(`/api/desk/cases/${id}/steps`, {
          transition: 'accept',
          input: {},
          seen: before.version,
          requestKey: newId(),
        });
        assert.equal(step.status, 200, said);
        const {
          itemVersion,
          clocks,
          materials,
          answers: stated,
        } = (await window.json<Out>(`/api/desk/cases/${id}`)).body;
        return {
          itemVersion,
          materials,
          stated,
          first: before.actions.map((a) => a.transition),
          clocks: clocks.map(({ name, limit, basis }) => ({ name, limit, basis })),
        };
      }),
    );
    assert.deepEqual(online, counter, said);
    assert.equal(online?.itemVersion, version, said);
    assert.deepEqual(
      online?.materials.map((m) => m.name),
      materialsFor(item, answers).map(({ material }) => material.name),
      said,
    );
    const limit = online?.clocks.find((c) => c.name === 'decision')?.limit;
    assert.equal(
      limit,
      `${item.statutory.days}${item.statutory.unit === 'working' ? '个工作日' : '日'}`,
      said,
    );
    const promise = online?.clocks.find((c) => c.name === 'promise')?.limit;
    assert.equal(promise ?? limit, `${item.promisedDays}个工作日`, said);
  }
});
