/** What a reader gets: documents, clauses and the catalogue, through the server itself. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openReadingSite, type Site } from './site.ts';

const PAGE_BYTES_MAX = 30 * 1024;
const FIRE_ORDER = '银西政规发〔2023〕2号';
const SWIMMING = '兰青政规发〔2024〕1号';

let site: Site;
before(async () => {
  site = await openReadingSite();
});
after(() => site.close());

const get = (url: string) => site.app.inject({ method: 'GET', url: encodeURI(url) });

async function page(url: string): Promise<string> {
  const response = await get(url);
  assert.equal(response.statusCode, 200, `${url}: ${response.statusCode}`);
  assert.match(response.headers['content-type'] as string, /^text\/html/);
  const bytes = gzipSync(response.body).length;
  assert.ok(bytes <= PAGE_BYTES_MAX, `${url}: ${bytes} bytes compressed`);
  assert.doesNotMatch(response.body, /<script(?! type="application\/ld\+json")/);
  return response.body;
}

/** The address of the one document of a number. */
async function byNumber(number: string): Promise<string> {
  const response = await get(`/documents/by-number/${number}`);
  assert.equal(response.statusCode, 302);
  return response.headers.location as string;
}

const badge = (html: string): string | undefined =>
  /document-status"><span class="status status-(\w+)"/.exec(html)?.[1];

