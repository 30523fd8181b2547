import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { looserQueries } from './looser-queries.ts';

test('a question is looked for without what only asks', () => {
  assert.equal(looserQueries('可以烧秸秆吗')[0], '烧秸秆');
  assert.equal(looserQueries('今天能烧秸秆吗？')[0], '烧秸秆');
  assert.equal(looserQueries('请问托育补贴是多少钱')[0], '托育补贴');
});

test('a character that asks stays where it is part of a word', () => {
  assert.equal(looserQueries('用能权怎么交易')[0], '用能权 交易');
  assert.equal(looserQueries('节能审查找谁')[0], '节能审查');
});

test('a run of characters may be two words', () => {
  assert.deepEqual(looserQueries('孩子托育找谁'), ['孩子托育', '孩子 托育']);
  assert.ok(looserQueries('村务公开栏').includes('村务 公开栏'));
});

test('nothing is tried where nothing is left, or twice', () => {
  assert.deepEqual(looserQueries('怎么办？'), []);
  assert.deepEqual(looserQueries('秸秆'), []);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'可以烧秸秆吗今天能 的？ab1') }), (text) => {
      const queries = looserQueries(text);
      assert.ok(queries.length <= 12 && !queries.includes(text.trim()));
      assert.equal(new Set(queries).size, queries.length);
    }),
  );
});
