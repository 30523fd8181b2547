/** The server is killed while people file, 20 times: what was acknowledged is there, once, and so is what was sent again. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import type { Db } from '#platform/store/store.ts';
import { listItems, readItem, receivingBodies } from '#systems/permits/index.ts';
import { type ChildDatabase, embedded, onServer } from './crash-database.ts';
import { type RunningSite, startSite, stopSite } from './crash-site.ts';
import { madeUpAnswers } from './made-up-answers.ts';

const server = process.env.TEST_DATABASE_URL;
after(() =>
  rmSync(join(import.meta.dirname, '.artifacts', `server-${process.pid}`), { recursive: true, force: true }),
);

const CLIENTS = 8;
const KILLS = 20;

type Intake = { itemCode: string; itemVersion: number; body: string; answers: unknown };
type Acknowledged = { number: string; again: boolean };

async function signIn(url: string): Promise<string> {
  const password = DEMO_ACCOUNTS.find((a) => a.username === 'window')?.password ?? '';
  const body = new URLSearchParams({ username: 'window', password });
  const answer = await fetch(`${url}/login`, { method: 'POST', body, redirect: 'manual' });
  assert.equal(answer.status, 303);
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ');
}

/** One clerk: files one application after another, and sends again under the same key what was not answered. */
class Clerk {
  readonly acknowledged = new Map<string, Acknowledged>();
  readonly #intakes: readonly Intake[];
  readonly #answered: () => void;
  #pending: { key: string; intake: Intake } | undefined;
  #next: number;
  constructor(intakes: readonly Intake[], start: number, answered: () => void) {
    this.#intakes = intakes;
    this.#next = start;
    this.#answered = answered;
  }

  get waiting(): boolean {
    return this.#pending !== undefined;
  }

  /** Until the server is gone; `most` ends it earlier. */
  async work(url: string, cookie: string, most = Number.POSITIVE_INFINITY): Promise<void> {
    for (let n = 0; n < most; n++) {
      this.#pending ??= {
        key: randomUUID(),
        intake: this.#intakes[this.#next++ % this.#intakes.length] as Intake,
      };
      const { key, intake } = this.#pending;
      let answer: Response;
      let said: Acknowledged;
      try {
        answer = await fetch(`${url}/api/desk/cases`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
          body: JSON.stringify({ ...intake, requestKey: key }),
        });
        said = (await answer.json()) as Acknowledged;
      } catch {
        return;
      }
      assert.equal(answer.status, 200, JSON.stringify(said));
      this.acknowledged.set(key, said);
      this.#pending = undefined;
      this.#answered();
    }
  }
}

/** Counts answers, and tells when there are so many. */
class Answers {
  #count = 0;
  #reached: { count: number; tell: () => void } | undefined;
  readonly one = (): void => {
    this.#count++;
    if (this.#reached && this.#count >= this.#reached.count) this.#reached.tell();
  };
  async more(count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#reached = { count: this.#count + count, tell: resolve };
    await promise;
  }
}

async function killedWhileFiling(database: ChildDatabase): Promise<void> {
  let site: RunningSite = await startSite(database.env);
  const cookie = await signIn(site.url);
  await stopSite(site);
  const intakes = await database.look(somePlainItems);
  await database.leave();
  const answers = new Answers();
  const clerks = Array.from({ length: CLIENTS }, (_, n) => new Clerk(intakes, n, answers.one));
  const env = { ...database.env, GONGBAO_DEMO: '0', GONGBAO_REQUESTS_PER_MINUTE: '1000000' };
  // A life ends by turns when so many were answered, and before the first answer: how long that takes is known from
  // the life before, on whatever machine this is.
  let msToFirst = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    site = await startSite(env);
    const begun = performance.now();
    const working = clerks.map((clerk) => clerk.work(site.url, cookie));
    if (kill % 2 === 0) {
      const ended = Promise.all(working);
      await Promise.race([answers.more(1), ended]);
      msToFirst = performance.now() - begun;
      await Promise.race([answers.more(5 * kill), ended]);
    } else await sleep((msToFirst * kill) / KILLS);
    await stopSite(site, 'SIGKILL');
    await Promise.all(working);
  }
  const interrupted = clerks.filter((clerk) => clerk.waiting).length;
  site = await startSite(env);
  await Promise.all(clerks.map((clerk) => clerk.work(site.url, cookie, 1)));
  assert.equal((await stopSite(site)).code, 0);
  assert.equal(interrupted, CLIENTS, 'everybody was cut off in the middle of one');

  const told = clerks.flatMap((clerk) => [...clerk.acknowledged]);
  assert.ok(told.length > KILLS / 2 + CLIENTS);
  const stored = await database.look(storedCases);
  assert.deepEqual(
    stored.map(({ key, number }) => [key, number]).sort(),
    told.map(([key, { number }]) => [key, number]).sort(),
    'exactly what was acknowledged, under the numbers that were told',
  );
  for (const one of stored)
    assert.deepEqual(
      { events: one.events, forms: one.forms, notices: one.notices, audits: one.audits },
      { events: 1, forms: 1, notices: 1, audits: 1 },
      one.number,
    );
  for (const { highest, cases } of await database.look(serials)) assert.equal(highest, cases);
}

/** Intakes for items that one window may take in, with made-up answers. */
async function somePlainItems(db: Db): Promise<Intake[]> {
  const intakes: Intake[] = [];
  for (const { code } of (await listItems(db)).slice(0, 3)) {
    const item = await readItem(db, code);
    const body = item && receivingBodies(item.content)[0];
    if (item && body)
      intakes.push({
        itemCode: code,
        itemVersion: item.version,
        body,
        answers: madeUpAnswers(item.content.form),
      });
  }
  return intakes;
}

type Stored = {
  key: string;
  number: string;
  events: number;
  forms: number;
  notices: number;
  audits: number;
};

const storedCases = async (db: Db): Promise<Stored[]> =>
  (
    await sql<Stored>`
      select split_part(k.key, ' ', 2) as key, f.number,
        (select count(*)::int from case_event e where e.case_id = f.id) as events,
        (select count(*)::int from case_form o where o.case_id = f.id) as forms,
        (select count(*)::int from notice n where n.about = 'case:' || f.id) as notices,
        (select count(*)::int from audit_entry a where a.subject = 'case:' || f.id) as audits
      from case_file f left join case_command k on k.division = f.division and k.case_id = f.id`.execute(db)
  ).rows;

const serials = async (db: Db): Promise<{ highest: number; cases: number }[]> =>
  (
    await sql<{ highest: number; cases: number }>`
      select s.highest, (select count(*)::int from case_file f
        where f.item_code = s.item_code and f.number like s.item_code || to_char(s.day, 'YYYYMMDD') || '%') as cases
      from case_serial s`.execute(db)
  ).rows;

describe('a server killed 20 times while people file', () => {
  it('on the embedded database: what was acknowledged is there exactly once', {
    skip: server && 'the run without a server does it',
  }, async () => {
    const database = await embedded();
    try {
      await killedWhileFiling(database);
    } finally {
      await database.close();
    }
  });

  it('on a server: what was acknowledged is there exactly once', {
    skip: !server && 'TEST_DATABASE_URL names no server',
  }, async () => {
    const database = await onServer(server ?? '');
    try {
      await killedWhileFiling(database);
    } finally {
      await database.close();
    }
  });
});
