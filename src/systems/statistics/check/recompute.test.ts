import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { findFigures } from '#engines/law/parse/figures.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { checkFigures, type FigureCheck } from './recompute.ts';

// Every bulletin here is invented; every verdict was reckoned by hand.

const TITLE = '云岭县2031年国民经济和社会发展统计公报';

/** Checks of an invented bulletin's body. */
function check(body: string): { checks: FigureCheck[]; text: string } {
  const text = `${TITLE}\n\n${body}\n`;
  const issuance = {
    kind: '统计数据',
    title: TITLE,
    titleSpan: [0, TITLE.length] as [number, number],
    signedBy: [],
    date: null,
    span: [0, text.length] as [number, number],
  };
  const source = { sha256: '', encoding: 'utf-8' as const, bom: false, text };
  return { checks: checkFigures({ figures: findFigures(text, [issuance]), source }), text };
}

/** `kind 数字 → suggestion` of every reported discrepancy. */
function discrepancies(body: string): string[] {
  const { checks, text } = check(body);
  return checks
    .filter(({ verdict, reported }) => verdict === 'discrepancy' && reported)
    .map(({ kind, span, suggestion }) => `${kind} ${text.slice(...span)} → ${suggestion ?? '?'}`);
}

const verdicts = (body: string): string[] =>
  check(body).checks.map(({ kind, verdict, difference }) => `${kind} ${verdict} ${difference}`);

const ECONOMY =
  '全年实现生产总值320.50亿元，增长5.6%。其中，第一产业增加值40.10亿元，增长3.0%；第二产业增加值120.25亿元，增长7.1%；第三产业增加值160.15亿元，增长5.2%。三次产业结构比为12.5 : 37.5 : 50.0。';

test('a consistent economy: the sum, the range of growth, the structure and each of its parts', () => {
  // 40.10 + 120.25 + 160.15 = 320.50; 40.10/320.50 = 12.51, 120.25/320.50 = 37.52, 160.15/320.50 = 49.97
  assert.deepEqual(verdicts(ECONOMY), [
    'sum ok 0',
    'growth ok 0',
    'share ok 0',
    'share ok 0',
    'share ok 0',
    'share ok 0',
  ]);
});

test('one wrong numeral that breaks several relations is named once, with what mends all of them', () => {
  // 120.25 printed as 102.25: the sum is 302.50, the second share 31.9; only 120.25 restores both.
  assert.deepEqual(discrepancies(ECONOMY.replace('120.25', '102.25')), ['sum 102.25 → 120.25']);
  // 37.5 printed as 35.7: the structure makes 98.2 and the share is 37.52.
  assert.deepEqual(discrepancies(ECONOMY.replace('37.5', '35.7')), ['share 35.7 → 37.5']);
  // The total: 320.50 as 325.50 breaks the sum and three shares (12.32 → 12.3, 36.94, 49.2).
  assert.deepEqual(discrepancies(ECONOMY.replace('320.50', '325.50')), ['sum 325.50 → 320.50']);
});

test('rounding is half a unit of the last printed digit of every numeral', () => {
  // 42.06 + 3.4 = 45.46, printed 45.48: 3.4 may be 3.35 to 3.45.
  const people = (rural: string): string =>
    `年末常住人口45.48万人。按居住地分，居住在城镇的人口为42.06万人；居住在乡村的人口为${rural}万人。`;
  assert.deepEqual(discrepancies(people('3.4')), []);
  assert.deepEqual(discrepancies(people('3.42')), []);
  // 42.06 + 3.40 = 45.46: at least 45.445 + … three halves of 0.01 explain at most 0.015.
  assert.deepEqual(discrepancies(people('3.40')).length, 1);
});

test('a list that is closed by the rest, by shares, by the whole name, by a classification', () => {
  const rest = (other: string): string =>
    `全年房地产开发投资20.00亿元。其中，住宅投资12.00亿元，办公楼投资3.00亿元，其他投资${other}亿元。`;
  assert.deepEqual(discrepancies(rest('5.00')), []);
  assert.equal(discrepancies(rest('6.00')).length, 1);
  const named = (fish: string): string =>
    `全年农林牧渔业总产值30.00亿元。其中，农业产值16.00亿元；林业产值1.50亿元；牧业产值10.20亿元；渔业产值${fish}亿元。`;
  assert.deepEqual(discrepancies(named('2.30')), []);
  assert.equal(discrepancies(named('2.80')).length, 1);
  const classes = (third: string): string =>
    `规模以上工业企业利润总额30.0亿元。分经济类型看，国有企业利润总额12.0亿元，股份制企业利润总额9.0亿元，外商投资企业利润总额${third}亿元。`;
  assert.deepEqual(discrepancies(classes('9.0')), []);
  // 12 + 9 + 12.5 = 33.5 > 30: classes do not overlap.
  assert.equal(discrepancies(classes('12.5')).length, 1);
  // A selection of classes says nothing about the total.
  assert.deepEqual(discrepancies(classes('4.0')), []);
});

