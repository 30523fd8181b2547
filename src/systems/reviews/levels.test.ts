import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INDICATOR_SETS, type IndicatorSet, isBad, LEVELS, ratingSchema } from './levels.ts';

test('five levels, of which the last two are bad', () => {
  assert.deepEqual(
    LEVELS.map((l) => [l.word, isBad(l.level)]),
    [
      ['非常满意', false],
      ['满意', false],
      ['基本满意', false],
      ['不满意', true],
      ['非常不满意', true],
    ],
  );
});

test('no answer is no rating: nothing is filled in, neither the level nor an indicator', () => {
  for (const level of [undefined, '', '0', '6', 'good', '3.5', null])
    assert.equal(ratingSchema('online@1').safeParse({ level, answers: {} }).success, false, String(level));
  const given = ratingSchema('online@1').safeParse({ level: '4', answers: { guide: '', ease: '2' } });
  assert.ok(given.success);
  assert.deepEqual(JSON.parse(JSON.stringify(given.data)), { level: 4, words: '', answers: { ease: 2 } });
});

test('no local additions: an indicator that is not of the set is refused', () => {
  for (const set of Object.keys(INDICATOR_SETS) as IndicatorSet[])
    assert.equal(ratingSchema(set).safeParse({ level: '4', answers: { parking: '1' } }).success, false);
  assert.equal(
    ratingSchema('offline@1').safeParse({ level: '4', answers: { platform: '1' } }).success,
    false,
  );
});
