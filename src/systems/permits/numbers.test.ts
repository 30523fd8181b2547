import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isCreditCode, isIdentityNumber } from './numbers.ts';

test('the example of GB 11643 is an identity number, and no other last character is', () => {
  assert.equal(isIdentityNumber('11010519491231002X'), true);
  for (const last of '0123456789') assert.equal(isIdentityNumber(`11010519491231002${last}`), false);
  assert.equal(isIdentityNumber('11010519491231002x'), false);
});

test('a day of birth that is none is refused though the check digit is right', () => {
  // 1949-02-30; its sum by hand: 1·7+1·9+0·10+1·5+0·8+5·4+1·2+9·1+4·6+9·3+0·7+2·9+3·10+0·5+0·8+0·4+2·2 = 155 = 14·11 + 1 → 0
  assert.equal(isIdentityNumber('110105194902300020'), false);
});

test('the example of GB 32100 is a credit code, and no other last character is', () => {
  assert.equal(isCreditCode('91350100M000100Y43'), true);
  for (const last of '012456789ABCDEFGHJKLMNPQRTUWXY')
    assert.equal(isCreditCode(`91350100M000100Y4${last}`), false, last);
});

test('two neighbours that differ and change places are noticed, in both numbers', () => {
  const swapped = (text: string, at: number) =>
    text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 15 }), (at) => {
      for (const [number, is] of [
        ['11010519491231002X', isIdentityNumber],
        ['91350100M000100Y43', isCreditCode],
      ] as const)
        if (number[at] !== number[at + 1]) assert.equal(is(swapped(number, at)), false, `${number} at ${at}`);
    }),
  );
});
