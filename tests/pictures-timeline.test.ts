/** The timeline as a reader gets it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openReadingSite, type Site } from './site.ts';
import { textOf } from './visitor.ts';

let site: Site;
before(async () => {
  site = await openReadingSite();
});
after(() => site.close());

async function page(url: string): Promise<string> {
  const answer = await site.app.inject({ url: encodeURI(url), headers: { accept: 'text/html' } });
  assert.equal(answer.statusCode, 200, url);
  assert.ok(gzipSync(answer.body).length < 30 * 1024, `${url}: ${gzipSync(answer.body).length} bytes`);
  assert.doesNotMatch(answer.body, / style=/);
  return answer.body;
}

/** The rows of the table: title and number, status, begin, end, the rest. */
const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<tr role="row">(?:(?!<\/tr>)[\s\S])*<\/tr>/g)]
    .slice(1)
    .map(([row]) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)]
        .map(([, cell]) => textOf(cell ?? '').trim())
        .join('|'),
    );
const rowOf = async (url: string, number: string): Promise<string> =>
  rowsOf(await page(url)).find((row) => row.includes(number)) ?? '';

const FIRE = '银西政规发〔2023〕2号';

test('the fire order is drawn to its last day, with its seasons', async () => {
  const url = '/documents/timeline?section=规范性文件&asOf=';
  const expected = (status: string) =>
    `银川市西夏区人民政府关于发布森林草原防火禁火令的通知 ${FIRE}|${status}|2023年9月30日起|有效到2024年6月1日|` +
    '拟保留（2023年11月27日起）；森林草原防火期：2023年10月1日至2024年5月31日；森林草原高火险期：2024年1月15日至2024年4月15日';
  assert.equal(await rowOf(`${url}2023-09-29`, FIRE), expected('尚未施行'));
  assert.equal(await rowOf(`${url}2024-06-01`, FIRE), expected('现行有效'));
  assert.equal(await rowOf(`${url}2024-06-02`, FIRE), expected('已失效'));
});

test('what a decided repeal ended ends, and what is only proposed goes on, hatched', async () => {
  const repealed = await rowOf('/documents/timeline?year=2012&asOf=2024-07-15', '兰青政办发〔2012〕7号');
  assert.equal(
    repealed,
    '青禾区渡口摆渡管理办法 兰青政办发〔2012〕7号|现行有效|2012年起，哪一天没有记载|没有终点|拟废止（2024年6月5日起）',
  );
  const html = await page('/documents/timeline?outcome=repeal');
  assert.match(html, /fill="url\(#hatch-wide\)"/);
  assert.match(html, /fill="url\(#fade-wide\)"/);
});

test('is narrowed by what a clean-up proposed, by issue, year, kind and section', async () => {
  const count = async (query: string) => {
    const text = textOf(await page(`/documents/timeline?${query}`));
    return Number(/共 (\d+) 件/.exec(text)?.[1] ?? 0);
  };
  assert.deepEqual(
    await Promise.all(['repeal', 'keep', 'amend', 'lapse'].map((o) => count(`outcome=${o}`))),
    [19 + 4, 14 + 3, 1 + 1, 1 + 1],
  );
  const issues = (await site.app.inject({ url: '/api/issues' })).json().issues as {
    id: string;
    title: string;
  }[];
  const of = (title: string) => issues.find((i) => i.title.startsWith(title))?.id;
  // The fire order is both printed in the issue and kept by it.
  assert.equal(await count(`outcome=keep&issue=${of('银川市')}`), 14);
  assert.equal(await count(`outcome=keep&issue=${of('兰河市')}`), 3);
  assert.equal(await count('year=2005'), 1);
  assert.equal(await count('outcome=repeal&kind=statute'), 0);
  assert.ok((await count('section=人事任免')) >= 8 + 2);
});

test('has pages, and answers what makes no sense with something sensible', async () => {
  const first = rowsOf(await page('/documents/timeline'));
  const second = rowsOf(await page('/documents/timeline?page=2'));
  assert.equal(first.length, 30);
  assert.equal(new Set([...first, ...second]).size, first.length + second.length);
  for (const query of [
    'page=9999',
    'page=x',
    'year=20',
    'issue=x',
    'outcome=x',
    'span=7',
    'asOf=x',
    'section=没有这一栏',
    'span=1&asOf=1900-01-01',
  ])
    await page(`/documents/timeline?${query}`);
});

test('stands on the page of a document, with the words of its periods', async () => {
  const found = await site.app.inject({ url: encodeURI(`/documents/by-number/${FIRE}`) });
  const html = await page(`${found.headers.location}?asOf=2024-03-01`);
  assert.match(html, /picture-timeline/);
  assert.match(textOf(html), /森林草原高火险期：2024年1月15日至2024年4月15日/);
});
