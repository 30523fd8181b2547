import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginsLonger, entryAt, frequency, kindOf, occurrences } from './dictionary.ts';

test('words are known with how often they are met and what they are', () => {
  // Read off jieba's list: 积极 8844 ad, 人民 43719 n, 的 318825 uj; 专班 is a word of official writing only.
  assert.equal(frequency('积极'), 8844);
  assert.equal(kindOf('积极'), 'adjective');
  assert.equal(kindOf('人民'), 'noun');
  assert.equal(frequency('的'), 318_825);
  assert.equal(kindOf('的'), 'other');
  assert.equal(frequency('专班'), 400);
  assert.equal(frequency('甲虫车站'), 0);
  assert.equal(frequency('abc'), 0);
  assert.equal(frequency(''), 0);
});

test('a run is read in the middle of a text, and longer words are foretold', () => {
  const text = '，人民政府。';
  assert.equal(occurrences(entryAt(text, 1, 2)), frequency('人民'));
  assert.ok(beginsLonger(entryAt(text, 1, 2)));
  assert.equal(occurrences(entryAt(text, 1, 4)), frequency('人民政府'));
  assert.ok(frequency('人民政府') > 0);
  assert.equal(entryAt(text, 0, 2), 0);
  // The text ends within the run.
  assert.equal(entryAt(text, 4, 3), 0);
});
