import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareCounts, issuerOf, statedCounts } from './cleanup-counts.ts';

test('a number tells in whose name a document was issued; without one nobody can say', () => {
  assert.equal(issuerOf('甲政发〔2020〕1号'), 'government');
  assert.equal(issuerOf('甲政规发〔2020〕1号'), 'government');
  assert.equal(issuerOf('甲政办发〔2020〕1号'), 'office');
  assert.equal(issuerOf('甲政办规发〔2020〕1号'), 'office');
  assert.equal(issuerOf('甲党办〔2020〕1号'), 'other');
  assert.equal(issuerOf(null), 'unknown');
});

test('stated numbers belong to the whole until a paragraph names an issuer', () => {
  assert.deepEqual(
    statedCounts([
      '对现行 5 件文件进行清理。经清理，拟废止 3 件，拟保留 2 件。',
      '以政府名义制定的规范性文件共 2 件。拟废止 1 件，拟保留继续使用 1 件。',
      '以政府办公室名义制定的规范性文件共 3 件。',
    ]),
    [
      { scope: 'all', outcome: null, count: 5 },
      { scope: 'all', outcome: 'repeal', count: 3 },
      { scope: 'all', outcome: 'keep', count: 2 },
      { scope: 'government', outcome: null, count: 2 },
      { scope: 'government', outcome: 'repeal', count: 1 },
      { scope: 'government', outcome: 'keep', count: 1 },
      { scope: 'office', outcome: null, count: 3 },
    ],
  );
});

test('a document without a number may belong to either issuer, and only then the number may differ', () => {
  const listed = [
    { outcome: 'repeal', issuer: 'government' },
    { outcome: 'repeal', issuer: 'unknown' },
    { outcome: 'keep', issuer: 'office' },
  ] as const;
  const compare = (count: number) =>
    compareCounts([{ scope: 'government', outcome: null, count }], listed).map((c) => c.agrees);
  assert.deepEqual([0, 1, 2, 3].flatMap(compare), [false, true, true, false]);
  const [all] = compareCounts([{ scope: 'all', outcome: 'repeal', count: 1 }], listed);
  assert.deepEqual(all, { scope: 'all', outcome: 'repeal', count: 1, counted: 2, unsure: 0, agrees: false });
});
