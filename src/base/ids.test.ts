import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isId, newId } from './ids.ts';

test('ids made one after another sort in that order and are all different', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every(isId));
});

test('an id tells its millisecond and takes its randomness from its source', () => {
  const source = { nowMs: () => 0x0189_abcd_ef01, random: (bytes: Uint8Array) => bytes.fill(0xff) };
  assert.equal(newId(source), '0189abcd-ef01-7fff-bfff-ffffffffffff');
});
