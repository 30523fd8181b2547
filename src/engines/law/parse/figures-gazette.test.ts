import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Figure } from './artifact.ts';
import { findFigures, type StatisticsIssuance } from './figures.ts';

// Facts of the real gazette, written down by reading it: indicator | value | change | measure (unless a level) |
// basis as printed | period (unless the title's). The text itself is not here.

const ANNUAL = `
地区生产总值 | 489.91亿元 | 8.3% |  | 按可比价格计算，比上年
第一产业增加值 | 7.25亿元 | 0.7%
第二产业增加值 | 340.85亿元 | 13%
第三产业增加值 | 141.81亿元 | 0.8%
三次产业结构比·第一产业 | 1.5 |  | ratio
三次产业结构比·第二产业 | 69.6 |  | ratio
三次产业结构比·第三产业 | 28.9 |  | ratio
人均地区生产总值 | 107934元 | 7.7% |  | 按常住人口计算，比上年
农林牧渔业总产值 | 15.85亿元 | 1.5% |  | 按可比价格计算，比上年
农业产值 | 6.79亿元 | 0.7
林业产值 | 0.14亿元 | -54.8%
牧业产值 | 6.57亿元 | 3.5%
渔业产值 | 0.32亿元 | 8.9%
农林牧渔服务业产值 | 2.03亿元 | 5.3%
粮食作物播种面积 | 10059公顷 | 0.1%
小麦播种面积 | 98公顷 | 37.4%
蔬菜播种面积 | 454公顷
园林水果播种面积 | 2270公顷
粮食产量 | 9.43万吨 | -2.6%
小麦产量 | 0.05万吨 | 41.3%
蔬菜产量 | 3.01万吨 | -33.7%
园林水果产量 | 2.51万吨 | -3.2%
禽蛋产量 | 1952吨 | 11%
牛奶产量 | 13.58万吨 | 7.1%
水产品产量 | 0.24万吨 | 8.5%
肉类总产量 | 3370吨 | -8.1%
猪肉产量 | 959吨 | -18.6%
牛肉产量 | 1802吨 | -6.2%
羊肉产量 | 403吨 | 17.4%
禽肉产量 | 206吨 | -9.6%
生猪存栏 | 0.44万头 |  |  |  | 2022-12
牛存栏 | 4.3万头 |  |  |  | 2022-12
羊只存栏 | 3.37万只 |  |  |  | 2022-12
家禽数 | 14.77万只 |  |  |  | 2022-12
全部工业增加值 | 316.72亿元 | 12.6% |  | 比上年
规模以上工业增加值 |  | 17.1% | growth
规模以上工业·制造业增加值 |  | 16.8% | growth
规模以上工业·电力、热力、燃气及水生产和供应业增加值 |  | 21.8% | growth
规模以上工业·国有控股企业增加值 |  | 21.9% | growth
规模以上工业·股份制企业增加值 |  | 17.8% | growth
规模以上工业·外商及港澳台商投资企业增加值 |  | 3.4% | growth
规模以上工业·仪器仪表制造业增加值 |  | 44.4% | growth
规模以上工业·计算机、通信和其他电子设备制造业增加值 |  | 40.9% | growth
规模以上工业·燃气生产和供应业增加值 |  | 29.5% | growth
规模以上工业·电力、热力生产和供应业增加值 |  | 24.1% | growth
规模以上工业·农副食品加工业增加值 |  | 23.9% | growth
规模以上工业·电气机械和器材制造业增加值 |  | 16.8% | growth
规模以上工业·金属制品业增加值 |  | 11.5% | growth
规模以上工业企业销售产值 |  | 41.6% | growth | 比上年
工业产品销售率 | 99.7%
规模以上工业企业营业收入 | 1177.5亿元 | 48.9% |  | 比上年
规模以上工业企业营业成本 | 975亿元 | 57.4%
规模以上工业企业利润总额 | 94.7亿元 | 88.6%
规模以上工业企业资产负债率 | 45.9% | -3.6个百分点 |  | 比上年末 | 2022-12
规模以上工业企业亏损面 | 23.9%
亏损企业亏损额 | 2.5亿元
单晶硅产量 | 7026.8万千克 | 119.3% |  | 比上年
电工仪器仪表产量 | 369.2万台 | 39.3% |  | 比上年
水泥产量 | 235.5万吨 | -14.6% |  | 比上年
乳制品产量 | 79.5万吨 | 93.9% |  | 比上年
合成氨（无水氨）产量 | 53.5万吨 | 37% |  | 比上年
饮料产量 | 43.4万吨 | 41% |  | 比上年
变压器产量 | 27万千伏安 | -2.5% |  | 比上年
具有资质等级建筑业企业 | 14个
建筑业总产值 | 39.5亿元 | 20.7% |  | 比上年
服务业增加值 | 141.81亿元 | 0.8% |  | 比上年
批发和零售业增加值 | 14.62亿元 | -0.3%
住宿和餐饮业增加值 | 3.61亿元 | 2.2%
交通运输、仓储和邮政业增加值 | 12.49亿元 | 2.2%
金融业增加值 | 12.1亿元 | 4.5%
房地产业增加值 | 9.27亿元 | 1.9%
营利性服务业增加值 | 24.52亿元 | -3.1%
非营利性服务业增加值 | 63.88亿元 | 1.4%
固定资产投资 |  | 11% | growth | 比上年
第一产业投资 |  | 72.5% | growth
第二产业投资 |  | 44.5% | growth
第三产业投资 |  | -29.5% | growth
三次产业投资结构比·第一产业 | 0.3 |  | ratio
三次产业投资结构比·第二产业 | 71 |  | ratio
三次产业投资结构比·第三产业 | 28.7 |  | ratio
房地产开发投资 | 20.41亿元 | -33% |  | 比上年
住宅开发投资 |  | -27.5% | growth
办公楼完成投资 |  | -28.5% | growth
商业营业用房完成投资 |  | -33.1% | growth
房地产开发投资·其他完成投资 |  | -54.4% | growth
商品房销售面积 |  | -33.7% | growth
商品房销售额 |  | -31.7% | growth
社会消费品零售总额 | 69.12亿元 | 0.1% |  | 比上年
城镇消费品零售额 |  | 0.4% | growth
乡村消费品零售额 |  | -3.3% | growth
国有经济零售额 |  | 3.3% | growth
集体经济零售额 |  | -4.5% | growth
私营经济零售额 |  | 9.4% | growth
个体经济零售额 |  | -4.3% | growth
股份制经济零售额 |  | 4.7% | growth
社会消费品零售总额·其他各种经济零售额 |  | -4.5% | growth
地方一般公共预算收入 | 4.44亿元 | -3.8% |  | 比上年
地方一般公共预算收入 |  | -2.7% | growth | 扣除留抵退税因素后，同口径
税收收入 | 3.17亿元 | -1.8%
税收收入 | 71.4% |  | share | 占地方一般公共预算收入
非税收入 | 1.27亿元 | -8.5%
非税收入 | 28.6% |  | share | 占地方一般公共预算收入
一般公共预算支出 | 19.61亿元 | 38.1% |  | 比上年
节能环保支出 |  | 499% | growth
科学技术支出 |  | 80.2% | growth
社会保障和就业支出 |  | 37.3% | growth
卫生健康支出 |  | 13.9% | growth
公共安全支出 |  | 0.7% | growth
城镇居民人均可支配收入 | 36346元 | 4.1% |  | 比上年
城镇居民人均可支配收入 |  | 1417元 | growth | 比上年
农村居民人均可支配收入 | 15908元 | 6% |  | 比上年
农村居民人均可支配收入 |  | 900元 | growth | 比上年
单位地区生产总值生产安全事故死亡率 | 0.0082人/亿元
常住人口 | 45.48万人
男性人口 | 22.31万人
男性人口 | 49.1% |  | share | 占
女性人口 | 23.17万人
女性人口 | 50.9% |  | share | 占
居住在城镇的人口 | 42.06万人
居住在城镇的人口 | 92.5% |  | share | 占
居住在乡村的人口 | 3.4万人
居住在乡村的人口 | 7.5% |  | share | 占
汉族人口 | 36.13万人
汉族人口 | 79.44% |  | share | 占
回族人口 | 8.43万人
回族人口 | 18.54% |  | share | 占
常住人口·其他少数民族人口 | 0.92万人
常住人口·其他少数民族人口 | 2.02% |  | share | 占
`;

