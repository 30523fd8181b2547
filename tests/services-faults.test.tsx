/** What people type and send that was never meant well: markup in every field, names of files that deceive. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#base/ids.ts';
import { listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { openDeskSite, type Site } from './site.ts';
import { hidden, textOf, Visitor } from './visitor.ts';

const MARKUP = '<img src=x onerror=alert(1)>"\'</textarea><script>alert(1)</script>&lt;b&gt;';
/** None of it may stand in a page as markup. */
const RAW = /<img src=x|<script>alert|<\/textarea><script/;

let site: Site;
before(async () => {
  site = await openDeskSite({ GONGBAO_REQUESTS_PER_MINUTE: '1000000' });
  await seedItems(site.store.db);
});
after(() => site.close());

const clean = (body: string, where: string): string => {
  assert.doesNotMatch(body, RAW, where);
  return body;
};

async function resident(phone: string, name = '居民试验'): Promise<Visitor> {
  const visitor = new Visitor(site.app);
  assert.equal((await visitor.register(name, phone)).statusCode, 303);
  return visitor;
}

test('markup in every field of every item comes back as what was typed, never as markup', async () => {
  const person = await resident('13900000021');
  for (const { code } of await listItems(site.store.db)) {
    const path = `/services/items/${code}/apply`;
    const form = (await person.get(path)).body;
    const names = new Set([...form.matchAll(/ name="([^"]+\.[^"]+)"/g)].map((m) => m[1] as string));
    assert.ok(names.size > 0, code);
    const answer = await person.post(path, {
      draft: hidden(form, 'draft'),
      itemVersion: hidden(form, 'itemVersion'),
      body: MARKUP,
      ...Object.fromEntries([...names].map((name) => [name, MARKUP])),
      step: 'next',
    });
    assert.equal(answer.statusCode, 422, code);
    const shown = textOf(clean(answer.body, code));
    assert.match(shown, /还有地方要改，您填的内容都在/, code);
    assert.ok(shown.includes('&lt;img src=x onerror=alert(1)&gt;'), `${code}: what was typed is still there`);
  }
  clean((await person.get('/me/cases')).body, 'drafts');
});

test('markup that a form accepts is shown as text by every page, notice, list and register that it reaches', async () => {
  const row = (await listItems(site.store.db)).find((i) => i.name === '犬类准养证核发');
  const found = row && (await readItem(site.store.db, row.code));
  assert.ok(found);
  const stranger = await new Visitor(site.app).register('<b onclick=alert(1)>虚构</b>', '13900000022');
  assert.equal(stranger.statusCode, 422, 'a name has no markup in it');
  assert.doesNotMatch(stranger.body, /<b onclick/);
  const person = await resident('13900000022');
  const [window, reviewer, approver] = await Promise.all(
    ['window', 'reviewer', 'approver'].map(async (name) => {
      const visitor = new Visitor(site.app);
      await visitor.signIn(name);
      return visitor;
    }),
  );
  assert.ok(window && reviewer && approver);
  const answers = madeUpAnswers(found.content.form);
  let written = 0;
  for (const section of Object.values(answers))
    for (const [field, value] of Object.entries(section))
      if (typeof value === 'string' && value.startsWith('虚构的内容')) {
        section[field] = '<img src=x>';
        written++;
      } else if (field === 'mobile') section[field] = '13900000022';
  assert.ok(written > 0);
  const filed = await window.json<{ id: string; error?: unknown; fields?: unknown }>('/api/desk/cases', {
    itemCode: found.code,
    itemVersion: found.version,
    body: found.content.implementers[0],
    answers,
    requestKey: newId(),
  });
  assert.equal(filed.status, 200, JSON.stringify(filed.body));
  const { id } = filed.body;
  const step = async (who: Visitor, transition: string, input: object) => {
    const { body } = await who.json<{ version: number }>(`/api/desk/cases/${id}`);
    const made = await who.json(`/api/desk/cases/${id}/steps`, {
      transition,
      input,
      seen: body.version,
      requestKey: newId(),
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
  };
  await step(window, 'accept', {});
  await step(reviewer, 'propose', { opinion: 'refuse', reason: MARKUP });
  await step(approver, 'refuse', { reason: MARKUP });
  for (const path of [`/me/cases/${id}`, '/me/cases', '/me/notices', '/me/licences'])
    clean((await person.get(path)).body, path);
  const page = textOf((await person.get(`/me/cases/${id}`)).body);
  assert.ok(page.includes('&lt;img src=x&gt;'), 'it is shown as it was typed');
  const data = await window.json<object>(`/api/desk/cases/${id}`);
  assert.match(JSON.stringify(data.body), /<img src=x/, 'data is data');
  const asData = await site.app.inject({ url: `/api/desk/cases/${id}` });
  assert.match(String(asData.headers['content-type']), /^application\/json/);
});

test('a deceiving name of a file becomes a plain one, and what the file is decides its ending', async () => {
  const person = await resident('13900000023');
  const row = (await listItems(site.store.db)).find((i) => i.name === '犬类准养证核发');
  assert.ok(row);
  const path = `/services/items/${row.code}/apply`;
  const form = (await person.get(path)).body;
  const draft = hidden(form, 'draft');
  await person.post(path, { draft, itemVersion: hidden(form, 'itemVersion'), body: '', step: 'save' });
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const send = (name: string, bytes: Uint8Array) =>
    person.upload(`${path}/materials`, { draft, step: 'keep' }, { name, bytes }, 'file-0');
  const program = await send('invoice.pdf.exe', Buffer.from('MZ\u0090\u0000 a program, made up'));
  assert.equal(program.statusCode, 422);
  assert.match(textOf(program.body), /“invoice\.pdf\.exe”不是照片、图片或 PDF，没有收下/);
  for (const name of [
    '发票.pdf.exe',
    '..\\..\\autorun.inf',
    'a\u202egnp.scr',
    '"><script>alert(1)</script>.lnk',
  ]) {
    const kept = await send(name, png);
    assert.equal(kept.statusCode, 303, name);
  }
  const page = clean((await person.get(`${path}/materials?draft=${draft}`)).body, 'materials');
  const names = [...textOf(page).matchAll(/[^\s（“]+\.(?:exe|inf|scr|lnk)(\.png)?/g)];
  assert.ok(names.length > 0, 'the name is shown');
  for (const [name, ending] of names) assert.equal(ending, '.png', name);
});
