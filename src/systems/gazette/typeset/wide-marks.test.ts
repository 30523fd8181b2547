import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wideMarks } from './wide-marks.ts';

test('marks between Chinese words are set in full width, those of figures and Latin stay', () => {
  for (const [given, set] of [
    ['各镇人民政府,各办事处:', '各镇人民政府，各办事处：'],
    ['(一)坚持试验;', '（一）坚持试验；'],
    ['增长8.3%,其中', '增长8.3%，其中'],
    ['投资1,200万元', '投资1,200万元'],
    ['电话:0951-123,0951-456', '电话：0951-123,0951-456'],
    ['9:00至17:30', '9:00至17:30'],
    ['甲乙之比为1.5:69.6', '甲乙之比为1.5:69.6'],
    ['依照《条例》(国发〔2010〕5号)', '依照《条例》（国发〔2010〕5号）'],
    ['版次（2023年)与(2024年）', '版次（2023年）与（2024年）'],
    ['由 f(x) 可得', '由 f(x) 可得'],
    ['见 http://a.cn/?b=1;c(2),请查', '见 http://a.cn/?b=1;c(2)，请查'],
    ['1)第一项', '1)第一项'],
    ['(1)第一项', '（1）第一项'],
    ['Only Latin (here), so: kept!', 'Only Latin (here), so: kept!'],
    ['外层(内(2)层)外', '外层（内（2）层）外'],
    ['未合的(括号', '未合的（括号'],
    ['前半在别处)后', '前半在别处）后'],
    ['增长8%;', '增长8%；'],
  ] as const)
    assert.equal(wideMarks(given), set);
});

test('no mark becomes another', () => {
  const piece = fc.constantFrom(
    '甲',
    '乙丙',
    '1',
    'a',
    ',',
    ':',
    ';',
    '(',
    ')',
    '（',
    '）',
    '!',
    '?',
    '《',
    '》',
    '%',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
      const given = parts.join('');
      const set = wideMarks(given);
      assert.equal(set.normalize('NFKC'), given.normalize('NFKC'));
    }),
  );
});
