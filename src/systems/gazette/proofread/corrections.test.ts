import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyCorrections } from './corrections.ts';
import { findingKey } from './finding-key.ts';

const correct = (text: string, ...list: [number, number, string][]) =>
  applyCorrections(
    text,
    list.map(([start, end, replacement]) => ({
      span: [start, end] as const,
      quote: text.slice(start, end),
      replacement,
    })),
  );

test('corrections are put in their places, whatever their order and length', () => {
  const made = correct('一二三四五', [3, 4, '肆肆'], [0, 1, '壹'], [1, 2, '']);
  assert.deepEqual(made, { ok: true, value: '壹三肆肆五' });
});

test('two corrections of the same characters are refused, neighbours are not', () => {
  const overlap = correct('一二三四', [0, 2, 'a'], [1, 3, 'b']);
  assert.equal(overlap.ok ? '' : overlap.error.code, 'gazette.correction.overlap');
  assert.deepEqual(correct('一二三四', [0, 2, 'a'], [2, 4, 'b']), { ok: true, value: 'ab' });
});

test('two findings of one slip with the same mend are mended once', () => {
  assert.deepEqual(correct('甲乙丁戊', [1, 2, '乙丙'], [1, 3, '乙丙丁']), { ok: true, value: '甲乙丙丁戊' });
  // A page broke the words: one finding sees the break, the other does not.
  const broken = correct('甲回\n\n自治', [1, 2, '回族'], [1, 5, '回族自']);
  assert.deepEqual(broken, { ok: true, value: '甲回族\n\n自治' });
  assert.equal(correct('甲乙丁戊', [1, 2, '乙丙'], [1, 3, '乙己丁']).ok, false);
  const spread = correct('的的话很长。', [0, 2, '的'], [0, 3, '的话'], [5, 6, '；']);
  assert.deepEqual(spread, { ok: true, value: '的话很长；' });
});

test('a text that is not the one that was proofread is refused', () => {
  const made = applyCorrections('一二', [{ span: [0, 1], quote: '二', replacement: '三' }]);
  assert.equal(made.ok ? '' : made.error.code, 'gazette.correction.text_differs');
});

test('what is outside the corrections stays, character by character', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40 }),
      fc.nat(40),
      fc.nat(5),
      fc.string({ maxLength: 5 }),
      (t, a, n, r) => {
        const start = Math.min(a, t.length);
        const end = Math.min(start + n, t.length);
        const made = correct(t, [start, end, r]);
        assert.ok(made.ok);
        assert.equal(made.value, t.slice(0, start) + r + t.slice(end));
      },
    ),
  );
});

test('a finding is the same in another file wherever it stands and however lines break, not with other words around', () => {
  const finding = (text: string, quote: string) => {
    const start = text.indexOf(quote);
    return findingKey(text, {
      rule: 'a.b',
      span: [start, start + quote.length],
      quote,
    });
  };
  const key = finding('前面的话很长很长，部门报道，后面的话。', '报道');
  assert.equal(
    finding('更多\n\n前面的话很长很长,部门\n报道，后面的\n话。', '报道') === key,
    false,
    'other words before',
  );
  assert.equal(finding('前面的话很\n长很长，部门报道，后面的\n话。', '报道'), key);
  assert.notEqual(finding('前面的话很长很长，部门报道，后面的人。', '报道'), key);
});

test('a finding of a draft is the same in the issue, whatever its number there and the documents around it', () => {
  const draft = '关于防汛的的通知\n甲政发〔2024〕1号\n各镇人民政府：';
  const issue = `上一份文件。\n关于防汛的的通知\n甲政发〔2024〕12号\n各镇人民政府：`;
  const key = (text: string, from: number) =>
    findingKey(text, { rule: 'a.b', span: [from + 5, from + 7], quote: '的的' }, [from, text.length]);
  assert.equal(key(issue, issue.indexOf('关于')), key(draft, 0));
});
