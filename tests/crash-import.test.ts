/** An import that is killed: afterwards all of it is there or nothing, and running it again completes it. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { issueOf, tinyDocuments } from './bad-input-files.ts';
import {
  type ChildDatabase,
  embedded,
  gongbao,
  type LawState,
  lawState,
  onServer,
  startNode,
} from './crash-database.ts';

const KILLS = 20;
const KILLS_EMBEDDED = 6;
const server = process.env.TEST_DATABASE_URL;
const folder = mkdtempSync(join(tmpdir(), 'gongbao-crash-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const importing = (path: string, database: ChildDatabase) =>
  startNode(['src/cli.ts', 'import', '--json', path], database.env);

type Story = {
  readonly path: string;
  readonly start: ChildDatabase;
  readonly nothing: LawState;
  readonly all: LawState;
  /** From the start of the process, and from its first sign of work, to its end. */
  readonly msWhole: number;
  copy(): Promise<ChildDatabase>;
};

/** A store that holds something already, and what it is to hold after one more file. */
async function tell(
  start: ChildDatabase,
  copy: () => Promise<ChildDatabase>,
  before: string,
  path: string,
): Promise<Story> {
  assert.equal((await gongbao(['import', before], start.env)).code, 0);
  const nothing = await start.look(lawState);
  const reference = await copy();
  try {
    const began = performance.now();
    const { code, stderr } = await importing(path, reference).ended;
    const msWhole = performance.now() - began;
    assert.equal(code, 0, stderr);
    const all = await reference.look(lawState);
    assert.notDeepEqual(all, nothing);
    return { path, start, nothing, all, msWhole, copy };
  } finally {
    await reference.close();
  }
}

/** Which of the two it is; anything between them fails with the tables that differ. */
function outcomeOf(state: LawState, { nothing, all }: Story, when: string): 'nothing' | 'all' {
  const differing = (from: LawState) => Object.keys(from).filter((t) => from[t]?.sha256 !== state[t]?.sha256);
  if (differing(nothing).length === 0) return 'nothing';
  if (differing(all).length === 0) return 'all';
  assert.fail(
    `half-done, killed ${when}: ${differing(nothing)} are not as before, ${differing(all)} not as after`,
  );
}

/** Kills imports at `delays` after `since` resolves; whatever came in whole starts from a fresh copy. */
async function killAt(story: Story, delays: readonly number[], since: (d: ChildDatabase) => Promise<void>) {
  const outcomes: string[] = [];
  let database = await story.copy();
  try {
    for (const delay of delays) {
      const child = importing(story.path, database);
      await Promise.race([since(database), child.ended]);
      await Promise.race([sleep(delay), child.ended]);
      child.process.kill('SIGKILL');
      const { signal, code } = await child.ended;
      const outcome = outcomeOf(await database.look(lawState), story, `after ${Math.round(delay)} ms`);
      if (code === 0) assert.equal(outcome, 'all', 'an import that ended has done its work');
      outcomes.push(`${outcome}${signal ? '' : ' (had ended)'}`);
      if (outcome === 'nothing') continue;
      await database.close();
      database = await story.copy();
    }
    await completes(story, database);
  } finally {
    await database.close();
  }
  return outcomes;
}

async function completes(
  story: Story,
  database: ChildDatabase,
  outcomes: readonly string[] = ['imported', 'already_here'],
): Promise<void> {
  for (const expected of outcomes) {
    const { code, stdout, stderr } = await importing(story.path, database).ended;
    assert.equal(code, 0, stderr);
    const { outcome } = JSON.parse(stdout) as { outcome: string };
    assert.equal(outcome === 'corrected' ? 'imported' : outcome, expected);
    assert.deepEqual(await database.look(lawState), story.all);
  }
}

/** Evenly spread, the first and the last included: every phase is hit, whatever the machine's speed. */
const spread = (count: number, ms: number): number[] =>
  Array.from({ length: count }, (_, i) => (ms * i) / (count - 1));

