/** `npm run check`: everything that must hold before a change lands. Stops at the first that does not. */
import { spawnSync } from 'node:child_process';

const steps: [name: string, command: string, ...args: string[]][] = [
  ['format and lint', 'biome', 'ci', '--error-on-warnings', '.'],
  ['types', 'tsc', '--noEmit'],
  ['import directions', 'node', 'scripts/check-boundaries.ts'],
  ['citations', 'node', 'scripts/check-citations.ts'],
  ['build', 'npm', 'run', '-s', 'build'],
  ['tests', 'node', 'scripts/test.ts'],
];
for (const [name, command, ...args] of steps) {
  console.log(`\n== ${name}`);
  const run = spawnSync(command, args, { stdio: 'inherit' });
  if (run.status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(1);
  }
}
console.log('\nall checks passed');
