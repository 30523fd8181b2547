import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { sha256 } from '#base/digest.ts';
import { fromRoot } from '#base/paths.ts';
import type { Db, Store } from './store.ts';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((f) => /^\d{4}-[a-z0-9-]+\.sql$/.test(f))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, sha256: sha256(text) };
    });
}

/** Any number, the same in every process: the key of the lock that lets one process migrate at a time. */
const MIGRATION_LOCK = 7_120_231_229;

/**
 * Applies the SQL files of `migrations/` that are not yet applied, in order of name, forward only, each in a
 * transaction of its own. Several processes may start at once: one migrates, the others wait.
 *
 * @returns the names applied now
 * @throws when a file that was applied has changed since
 */
export async function migrate(store: Store, folder = fromRoot('migrations')): Promise<string[]> {
  await store.runSql(`create table if not exists gongbao_migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  const applied: string[] = [];
  for (const migration of readMigrations(folder)) {
    if (await applyOne(store.db, migration)) applied.push(migration.name);
  }
  return applied;
}

async function applyOne(db: Db, migration: Migration): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx);
    const done = await sql<{ sha256: string }>`
      select sha256 from gongbao_migration where name = ${migration.name}`.execute(tx);
    const row = done.rows[0];
    if (row) {
      if (row.sha256 !== migration.sha256) {
        throw new Error(`${migration.name} was applied and has changed since: add a new file instead`);
      }
      return false;
    }
    for (const statement of splitStatements(migration.text)) await sql.raw(statement).execute(tx);
    await sql`insert into gongbao_migration (name, sha256) values (${migration.name}, ${migration.sha256})`.execute(
      tx,
    );
    return true;
  });
}

/** Splits a script at the semicolons that end statements: not those in quotes, dollar quotes or comments. */
export function splitStatements(script: string): string[] {
  const statements: string[] = [];
  const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[a-z_]*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\/|;/gi;
  let start = 0;
  for (const match of script.matchAll(token)) {
    if (match[0] !== ';') continue;
    statements.push(script.slice(start, match.index));
    start = match.index + 1;
  }
  statements.push(script.slice(start));
  return statements
    .map((s) => s.trim())
    .filter((s) => s.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() !== '');
}
