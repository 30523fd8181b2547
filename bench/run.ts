/**
 * `npm run bench -- NAME [args]`: runs `bench/NAME.ts`. Every benchmark prints its figure beside a peer or the
 * physical limit, measured in the same run, and their ratio.
 */
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a benchmark file exports as its default. */
export type Benchmark = (args: readonly string[]) => Promise<void>;

const [name, ...args] = process.argv.slice(2);
const file = join(import.meta.dirname, `${name}.ts`);
if (!name || name === 'run' || !existsSync(file)) {
  const names = globSync(join(import.meta.dirname, '*.ts')).map((f) => basename(f, '.ts'));
  console.error(
    `usage: npm run bench -- NAME [args]\nNAME: ${names
      .filter((n) => n !== 'run')
      .sort()
      .join(' ')}`,
  );
  process.exit(2);
}
const { default: run } = (await import(file)) as { default: Benchmark };
await run(args);
