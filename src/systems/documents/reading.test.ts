import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseAddresses, clauseHref, placeWords } from './clause-address.ts';
import { withoutHeading } from './printed-text.ts';
import { parseAsOf } from './reading.ts';
import { changesAround, type StatusPeriod, statusOn } from './status-index.ts';

const day = Temporal.PlainDate.from('2024-07-01');

test('a day is read as it is written; without one it is today', () => {
  const asked = parseAsOf('2024-06-02', day);
  assert.equal(asked.date.toString(), '2024-06-02');
  assert.equal(asked.asked, true);
  assert.deepEqual(parseAsOf(undefined, day), { date: day, asked: false });
  assert.deepEqual(parseAsOf('', day), { date: day, asked: false });
});

test('a day that is none is answered with today and a word about it', () => {
  for (const wrong of [
    '2024-02-30',
    '2024-6-2',
    '20240602',
    '0000-01-01',
    '9999-12-31',
    'x',
    ['2024-06-02'],
    5,
  ]) {
    const asOf = parseAsOf(wrong, day);
    assert.equal(asOf.date, day);
    assert.equal(asOf.asked, false);
    assert.match(asOf.error ?? '', /没有这一天/);
  }
});

test('a repeated label gets an address of its own', () => {
  assert.deepEqual(clauseAddresses(['一', '一/（一）', '一', '一']), ['一', '一/（一）', '一~2', '一~3']);
  assert.equal(clauseHref('x', '二/（二）'), '/documents/x/clauses/%E4%BA%8C/%EF%BC%88%E4%BA%8C%EF%BC%89');
});

test('a place is said as one says it', () => {
  assert.equal(placeWords('二/（二）/8'), '二（二）8');
  assert.equal(placeWords('第二章/第五条/（一）'), '第二章 第五条（一）');
  assert.equal(placeWords('一/¶2'), '一 第2段');
});

test('the heading is not repeated in the words under it', () => {
  assert.equal(withoutHeading('管理时段', '管理时段'), '');
  assert.equal(withoutHeading('严格 验收。由镇街组织。', '严格验收'), '由镇街组织。');
  assert.equal(withoutHeading('另外的话', '管理时段'), '另外的话');
  assert.equal(withoutHeading('没有标题', null), '没有标题');
});

const life: StatusPeriod[] = [
  { date: null, status: 'not_yet' },
  { date: '2023-09-30', status: 'in_force' },
  { date: '2024-06-02', status: 'lapsed' },
];

test('the periods of a document answer for every day, the boundary days exactly', () => {
  assert.equal(statusOn(life, '2023-09-29'), 'not_yet');
  assert.equal(statusOn(life, '2023-09-30'), 'in_force');
  assert.equal(statusOn(life, '2024-06-01'), 'in_force');
  assert.equal(statusOn(life, '2024-06-02'), 'lapsed');
  assert.equal(statusOn(undefined, '2024-06-02'), 'unknown');
});

test('what changed last and what changes next', () => {
  const around = (date: string) => changesAround(new Map([['a', life]]), date);
  assert.deepEqual(around('2024-06-01').coming, [{ documentId: 'a', date: '2024-06-02', status: 'lapsed' }]);
  assert.deepEqual(around('2024-06-01').past, [{ documentId: 'a', date: '2023-09-30', status: 'in_force' }]);
  assert.deepEqual(around('2024-06-02').coming, []);
});