test('a selection under 其中 is no sum: it may overlap and may leave things out', () => {
  assert.deepEqual(
    discrepancies('固定资产投资100亿元。其中，民间投资60亿元，工业投资50亿元，基础设施投资20亿元。'),
    [],
  );
  assert.deepEqual(discrepancies('粮食产量9.4万吨。其中，小麦产量0.5万吨，玉米产量6.0万吨。'), []);
  // A part cannot be larger than the whole.
  assert.deepEqual(discrepancies('粮食产量9.4万吨。其中，小麦产量10.5万吨。').length, 1);
  // What follows the list is not a part of it.
  assert.deepEqual(
    discrepancies('一般公共预算收入9.6亿元，其中税收收入6.0亿元。固定资产投资35.2亿元，增长3%。'),
    [],
  );
});

test('nested lists: a part with parts of its own', () => {
  const body = (industry: string): string =>
    `全年生产总值100.0亿元。其中，第一产业增加值10.0亿元；第二产业增加值50.0亿元，其中工业增加值${industry}亿元；第三产业增加值40.0亿元。`;
  assert.deepEqual(discrepancies(body('42.0')), []);
  assert.deepEqual(discrepancies(body('52.0')), ['sum 52.0 → ?']);
});

test('shares against numerator and denominator, named or that of the list', () => {
  const tax = (share: string, other: string): string =>
    `一般公共预算收入4.44亿元。其中，税收收入3.17亿元，占一般公共预算收入的${share}%；非税收入1.27亿元，占${other}%。`;
  assert.deepEqual(discrepancies(tax('71.4', '28.6')), []);
  // 3.17/4.44 = 71.40; with 74.1 the two make 102.7.
  assert.deepEqual(discrepancies(tax('74.1', '28.6')), ['share 74.1 → 71.4']);
  // 77.949 is printed as 77.9, not as 78.9.
  const spending = (share: string): string =>
    `一般公共预算支出22.13亿元。其中，民生支出17.25亿元，占一般公共预算支出的比重为${share}%。`;
  assert.deepEqual(discrepancies(spending('77.9')), []);
  assert.deepEqual(discrepancies(spending('78.9')), ['share 78.9 → 77.9']);
});

test('a count of a count', () => {
  const body = (share: string): string => `全县涉及的21个行业大类中13个行业增加值增长，增长面达${share}%。`;
  assert.deepEqual(discrepancies(body('61.9')), []);
  assert.deepEqual(discrepancies(body('69.1')), ['share 69.1 → 61.9']);
});

test('growth with its amount; real growth is not compared with amounts', () => {
  const income = (rate: string, basis = ''): string =>
    `城镇居民人均可支配收入36346元，比上年增加1417元，${basis}增长${rate}%。`;
  // 1417 / 34929 = 4.057 %
  assert.deepEqual(discrepancies(income('4.1')), []);
  assert.deepEqual(discrepancies(income('4.7')), ['growth 4.7 → 4.1']);
  assert.deepEqual(discrepancies(income('2.0', '扣除价格因素实际')), []);
  assert.deepEqual(discrepancies('全年生产总值489.91亿元，比上年增加50.00亿元，增长8.3%。'), []);
});

test('two years side by side', () => {
  const table = (rate: string): string =>
    `表1 主要指标\n\n指标\t2030年\t2031年\t增速（%）\n旅游收入（亿元）\t5.1\t6.3\t${rate}\n`;
  // 6.25/5.15 − 1 = 21.4 % to 6.35/5.05 − 1 = 25.7 %
  assert.deepEqual(discrepancies(table('23.5')), []);
  assert.equal(discrepancies(table('32.5')).length, 1);
});

