import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSealing, maskName, maskNumber, SealingError } from './sealing.ts';

const OLD = 'the-first-secret-of-the-site-32-chars';
const NEW = 'the-second-secret-of-the-site-32-char';
const sealing = createSealing([OLD], 'test.holder');

test('what is sealed opens in its own place, and no byte of it may be changed, removed or moved', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (text, at, by) => {
        const sealed = sealing.seal(text, 'row:1');
        assert.equal(sealing.open(sealed, 'row:1'), text);
        const changed = Buffer.from(sealed);
        const place = at % changed.length;
        changed[place] = (changed[place] as number) ^ by;
        assert.throws(() => sealing.open(changed, 'row:1'), SealingError);
        assert.throws(() => sealing.open(sealed.subarray(0, sealed.length - 1), 'row:1'), SealingError);
        assert.throws(() => sealing.open(sealed, 'row:2'), SealingError);
      },
    ),
  );
});

test('one text sealed twice differs, and its digest is the same', () => {
  assert.notDeepEqual(sealing.seal('640105', 'row:1'), sealing.seal('640105', 'row:1'));
  assert.equal(sealing.blindIndex('640105'), sealing.blindIndex('640105'));
  assert.notEqual(sealing.blindIndex('640105'), sealing.blindIndex('640106'));
});

test('another purpose or another secret opens nothing and finds nothing', () => {
  const sealed = sealing.seal('640105', 'row:1');
  for (const other of [createSealing([OLD], 'test.other'), createSealing([NEW], 'test.holder')]) {
    assert.throws(() => other.open(sealed, 'row:1'), SealingError);
    assert.notEqual(other.blindIndex('640105'), sealing.blindIndex('640105'));
  }
});

test('after the secret was replaced the old is still read, found and told apart', () => {
  const both = createSealing([OLD, NEW], 'test.holder');
  const before = sealing.seal('640105', 'row:1');
  assert.equal(both.open(before, 'row:1'), '640105');
  assert.equal(both.seal('x', 'row:1')[0], 2);
  assert.equal(before[0], 1);
  assert.deepEqual(both.blindIndexes('640105'), [both.blindIndex('640105'), sealing.blindIndex('640105')]);
});

test('no bytes at all make it fail in another way', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      assert.throws(() => sealing.open(bytes, 'row:1'), SealingError);
    }),
  );
});

test('masks', () => {
  // Made up: no check digit of these is right.
  assert.equal(maskNumber('640105199001011234'), '640105**********34');
  assert.equal(maskNumber('91640105MA0000000X'), '916401**********0X');
  assert.equal(maskNumber('E12345678'), '*******78');
  assert.equal(maskNumber('12'), '**');
  assert.equal(maskName('王小明'), '**明');
  assert.equal(maskName('张三'), '*三');
  assert.equal(maskName('张'), '*');
  assert.equal(maskName(''), '*');
});
