/**
 * `npm run bench -- NAME [arguments]`: runs bench/NAME.ts and prints its figures, each beside its peer or limit.
 * Without a name: lists the benchmarks.
 */
import { readdirSync } from 'node:fs';
import { fromRoot } from '#base/paths.ts';
import type { Figure } from './figure.ts';

const names = readdirSync(fromRoot('bench'))
  .filter((f) => f.endsWith('.ts') && f !== 'run.ts' && f !== 'figure.ts')
  .map((f) => f.slice(0, -3))
  .sort();
const [name, ...args] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.log(`npm run bench -- ${names.join(' | ')}`);
  process.exit(name === undefined ? 0 : 2);
}
const { run } = (await import(`./${name}.ts`)) as { run: (args: string[]) => Promise<Figure[]> };
const figures = await run(args);
const rows = figures.map((f) => [
  f.name,
  f.value,
  f.beside,
  f.ok === undefined ? '' : f.ok ? 'ok' : 'MISSED',
]);
const head = ['figure', 'measured', 'beside (peer or limit)', ''];
const width = (s: string) => [...s].reduce((n, ch) => n + (/[\u2e80-\uffee]/u.test(ch) ? 2 : 1), 0);
const widths = head.map((h, k) => Math.max(width(h), ...rows.map((r) => width(r[k] ?? ''))));
for (const row of [head, widths.map((w) => '-'.repeat(w)), ...rows]) {
  console.log(
    row.map((cell, k) => cell + ' '.repeat(Math.max(0, (widths[k] ?? 0) - width(cell)))).join('  '),
  );
}
process.exitCode = figures.some((f) => f.ok === false) ? 1 : 0;