test('the whole grows no more than its fastest part; levels in kind give the growth', () => {
  const meat = (total: string): string =>
    `肉类总产量3370吨，下降${total}%。其中，猪肉产量959吨，下降18.6%；牛肉产量1802吨，下降6.2%；羊肉产量403吨，增长17.4%；禽肉产量206吨，下降9.6%。`;
  // 959/0.814 + 1802/0.938 + 403/1.174 + 206/0.904 = 3670.4; 3370/3670.4 = −8.18 %
  assert.deepEqual(discrepancies(meat('8.1')), []);
  assert.equal(discrepancies(meat('1.8')).length, 1);
  assert.equal(discrepancies(meat('28.1')).length, 1);
  // 城镇 and 乡村 leave nothing out: 5 % lies outside 0.4 % to 3.3 %.
  const retail = (rate: string): string =>
    `社会消费品零售总额增长${rate}%。分城乡看，城镇消费品零售额增长0.4%，乡村消费品零售额增长3.3%。`;
  assert.deepEqual(discrepancies(retail('0.8')), []);
  assert.equal(discrepancies(retail('5.0')).length, 1);
});

test('a structure with the growth of its parts makes the growth of the whole', () => {
  // 10/1.25 + 60/1.2 + 30/0.75 = 8 + 50 + 40 = 98, and 100/98 = 1.0204.
  const said = (rate: string, first = '25.0%'): string =>
    `固定资产投资比上年增长${rate}。其中，第一产业投资增长${first}，第二产业投资增长20.0%，第三产业投资下降25.0%。三次产业投资结构比为10.0 : 60.0 : 30.0。`;
  const growth = (body: string) =>
    check(body).checks.find(({ about }) => about === '固定资产投资增速与其结构比、各部分增速');
  assert.equal(growth(said('2.0%'))?.verdict, 'ok');
  assert.equal(
    growth(said('2.0%'))?.arithmetic,
    '设本期为100，上年同期推算10.0÷（1＋25.0%）＋60.0÷（1＋20.0%）＋30.0÷（1−25.0%）＝98；100÷98−1＝2.04%，固定资产投资印作2.0%',
  );
  assert.equal(growth(said('5.0%'))?.verdict, 'discrepancy');
  assert.equal(growth(said('2.0%'))?.difference, 0);
  // Grown by 3 times is 4 times as much: 10/4 + 90 = 92.5, 100/92.5 = 1.0811.
  assert.equal(growth(said('8.1%', '3.0倍'))?.verdict, 'ok');
  assert.equal(growth(said('2.0%', '3.0倍'))?.verdict, 'discrepancy');
});

test('contributions make up the growth; contribution rates make 100', () => {
  const pulled = (second: string): string =>
    `固定资产投资同比增长16.6%。建设项目投资同比增长19.7%，拉动投资增长16.5个百分点；房地产项目投资同比增长0.7%，拉动投资增长${second}个百分点。`;
  assert.deepEqual(discrepancies(pulled('0.1')), []);
  assert.equal(discrepancies(pulled('0.5')).length, 1);
  const rates = (third: string): string => `三次产业对经济增长的贡献率分别为12.0%、40.5%和${third}%。`;
  assert.deepEqual(discrepancies(rates('47.5')), []);
  assert.equal(discrepancies(rates('45.7')).length, 1);
});

test('ratios of town to country and of men to women', () => {
  const income = (ratio: string): string =>
    `城镇居民人均可支配收入36346元；农村居民人均可支配收入15908元。城乡居民收入比为${ratio}:1。`;
  // 36346/15908 = 2.2848
  assert.deepEqual(discrepancies(income('2.28')), []);
  assert.deepEqual(discrepancies(income('2.82')), ['ratio 2.82 → 2.28']);
});

test('per person: the implied mean population may differ a little from the printed one', () => {
  const body = (each: string): string =>
    `全年生产总值489.91亿元。按常住人口计算，人均生产总值${each}元。年末常住人口45.48万人。`;
  // 489.91/107934 = 45.39; 489.91/170934 = 28.66
  assert.deepEqual(discrepancies(body('107934')), []);
  assert.equal(discrepancies(body('170934')).length, 1);
});

test('the same figure twice', () => {
  const body = (again: string): string =>
    `一般公共预算收入完成4.75亿元，同比增长20.5%。\n\n二、财政\n\n一般公共预算收入完成${again}亿元，同比增长20.5%。`;
  assert.deepEqual(discrepancies(body('4.75')), []);
  assert.deepEqual(discrepancies(body('4.8')), []);
  assert.deepEqual(discrepancies(body('4.57')), ['restated 4.57 → ?']);
});

