import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findDate, readDateAt, readInteger, readPartialDateAt } from './dates.ts';

const cases: [printed: string, date: string, until: string, precision: string][] = [
  ['2023年9月30日', '2023-09-30', '2023-10-01', 'day'],
  ['2023 年 9 月 30 日', '2023-09-30', '2023-10-01', 'day'],
  ['２０２３年９月３０日', '2023-09-30', '2023-10-01', 'day'],
  ['二〇二三年九月三十日', '2023-09-30', '2023-10-01', 'day'],
  ['二○二三年十二月二十一日', '2023-12-21', '2023-12-22', 'day'],
  ['二O二三年十月十日', '2023-10-10', '2023-10-11', 'day'],
  ['2023-09-30', '2023-09-30', '2023-10-01', 'day'],
  ['2023.9.3', '2023-09-03', '2023-09-04', 'day'],
  ['2024年2月29日', '2024-02-29', '2024-03-01', 'day'],
  ['2023年12月底', '2023-12-01', '2024-01-01', 'month'],
  ['2023年12月', '2023-12-01', '2024-01-01', 'month'],
  ['2023年\n9月30日', '2023-09-30', '2023-10-01', 'day'],
  ['2023年底', '2023-01-01', '2024-01-01', 'year'],
  ['2023年', '2023-01-01', '2024-01-01', 'year'],
];
for (const [printed, date, until, precision] of cases) {
  test(`${JSON.stringify(printed)} reads as ${date} by the ${precision}`, () => {
    const found = readDateAt(`起${printed}止`, 1);
    assert.deepEqual(found, { start: 1, end: 1 + printed.length, date, until, precision });
  });
}

for (const printed of [
  '2023年2月30日',
  '2023年13月1日',
  '3023年1月1日',
  '12345',
  '第3年',
  '2023-9-30-1x'.slice(4),
]) {
  test(`${printed} names no such day`, () => {
    assert.notEqual(readDateAt(printed, 0)?.precision, 'day');
  });
}

test('a date that leaves out the year or the month takes it from the one before', () => {
  assert.equal(readPartialDateAt('至5月31日', 1, { year: 2024, month: 3 })?.date, '2024-05-31');
  assert.equal(readPartialDateAt('至31日', 1, { year: 2024, month: 3 })?.date, '2024-03-31');
});

test('the first date in a stretch is found, and none beyond it', () => {
  assert.equal(findDate('第12条 自2023年5月1日起', 0, 99)?.date, '2023-05-01');
  assert.equal(findDate('第12条 自2023年5月1日起', 0, 9), undefined);
});

test('numerals with units and by position', () => {
  assert.equal(readInteger('一百零三'), 103);
  assert.equal(readInteger('四十六'), 46);
  assert.equal(readInteger('十'), 10);
  assert.equal(readInteger('二〇〇四'), 2004);
  assert.equal(readInteger('０２'), 2);
  assert.equal(readInteger('甲'), undefined);
});

test('no text makes the reader throw', () => {
  const piece = fc.constantFrom('2023', '年', '9', '月', '三十', '日', '-', '.', ' ', '\n', '〇', '二', '底');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      for (let at = 0; at <= text.length; at += 1) readDateAt(text, at);
    }),
    { numRuns: 300 },
  );
});
