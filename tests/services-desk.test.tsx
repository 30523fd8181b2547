/** What the clerks' desk asks of the case API, over HTTP: items, filters, pages, and its own page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { seedItems } from '#systems/permits/index.ts';
import { openDeskSite, type Site } from './site.ts';
import { Visitor } from './visitor.ts';

const DOG = '犬类准养证核发';

type Item = {
  code: string;
  version: number;
  name: string;
  bodies: string[];
  conditions: string[];
  materials: { name: string; need: string }[];
  form: { properties: Record<string, unknown>; $defs: Record<string, unknown> };
};
type List = {
  cases: { id: string; number: string; light: string; dueOn: string | null }[];
  next: string | null;
};

let site: Site;
let window: Visitor;
let item: Item;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '100000' });
  await seedItems(site.store.db);
  window = new Visitor(site.app);
  await window.signIn('window');
  const { items } = (await window.json<{ items: Item[] }>('/api/desk/items')).body;
  const code = items.find((i) => i.name === DOG)?.code;
  item = (await window.json<Item>(`/api/desk/items/${code}`)).body;
});
after(() => site.close());

/** Made-up answers to everything that the dog form needs. */
const answers = {
  applicant: { name: '虚构的人', number: '11010519491231002X', mobile: '13900000009', address: '虚构的地址' },
};

async function file(): Promise<{ id: string; number: string }> {
  const filled: Record<string, Record<string, unknown>> = { ...answers };
  const post = () =>
    window.json<{ id: string; number: string; fields?: { field: string; message: string }[] }>(
      '/api/desk/cases',
      {
        itemCode: item.code,
        itemVersion: item.version,
        body: item.bodies[0],
        answers: filled,
        requestKey: newId(),
      },
    );
  // What is missing is answered as the refusal asks for it.
  for (let round = 0; round < 5; round++) {
    const { status, body } = await post();
    if (status === 200) return body;
    for (const { field, message } of body.fields ?? []) {
      const [section = '', name = ''] = field.split('.');
      const asked = (item.form.properties[section] as { properties?: Record<string, { enum?: string[] }> })
        ?.properties?.[name];
      if (!name) filled[section] = {};
      else
        filled[section] = {
          ...filled[section],
          [name]: asked?.enum?.[0] ?? (/日期/.test(message) ? '2024-01-02' : '虚构的内容'),
        };
    }
  }
  throw new Error('the form could not be filled in');
}

const list = async (query: string) => (await window.json<List>(`/api/desk/${query}`)).body;

test('an item comes with all that the window needs: bodies, conditions, materials, a form that stands on its own', async () => {
  assert.equal(item.name, DOG);
  assert.ok(item.bodies.length > 0 && item.conditions.length > 0 && item.materials.length > 0);
  for (const [, ref = ''] of JSON.stringify(item.form).matchAll(/"#\/\$defs\/(\w+)"/g))
    assert.ok(item.form.$defs[ref], ref);
  const none = await window.json<{ error: { code: string } }>('/api/desk/items/999999999999');
  assert.deepEqual([none.status, none.body.error.code], [404, 'services.item.not_found']);
});

