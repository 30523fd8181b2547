import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { titleWords } from './title-words.tsx';

test('a title may be broken between its words, marks and single characters stay at theirs', () => {
  assert.deepEqual(titleWords('青禾区人民政府关于发布禁火令的通知').slice(-2), ['发布禁火令的', '通知']);
  assert.deepEqual(titleWords('关于印发《道路和桥梁养护办法（试行）》的通知'), [
    '关于印发',
    '《道路',
    '和桥梁养护',
    '办法',
    '（试行）》的',
    '通知',
  ]);
});

test('joined they are the title, and none begins with a mark that ends words', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'青禾区2024年第3期《》（）“”、，的和通知 ab'), { maxLength: 30 }),
      (chars) => {
        const title = chars.join('');
        const words = titleWords(title);
        assert.equal(words.join(''), title);
        for (const word of words.slice(1)) assert.doesNotMatch(word, /^[》）”、，]/u);
      },
    ),
  );
});
