import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { findEncodingChange } from './mixed-encodings.ts';

const one = '各镇人民政府，各街道办事处：\n现将有关事项通知如下，请认真执行。\n';
const two = '一、每日清扫街道和沟渠。\n二、垃圾分类投放并及时清运。\n';
const gb = (text: string) => iconv.encode(text, 'gb18030');

test('a file of one encoding has no change', () => {
  for (const bytes of [Buffer.from(one + two), gb(one + two), Buffer.from('a\nb\n'), Buffer.alloc(0)])
    assert.equal(findEncodingChange(bytes), null);
});

test('UTF-8 that is cut inside a character or damaged here and there stays UTF-8', () => {
  const bytes = Buffer.from(one + two);
  for (let cut = 1; cut < bytes.length; cut++) {
    assert.equal(findEncodingChange(bytes.subarray(0, cut)), null, `front until ${cut}`);
    assert.equal(findEncodingChange(bytes.subarray(cut)), null, `back from ${cut}`);
  }
  const damaged = Buffer.from(bytes);
  damaged[30] = 0xff;
  assert.equal(findEncodingChange(damaged), null);
});

test('GB18030 that is cut inside a character stays GB18030', () => {
  const bytes = gb(one + two);
  for (let cut = 1; cut < bytes.length; cut++) {
    assert.equal(findEncodingChange(bytes.subarray(0, cut)), null, `front until ${cut}`);
    assert.equal(findEncodingChange(bytes.subarray(cut)), null, `back from ${cut}`);
  }
});

test('two encodings in one file: the line where the second begins', () => {
  assert.equal(findEncodingChange(Buffer.concat([Buffer.from(one), gb(two)])), 3);
  assert.equal(findEncodingChange(Buffer.concat([gb(one), Buffer.from(two)])), 3);
});
