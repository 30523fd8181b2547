import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseText } from '#engines/law/parse/index.ts';
import { proofread } from './index.ts';
import { slips } from './rules/series.ts';
import { chinese } from './rules/wording.ts';

test('a series that goes up one by one from one has no slip', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (n) => {
      assert.deepEqual(slips(Array.from({ length: n }, (_, i) => i + 1)), []);
    }),
  );
});

test('one number of a series misprinted is found at its place and put right', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 3, max: 40 })
        .chain((n) =>
          fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n - 2 }), fc.integer({ min: 1, max: 60 })),
        ),
      ([n, at, wrong]) => {
        fc.pre(wrong !== at + 1 && wrong !== 1);
        const numbers = Array.from({ length: n }, (_, i) => (i === at ? wrong : i + 1));
        assert.deepEqual(
          slips(numbers).map((s) => [s.index, s.expected, s.sure]),
          [[at, at + 1, true]],
        );
      },
    ),
  );
});

test('an entry lost from a series is found once, at the entry after the gap', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 4, max: 40 })
        .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 1, max: n - 3 }))),
      ([n, lost]) => {
        const numbers = Array.from({ length: n }, (_, i) => i + 1).filter((k) => k !== lost + 1);
        assert.deepEqual(
          slips(numbers).map((s) => [s.index, s.kind, s.sure]),
          [[lost, 'skip', false]],
        );
      },
    ),
  );
});

test('a list may go on from the one before it, and a new one may begin after a paragraph', () => {
  assert.deepEqual(slips([4, 5, 6], 3), []);
  assert.deepEqual(slips([1, 2, 1, 2], 0, new Set([2])), []);
  assert.deepEqual(slips([5, 6], 3).length, 1);
});

test('labels are printed in Chinese numerals', () => {
  for (const [n, words] of [
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [44, '四十四'],
    [105, '一百零五'],
    [113, '一百一十三'],
  ] as const)
    assert.equal(chinese(n), words);
});

const body = (lines: string) =>
  `关于做好样例工作的通知\n\n各镇：\n\n现将有关事项通知如下：\n\n${lines}\n\n样例区人民政府\n\n2024年5月6日\n`;
const found = (text: string, family: string) =>
  proofread(parseText(text))
    .filter((f) => f.rule.startsWith(family))
    .map((f) => [f.rule, f.quote, f.suggestion]);

test('skipped, repeated and backward labels are found where they stand', () => {
  const text = body(
    '一、总体要求\n\n（一）甲。\n\n（二）乙。\n\n（二）丙。\n\n二、任务\n\n1.丁；\n\n2.戊；\n\n4.己。\n\n四、要求\n\n照办。',
  );
  assert.deepEqual(found(text, 'series.'), [
    ['series.repeat', '（二）', '（三）'],
    ['series.skip', '4.', null],
    ['series.skip', '四、', null],
  ]);
});

test('numbers that run on through the sections are right', () => {
  assert.deepEqual(
    found(
      body('一、甲\n\n1.丁。\n\n2.戊。\n\n二、乙\n\n3.己。\n\n4.庚。\n\n三、丙\n\n1.辛。\n\n2.壬。'),
      'series.',
    ),
    [],
  );
});
