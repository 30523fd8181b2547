import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { parseAside } from './parse-aside.ts';

const sample = readFileSync(fromRoot('samples/lanhe-2024-02.txt'));

it('parses in a thread of its own to the same artifact, while this one goes on', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  const parsed = await parseAside(Buffer.from(sample.toString('utf8').repeat(40)));
  clearInterval(timer);
  assert.ok(parsed.ok && parsed.value.issuances.length > 0);
  assert.ok(ticks > 3, `this thread ticked ${ticks} times`);
  const small = await parseAside(sample);
  assert.deepEqual(small.ok && small.value, parseBytes(sample));
});

it('refuses a file that needs more time than there is, and the process lives', async () => {
  const parsed = await parseAside(sample, { ms: 1 });
  assert.equal(parsed.ok ? 'parsed' : parsed.error.code, 'gazette.import.too_complex');
});

it('refuses a file that needs more memory than there is, and the process lives', async () => {
  const parsed = await parseAside(Buffer.from(sample.toString('utf8').repeat(300)), { heapMbMax: 24 });
  assert.equal(parsed.ok ? 'parsed' : parsed.error.code, 'gazette.import.too_complex');
});

it('asks the thread that answered before again, and several at once', async () => {
  const expected = parseBytes(sample);
  for (const parsed of [
    await parseAside(sample),
    ...(await Promise.all([parseAside(sample), parseAside(sample), parseAside(sample)])),
    await parseAside(sample),
  ])
    assert.deepEqual(parsed.ok && parsed.value, expected);
});