const MONTHLY = `
规模以上工业增加值 |  | 21.4% | growth | 同比
规模以上工业增加值 | 9.9个百分点 |  | gap | 高于自治区
规模以上工业增加值 | 6.3个百分点 |  | gap | 高于银川市
规模以上工业增加值 | 4位 |  | rank | 全区
规模以上工业增加值 | 2位 |  | rank | 全市
规模以上工业增加值 | 2位 |  | rank | 沿黄市辖区
固定资产投资 |  | 16.6% | growth | 同比
固定资产投资 | 12.3个百分点 |  | gap | 高于自治区
固定资产投资 | 10.2个百分点 |  | gap | 高于银川市
固定资产投资 | 2位 |  | rank | 全区
固定资产投资 | 1位 |  | rank | 全市
固定资产投资 | 2位 |  | rank | 沿黄市辖区
一般公共预算收入 | 4.75亿元 | 20.5% |  | 同比
一般公共预算收入 | 12.1个百分点 |  | gap | 高于自治区
一般公共预算收入 | 5.2个百分点 |  | gap | 高于银川市
一般公共预算收入 | 6位 |  | rank | 全区
一般公共预算收入 | 3位 |  | rank | 全市
一般公共预算收入 | 3位 |  | rank | 沿黄市辖区
涉及的行业大类 | 21个
行业增加值呈现增长态势 | 13个
正增长面 | 61.9%
产销率 | 98.9% |  |  |  | 2023-11
产销率 | 99.2%
建设项目完成投资 |  | 19.7% | growth | 同比
建设项目完成投资 | 16.5个百分点 |  | contribution | 拉动投资增长
房地产开发项目完成投资 |  | 0.7% | growth | 同比
房地产开发项目完成投资 | 0.1个百分点 |  | contribution | 拉动投资增长
第一产业投资 |  | 3.2倍 | growth | 同比
第二产业投资 |  | 16.4% | growth | 同比
第三产业投资 |  | 14.7% | growth | 同比
三次产业投资结构比·第一产业 | 0.8 |  | ratio
三次产业投资结构比·第二产业 | 70.5 |  | ratio
三次产业投资结构比·第三产业 | 28.7 |  | ratio
一般公共预算收入 | 4.75亿元 | 20.5% |  | 同比
税收收入 | 3.83亿元 | 29.4% |  | 同比
税收收入 | 80.6% |  | share | 占一般公共预算收入
非税收入 | 0.92亿元 | -6.3% |  | 同比
非税收入 | 19.4% |  | share | 占一般公共预算收入
一般公共预算支出 | 22.13亿元 | 17.4% |  | 同比
涉及民生的八项支出 | 17.25亿元 | 12.1% |  | 同比
涉及民生的八项支出 | 77.9% |  | share | 占一般公共预算支出
`;

