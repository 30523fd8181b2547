import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOf, isSecret, lastFourOf, newSecret } from './secret.ts';

test('a key has a form that scanners know, and no two are the same', () => {
  const made = new Set(Array.from({ length: 200 }, newSecret));
  assert.equal(made.size, 200);
  for (const secret of made) {
    assert.match(secret, /^gbk_[0-9A-Za-z]{38}$/);
    assert.ok(isSecret(secret));
    assert.equal(lastFourOf(secret), secret.slice(-4));
    assert.doesNotMatch(digestOf(secret), new RegExp(secret.slice(4, 12)));
  }
});

test('a mistyped key is known as one without asking anybody', () => {
  const secret = newSecret();
  let passed = 0;
  for (let at = 4; at < secret.length; at++) {
    const other = secret[at] === 'A' ? 'B' : 'A';
    if (isSecret(secret.slice(0, at) + other + secret.slice(at + 1))) passed++;
  }
  assert.equal(passed, 0);
  for (const wrong of ['', 'gbk_', secret.slice(1), `${secret}x`, secret.toUpperCase(), secret.slice(0, -1)])
    assert.equal(isSecret(wrong), false, wrong);
});
