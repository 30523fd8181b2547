import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Effect } from '#engines/law/effect.ts';
import { statusAt } from '#engines/law/status.ts';
import { clauseAddresses, clauseHref, placeWords } from './clause-address.ts';
import { citingClause } from './clause-references.ts';
import { withoutHeading } from './printed-text.ts';
import { parseAsOf } from './reading.ts';
import { changesAround, type StatusPeriod, statusOn, statusPeriods } from './status-index.ts';

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

test('a day on which only our knowledge changes is no change', () => {
  const vague: StatusPeriod[] = [
    { date: null, status: 'not_yet' },
    { date: '2023-01-01', status: 'unknown' },
    { date: '2023-12-31', status: 'in_force' },
    { date: '2024-03-01', status: 'repealed' },
  ];
  const around = (date: string) => changesAround(new Map([['a', vague]]), date);
  assert.deepEqual(around('2024-01-15').past, []);
  assert.equal(around('2024-01-15').coming[0]?.status, 'repealed');
  assert.equal(around('2024-03-01').past[0]?.date, '2024-03-01');
  assert.deepEqual(
    around('2022-06-01').coming.map((c) => c.date),
    ['2024-03-01'],
  );
});

test('the periods say of every day what the fold says of it', () => {
  const day = (n: number) => Temporal.PlainDate.from('2024-01-01').add({ days: n });
  const now = Temporal.Instant.from('2026-01-01T00:00:00Z');
  const effect = fc.record({
    kind: fc.constantFrom(
      'commence',
      'expire',
      'repeal',
      'amend',
      'suspend',
      'resume',
      'extend',
      'keep' as const,
    ),
    at: fc.integer({ min: 0, max: 20 }),
    precision: fc.constantFrom('day', 'day', 'day', 'unknown' as const),
    until: fc.option(fc.integer({ min: 0, max: 30 })),
    stage: fc.constantFrom('decided', 'decided', 'proposed' as const),
  });
  fc.assert(
    fc.property(fc.array(effect, { maxLength: 6 }), (drafts) => {
      const effects = drafts.map(
        (d, at): Effect => ({
          id: `e${at}`,
          kind: d.kind,
          target: 'd',
          date: day(d.at),
          precision: d.precision,
          until: d.until === null ? null : day(d.until),
          stage: d.stage,
          basis: null,
          source: null,
          assertedBy: 'test',
          assertedAt: now,
        }),
      );
      const periods = statusPeriods(effects, now);
      for (let n = -2; n < 35; n++)
        assert.equal(statusOn(periods, day(n).toString()), statusAt(effects, day(n), now).status);
    }),
    { numRuns: 300 },
  );
});

test('an article is cited where its number follows the name of its act', () => {
  const place = (text: string) => ({ path: '一', text, title: '样例条例', number: null, targetId: 'x' });
  const citing = (text: string) => [{ ...HEAD, places: [place(text)] }];
  assert.equal(citingClause(citing('违反《样例条例》第七条规定的'), '第七条').length, 1);
  assert.equal(citingClause(citing('违反《样例条例》第7条规定的'), '第七条').length, 1);
  assert.equal(citingClause(citing('违反《样例条例》第七条规定的'), '第八条').length, 0);
  assert.equal(citingClause(citing('依据《样例条例》制定'), '第七条').length, 0);
});

const HEAD = {
  id: 'y',
  kind: 'issuance',
  parentId: null,
  number: null,
  title: '甲',
  section: null,
  signedBy: [],
  dated: null,
  holding: 'held',
} as const;
