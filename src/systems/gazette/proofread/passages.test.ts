import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseText } from '#engines/law/parse/index.ts';
import { passagesOf } from './passages.ts';

const text = '甲乙丙\n丁戊己\n\n庚辛\n\n1\t壬\n2\t癸\n';
const artifact = parseText(text);
const at = (words: string) => {
  const start = text.indexOf(words);
  return { span: [start, start + words.length] as const };
};
const shown = (...words: string[]) =>
  passagesOf(artifact, words.map(at)).map((p) => [text.slice(...p.span), p.findings.length]);

test('a finding is shown in its paragraph, with the lines that belong to it; those of one paragraph together', () => {
  assert.deepEqual(shown('戊', '乙'), [['甲乙丙\n丁戊己', 2]]);
  assert.deepEqual(shown('庚', '甲'), [
    ['甲乙丙\n丁戊己', 1],
    ['庚辛', 1],
  ]);
});

test('a row of a table is a passage of its own', () => {
  assert.deepEqual(shown('壬', '癸'), [
    ['1\t壬', 1],
    ['2\t癸', 1],
  ]);
});

test('a very long paragraph is shown around the finding only', () => {
  const long = `${'一'.repeat(3000)}错${'二'.repeat(3000)}`;
  const [passage] = passagesOf(parseText(long), [{ span: [3000, 3001] as const }]);
  assert.ok(passage && passage.span[1] - passage.span[0] < 300 && long.slice(...passage.span).includes('错'));
});
