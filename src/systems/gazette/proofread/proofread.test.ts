import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseText } from '#engines/law/parse/index.ts';
import { proofread } from './index.ts';
import { openProofText } from './proof-text.ts';

test('words are read across printed line and page breaks, each with its place', () => {
  const text = '甲乙  \n\n 丙丁\r\n戊';
  const flow = openProofText(parseText(text)).flow([0, text.length]);
  assert.equal(flow.words, '甲乙丙丁戊');
  for (let i = 0; i < flow.words.length; i++) assert.equal(text[flow.at(i)], flow.words[i]);
  assert.deepEqual(flow.span(1, 3), [1, text.indexOf('丙') + 1]);
});

test('proofreading any text gives findings whose quote is what stands there, in print order', () => {
  const piece = fc.constantFrom(
    '一、', '（一）', '（二）', '1.', '某某区人民政府', '〔2023〕4号', '《办法》', '共3件', '。', '，，', '“', '\n', '\n\n',
    '邮 箱：a@b.c\n', '目 录\n', '【规范性文件】\n', '第4期', '2023年9月30日', '12.5%', '\t', '|a|b|\n', '附件：',
  ); // biome-ignore format: one list of fragments
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 80 }), (pieces) => {
      const text = pieces.join('');
      const findings = proofread(parseText(text));
      let before = 0;
      for (const { span, quote } of findings) {
        assert.equal(quote, text.slice(span[0], span[1]));
        assert.ok(span[0] >= before && span[1] >= span[0]);
        before = span[0];
      }
    }),
  );
});
