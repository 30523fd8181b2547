import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureRows, toCsv } from './export.ts';
import type { Point } from './record.ts';
import { safeCell } from './safe-cell.ts';

const point = (indicator: string): Point => ({
  ...{
    ord: 0,
    seriesId: 'x',
    source: null,
    indicator,
    place: null,
    period: '2031',
    measure: 'level',
    value: -2.5,
  },
  ...{
    unit: '亿元',
    change: null,
    changeUnit: null,
    basis: null,
    valueText: '−2.5亿元',
    changeText: '',
    clause: null,
  },
  ...{ notes: [], prices: null, prior: null, others: [], restates: null },
});

test('no cell begins a formula; negative numbers stay numbers', () => {
  for (const text of ['=1+1', '+1', '-1', '@x', '\t=1', '＝1']) assert.equal(safeCell(text), `'${text}`);
  assert.equal(safeCell(-2.5), -2.5);
  assert.equal(safeCell('利润'), '利润');
  assert.match(
    toCsv([point('=HYPERLINK("x")')], 'http://a'),
    /\r\n"'=HYPERLINK\(""x""\)",,2031年,总量,-2\.5,亿元,/,
  );
});

test('a reckoned number has a row of its own, marked and with its arithmetic', () => {
  const rows = figureRows(
    [{ ...point('收入'), prior: { text: '约3.23亿元', arithmetic: '算式' } }],
    'http://a',
  );
  assert.deepEqual(rows[1]?.slice(2, 13), [
    '2031年的上年同期',
    '总量',
    3.23,
    '亿元',
    null,
    null,
    null,
    null,
    null,
    '推算',
    '算式',
  ]);
});