test('ranks in places that lie within one another', () => {
  const body = (region: number, city: number): string =>
    `固定资产投资同比增长16.6%，高于全省12.3个百分点，位居全省第${region}位、全市第${city}位。`;
  assert.deepEqual(discrepancies(body(4, 2)), []);
  assert.deepEqual(discrepancies(body(2, 4)), ['rank 4 → ?']);
  assert.deepEqual(discrepancies('工业增加值同比增长1.0%，低于全市2.3个百分点，位居全市第1位。'), [
    'rank 1 → ?',
  ]);
});

test('units and values that cannot be', () => {
  const cases: [string, string[]][] = [
    ['农业产值6.79亿元，增长0.7；林业产值0.14亿元，下降54.8%。', ['unit 0.7 → 0.7%']],
    ['年末常住人口45.48亿元。', ['unit 45.48 → ?']],
    ['一般公共预算收入9.60万人。', ['unit 9.60 → ?']],
    ['全县有建筑业企业14.5个。', ['unit 14.5 → ?']],
    ['常住人口45.00万人。其中，城镇人口40.00万人，占188.9%。', ['share 188.9 → 88.9']],
    ['年末户籍人口-3.20万人。', ['unit 3.20 → ?']],
    ['水泥产量120吨，下降154.8%。', ['unit 154.8 → ?']],
    ['年末城镇登记失业率3.2%，比上年末下降0.4%。', ['unit 0.4 → ?']],
    ['工业增加值同比增长21.4%，高于全省9.9%。', ['unit 9.9 → ?']],
    ['第一产业增加值7.25亿元，增长亿元；第二产业增加值60.75亿元，增长13.0%。', ['unit 增长亿元 → ?']],
    ['粮食产量9.43万吨，下降 %，其中小麦产量0.05万吨。', ['unit 下降 % → ?']],
    ['蔬菜产量3.01万吨亿元，下降33.7%。', ['unit 3.01 → ?']],
    ['全年粮食产量9.43 万吨 公顷。', ['unit 9.43 → ?']],
    ['年末常住人口45.48平方公里。', ['unit 45.48 → ?']],
    ['牛奶产量13.58公顷，增长7.1%。', ['unit 13.58 → ?']],
    ['森林覆盖率16.5万亩。', ['unit 16.5 → ?']],
    ['粮食产量9.43万吨，增加0.30亿元。', ['unit 0.30 → ?']],
    ['年末常住人口45.48万人，增加0.21平方公里。', ['unit 0.21 → ?']],
    ['税收收入3.00亿元，下降108.5%。', ['unit 108.5 → ?']],
  ];
  for (const [body, expected] of cases) assert.deepEqual(discrepancies(body), expected, body);
});

test('a unit that nobody knows is told, and not called wrong', () => {
  const { checks, text } = check('全年粮食产量9.43万斛，下降2.6%。蔬菜播种面积454顷。');
  assert.deepEqual(
    checks.map(({ kind, verdict, span }) => `${kind} ${verdict} ${text.slice(...span)}`),
    ['unit cannot 9.43', 'unit cannot 454'],
  );
  assert.match(checks[0]?.arithmetic ?? '', /不认识单位“万斛”：印作9\.43万斛/);
});

test('units and values that look odd and are right', () => {
  for (const body of [
    '利润总额-2.5亿元。', '人口自然增长率-1.2‰。', '平均每户2.5人。', '城镇登记失业率3.2%，比上年末下降0.4个百分点。',
    '完成年度计划的105.3%。', '节能环保支出增长499.0%。', '年末生猪存栏0.44万头。', '居民消费价格指数102.3，上涨2.3%。',
    '全员劳动生产率35.2万元。', '平板玻璃产量12.4万平方米，增长2.1%。', '发电量1.25亿千瓦时，增加0.1亿千瓦时。', '参保人口约3万余。',
    '粮食产量9.43万吨，增加0.3万吨。', '惠及3万居民，增长2.0%。', '城镇居民人均可支配收入36346元，比上年增加1417元。', '客运量增长明显。',
    '工业产品销售率为101.7%。', '人均住房建筑面积38.5平方米。', '全年新增就业1.2万人，增加0.3万人。', '医院增加3家，增长7.5%。',
  ]) assert.deepEqual(discrepancies(body), [], body); // biome-ignore format: one list
});

