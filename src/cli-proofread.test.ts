import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fromRoot } from '#base/paths.ts';

const gongbao = (input: string, ...args: string[]) =>
  spawnSync(process.execPath, ['bin/gongbao.js', ...args], { cwd: fromRoot(), input, encoding: 'utf8' });

test('the command prints what it finds, and refuses what is not there', () => {
  const run = gongbao(
    '关于做好防汛工作的通知\n\n各单位要认真组织，落实清理工作，依法作出行政处罪。\n',
    'proofread',
    '-',
  );
  assert.equal(run.status, 0, run.stderr);
  const found = JSON.parse(run.stdout) as { quote: string; suggestion: string | null }[];
  assert.ok(found.some(({ quote, suggestion }) => quote === '罪' && suggestion === '罚'));
  assert.equal(gongbao('', 'proofread', '没有这个文件.txt').status, 2);
});

test('proofreading loads no database, schema or spreadsheet library: it must start at once', () => {
  const list = `import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { console.log(url); return next(url, context); } });
    await import('#systems/gazette/proofread/index.ts');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', list], {
    cwd: fromRoot(),
    encoding: 'utf8',
  });
  assert.equal(run.status, 0, run.stderr);
  const packages = run.stdout.split('\n').flatMap((url) => /node_modules\/([^/]+)/.exec(url)?.[1] ?? []);
  assert.ok(run.stdout.includes('odd-runs.ts'));
  assert.deepEqual(
    [...new Set(packages)].filter((name) => name !== 'iconv-lite' && name !== 'safer-buffer'),
    [],
  );
});
