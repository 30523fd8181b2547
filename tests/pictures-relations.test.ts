/** The relations of an issue and of a document, against what a reader finds in the print. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fromRoot, sharedFolder } from '#base/paths.ts';
import { titleKey } from '#engines/law/name.ts';
import { readIssueRelations } from '#systems/documents/read-relations.ts';
import { importFile, openReadingSite, type Site } from './site.ts';
import { textOf } from './visitor.ts';

const original = join(sharedFolder() ?? '', 'gazette/xixia-2023-04.txt');
const skip = existsSync(original) ? false : `no gazette at ${original}`;

const CLEANUP = '银西政规发〔2023〕3号';
/** Annexes 1 to 4, number by number; the fire order, which annex 2 names by its title alone, under its own number. */
const LISTED: Record<string, string[]> = {
  拟废止: [
    ...[
      '2005〕37',
      '2017〕66',
      '2017〕161',
      '2017〕164',
      '2017〕260',
      '2018〕1',
      '2018〕79',
      '2018〕80',
      '2018〕88',
    ],
    ...['2018〕132', '2018〕179', '2020〕11', '2015〕80', '2009〕127', '2017〕117', '2017〕40'],
  ].map((n) => `银西政办发〔${n}号`),
  拟保留: [
    ...[
      '2009〕72',
      '2011〕13',
      '2017〕128',
      '2017〕141',
      '2017〕257',
      '2017〕258',
      '2018〕27',
      '2018〕13',
      '2018〕192',
    ],
    '2022〕45',
  ].map((n) => `银西政办发〔${n}号`),
  拟修改: ['银西政发〔2017〕17号'],
  拟失效: ['银西政办规发〔2019〕2号'],
};
LISTED.拟废止?.push('银西政办规发〔2019〕1号', '银西政发〔2010〕30号', '银西政办规发〔2018〕1号');
LISTED.拟保留?.push(
  '银西政办规发〔2020〕1号',
  '银西政发〔2022〕48号',
  '银西政规发〔2023〕2号',
  '银西政发〔2023〕10号',
);

type Permits = { items: { basis: { title: string }[] }[] };

let site: Site;
before(async () => {
  site = await openReadingSite();
});
after(() => site.close());

const issueOf = async (title: string): Promise<string> => {
  const issues = (await site.app.inject({ url: '/api/issues' })).json().issues as {
    id: string;
    title: string;
  }[];
  return issues.find((issue) => issue.title.startsWith(title))?.id ?? '';
};

/** Every edge as words, by number or title; the numbers of what is cited left out of it. */
async function edgesOf(issue: string): Promise<string[]> {
  const day = Temporal.PlainDate.from('2024-07-15');
  const read = await readIssueRelations(site.store.db, issue, day, Temporal.Now.instant());
  assert.ok(read);
  const name = (id: string) => {
    const found = read.graph.documents.get(id);
    return found?.number ?? found?.title ?? id;
  };
  const edges = read.graph.relations.map((r) => `${name(r.from)} ${r.stage} ${r.kind} ${name(r.to)}`);
  return [...new Set(edges)].sort();
}

const WORDS: Record<string, string> = {
  拟废止: 'proposed repeal',
  拟保留: 'proposed keep',
  拟修改: 'proposed amend',
  拟失效: 'proposed lapse',
};
const listed = Object.entries(LISTED).flatMap(([word, numbers]) =>
  numbers.map((number) => `${CLEANUP} ${WORDS[word]} ${number}`),
);

