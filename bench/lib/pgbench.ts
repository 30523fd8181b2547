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
    value instanceof Uint8Array
      ? `\\x${Buffer.from(value).toString('hex')}`
      : typeof value === 'string'
        ? value
        : value instanceof Date
          ? value.toISOString()
          : Array.isArray(value)
            ? `{${value.map((one) => JSON.stringify(String(one))).join(',')}}`
            : JSON.stringify(value);
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

/** Runs pgbench over the statements of each request and gives what it printed. */
function pgbench(
  url: string,
  requests: readonly (readonly Statement[])[],
  clients: number,
  seconds: number,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-pgbench-'));
  try {
    const files = requests.map((statements, i) => {
      const path = join(folder, `${i}.sql`);
      writeFileSync(path, `${statements.map((s) => `${inline(s)};`).join('\n')}\n`);
      return path;
    });
    const run = spawnSync(
      'pgbench',
      [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-T',
        String(seconds),
        ...files.flatMap((f) => ['-f', f]),
        url,
      ],
      {
        encoding: 'utf8',
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/lib/postgresql/15/bin` },
      },
    );
    if (run.status !== 0) throw new Error(`pgbench failed: ${run.stderr.slice(-500)}`);
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const read = (printed: string, what: RegExp): number => {
  const value = what.exec(printed)?.[1];
  if (value === undefined) throw new Error(`pgbench printed no ${what}`);
  return Number(value);
};

/**
 * Median-like figure of the limit: milliseconds that one pgbench client needs for one round of the statements of
 * each request, averaged over the requests. The same SQL, without the program around it.
 */
export const pgbenchMs = (
  url: string,
  requests: readonly (readonly Statement[])[],
  seconds: number,
): number => read(pgbench(url, requests, 1, seconds), /latency average = ([\d.]+) ms/);

/** Rounds a second that so many pgbench clients reach; each round is the statements of one of the requests. */
export const pgbenchRate = (
  url: string,
  requests: readonly (readonly Statement[])[],
  clients: number,
  seconds: number,
): number => read(pgbench(url, requests, clients, seconds), /tps = ([\d.]+)/);