describe('a document', () => {
  test('is found by its number, brackets in any width', async () => {
    const address = await byNumber(SWIMMING);
    assert.match(address, /^\/documents\/[0-9a-f-]{36}$/);
    assert.equal(await byNumber('兰青政规发[2024]1号'), address);
    assert.equal((await get('/documents/by-number/兰青政规发〔2024〕999号')).statusCode, 404);
    const asOf = await get(`/documents/by-number/${SWIMMING}?asOf=2024-06-02`);
    assert.equal(asOf.headers.location, `${address}?asOf=2024-06-02`);
  });

  test('the fire order is in force on its last day and lapsed on the next', async () => {
    const address = await byNumber(FIRE_ORDER);
    assert.equal(badge(await page(`${address}?asOf=2023-09-29`)), 'not_yet');
    assert.equal(badge(await page(`${address}?asOf=2023-09-30`)), 'in_force');
    assert.equal(badge(await page(`${address}?asOf=2024-06-01`)), 'in_force');
    const lapsed = await page(`${address}?asOf=2024-06-02`);
    assert.equal(badge(lapsed), 'lapsed');
    assert.match(lapsed, /有效期至<time class="date" dateTime="2024-06-01">/);
    assert.match(
      lapsed,
      new RegExp(`<link rel="canonical" href="https://gb.example.cn${address}\\?asOf=2024-06-02"`),
    );
  });

  test('whose original is not here says so, and shows the gists in its place', async () => {
    const html = await page(await byNumber(FIRE_ORDER));
    assert.match(html, /原文待导入，以下为要点/);
    assert.match(html, /<p class="gist gist-instead">/);
  });

  test('a day that is none is said, and the page is that of today', async () => {
    const html = await page(`${await byNumber(FIRE_ORDER)}?asOf=2024-02-30`);
    assert.match(html, /没有这一天/);
    assert.doesNotMatch(html, /asOf=2024-02-30"/);
  });

  test('shows its words, with anchors and addresses of their own', async () => {
    const address = await byNumber(SWIMMING);
    const html = await page(address);
    assert.match(html, /id="c-三\/（三）"/);
    assert.match(html, new RegExp(`href="${address}/clauses/${encodeURIComponent('三')}/`));
    const clause = await page(`${address}/clauses/三/（三）`);
    assert.match(clause, /组织无救生保障的涉水活动/);
    assert.doesNotMatch(clause, /攀爬、损坏护栏/);
    assert.match(clause, /rel="prev"/);
    assert.equal((await get(`${address}/clauses/九十九`)).statusCode, 404);
  });

  test('cites with links, and says of the others why they lead nowhere', async () => {
    const html = await page(await byNumber(SWIMMING));
    assert.match(html, /<a href="\/documents\/[0-9a-f-]{36}">《中华人民共和国防洪法》<\/a>/);
  });

  test('knows who it repeals, and the repealed knows by whom', async () => {
    const html = await page(await byNumber(SWIMMING));
    assert.match(html, /对其他文件的影响/);
    const old = await page(`${await byNumber('兰青政规发〔2021〕2号')}?asOf=2024-06-01`);
    assert.equal(badge(old), 'repealed');
    assert.match(old, /只知名称，原文未收录/);
    assert.match(old, new RegExp(await byNumber(SWIMMING)));
    assert.notEqual(
      badge(await page(`${await byNumber('兰青政规发〔2021〕2号')}?asOf=2024-05-31`)),
      'repealed',
    );
  });

  test('carries its instruments, which know by what they were issued', async () => {
    const address = await byNumber('兰青政规发〔2024〕2号');
    const html = await page(address);
    const instrument = /<h2 class="document-title"><a href="(\/documents\/[0-9a-f-]{36})">/.exec(html)?.[1];
    assert.ok(instrument);
    const own = await page(instrument);
    assert.match(own, /印发本件的通知/);
    assert.match(own, new RegExp(`href="${address}"`));
    assert.match(own, /id="c-第二章\/第五条"/);
  });

  test('a long table is shown whole, over pages', async () => {
    const address = await byNumber('银西政发〔2023〕84号');
    const pages = Number(/分为 (\d+) 页/.exec(await page(address))?.[1] ?? 1);
    let rows = 0;
    for (let part = 1; part <= pages; part++) {
      rows += (await page(`${address}?part=${part}`)).match(/<tr id="/g)?.length ?? 0;
    }
    assert.equal(rows, 160);
  });

  test('a row of a long table has an address, on whichever page it stands', async () => {
    const html = await page(await byNumber('银西政发〔2023〕84号'));
    const list = /<h2 class="document-title"><a href="(\/documents\/[0-9a-f-]{36})">/.exec(html)?.[1];
    for (const row of ['1-1', '1-147']) {
      const response = await get(`${list}/rows/${row}?asOf=2024-06-02`);
      const [url, anchor] = String(response.headers.location).split('#');
      assert.equal(anchor, `r-${row}`);
      assert.match(url ?? '', /asOf=2024-06-02/);
      assert.match(await page(url ?? ''), new RegExp(`<tr id="r-${row}"`));
    }
    for (const none of ['1-161', '2-1', '1-0', 'x']) {
      assert.equal((await get(`${list}/rows/${none}`)).statusCode, 404, none);
    }
  });

  test('what is issued with a notice goes by the number of the notice', async () => {
    const html = await page(await byNumber('银西政发〔2023〕84号'));
    const list = /<h2 class="document-title"><a href="(\/documents\/[0-9a-f-]{36})">/.exec(html)?.[1] ?? '';
    const head = /<p class="document-line">.*?<\/p>/s.exec(await page(list))?.[0] ?? '';
    assert.match(head.replace(/<[^>]*>/g, ''), /^随银西政发〔2023〕84号印发/);
    assert.doesNotMatch(head, /无文号/);
  });

  test('a clause says how it is quoted, with its status on the day and an address of that day', async () => {
    const address = await byNumber(FIRE_ORDER);
    const html = await page(`${address}/clauses/三/（一）?asOf=2024-06-02`);
    const quotation =
      /aria-labelledby="quotation".*?<\/section>/s.exec(html)?.[0].replace(/<[^>]*>/g, '') ?? '';
    assert.match(quotation, /》（银西政规发〔2023〕2号）三（一），截至2024年6月2日已失效。/);
    assert.ok(quotation.includes(`https://gb.example.cn${address}/clauses/三/（一）?asOf=2024-06-02`));
  });

  test('that does not exist is not found, whatever is asked', async () => {
    for (const id of [
      'x',
      '%00',
      '01900000-0000-7000-8000-000000000000',
      "' or 1=1 --",
      '../..',
      'undefined',
    ]) {
      const response = await site.app.inject({ url: `/documents/${encodeURIComponent(id)}` });
      assert.equal(response.statusCode, 404, id);
    }
  });

  test('is not sent again to whoever has it', async () => {
    const address = await byNumber(SWIMMING);
    const first = await get(address);
    const again = await site.app.inject({
      url: address,
      headers: { 'if-none-match': first.headers.etag as string },
    });
    assert.equal(again.statusCode, 304);
  });
});

describe('the catalogue', () => {
  const cards = (html: string) => html.match(/class="result-title"/g)?.length ?? 0;

  test('lists by any condition and says how many', async () => {
    const all = await page('/documents');
    assert.match(all, /共 \d+ 件/);
    assert.equal(cards(await page('/documents?q=兰青政规发〔2024〕1号')), 1);
    assert.ok(cards(await page('/documents?section=人事任免')) > 0);
    assert.ok(cards(await page('/documents?kind=statute&holding=known')) > 0);
    assert.match(await page('/documents?q=绝无此文件'), /没有符合条件的文件/);
    for (const year of ['2023', '2024']) {
      for (const date of (await page(`/documents?year=${year}`)).matchAll(/result-line.*?dateTime="(\d{4})/g))
        assert.equal(date[1], year);
    }
  });

  test('by status counts every document once, on every day', async () => {
    const total = async (query: string) =>
      Number(/共 ([\d,]+) 件/.exec(await page(`/documents?${query}`))?.[1]?.replaceAll(',', '') ?? 0);
    for (const day of ['2023-01-01', '2024-06-01', '2024-06-02']) {
      const all = await total(`asOf=${day}`);
      let sum = 0;
      for (const status of [
        'not_yet',
        'in_force',
        'amended',
        'partly_repealed',
        'suspended',
        'lapsed',
        'repealed',
        'unknown',
      ])
        sum += await total(`asOf=${day}&status=${status}`);
      assert.equal(sum, all);
    }
    const lapsed = (day: string) => page(`/documents?status=lapsed&q=${FIRE_ORDER}&asOf=${day}`);
    assert.match(await lapsed('2024-06-01'), /没有符合条件的文件/);
    assert.equal(cards(await lapsed('2024-06-02')), 1);
  });

  test('asked for what makes no sense answers what it can', async () => {
    for (const query of [
      'page=0',
      'page=99999',
      'page=x',
      'year=0',
      'status=none',
      'sort=x',
      'q=%25_%5C',
      'kind[]=a',
    ])
      assert.equal((await site.app.inject({ url: `/documents?${query}` })).statusCode, 200, query);
  });
});

describe('issues', () => {
  const issueOf = async (year: number) => {
    const html = await page('/issues');
    const link = [...html.matchAll(/<a href="(\/issues\/[0-9a-f-]{36})">([^<]*)/g)].find((m) =>
      m[2]?.includes(`${year}年`),
    );
    assert.ok(link?.[1]);
    return link[1];
  };

  test('are listed, each with its contents by section, numbers and pages', async () => {
    const html = await page(await issueOf(2024));
    for (const section of ['规范性文件', '政府文件', '人事任免', '统计数据'])
      assert.match(html, new RegExp(`<h2>${section}`));
    assert.equal(html.match(/class="issue-entry-title"/g)?.length, 9);
    assert.match(html, /兰青政规发/);
    assert.match(html, /版权页/);
    assert.match(html, /"@type":"PublicationIssue"/);
  });

  test('give their appointments, figures, editions and hashes', async () => {
    const issue = await issueOf(2024);
    const appointments = await page(`${issue}/appointments`);
    assert.match(appointments, /甲某/);
    assert.equal(appointments.match(/<tr/g)?.length, 1 + 11);
    assert.match(await page(`${issue}/figures`), /地区生产总值/);
    const editions = await page(`${issue}/editions`);
    assert.match(editions, /第 1 版（现行）/);
    assert.equal(editions.match(/<code class="hash">[0-9a-f]{64}</g)?.length, 3);
    const { residue } = JSON.parse((await get(`${issue}/editions/1.json`)).body) as { residue: unknown[] };
    assert.match(editions, new RegExp(`>${residue.length} 处，已原样保留`));
    assert.equal((await get(`${issue}/figures?page=99`)).statusCode, 404);
  });

  test('without their original say so', async () => {
    const html = await page(await issueOf(2023));
    assert.match(html, /原文待导入/);
    assert.equal(html.match(/class="issue-entry-title"/g)?.length, 19);
  });

  test('that do not exist are not found', async () => {
    for (const id of ['x', '01900000-0000-7000-8000-000000000000', '%27'])
      assert.equal((await site.app.inject({ url: `/issues/${id}` })).statusCode, 404);
  });
});

test('the first page leads to the newest issue and says what changed', async () => {
  const html = await page('/');
  assert.match(html, /最新一期/);
  assert.match(html, /2024年第2期/);
  assert.match(html, /即将变化/);
  assert.match(html, /最近变化/);
});

test('the site says what it is, how it decides, and how it can be used', async () => {
  assert.match(await page('/about'), /效力怎样认定/);
  await page('/about/accessibility');
  await page('/api');
  await page('/design');
});

test('every document and every clause has a page, none heavier than allowed', async () => {
  const { rows } = await site.store.runSql(
    `select d.id, c.path from law_document d left join law_expression x on x.document_id = d.id and x.current
     left join law_clause c on c.expression_id = x.id and (c.ord % 7 = 0) order by d.id`,
  );
  const all = rows as { id: string; path: string | null }[];
  for (const id of new Set(all.map((r) => r.id))) await page(`/documents/${id}`);
  for (const { id, path } of all.filter((r) => r.path !== null))
    await page(`/documents/${id}/clauses/${path}`);
});