const gazettePath = path.join(
  process.env.GONGBAO_SHARED ?? path.resolve(import.meta.dirname, '../../../../../shared'),
  'gazette/xixia-2023-04.txt',
);
const skip = existsSync(gazettePath) ? false : `${gazettePath} is absent`;

/** The two statistics texts at the end of the issue, cut out without the parser of the structure. */
function statistics(text: string): StatisticsIssuance[] {
  const annual = text.search(/^西夏区 2022 年.*统计公报\^/m);
  const monthly = text.indexOf('\n1-11 月，');
  const heading = text.lastIndexOf('西夏区 2023 年 1-11 月', monthly);
  const end = text.indexOf('《银川市西夏区人民政府公报》简介');
  return [
    [annual, heading],
    [heading, end],
  ].map(([from = 0, until = 0]) => {
    const titleEnd = text.indexOf('\n', from);
    return {
      kind: '统计数据',
      title: text.slice(from, titleEnd).replace(/ |\^\[1\]/g, ''),
      titleSpan: [from, titleEnd],
      signedBy: [],
      date: null,
      span: [from, until],
    };
  });
}

const number = (value: number | null, unit: string | null): string =>
  value === null ? '' : `${value}${unit ?? ''}`;

function line(figure: Figure): string {
  const period = figure.issuance === 0 ? '2022' : '2023-01/2023-11';
  return [
    figure.indicator,
    number(figure.value, figure.unit),
    number(figure.change, figure.changeUnit),
    figure.measure === 'level' ? '' : figure.measure,
    figure.basis ?? '',
    figure.period === period ? '' : figure.period,
  ]
    .join(' | ')
    .replace(/[ |]+$/, '');
}

