/**
 * Runs every test file of the repository, or those whose path contains one of the given words:
 * `npm test`, `npm test -- store`. On the embedded database, or on a server when TEST_DATABASE_URL is set.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareTestStores } from '#platform/store/testing.ts';

const words = process.argv.slice(2);
const files = globSync('{src,tests,scripts}/**/*.test.{ts,tsx}')
  .filter((f) => words.length === 0 || words.some((w) => f.includes(w)))
  .sort();
if (files.length === 0) {
  console.error(`no test file matches ${words.join(' ')}`);
  process.exit(1);
}
// Built once, before any of them runs: files run two at a time, and a build empties its folder first.
const desk = files.some((f) => readFileSync(f, 'utf8').includes('buildDesk'));
if (desk) {
  const built = spawnSync('npm', ['run', '-s', 'build:desk'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
// So is an empty database with all migrations: each file begins from a copy. One file alone makes its own.
const folder = mkdtempSync(join(tmpdir(), 'gongbao-test-'));
const prepared = files.length > 1 ? await prepareTestStores(folder) : undefined;
const run = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-timeout=600000', '--test-concurrency=2', ...files],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', ...(desk && { DESK_IS_BUILT: '1' }), ...prepared?.env },
  },
);
await prepared?.close();
rmSync(folder, { recursive: true, force: true });
process.exit(run.status ?? 1);
