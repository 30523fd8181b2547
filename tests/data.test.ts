/** What machines get: downloads, feeds, the sitemap, the reading API; each well-formed and true to the pages. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openReadingSite, type Site } from './site.ts';
import { wellFormed } from './well-formed.ts';

const SWIMMING = '兰青政规发〔2024〕1号';

let site: Site;
before(async () => {
  site = await openReadingSite();
});
after(() => site.close());

const get = (url: string) => site.app.inject({ method: 'GET', url: encodeURI(url) });
const body = async (url: string, type: RegExp): Promise<string> => {
  const response = await get(url);
  assert.equal(response.statusCode, 200, url);
  assert.match(response.headers['content-type'] as string, type);
  return response.body;
};
const address = async (number: string) =>
  (await get(`/documents/by-number/${number}`)).headers.location as string;

describe('downloads', () => {
  test('of a document are in three forms, as of the day asked', async () => {
    const path = await address(SWIMMING);
    const markdown = await body(`${path}.md?asOf=2024-09-30`, /^text\/markdown/);
    assert.match(markdown, /# 兰河市青禾区人民政府关于加强河道夏季游泳安全管理的通告/);
    assert.match(markdown, /现行有效（2024-09-30）/);
    assert.match(markdown, /组织无救生保障的涉水活动/);
    const json = JSON.parse(await body(`${path}.json?asOf=2024-10-01`, /^application\/json/));
    assert.equal(json.status.status, 'lapsed');
    assert.equal(json.number, SWIMMING);
    assert.deepEqual(wellFormed(await body(`${path}.xml`, /^application\/akn\+xml/)), []);
  });

  test('of every document are well-formed', async () => {
    const { rows } = await site.store.runSql(`select id from law_document where holding <> 'stub'`);
    for (const { id } of rows as { id: string }[])
      assert.deepEqual(wellFormed(await body(`/documents/${id}.xml`, /xml/)), [], id);
  });

  test('of a name without text, of a day that is none, of an unknown form are refused', async () => {
    const stub = await address('兰青政规发〔2021〕2号');
    assert.equal((await get(`${stub}.md`)).statusCode, 404);
    assert.equal((await get(`${await address(SWIMMING)}.xml?asOf=2024-02-30`)).statusCode, 422);
    assert.equal((await get(`${await address(SWIMMING)}.exe`)).statusCode, 404);
  });

  test('of an issue: the file as it was received, and its parse', async () => {
    const { issues } = JSON.parse(await body('/api/issues', /json/)) as {
      issues: { id: string; origin: string }[];
    };
    const issue = issues.find((i) => i.origin === 'file');
    assert.ok(issue);
    const file = await body(`/issues/${issue.id}/editions/1.txt`, /^text\/plain; charset=utf-8/);
    assert.match(file, /样例刊物/);
    const parse = JSON.parse(await body(`/issues/${issue.id}/editions/1.json`, /json/));
    assert.equal(parse.source.text, file);
    assert.equal((await get(`/issues/${issue.id}/editions/9.json`)).statusCode, 404);
    assert.equal((await get(`/issues/${issue.id}/editions/1.exe`)).statusCode, 404);
  });
});

describe('feeds', () => {
  test('in Atom are well-formed and name every new document once', async () => {
    const atom = await body('/feed.atom', /^application\/atom\+xml/);
    assert.deepEqual(wellFormed(atom), []);
    const ids = [...atom.matchAll(/<entry><id>([^<]+)/g)].map((m) => m[1]);
    assert.ok(ids.length > 5);
    assert.equal(new Set(ids).size, ids.length);
    assert.match(
      atom,
      /<link rel="self" type="application\/atom\+xml" href="https:\/\/gb.example.cn\/feed.atom"\/>/,
    );
  });

  test('in JSON Feed 1.1 say the same, and a section narrows them', async () => {
    const feed = JSON.parse(await body('/feed.json', /^application\/feed\+json/));
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    assert.ok(feed.items.every((i: { id: string; url: string; title: string }) => i.id === i.url && i.title));
    const personnel = JSON.parse(await body('/feed.json?section=人事任免', /json/));
    assert.ok(personnel.items.length > 0);
    assert.ok(personnel.items.every((i: { tags: string[] }) => i.tags[0] === '人事任免'));
    assert.deepEqual(JSON.parse(await body('/feed.json?section=没有这一栏', /json/)).items, []);
  });
});

describe('the sitemap', () => {
  test('leads to every document whose text or outline is here, and robots.txt leads to it', async () => {
    const index = await body('/sitemap.xml', /xml/);
    assert.deepEqual(wellFormed(index), []);
    const parts = [...index.matchAll(/<loc>https:\/\/gb.example.cn(\/sitemaps\/\d+\.xml)<\/loc>/g)];
    const found = new Set<string>();
    for (const part of parts) {
      const xml = await body(part[1] as string, /xml/);
      assert.deepEqual(wellFormed(xml), []);
      for (const loc of xml.matchAll(/<loc>https:\/\/gb.example.cn\/documents\/([^<]+)<\/loc>/g))
        found.add(loc[1] as string);
    }
    const { rows } = await site.store.runSql(`select id from law_document where holding <> 'stub'`);
    assert.deepEqual([...found].sort(), (rows as { id: string }[]).map((r) => r.id).sort());
    assert.match(await body('/robots.txt', /^text\/plain/), /Sitemap: https:\/\/gb.example.cn\/sitemap.xml/);
    for (const none of ['2.xml', '0.xml', 'x', '1.xml.gz'])
      assert.equal((await get(`/sitemaps/${none}`)).statusCode, 404);
  });
});

describe('the reading API', () => {
  test('gives the status with the effects that make it so, on the boundary days', async () => {
    const id = (await address('银西政规发〔2023〕2号')).split('/').at(-1);
    const at = async (day: string) => JSON.parse(await body(`/api/documents/${id}?asOf=${day}`, /json/));
    const last = await at('2024-06-01');
    assert.equal(last.status.status, 'in_force');
    assert.deepEqual(last.status.next, { date: '2024-06-02', status: 'lapsed' });
    const lapsed = await at('2024-06-02');
    assert.equal(lapsed.status.status, 'lapsed');
    const [evidence] = lapsed.status.evidence;
    assert.equal(lapsed.effects.find((e: { id: string }) => e.id === evidence).kind, 'expire');
  });

  test('lists what the catalogue lists', async () => {
    const lapsed = JSON.parse(await body('/api/documents?asOf=2024-06-02&status=lapsed', /json/));
    assert.ok(lapsed.total >= 1);
    assert.ok(lapsed.documents.every((d: { status: string }) => d.status === 'lapsed'));
    assert.equal((await get('/api/documents?asOf=2024-02-30')).statusCode, 400);
    assert.equal((await get('/api/documents/x')).statusCode, 404);
    assert.match((await get('/api/documents/x')).body, /"code":"documents.not_found"/);
  });

  test('is described by OpenAPI 3.1, every address of it with its answer', async () => {
    const described = JSON.parse(await body('/api/openapi.json', /json/));
    assert.match(described.openapi, /^3\.1/);
    for (const path of ['/api/documents', '/api/documents/{id}', '/api/issues', '/api/search'])
      assert.ok(described.paths[path]?.get, path);
    assert.ok(described.paths['/api/documents'].get.responses['200'].content['application/json'].schema);
    assert.ok(Object.keys(described.paths).every((path) => path.startsWith('/api/')));
  });
});