test('any text: no throw, numbers inside the text, the same answer twice', () => {
  const piece = fc.constantFrom(
    '其中，', '按性别分，', '生产总值', '第一产业增加值', '人口', '占', '%', '亿元', '万人', '增长', '下降', '12.5', '0', '-3',
    '。', '；', '，', '\n\n', '比为1:2:3', '第3位', '全市', '高于', '个百分点', '人均', '其他', '\t', '拉动',
  ); // biome-ignore format: one list
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { checks, text } = check(pieces.join(''));
      assert.deepEqual(check(pieces.join('')).checks, checks);
      for (const { span, related } of checks)
        for (const [start, end] of [span, ...related])
          assert.ok(0 <= start && start < end && end <= text.length);
    }),
    { numRuns: 500 },
  );
});

test('every digit of a closed sum that is changed by more than rounding is found', () => {
  const cents = fc.integer({ min: 100, max: 99_999 });
  fc.assert(
    fc.property(
      cents,
      cents,
      cents,
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 3, max: 500 }),
      (a, b, c, which, by) => {
        const numbers = [a + b + c, a, b, c];
        const print = (values: number[]): string => {
          const [total, ...parts] = values.map((value) => (value / 100).toFixed(2));
          return `生产总值${total}亿元。其中，第一产业增加值${parts[0]}亿元；第二产业增加值${parts[1]}亿元；第三产业增加值${parts[2]}亿元。`;
        };
        assert.deepEqual(discrepancies(print(numbers)), []);
        const wrong = numbers.map((value, index) => (index === which ? value + by : value));
        assert.notDeepEqual(discrepancies(print(wrong)), []);
      },
    ),
    { numRuns: 200 },
  );
});

const shared = process.env.GONGBAO_SHARED ?? path.join(import.meta.dirname, '../../../../../shared');
const gazette = path.join(shared, 'gazette/xixia-2023-04.txt');

test('the real bulletins, reckoned by hand', {
  skip: existsSync(gazette) ? false : 'the gazette is not here',
}, () => {
  const artifact = parseBytes(readFileSync(gazette));
  const checks = checkFigures(artifact);
  const found = checks
    .filter(({ verdict }) => verdict === 'discrepancy')
    .map(({ kind, span, difference }) => `${kind} ${artifact.source.text.slice(...span)} ${difference}`);
  // 农业产值 grew by 0.7 without %; seven services make 140.49, not 141.81.
  assert.deepEqual(found, ['unit 0.7 null', 'sum 141.81 1.32']);
  const ok = checks.filter(({ verdict }) => verdict === 'ok').map(({ arithmetic }) => arithmetic);
  for (const start of [
    '7.25＋340.85＋141.81＝489.91', // the three industries
    '6.79＋0.14＋6.57＋0.32＋2.03＝15.85', // agriculture
    '959＋1802＋403＋206＝3370', // meat
    '3.17＋1.27＝4.44', // revenue of 2022
    '3.83＋0.92＝4.75', // revenue of eleven months
    '22.31＋23.17＝45.48', // men and women
    '42.06＋3.4＝45.46', // town and country: 3.4 has one decimal
    '36.13＋8.43＋0.92＝45.48', // peoples
    '0.3＋71＋28.7＝100', // investment of 2022
    '0.8＋70.5＋28.7＝100', // investment of eleven months
    '1417元÷（36346元−1417元＝34929元）＝4.06%', // townspeople
    '900元÷（15908元−900元＝15008元）＝6%', // country people
    '489.91亿元÷107934元＝年平均人口约45.39万人',
    '141.81÷489.91＝28.946%；印作28.9', // 28.95 would be read as 29.0
    '13÷21＝61.9%', // trades that grew
    '16.5＋0.1＝16.6个百分点', // what pulled investment
    '设本期为100，上年同期推算0.3÷（1＋72.5%）＋71÷（1＋44.5%）＋28.7÷（1−29.5%）＝90.02；100÷90.02−1＝11.09%',
    '设本期为100，上年同期推算0.8÷（1＋3.2）＋70.5÷（1＋16.4%）＋28.7÷（1＋14.7%）＝85.78；100÷85.78−1＝16.58%',
  ])
    assert.ok(
      ok.some((arithmetic) => arithmetic.startsWith(start)),
      start,
    );
});