describe('an import killed on a server', { skip: !server && 'TEST_DATABASE_URL names no server' }, () => {
  it(`leaves all or nothing, ${KILLS} times, and completes when run again`, async (t) => {
    if (!server) return;
    const start = await onServer(server);
    try {
      const before = file('before.txt', issueOf(2));
      const corrected = `${issueOf(2).replace('以内', '之内').replace('样例', '示例')}\n`;
      const story = await tell(start, () => onServer(server, start), before, file('after.txt', corrected));
      const held = await killWhileItWrites(story, server);
      assert.ok(held.length >= 8, `the import waits at each table that it writes: ${held}`);
      const delays = [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512].slice(0, KILLS - held.length);
      const committing = await killWhileItCommits(story, server, delays);
      t.diagnostic(`while writing ${held.join(', ')}; let go before ${committing.join(', ')}`);
    } finally {
      await start.close();
    }
  });
});

/** One table after the other is held against writing; an import that waits there is killed. */
async function killWhileItWrites(story: Story, url: string): Promise<string[]> {
  const held: string[] = [];
  let database = await story.copy();
  try {
    const changed = Object.keys(story.all).filter((t) => story.all[t]?.sha256 !== story.nothing[t]?.sha256);
    for (const table of [...changed, LAST_TABLE]) {
      const holder = await hold(url, database, table);
      const child = importing(story.path, database);
      const waits = await Promise.race([untilSomebodyWaits(holder), child.ended.then(() => false)]);
      child.process.kill('SIGKILL');
      await child.ended;
      await holder.end();
      const outcome = outcomeOf(await database.look(lawState), story, `writing ${table}`);
      assert.equal(outcome, waits ? 'nothing' : 'all', table);
      if (waits) held.push(table);
      else {
        await database.close();
        database = await story.copy();
      }
    }
    await completes(story, database);
  } finally {
    await database.close();
  }
  return held;
}

/** Written last: the audit entry, in the same transaction. */
const LAST_TABLE = 'audit_entry';

/** Lets everybody read the table and nobody write it, until the client ends. */
async function hold(url: string, database: ChildDatabase, table: string): Promise<pg.Client> {
  const target = new URL(url);
  target.pathname = new URL(database.env.DATABASE_URL ?? '').pathname;
  const holder = new pg.Client({ connectionString: target.href });
  await holder.connect();
  await holder.query(`begin; lock table ${table} in share mode`);
  return holder;
}

/** Imports that have written everything are let go and killed some milliseconds later: around the commit. */
async function killWhileItCommits(story: Story, url: string, delays: readonly number[]): Promise<string[]> {
  const outcomes: string[] = [];
  let database = await story.copy();
  try {
    for (const delay of delays) {
      const holder = await hold(url, database, LAST_TABLE);
      const child = importing(story.path, database);
      await untilSomebodyWaits(holder);
      await holder.query('rollback');
      if (delay > 0) await sleep(delay);
      child.process.kill('SIGKILL');
      await child.ended;
      await holder.end();
      const outcome = outcomeOf(
        await database.look(lawState),
        story,
        `${delay} ms before or after the commit`,
      );
      outcomes.push(`${delay} ms: ${outcome}`);
      if (outcome === 'nothing') continue;
      if (outcomes.length <= 2) await completes(story, database, ['already_here']);
      await database.close();
      database = await story.copy();
    }
  } finally {
    await database.close();
  }
  return outcomes;
}

/** False when nobody came to wait before the holder left. */
async function untilSomebodyWaits(holder: pg.Client): Promise<boolean> {
  for (;;) {
    const found = await holder
      .query(
        `select 1 from pg_locks l join pg_database d on d.oid = l.database
          where d.datname = current_database() and not l.granted`,
      )
      .catch(() => undefined);
    if (!found) return false;
    const { rowCount } = found;
    if (rowCount) return true;
    await sleep(5);
  }
}

describe('an import killed on the embedded database', () => {
  it(`leaves all or nothing, ${KILLS_EMBEDDED} times; the next process takes the lock over and completes it`, async (t) => {
    const start = await embedded();
    try {
      const path = file('many.txt', tinyDocuments(150));
      const story = await tell(start, () => embedded(start), file('first.txt', issueOf(2)), path);
      const locked = async ({ env }: ChildDatabase) => {
        while (!existsSync(join(env.GONGBAO_DATA ?? '', 'lock'))) await sleep(2);
      };
      const timed = await killAt(story, spread(KILLS_EMBEDDED, story.msWhole), locked);
      t.diagnostic(timed.join(', '));
    } finally {
      await start.close();
    }
  });
});
