import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A statement as the program ran it. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text =
    typeof value === 'string' ? value : value instanceof Date ? value.toISOString() : JSON.stringify(value);
  // pgbench reads :name as a variable, also inside quotes: a colon is written as its code.
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "''");
  return `E'${escaped.replaceAll(':', '\\x3a')}'`;
}

/** The statement with its parameters written in, on one line. */
export function inline({ sql, parameters }: Statement): string {
  return sql
    .replace(/\$(\d+)/g, (_m, n) => literal(parameters[Number(n) - 1]))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Median-like figure of the limit: milliseconds that one pgbench client needs for one round of the statements of
 * each request, averaged over the requests. The same SQL, without the program around it.
 */
export function pgbenchMs(url: string, requests: readonly (readonly Statement[])[], seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-pgbench-'));
  try {
    const files = requests.map((statements, i) => {
      const path = join(folder, `${i}.sql`);
      writeFileSync(path, `${statements.map((s) => `${inline(s)};`).join('\n')}\n`);
      return path;
    });
    const run = spawnSync(
      'pgbench',
      ['-n', '-c', '1', '-T', String(seconds), ...files.flatMap((f) => ['-f', f]), url],
      {
        encoding: 'utf8',
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/lib/postgresql/15/bin` },
      },
    );
    const latency = /latency average = ([\d.]+) ms/.exec(run.stdout)?.[1];
    if (latency === undefined) throw new Error(`pgbench failed: ${run.stderr.slice(-500)}`);
    return Number(latency);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
