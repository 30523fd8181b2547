import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromRoot, sharedFolder } from '#base/paths.ts';
import { parseBytes, parseText } from '#engines/law/parse/index.ts';
import { bulletinCharts } from './bulletin-charts.ts';
import { findGaps } from './gaps.ts';

const sample = parseBytes(readFileSync(fromRoot('samples/lanhe-2024-02.txt')));

test('the invented bulletin lost one chart, behind its first section', () => {
  const gaps = findGaps(sample);
  assert.equal(gaps.length, 1);
  const [chart] = bulletinCharts(sample);
  assert.ok(chart?.lost);
  assert.deepEqual(chart.afterSpan, gaps[0]?.span);
  assert.match(sample.source.text.slice(...chart.afterSpan), /^\n{4,}$/);
  assert.equal(chart.title, '青禾区2023年地区生产总值构成与增减');
  assert.equal(chart.note, '地区生产总值200.00亿元，增长5.0%；数字均为原文所印');
  assert.deepEqual(chart.table, {
    columns: ['项目', '数值（亿元）', '比重（%）', '增减（%）'],
    rows: [
      ['第一产业', '25.00', '12.5', '2.4'],
      ['第二产业', '80.60', '40.3', '−1.5'],
      ['第三产业', '94.40', '47.2', '9.8'],
    ],
  });
  assert.match(chart.alt, /第二产业80\.60亿元，占40\.3%，下降1\.5%/);
});

test('what is reckoned is drawn with a dashed outline and marked in the table', () => {
  const revenue = bulletinCharts(parseText(invented('3.17', '1.8'))).find(({ title }) =>
    title.includes('预算收入'),
  );
  // 3.17 / 0.982 = 3.228; 1.27 / 0.915 = 1.388
  assert.deepEqual(revenue?.table.rows, [
    ['税收收入', '3.17', '3.23（推算）', '71.4', '−1.8'],
    ['非税收入', '1.27', '1.39（推算）', '28.6', '−8.5'],
  ]);
  assert.match(revenue.note, /虚线框为上年/);
  assert.equal(revenue.svg.match(/stroke-dasharray/g)?.length, 2);
});

test('a growth without a unit is not drawn, and the picture says so', () => {
  const charts = bulletinCharts(parseText(invented('3.17', '1.8').replace('下降1.8%', '下降1.8')));
  const revenue = charts.find(({ title }) => title.includes('预算收入'));
  assert.match(revenue?.note ?? '', /税收收入的增减原文没有单位，没有画$/);
  assert.equal(revenue?.table.rows[0]?.at(-1), '−1.8（原文无单位）');
});

test('the gaps to other places give their rates, marked as reckoned', () => {
  const chart = bulletinCharts(parseText(invented('3.17', '1.8'))).find(({ title }) =>
    title.includes('比较'),
  );
  assert.deepEqual(chart?.table.rows, [
    ['云岭县', '21.4'],
    ['全省', '11.5（推算）'],
    ['西岭市', '22.7（推算）'],
  ]);
});

test('pictures carry no style, class or script, take the colours and font given, and are the same every time', () => {
  const options = {
    fontFamily: 'Noto Sans SC',
    width: 360,
    colours: {
      ground: '#000000',
      ink: '#ffffff',
      soft: '#eeeeee',
      line: '#dddddd',
      bar: '#9cc4ee',
      fall: '#f5998e',
    },
  };
  for (const chart of bulletinCharts(sample, options)) {
    assert.doesNotMatch(chart.svg, /style|class=|<script|<foreignObject|href=|on\w+=/);
    assert.match(chart.svg, /^<svg width="360"/);
    assert.match(chart.svg, /font-family="Noto Sans SC"/);
    const colours = new Set(chart.svg.match(/#[0-9a-f]{6}/g));
    for (const colour of colours) assert.ok(Object.values(options.colours).includes(colour), colour);
  }
  assert.deepEqual(bulletinCharts(sample, options), bulletinCharts(sample, options));
});

test('a text without statistics has no charts, and gaps in other documents are none', () => {
  assert.deepEqual(
    bulletinCharts(parseText('某区人民政府办公室关于印发办法的通知\n\n\n\n\n第一条 总投资3亿元。\n')),
    [],
  );
});

const file = join(sharedFolder() ?? '', 'gazette', 'xixia-2023-04.txt');

test('the real bulletin lost six charts', {
  skip: existsSync(file) ? false : `no gazette at ${file}`,
}, () => {
  const charts = bulletinCharts(parseBytes(readFileSync(file)));
  assert.deepEqual(
    charts.filter(({ lost }) => lost).map(({ title }) => title),
    [
      '西夏区2022年地区生产总值构成与增减',
      '西夏区2022年规模以上工业增加值增减',
      '西夏区2022年固定资产投资构成与增减',
      '西夏区2022年社会消费品零售总额增减',
      '西夏区2022年地方一般公共预算收入构成与增减',
      '西夏区2022年居民人均可支配收入',
    ],
  );
  const income = charts.find(({ title }) => title.endsWith('可支配收入'));
  assert.deepEqual(income?.table.rows, [
    ['城镇', '36346', '34929（推算）', '4.1'],
    ['农村', '15908', '15008（推算）', '6.0'],
  ]);
});

/** An invented bulletin with revenue and a comparison. */
function invented(tax: string, fall: string): string {
  return `云岭县2031年国民经济和社会发展统计公报

云岭县统计局

一、财政

全年一般公共预算收入4.44亿元，比上年下降3.8%。其中，税收收入${tax}亿元，占一般公共预算收入的71.4%，下降${fall}%；非税收入1.27亿元，占28.6%，下降8.5%。



二、工业

规模以上工业增加值同比增长21.4%，高于全省9.9个百分点、低于西岭市1.3个百分点。

以上数字均为虚构。
`;
}