describe('the edges of an issue', () => {
  test('of the invented gazette are those that a reader finds', async () => {
    const decided = (from: string, kind: string, to: string) => `${from} decided ${kind} ${to}`;
    const proposed = (kind: string, to: string) => `兰青政规发〔2024〕3号 proposed ${kind} ${to}`;
    const expected = [
      decided('兰青政规发〔2024〕1号', 'repeal', '兰青政规发〔2021〕2号'),
      decided('兰青政规发〔2024〕2号', 'repeal', '兰青政办规发〔2019〕3号'),
      decided('兰青政发〔2024〕18号', 'repeal', '兰青政发〔2022〕30号'),
      proposed('repeal', '兰青政办发〔2012〕7号'),
      proposed('repeal', '兰青政办发〔2014〕33号'),
      proposed('repeal', '青禾区冬季煤炭应急供应预案'),
      proposed('repeal', '兰青政办发〔2015〕9号'),
      proposed('keep', '兰青政发〔2016〕21号'),
      proposed('keep', '青禾区秸秆离田通告'),
      proposed('keep', '兰青政办规发〔2022〕4号'),
      proposed('amend', '兰青政规发〔2020〕2号'),
      proposed('lapse', '兰青政办规发〔2023〕1号'),
      decided('兰青政规发〔2024〕1号', 'cite', '中华人民共和国防洪法'),
      decided('兰青政规发〔2024〕2号', 'cite', '中华人民共和国食品安全法'),
      decided('兰青政规发〔2024〕2号', 'cite', '中华人民共和国行政许可法'),
      ...[
        '中华人民共和国档案法',
        '中华人民共和国公共图书馆法',
        '婚姻登记条例',
        '城市供水条例',
        '农业机械安全监督管理条例',
        '全民健身条例',
      ].map((law) => decided('兰青政发〔2024〕18号', 'cite', law)),
    ].sort();
    const edges = await edgesOf(await issueOf('兰河市'));
    // What is repealed is also named; the picture draws the graver of the two.
    const named = edges.filter((e) => e.includes(' cite 兰青') || e.includes(' cite 青禾区'));
    assert.deepEqual(
      edges.filter((e) => !named.includes(e)),
      expected,
    );
  });

  test('of the published facts hold the 35 documents of the clean-up', async () => {
    const edges = await edgesOf(await issueOf('银川市'));
    assert.equal(listed.length, 35);
    assert.deepEqual(
      edges.filter((e) => !e.includes(' cite ')),
      [...listed].sort(),
    );
  });

  test('of the original gazette are the same, and the laws that the list of permits rests on', {
    skip,
  }, async () => {
    const report = await importFile(site.store, original);
    const edges = await edgesOf(report.issueId);
    assert.deepEqual(
      edges.filter((e) => !e.includes(' cite ')),
      [...listed].sort(),
    );
    const cited = (number: string) =>
      edges.flatMap((e) => (e.startsWith(`${number} decided cite `) ? [e.split(' ').at(-1) ?? ''] : []));
    const { items } = JSON.parse(readFileSync(fromRoot('data/xixia/permits.json'), 'utf8')) as Permits;
    const bases = new Set(items.flatMap((p) => p.basis.map((b) => titleKey(b.title))));
    const drawn = new Set(cited('银西政发〔2023〕84号').map(titleKey));
    assert.deepEqual(
      [...drawn].filter((title) => !bases.has(title)),
      [],
    );
    const laws = [...bases].filter((title) => /[^办]法$/.test(title));
    assert.deepEqual(
      laws.filter((title) => !drawn.has(title)),
      [],
    );
    assert.ok(laws.length > 40, `${laws.length} laws`);
    assert.deepEqual(cited('银西政规发〔2023〕2号').sort(), [
      '中华人民共和国森林法',
      '中华人民共和国草原法',
      '宁夏回族自治区森林防火办法',
      '森林防火条例',
      '草原防火条例',
    ]);
  });
});

describe('the page of relations', () => {
  const page = async (url: string) => {
    const answer = await site.app.inject({ url, headers: { accept: 'text/html' } });
    assert.equal(answer.statusCode, 200, url);
    assert.ok(gzipSync(answer.body).length < 30 * 1024, `${url}: ${gzipSync(answer.body).length} bytes`);
    assert.doesNotMatch(answer.body, / style=/);
    return answer.body;
  };

  test('draws the newest issue, and another when asked', async () => {
    assert.match(textOf(await page('/documents/relations')), /兰河市青禾区人民政府公报 2024年第2期/);
    const html = await page(`/documents/relations?issue=${await issueOf('银川市')}`);
    assert.match(textOf(html), /拟废止的文件 19 件/);
    assert.match(textOf(html), /拟保留的文件 14 件/);
    assert.match(html, /picture-end picture-proposed/);
  });

  test('opens a group and closes it again by its links, without script', async () => {
    const issue = await issueOf('银川市');
    const closed = await page(`/documents/relations?issue=${issue}`);
    const [, open] = /<a href="([^"]+)"[^>]*>(?:(?!<\/a>).)*展开全部 19 件/.exec(closed) ?? [];
    const opened = await page((open ?? '').replaceAll('&amp;', '&').replace('#picture', ''));
    const drawing = /picture-wide[\s\S]*?<\/svg>/.exec(opened)?.[0] ?? '';
    assert.match(textOf(drawing), /西夏区食品安全工作责任约谈办法/);
    assert.doesNotMatch(
      textOf(/picture-wide[\s\S]*?<\/svg>/.exec(closed)?.[0] ?? ''),
      /食品安全工作责任约谈/,
    );
    assert.match(textOf(drawing), /收起/);
  });

  test('of one document shows who acts upon it and what it rests on', async () => {
    const found = await site.app.inject({ url: encodeURI('/documents/by-number/银西政规发〔2023〕2号') });
    const id = (found.headers.location as string).split('/').at(-1);
    const text = textOf(await page(`/documents/relations?document=${id}&asOf=2024-06-01`));
    assert.match(text, /拟保留：银川市西夏区人民政府关于发布森林草原防火禁火令的通知/);
    assert.match(text, /2024年6月1日/);
    assert.match(textOf(await page(`/documents/${id}`)), /单独看这张图/);
  });

  test('answers what is not there, and days that are none', async () => {
    for (const query of [
      'issue=x',
      'document=x',
      `issue=${'0'.repeat(40)}`,
      'document=00000000-0000-7000-8000-000000000000',
    ])
      assert.equal((await site.app.inject({ url: `/documents/relations?${query}` })).statusCode, 404, query);
    assert.match(textOf(await page('/documents/relations?asOf=2024-02-30')), /没有这一天/);
    await page(`/documents/relations?${Array.from({ length: 40 }, (_, n) => `open=k${n}`).join('&')}`);
  });
});
