import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { applyCorrections } from '../proofread/corrections.ts';
import { type Finding, proofread } from '../proofread/index.ts';
import { correctionsOf } from './make-corrected-file.ts';

const accept = (finding: Finding, replacement = finding.suggestion) => ({
  ...finding,
  decision: { replacement },
});
const overlap = (a: Finding, b: Finding) => a.span[0] < b.span[1] && b.span[0] < a.span[1];

const folder = fromRoot('samples/proofread');
const shared = join(process.env.GONGBAO_SHARED ?? fromRoot('../shared'), 'gazette/xixia-2023-04.txt');
const files = [
  fromRoot('samples/lanhe-2024-02.txt'),
  ...readdirSync(folder).map((name) => join(folder, name)),
  shared,
];

for (const file of files)
  test(`${basename(file)}: when every suggested mend is taken at once, no place is left that has one`, {
    skip: !existsSync(file) && 'the original gazette is not here',
  }, (t) => {
    const { source, ...artifact } = parseText(readFileSync(file, 'utf8'));
    const all = proofread({ source, ...artifact }).filter((f) => f.suggestion !== null);
    // Of two that rewrite the same characters an editor takes one.
    const taken = all.filter((f, at) => !all.slice(0, at).some((before) => overlap(before, f)));
    if (taken.length === 0) return t.skip('no finding of this text suggests a mend');
    const corrections = correctionsOf(
      source.text,
      taken.map((f) => accept(f)),
    );
    const corrected = applyCorrections(source.text, [...corrections.values()].flat());
    assert.ok(corrected.ok, JSON.stringify(corrected));
    const left = proofread(parseText(corrected.value)).filter((f) => f.suggestion !== null);
    assert.deepEqual(
      left.map((f) => [f.rule, f.quote, f.message]),
      [],
    );
  });

const run: Finding = {
  rule: 'a.b',
  span: [1, 2],
  quote: ',',
  message: '',
  suggestion: '，',
  related: [],
  alongside: [
    { span: [3, 4], replacement: '，' },
    { span: [5, 6], replacement: '；' },
  ],
};
const TEXT = '一,二,三;四';
const mended = (...accepted: ReturnType<typeof accept>[]) => {
  const made = applyCorrections(TEXT, [...correctionsOf(TEXT, accepted).values()].flat());
  return made.ok ? made.value : made.error.code;
};

test('the same slip further on is mended when the suggestion is taken as it is, not when the editor writes something else', () => {
  assert.equal(mended(accept(run)), '一，二，三；四');
  assert.equal(mended(accept(run, '、')), '一、二,三;四');
});

test('a place that another acceptance writes anew is left to that one', () => {
  const other = {
    ...run,
    span: [2, 5] as [number, number],
    quote: '二,三',
    suggestion: '二和三',
    alongside: [],
  };
  assert.equal(mended(accept(run), accept(other)), '一，二和三；四');
});
