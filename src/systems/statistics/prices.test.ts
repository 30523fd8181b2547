import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseText } from '#engines/law/parse/index.ts';
import { readFigureText } from './check/structure.ts';
import { priceBasisOf, priceSource, priceWords } from './prices.ts';

// An invented bulletin.
const TEXT = `云岭县2031年国民经济和社会发展统计公报

云岭县统计局

一、综合

全年实现地区生产总值320.50亿元，按可比价格计算，比上年增长5.6%^[1]。其中，第一产业增加值40.10亿元，增长3.0%；第二产业增加值120.25亿元，增长7.1%；第三产业增加值160.15亿元，增长5.2%。规模以上工业增加值增长8.0%。

全年农林牧渔业总产值60.00亿元，按可比价格计算，比上年增长2.0%。其中，农业产值40.00亿元，增长2.5%；牧业产值20.00亿元，增长1.0%。

社会消费品零售总额50.00亿元，比上年增长1.0%。

注：

[1] 地区生产总值、各产业增加值绝对数按现行价格计算，增长速度按不变价格计算。
`;

/** `现行 可比 来源` of a figure by its indicator. */
function basis(indicator: string, notes: ReadonlyMap<string, string>): string {
  const artifact = parseText(TEXT);
  const at = readFigureText(artifact);
  const index = artifact.figures.findIndex((figure) => figure.indicator.endsWith(indicator));
  assert.ok(index >= 0, indicator);
  const found = priceBasisOf(at, index, () => notes);
  return found === null ? '' : `${priceWords(found)}（${priceSource(found)}）`;
}

const NOTES = new Map([['1', '地区生产总值、各产业增加值绝对数按现行价格计算，增长速度按不变价格计算。']]);

test('prices are what the figure, the whole of its list or a note of the bulletin says', () => {
  assert.equal(basis('地区生产总值', NOTES), '数值按现行价格，增减按可比价格（据注[1]）');
  assert.equal(basis('第二产业增加值', NOTES), '数值按现行价格，增减按不变价格（据注[1]）');
  assert.equal(basis('农林牧渔业总产值', NOTES), '增减按可比价格（原文注明）');
  assert.equal(basis('农业产值', NOTES), '增减按可比价格（随总数）');
});

test('where the text says nothing, nothing is said', () => {
  assert.equal(basis('社会消费品零售总额', NOTES), '');
  assert.equal(basis('规模以上工业增加值', NOTES), '');
  assert.equal(basis('第二产业增加值', new Map()), '增减按可比价格（随总数）');
  assert.equal(basis('社会消费品零售总额', new Map([['1', '以上均为初步统计数。']])), '');
});
