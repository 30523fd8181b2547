import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const sample = join(root, 'samples/lanhe-2024-02.txt');
const gongbao = (args: string[], input?: string | Uint8Array) =>
  spawnSync(process.execPath, [join(root, 'src/cli.ts'), ...args], { input, maxBuffer: 1e8 });

test('parse prints one JSON object, print gives the bytes back, from a file and from standard input', () => {
  const parsed = gongbao(['parse', sample]);
  assert.equal(parsed.status, 0);
  assert.equal(parsed.stderr.toString(), '');
  assert.equal(JSON.parse(parsed.stdout.toString()).format, 'gongbao-artifact/1');
  assert.ok(gongbao(['parse', '-'], readFileSync(sample)).stdout.equals(parsed.stdout));
  const printed = gongbao(['print', '-'], parsed.stdout);
  assert.ok(printed.status === 0 && printed.stdout.equals(readFileSync(sample)));
});

test('what cannot be read is said on standard error in Chinese, with exit code 2 and nothing printed', () => {
  const cases: [args: string[], said: RegExp, input?: string][] = [
    [['parse', join(root, 'no-such-file')], /找不到文件/],
    [['parse', root], /文件夹/],
    [['parse'], /请给出一个文件/],
    [['parse', 'a', 'b'], /请给出一个文件/],
    [['parse', '--fast', sample], /不认识的选项/],
    [['print', '-'], /不是 JSON/, 'x'],
    [['print', '-'], /缺少 source/, '{}'],
    [['publish'], /没有“publish”这个命令/],
    [[], /用法/],
  ];
  for (const [args, said, input] of cases) {
    const { status, stdout, stderr } = gongbao(args, input);
    assert.deepEqual([status, stdout.length], [2, 0], args.join(' '));
    assert.match(stderr.toString(), said);
  }
});

test('help is on standard output with exit code 0', () => {
  assert.match(gongbao(['--help']).stdout.toString(), /parse/);
  assert.match(gongbao(['parse', '--help']).stdout.toString(), /GB18030/);
});
