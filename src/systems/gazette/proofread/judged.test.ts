/** Every finding on the real gazette, judged by hand: `data/xixia/proofread-judged.json`. Skipped without the gazette. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromRoot, sharedFolder } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import type { Finding } from './finding.ts';
import { proofread } from './index.ts';

type Judged = {
  rule: string;
  span: [number, number];
  /** At most 12 characters of what stands there. */
  quote: string;
  verdict: 'true' | 'false' | 'doubtful';
  why: string;
};

const file = join(sharedFolder() ?? '', 'gazette', 'xixia-2023-04.txt');
const skip = existsSync(file) ? false : `no gazette at ${file}`;
const judged = JSON.parse(readFileSync(fromRoot('data/xixia/proofread-judged.json'), 'utf8')) as Judged[];
let read: Finding[] | undefined;
const findings = (): Finding[] => {
  read ??= proofread(parseBytes(readFileSync(file)));
  return read;
};
const key = ({ rule, span }: { rule: string; span: readonly number[] }) => `${rule} ${span[0]}-${span[1]}`;

test('judgements are sorted by place, each with a short quote and a reason, none twice', () => {
  const keys = judged.map(key);
  assert.equal(new Set(keys).size, keys.length);
  judged.forEach((j, i) => {
    assert.ok(j.span[0] >= (judged[i - 1]?.span[0] ?? 0), `out of order: ${key(j)}`);
    assert.ok(j.quote.length <= 12 && j.why.length > 0, key(j));
    assert.ok(['true', 'false', 'doubtful'].includes(j.verdict), key(j));
  });
});

test('every finding on the gazette has been judged', { skip }, () => {
  const known = new Set(judged.map(key));
  assert.deepEqual(
    findings()
      .filter((f) => !known.has(key(f)))
      .map((f) => `${key(f)} ${f.quote.slice(0, 12)} ${f.message}`),
    [],
  );
});

test('what was judged true is still found, and the quote is what stands there', { skip }, () => {
  const now = new Map(findings().map((f) => [key(f), f]));
  const text = readFileSync(file, 'utf8');
  for (const j of judged) {
    assert.ok(text.slice(...j.span).startsWith(j.quote), `${key(j)} quotes ${j.quote}`);
    if (j.verdict === 'true') assert.ok(now.has(key(j)), `no longer found: ${key(j)} ${j.quote}`);
  }
});

test('at least nine of ten findings on the gazette are right', { skip }, (t) => {
  const verdicts = new Map(judged.map((j) => [key(j), j.verdict]));
  const right = findings().filter((f) => verdicts.get(key(f)) === 'true').length;
  t.diagnostic(`${right} of ${findings().length} findings judged right`);
  assert.ok(right >= 0.9 * findings().length);
});
