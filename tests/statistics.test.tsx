/** Figures read as a visitor reads them: overview, one series, one document, checks, pictures and downloads. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import readXlsx from 'read-excel-file/node';
import { axeFindings, launchBrowser } from '#web/testing/browser.ts';
import { openReadingSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
let visitor: Visitor;
let overview = '';
before(async () => {
  site = await openReadingSite();
  visitor = new Visitor(site.app);
  overview = (await visitor.get('/statistics')).body;
});
after(() => site.close());

const seriesPath = (name: string): string =>
  new RegExp(`href="(/statistics/[0-9a-f]{12})">${name}</a></th><td[^>]*>青禾区`).exec(overview)?.[1] ?? '';
const bulletinPath = (): string =>
  /href="(\/statistics\/documents\/[^"]+)">青禾区 2023/.exec(overview)?.[1] ?? '';

test('the overview says how many figures agree, draws the lost chart and lists every series', () => {
  assert.match(textOf(overview), /核算相符/);
  assert.match(
    overview,
    /<img src="\/statistics\/charts\/[^"]+\.svg\?size=wide[^"]*" alt="青禾区2023年地区生产总值/,
  );
  assert.ok(seriesPath('城镇居民人均可支配收入'));
  assert.ok(bulletinPath());
});

test('a series tells printed from reckoned, with the arithmetic and the clause', async () => {
  const { body } = await visitor.get(seriesPath('城镇居民人均可支配收入'));
  const said = textOf(body);
  assert.match(said, /32100元/);
  // 32100 − 1200
  assert.match(said, /30900元推算32100元−1200元＝30900元/);
  assert.match(said, /1200元÷（32100元−1200元＝30900元）＝3\.88%/);
  assert.match(body, /href="\/documents\/[^"]+\/clauses\/[^"]+">/);
});

test('pictures are answered as SVG without style or script, in every theme', async () => {
  const source = /src="(\/statistics\/charts\/[^"?]+)/.exec(overview)?.[1] ?? '';
  for (const theme of ['light', 'dark', 'light-high', 'dark-high', 'no-such']) {
    const answer = await visitor.get(`${source}?size=narrow&theme=${theme}`);
    assert.equal(answer.statusCode, 200);
    assert.match(answer.headers['content-type'] as string, /^image\/svg\+xml/);
    assert.match(answer.body, /^<svg width="320"/);
    assert.doesNotMatch(answer.body, /style=|<script/);
  }
});

test('CSV, XLSX and JSON of a document hold the same printed figures', async () => {
  const path = bulletinPath();
  const csv = await visitor.get(`${path}.csv`);
  assert.ok(csv.body.startsWith('\ufeff指标,地区,时期'));
  assert.match(csv.body, /\r\n地区生产总值,青禾区,2023年,总量,200,亿元,5,%,/);
  assert.match(csv.body, /,兰河市青禾区人民政府公报 2024年第2期,/);
  assert.match(csv.body, /推算,32100元−1200元＝30900元/);
  const sheets = (await readXlsx((await visitor.get(`${path}.xlsx`)).rawPayload)) as unknown as {
    data?: unknown[][];
  }[];
  const rows = (sheets[0]?.data ?? sheets) as unknown[][];
  assert.deepEqual(rows[0]?.slice(0, 3), ['指标', '地区', '时期']);
  assert.deepEqual(rows[1]?.slice(0, 8), ['地区生产总值', '青禾区', '2023年', '总量', 200, '亿元', 5, '%']);
  const { figures } = (await visitor.get(`${path}.json`)).json() as { figures: { indicator: string }[] };
  assert.equal(figures.length, 20);
  assert.equal(figures[0]?.indicator, '地区生产总值');
  for (const form of ['csv', 'xlsx', 'json'])
    assert.equal((await visitor.get(`/statistics/export.${form}`)).statusCode, 200);
});

test('a bulletin’s page and its issue lead to its figures, and these back to the clause', async () => {
  const figures = bulletinPath();
  const document = figures.replace('/statistics', '');
  const page = (await visitor.get(document)).body;
  assert.match(page, new RegExp(`href="${figures}">本件的20个数字`));
  const issue = /href="(\/issues\/[^"/?]+)"/.exec((await visitor.get('/issues')).body)?.[1] ?? '';
  const links = [
    ...(await visitor.get(`${issue}/figures`)).body.matchAll(/href="(\/statistics\/[0-9a-f]{12})"/g),
  ].map((m) => m[1] ?? '');
  assert.ok(links.length >= 20);
  for (const link of new Set(links)) {
    const series = await visitor.get(link);
    assert.equal(series.statusCode, 200, link);
    assert.match(series.body, /href="\/documents\//);
  }
});

test('what is not there is answered with what to do', async () => {
  for (const path of [
    '/statistics/none',
    '/statistics/documents/x',
    '/statistics/charts/x/y.svg',
    '/statistics/x/chart.svg',
  ]) {
    const answer = await visitor.get(path);
    assert.equal(answer.statusCode, 404, path);
    assert.match(textOf(answer.body), /统计数据首页/);
  }
  assert.match(textOf((await visitor.get('/statistics?q=%22%3E无')).body), /没有名称含/);
});

test('pages pass the accessibility rules and do not overflow, on a phone and on a wide screen', async () => {
  const origin = await site.app.listen({ port: 0 });
  const browser = await launchBrowser();
  try {
    for (const width of [390, 1440]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
      const page = await context.newPage();
      for (const path of [
        '/statistics',
        '/statistics/checks?verdict=ok',
        bulletinPath(),
        seriesPath('地区生产总值'),
      ]) {
        await page.goto(origin + path);
        assert.deepEqual(await axeFindings(page), [], `${path} ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        assert.equal(wide, false, `${path} overflows at ${width}`);
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
});
