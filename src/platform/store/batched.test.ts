import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batched } from './batched.ts';

test('what is asked while a round is under way goes in the next, and each gets its own answer', async () => {
  const rounds: number[][] = [];
  const held = Promise.withResolvers<void>();
  const double = batched(async (numbers: readonly number[]) => {
    rounds.push([...numbers]);
    if (rounds.length === 1) await held.promise;
    return numbers.map((n) => n * 2);
  }, 3);
  const first = [double(1), double(2)];
  while (rounds.length === 0) await new Promise(setImmediate);
  const later = [3, 4, 5, 6].map((n) => double(n));
  held.resolve();
  assert.deepEqual(await Promise.all([...first, ...later]), [2, 4, 6, 8, 10, 12]);
  assert.deepEqual(rounds, [[1, 2], [3, 4, 5], [6]]);
});

test('a round that fails fails for those who were in it, and the next goes on', async () => {
  let round = 0;
  const ask = batched(async (words: readonly string[]) => {
    if (++round === 1) throw new Error('away');
    return words;
  }, 1);
  const [first, second] = await Promise.allSettled([ask('a'), ask('b')]);
  assert.equal(first.status, 'rejected');
  assert.deepEqual(second, { status: 'fulfilled', value: 'b' });
  assert.equal(await ask('c'), 'c');
});