test('lists are narrowed by body and light, and every case stands on exactly one page, those without a last day too', async () => {
  const filed = [];
  for (let n = 0; n < 53; n++) filed.push(await file());
  const ids = filed.map((c) => c.id).sort();
  // Two whose special procedure has no known end, one that is late: as their events would leave the rows.
  const [open = '', other = '', late = ''] = ids;
  await site.store.runSql(
    `update case_file set due_on = null, warn_on = null, suspended = true where id in ('${open}', '${other}')`,
  );
  await site.store.runSql(
    `update case_file set due_on = '2020-01-03', warn_on = '2020-01-02' where id = '${late}'`,
  );

  const first = await list('to-do');
  assert.equal(first.cases.length, 50);
  assert.equal(first.cases[0]?.id, late);
  const second = await list(`to-do?after=${first.next}`);
  assert.deepEqual([...first.cases, ...second.cases].map((c) => c.id).sort(), ids);
  assert.deepEqual(
    second.cases.slice(-2).map((c) => c.dueOn),
    [null, null],
  );
  assert.equal(second.next, null);

  const found = await list('cases');
  const rest = await list(`cases?after=${found.next}`);
  assert.deepEqual(
    [...found.cases, ...rest.cases].map((c) => c.id),
    ids.toReversed(),
  );

  const body = encodeURIComponent(item.bodies[0] ?? '');
  const { bodies } = (await window.json<{ bodies: Record<string, number | string>[] }>('/api/desk/overview'))
    .body;
  const counted = bodies.find((b) => b.body === item.bodies[0]);
  for (const [light, count] of [
    ['red', 1],
    ['suspended', 2],
    ['yellow', 0],
    ['green', 50],
  ] as const) {
    const shown = await list(`cases?body=${body}&light=${light}`);
    assert.equal(shown.cases.length, count, light);
    assert.ok(shown.cases.every((c) => c.light === light));
    assert.equal(counted?.[light], count, `${light} in the overview`);
  }
  assert.equal((await list(`cases?body=${encodeURIComponent('没有的局')}`)).cases.length, 0);

  const [one] = filed;
  for (const words of [one?.number ?? '', one?.number.slice(-12) ?? ''])
    assert.deepEqual(
      (await list(`cases?q=${words}`)).cases.map((c) => c.id),
      [one?.id],
    );
  assert.equal((await list('cases?q=%25')).cases.length, 0, '% is a character, no wildcard');
  assert.equal((await list('cases?after=nonsense')).cases.length, 50);
  assert.equal((await window.json('/api/desk/cases?light=blue')).status, 400);
});

test('what a step states is told under its own label', async () => {
  const { id } = await file();
  const { version } = (await window.json<{ version: number }>(`/api/desk/cases/${id}`)).body;
  const step = { transition: 'withdraw', input: { reason: '不办了' }, seen: version, requestKey: newId() };
  assert.equal((await window.json(`/api/desk/cases/${id}/steps`, step)).status, 200);
  const { events } = (
    await window.json<{ events: { notes: { label: string; value: string }[] }[] }>(`/api/desk/cases/${id}`)
  ).body;
  assert.deepEqual(events.at(-1)?.notes, [{ label: '理由', value: '不办了' }]);
});

test('the desk is for officials, and its data too', async () => {
  const person = new Visitor(site.app);
  for (const page of ['/desk/cases', '/desk/cases/new', '/desk/cases/overview', `/desk/cases/${newId()}`]) {
    const asked = await person.get(page);
    assert.deepEqual(
      [asked.statusCode, asked.headers.location],
      [303, `/login?back=${encodeURIComponent(page)}`],
    );
  }
  await person.register('居民试验', '13900000008');
  assert.equal((await person.get('/desk/cases')).statusCode, 403);
  for (const data of ['items', `items/${item.code}`, 'cases', 'overview', 'to-do'])
    assert.equal((await person.json(`/api/desk/${data}`)).status, 403, data);
  for (const name of ['manifest.json', '..%2Fmain.js', 'none-00000000.js'])
    assert.equal((await person.get(`/assets/desk/${name}`)).statusCode, 404, name);
});

test('counting stops at a thousand, and says so; the list itself goes on to the last', async () => {
  const { id } = await file();
  await site.store.runSql(`
    insert into case_file (division, id, number, procedure_code, item_code, item_version, title, applicant, filed_by,
      channel, state, turn, version, holder, clock, due_on, warn_on, suspended, opened_at, changed_at, closed_at)
    select division, gen_random_uuid(), number || '-' || k, procedure_code, item_code, item_version, title, applicant,
      filed_by, channel, state, turn, version, holder, clock, due_on + 400, warn_on + 400, suspended, opened_at,
      changed_at, closed_at
    from case_file, generate_series(1, 1100) k where id = '${id}'`);
  type Counted = { total: number; more: boolean; cases: { dueOn: string }[]; groups: { count: number }[] };
  const { total, more, groups, cases } = (await window.json<Counted>('/api/desk/to-do')).body;
  assert.deepEqual([total, more], [1000, true]);
  assert.equal(
    groups.reduce((sum, g) => sum + g.count, 0),
    1001,
    'one more than it counts, and no farther',
  );
  const days = cases.map((c) => c.dueOn);
  assert.deepEqual(days, days.toSorted(), 'the most urgent first');
  let after: string | null = null;
  let listed = 0;
  do {
    const page: List = await list(`to-do${after === null ? '' : `?after=${after}`}`);
    listed += page.cases.length;
    after = page.next;
  } while (after !== null);
  assert.ok(listed > 1100);
});
