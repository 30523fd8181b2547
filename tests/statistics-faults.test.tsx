/** A bulletin with units and values that cannot be, imported as any other: nothing is lost, and each is told. All made up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { importText, openDeskSite, type Site } from './site.ts';
import { textOf, Visitor } from './visitor.ts';

let site: Site;
let visitor: Visitor;

const BULLETIN = `甲县2031年国民经济和社会发展统计公报

甲县统计局

一、综合

2031年，甲县实现地区生产总值100.00亿元，按可比价格计算，比上年增长8.3%。其中，第一产业增加值7.25亿元，增长亿元；第二产业增加值60.75亿元，增长13.0%；第三产业增加值32.00亿元，增长0.8%。

二、农业

全年粮食产量9.43万斛，下降2.6%。蔬菜产量3.01万吨亿元，下降33.7%。牛奶产量13.58公顷，增长7.1%。

三、财政

全年完成一般公共预算收入4.00亿元，比上年下降3.8%。其中，税收收入3.00亿元，占一般公共预算收入的137%，下降1.8%；非税收入1.00亿元，占一般公共预算收入的25.0%，下降108.5%。

四、人口

甲县常住人口为45.48平方公里，按性别分，男性人口为22.31万人，女性人口为23.17亿元。森林覆盖率16.5万亩。
`;

before(async () => {
  site = await openDeskSite();
  visitor = new Visitor(site.app);
  await importText(site.store, BULLETIN);
});
after(() => site?.close());

/** Each found by reading the bulletin: [what it is about, what is said]. */
const WRONG: [string, RegExp][] = [
  ['第一产业增加值', /“增长亿元”缺少数字/],
  ['蔬菜产量', /一个数有两个单位：印作3\.01万吨亿元/],
  ['牛奶产量', /牛奶产量不以面积计，印作13\.58公顷/],
  ['税收收入所占比重', /3\.00÷4\.00＝75%；印作137%/],
  ['税收收入', /部分占整体的比重应在0%与100%之间，印作137%/],
  ['非税收入', /下降不会超过100%，印作下降108\.5%/],
  ['常住人口', /常住人口应以人数计，印作45\.48平方公里/],
  ['女性人口', /女性人口应以人数计，印作23\.17亿元/],
  ['森林覆盖率', /森林覆盖率应以百分比计，印作16\.5万亩/],
];

test('every impossible figure is told once, with what is printed, and led to its clause', async () => {
  const page = (await visitor.get('/statistics/checks')).body;
  const items = page.split('<li class="check">').slice(1);
  const said = items.map(textOf);
  for (const [about, words] of WRONG)
    assert.equal(said.filter((item) => item.includes(about) && words.test(item)).length, 1, about);
  assert.equal(said.length, WRONG.length, said.join('\n'));
  for (const item of items) assert.match(item, /href="\/documents\/[^"]+"/);
});

test('a unit that nobody knows is told apart from what is wrong', async () => {
  const said = textOf((await visitor.get('/statistics/checks?verdict=cannot')).body);
  assert.match(said, /无法判定[\s\S]*粮食产量\s*程序不认识单位“万斛”：印作9\.43万斛，照录，不参与核算/);
  assert.doesNotMatch(said, /所列各项未必是全部/);
});

test('nothing is lost: page, CSV and JSON hold every figure as printed', async () => {
  const overview = (await visitor.get('/statistics')).body;
  const path = /href="(\/statistics\/documents\/[^"]+)">甲县2031年/.exec(overview)?.[1] ?? '';
  const page = textOf((await visitor.get(path)).body);
  for (const printed of [
    '9.43万斛',
    '3.01万吨',
    '13.58公顷',
    '137%',
    '45.48平方公里',
    '23.17亿元',
    '16.5万亩',
    '下降108.5%',
  ])
    assert.ok(page.includes(printed), printed);
  const csv = (await visitor.get(`${path}.csv`)).body;
  assert.match(csv, /\r\n粮食产量,[^,]*,2031年,总量,9\.43,万斛,-2\.6,%,/);
  assert.match(csv, /\r\n税收收入,[^,]*,2031年,比重,137,%,/);
  const { figures } = (await visitor.get(`${path}.json`)).json() as {
    figures: { indicator: string; value: number; unit: string; printed: { value: string } }[];
  };
  const grain = figures.find(({ indicator }) => indicator === '粮食产量');
  assert.deepEqual([grain?.value, grain?.unit, grain?.printed.value], [9.43, '万斛', '9.43万斛']);
  // 100.00, three industries, three products, revenue with two parts and two shares, three of people, one rate.
  assert.equal(figures.length, 16);
});

test('no last year is reckoned from a fall of more than all, and no chart is drawn wrong', async () => {
  const overview = (await visitor.get('/statistics')).body;
  assert.doesNotMatch(textOf(overview), /Infinity|NaN/);
  for (const [, source] of overview.matchAll(/src="(\/statistics\/charts\/[^"]+)"/g)) {
    const picture = await visitor.get((source ?? '').replaceAll('&amp;', '&'));
    assert.equal(picture.statusCode, 200);
    assert.doesNotMatch(picture.body, /NaN|Infinity/);
  }
  const csv = (await visitor.get('/statistics/export.csv')).body;
  assert.doesNotMatch(csv, /非税收入,[^\r]*上年同期/);
});
