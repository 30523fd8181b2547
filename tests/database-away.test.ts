/** The database goes away for half a minute and comes back: clear answers meanwhile, nothing lost, nobody restarts anything. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { listItems, readItem, receivingBodies } from '#systems/permits/index.ts';
import { onServer } from './crash-database.ts';
import { startSite, stopSite } from './crash-site.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { textOf } from './visitor.ts';

const server = process.env.TEST_DATABASE_URL;
const MS_AWAY = 30_000;
after(() =>
  rmSync(join(import.meta.dirname, '.artifacts', `server-${process.pid}`), { recursive: true, force: true }),
);

/** The way to the database, which can be cut and mended. */
class Way {
  readonly #to: URL;
  readonly #open = new Set<Socket>();
  #server: Server | undefined;
  port = 0;
  constructor(to: URL) {
    this.#to = to;
  }

  async mend(): Promise<void> {
    const server = createServer((near) => {
      const far = dial(Number(this.#to.port), this.#to.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(one);
        one
          .on('error', () => {})
          .on('close', () => {
            this.#open.delete(one);
            other.destroy();
          });
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => void server.listen(this.port, '127.0.0.1', resolve));
    const address = server.address();
    if (address && typeof address === 'object') this.port = address.port;
    this.#server = server;
  }

  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => void this.#server?.close(() => resolve()));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }
}

test('the database is away for 30 seconds while people file', {
  skip: !server && 'TEST_DATABASE_URL names no server',
}, async () => {
  const database = await onServer(server ?? '');
  const way = new Way(new URL(database.env.DATABASE_URL ?? ''));
  await way.mend();
  const url = new URL(database.env.DATABASE_URL ?? '');
  url.port = String(way.port);
  url.hostname = '127.0.0.1';
  const site = await startSite({ ...database.env, DATABASE_URL: url.href, LOG_LEVEL: 'fatal' });
  try {
    const password = DEMO_ACCOUNTS.find((a) => a.username === 'window')?.password ?? '';
    const signedIn = await fetch(`${site.url}/login`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'window', password }),
      redirect: 'manual',
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ');
    const intake = await database.look(async (db) => {
      const code = (await listItems(db))[0]?.code ?? '';
      const item = await readItem(db, code);
      return {
        itemCode: code,
        itemVersion: item?.version,
        body: item && receivingBodies(item.content)[0],
        answers: item && madeUpAnswers(item.content.form),
      };
    });
    const file = (requestKey: string) =>
      fetch(`${site.url}/api/desk/cases`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ ...intake, requestKey }),
      });
    const numberOf = async (answer: Response) => ((await answer.json()) as { number: string }).number;
    const first = randomUUID();
    const firstNumber = await numberOf(await file(first));

    await way.cut();
    const cutAt = performance.now();
    const during = randomUUID();
    const refused = await file(during);
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('retry-after'), '10');
    const { error } = (await refused.json()) as { error: { code: string; message: string } };
    assert.equal(error.code, 'store.unavailable');
    assert.match(error.message, /再提交一次：同一份内容不会办两次/);

    const page = await fetch(`${site.url}/services`, { headers: { accept: 'text/html' } });
    assert.equal(page.status, 503);
    assert.match(textOf(await page.text()), /数据库暂时连不上，这一页现在显示不出来。请稍候片刻再打开/);

    const typed = '不能丢的话，很长的一段';
    const form = await fetch(`${site.url}/register`, {
      method: 'POST',
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie },
      body: new URLSearchParams({ name: typed, note: typed }),
      redirect: 'manual',
    });
    assert.ok([422, 503].includes(form.status));
    assert.match(await form.text(), new RegExp(typed), 'what was typed comes back');

    assert.equal((await fetch(`${site.url}/health/live`)).status, 200);
    assert.equal((await fetch(`${site.url}/health/ready`)).status, 503);

    await sleep(MS_AWAY - (performance.now() - cutAt));
    await way.mend();
    for (let tries = 0; (await fetch(`${site.url}/health/ready`)).status !== 200; tries++) {
      assert.ok(tries < 50, 'it recovers by itself');
      await sleep(200);
    }
    const after = await file(during);
    assert.equal(after.status, 200);
    assert.notEqual(await numberOf(after), firstNumber);
    assert.equal(await numberOf(await file(first)), firstNumber, 'sent again it is the same case');
    const stored = await database.look((db) => db.selectFrom('case_file').select('number').execute());
    assert.equal(stored.length, 2);
    assert.equal(site.process.exitCode, null, 'the same process all along');
  } finally {
    const { code } = await stopSite(site);
    await way.cut();
    await database.close();
    assert.equal(code, 0);
  }
});