test('the real gazette: every figure of the annual bulletin and of the monthly release', { skip }, () => {
  const text = readFileSync(gazettePath, 'utf8');
  const figures = findFigures(text, statistics(text));
  const of = (issuance: number) => figures.filter((figure) => figure.issuance === issuance).map(line);
  assert.deepEqual(of(0), ANNUAL.trim().split('\n'));
  assert.deepEqual(of(1), MONTHLY.trim().split('\n'));
  assert.ok(figures.every((figure) => figure.place === '西夏区'));
});

test('the real gazette: every printed number is claimed once, the rest are dates, notes and ordinals', {
  skip,
}, () => {
  const text = readFileSync(gazettePath, 'utf8');
  const issuances = statistics(text);
  const figures = findFigures(text, issuances);
  const claims = new Map<number, number>();
  const claim = (value: number | null) =>
    value !== null && claims.set(Math.abs(value), (claims.get(Math.abs(value)) ?? 0) + 1);
  for (const { value, change } of figures) {
    claim(value);
    claim(change);
  }
  const unclaimed: string[] = [];
  for (const { titleSpan, span } of issuances) {
    const body = text.slice(titleSpan[1], span[1]);
    for (const found of body.matchAll(/\d+(?:\.\d+)?/g)) {
      const value = Number(found[0]);
      const before = body.slice(0, found.index).replace(/\s+$/, '').slice(-1);
      const rest = body.slice(found.index + found[0].length);
      const after = rest.trimStart().slice(0, 1);
      const isDate = rest.startsWith('-') || (/[年月]/.test(after) && (value > 1900 || after !== '年'));
      const left = claims.get(value) ?? 0;
      if (!isDate && before !== '[' && left > 0) claims.set(value, left - 1);
      else unclaimed.push(`${/[[-]/.test(before) ? before : ''}${found[0]}${after}`);
    }
  }
  const missing = [...claims].filter(([, left]) => left > 0);
  assert.deepEqual(missing, []);
  // What is left, with the character after it (or the bracket before): years, months and marks of notes.
  const counts: Record<string, number> = {};
  for (const reason of unclaimed) counts[reason] = (counts[reason] ?? 0) + 1;
  assert.deepEqual(counts, {
    // The bulletin's own year, in its sections' openings and the caption of its table.
    '2022年': 10,
    // The months of the release, as a span (1-11 月) and alone.
    '1-': 2,
    '-11月': 2,
    '11月': 1,
    // Years that the notes speak of: since when, and which years were revised.
    '2018年': 1,
    '2002-': 1,
    '-2018年': 1,
    '1992-': 1,
    '-2019年': 1,
    // Marks of notes, in the text and at the notes themselves; the title's own is outside.
    '[1]': 1,
    '[2]': 2,
    '[3]': 2,
    '[4]': 2,
  });
});
