/** `gongbao parse` answers every input with JSON and exit code 0, and `gongbao print` gives the bytes back. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fromRoot } from '#base/paths.ts';
import { artifactPieces } from '#engines/law/parse/artifact-json.ts';
import { parseBytes, printArtifact } from '#engines/law/parse/index.ts';
import { backCutInside, backHalf, deepDocument, refused, tinyDocuments } from './bad-input-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'gongbao-parse-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const inputs: readonly (readonly [string, Buffer])[] = [
  ...refused.map(([name, bytes]) => [name, bytes] as const),
  ['back half', backHalf],
  ['back half, cut inside a character', backCutInside],
  ['deep labels', Buffer.from(deepDocument(500))],
  ['tiny documents', Buffer.from(tinyDocuments(2_000))],
  ['halves of characters', Buffer.from(`${'\ud83d\ude00'.repeat(700_001)}样`)],
];

describe('parsing bad input', () => {
  for (const [name, bytes] of inputs) {
    it(`prints JSON as JSON.stringify would, from which the bytes come back: ${name}`, () => {
      const artifact = parseBytes(bytes);
      const json = [...artifactPieces(artifact)].join('');
      assert.equal(json, `${JSON.stringify(artifact)}\n`);
      assert.ok(Buffer.from(printArtifact(JSON.parse(json))).equals(bytes));
    });
  }

  it('claims nothing in what is no document', () => {
    const isText = new Set(['news', 'one-line', 'blanks']);
    for (const [name, bytes] of refused.filter(([n]) => isText.has(n))) {
      const { shape, issuances, effects } = parseBytes(bytes);
      assert.deepEqual([shape, issuances, effects], ['none', [], []], name);
    }
  });

  it('100,000 tiny documents are all found', () => {
    const { issuances } = parseBytes(Buffer.from(tinyDocuments(100_000)));
    assert.equal(issuances.length, 100_000);
    // No body numbers a hundred thousand documents in a year: the last number is not read as one.
    assert.match(issuances.at(-2)?.number ?? '', /〕99999号$/);
  });

  it('100 MB are not looked into but answered whole, on the command line', () => {
    const run = (args: string[], out: string) =>
      execFileSync('sh', ['-c', '"$0" src/cli.ts "$@" > "$OUT"', process.execPath, ...args], {
        cwd: fromRoot(),
        env: { ...process.env, OUT: out },
        stdio: ['ignore', 'ignore', 'ignore'],
      });
    for (const start of ['', '公报\n', '\x7fELF']) {
      const file = join(folder, 'huge');
      const json = join(folder, 'huge.json');
      writeFileSync(file, start);
      truncateSync(file, 100 * 1_048_576);
      run(['parse', file], json);
      run(['print', json], join(folder, 'again'));
      assert.ok(readFileSync(join(folder, 'again')).equals(readFileSync(file)), start);
    }
  });
});
