import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { partition, partOf, type Unit } from './parts.ts';

const units = fc.array(
  fc.record({ weight: fc.integer({ min: 0, max: 400 }), depth: fc.integer({ min: 0, max: 4 }) }),
  { maxLength: 80 },
);

test('every unit is on one page, in order, and no page is heavier than allowed unless one unit alone is', () => {
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 1000 }), (all, max) => {
      const parts = partition(all, max);
      const covered = parts.flatMap(([start, end]) => all.slice(start, end));
      assert.deepEqual(covered, all);
      for (const [start, end] of parts) {
        const weight = all.slice(start, end).reduce((sum, u) => sum + u.weight, 0);
        assert.ok(weight <= max || end - start === 1, `${weight} > ${max}`);
        assert.ok(end > start || all.length === 0);
      }
      all.forEach((_, at) => {
        const [start, end] = parts[partOf(parts, at)] ?? [0, 0];
        assert.ok(start <= at && at < end);
      });
    }),
  );
});

test('a page ends before a chapter rather than before an item', () => {
  const item: Unit = { weight: 10, depth: 2 };
  const chapter: Unit = { weight: 10, depth: 0 };
  assert.deepEqual(partition([chapter, item, item, item, chapter, item, item, item], 60), [
    [0, 4],
    [4, 8],
  ]);
});

test('what fits is one page', () => {
  assert.deepEqual(partition([{ weight: 5, depth: 0 }], 5), [[0, 1]]);
  assert.deepEqual(partition([], 5), [[0, 0]]);
});
