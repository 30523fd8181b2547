/** A publication that is killed: afterwards the issue is out with all that belongs to it, or nothing has happened. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { sha256 } from '#base/digest.ts';
import { newId } from '#base/ids.ts';
import { systemActor } from '#platform/people/actor.ts';
import type { Db, Store } from '#platform/store/store.ts';
import { madeUpDraft, readyDraft, startedIssue } from '../src/systems/gazette/next-issue/fixture.ts';
import { rehearseIssue } from '../src/systems/gazette/next-issue/publish-issue.ts';
import { type ChildDatabase, embedded, onServer, startNode } from './crash-database.ts';

const server = process.env.TEST_DATABASE_URL;
const actor = systemActor('test');

type Story = {
  readonly start: ChildDatabase;
  readonly copy: () => Promise<ChildDatabase>;
  readonly argv: readonly string[];
  readonly nothing: string;
};

/** An issue with three documents, ready to be confirmed. */
async function tell(start: ChildDatabase, copy: () => Promise<ChildDatabase>): Promise<Story> {
  const { issue, digest } = await start.look(async (db) => {
    const store = { db } as Store;
    const issue = await startedIssue(store, actor);
    await readyDraft(store, actor);
    await readyDraft(store, actor, { title: '虚构区人民政府关于养护河堤的通知' });
    const table = '序号\t事项\t数量\n1\t村道\t3\n2\t灯杆\t5';
    await readyDraft(store, actor, {
      series: '虚政规发',
      section: '规范性文件',
      title: '虚构区人民政府关于规范早市摊点的通告',
      addressees: '',
      body: `${madeUpDraft().body}\n${table}\n三、《虚构区早市摊点办法》（虚政规发〔2020〕2号）同时废止。`,
    });
    const plan = await rehearseIssue({ db }, actor, issue);
    assert.ok(plan.ok && plan.value.refusal === null, JSON.stringify(plan));
    return { issue, digest: plan.value.digest };
  });
  return { start, copy, argv: [issue, digest, newId()], nothing: await start.look(wholeState) };
}

/** Every row of the law, the drafts and the numbers, to the last instant. */
async function wholeState(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r'
      and (c.relname like 'law\\_%' or c.relname like 'gazette\\_%' or c.relname like 'document\\_%' or c.relname = 'audit_entry')
    order by 1`.execute(db);
  const parts: string[] = [];
  for (const { name } of rows) {
    const all = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(
      db,
    );
    parts.push(
      `${name} ${all.rows
        .map((r) => r.row)
        .sort()
        .join('\n')}`,
    );
  }
  return sha256(parts.join('\n'));
}

/** What must hold together once the issue is out. */
async function assertAll(db: Db): Promise<void> {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*)::int from gazette_next_issue where state = 'published' and edition_id is not null) as issues,
    (select count(*)::int from gazette_draft where state = 'published' and number is not null and document_id is not null) as drafts,
    (select count(*)::int from gazette_draft d join document_number_taken t on t.number = d.number
      join law_document x on x.id = d.document_id and x.number = d.number) as numbers,
    (select sum(highest)::int from document_number_series) as highest,
    (select count(*)::int from law_edition) as editions,
    (select count(*)::int from law_effect where kind = 'repeal' and stage = 'decided') as repeals`.execute(
    db,
  );
  assert.deepEqual(rows[0], { issues: 1, drafts: 3, numbers: 3, highest: 3, editions: 1, repeals: 1 });
}

const publishing = (story: Story, database: ChildDatabase) =>
  startNode(['tests/crash-publish-child.ts', ...story.argv], database.env);

async function completes(story: Story, database: ChildDatabase, first: string): Promise<void> {
  for (const said of [first, 'repeated']) {
    const { stdout, stderr } = await publishing(story, database).ended;
    assert.equal(stdout.trim(), said, stderr);
    await database.look(assertAll);
  }
}

/** Tables that publication writes, in about the order in which it does; the audit entry is the last. */
const WRITTEN = [
  'document_number_series',
  'document_number_taken',
  'law_issue',
  'law_edition',
  'law_document',
  'law_clause',
  'law_table_row',
  'law_effect',
  'gazette_draft',
  'gazette_next_issue',
  'audit_entry',
];

describe('a publication killed on a server', { skip: !server && 'TEST_DATABASE_URL names no server' }, () => {
  it('leaves nothing and no gap in the numbers, wherever it is killed; run again it publishes once', async (t) => {
    if (!server) return;
    const start = await onServer(server);
    const story = await tell(start, () => onServer(server, start));
    const database = await story.copy();
    const held: string[] = [];
    try {
      for (const table of WRITTEN) {
        const holder = await hold(database, table);
        const child = publishing(story, database);
        const waits = await Promise.race([untilSomebodyWaits(holder), child.ended.then(() => false)]);
        child.process.kill('SIGKILL');
        await child.ended;
        await holder.end();
        assert.ok(waits, `publication waits to write ${table}`);
        held.push(table);
        assert.equal(await database.look(wholeState), story.nothing, `killed while it wrote ${table}`);
      }
      await completes(story, database, 'published');
      t.diagnostic(`killed while writing ${held.join(', ')}`);
    } finally {
      await database.close();
      await start.close();
    }
  });
});

async function hold(database: ChildDatabase, table: string): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: database.env.DATABASE_URL });
  await holder.connect();
  await holder.query(`begin; lock table ${table} in share mode`);
  return holder;
}

async function untilSomebodyWaits(holder: pg.Client): Promise<boolean> {
  for (;;) {
    const found = await holder
      .query(
        `select 1 from pg_locks l join pg_database d on d.oid = l.database
          where d.datname = current_database() and not l.granted`,
      )
      .catch(() => undefined);
    if (!found) return false;
    if (found.rowCount) return true;
    await sleep(5);
  }
}

const KILLS_EMBEDDED = 3;

describe('a publication killed on the embedded database', () => {
  it(`leaves all or nothing, ${KILLS_EMBEDDED} times, and completes when run again`, async (t) => {
    const start = await embedded();
    const story = await tell(start, () => embedded(start));
    const reference = await story.copy();
    const database = await story.copy();
    try {
      const began = performance.now();
      await completes(story, reference, 'published');
      const msWhole = (performance.now() - began) / 2;
      const outcomes: string[] = [];
      let ended = false;
      for (let k = 0; k < KILLS_EMBEDDED && !ended; k++) {
        const child = publishing(story, database);
        const lock = join(database.env.GONGBAO_DATA ?? '', 'lock');
        while (!existsSync(lock)) await sleep(2);
        await Promise.race([sleep((msWhole * (k + 1)) / (KILLS_EMBEDDED + 1)), child.ended]);
        child.process.kill('SIGKILL');
        await child.ended;
        ended = (await database.look(wholeState)) !== story.nothing;
        if (ended) await database.look(assertAll);
        outcomes.push(ended ? 'all' : 'nothing');
      }
      await completes(story, database, ended ? 'repeated' : 'published');
      t.diagnostic(outcomes.join(', '));
    } finally {
      for (const d of [reference, database, start]) await d.close();
    }
  });
});
