/** Starting and stopping the server, and a database that goes away. */
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import '#systems/gazette/desk/tables.ts';
import { tinyDocuments } from './bad-input-files.ts';
import { type ChildDatabase, embedded, onServer } from './crash-database.ts';
import { Editor, startServer, startSite, stopSite } from './crash-site.ts';

const server = process.env.TEST_DATABASE_URL;
const noServer = { skip: !server && 'TEST_DATABASE_URL names no server' };

let database: ChildDatabase;
before(async () => {
  database = await embedded();
});
after(async () => {
  await database?.close();
  rmSync(join(import.meta.dirname, '.artifacts', `server-${process.pid}`), { recursive: true, force: true });
});
const isLocked = () => existsSync(join(database.env.GONGBAO_DATA ?? '', 'lock'));

describe('starting', () => {
  it('a wrong environment is named, all of it at once, exit code 2', async () => {
    const { code, stdout, stderr } = await startServer({ PORT: 'http', DATABASE_URL: 'mysql://h/d' }).ended;
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^环境变量有误，请改正后再启动：/);
    assert.match(stderr, /PORT[\s\S]*DATABASE_URL|DATABASE_URL[\s\S]*PORT/);
  });

  it('a second server on one embedded folder, or on one port, is refused, exit code 1', async () => {
    const first = await startSite(database.env);
    try {
      const second = await startServer({ ...database.env, PORT: '0' }).ended;
      assert.equal(second.code, 1);
      assert.match(second.stderr, /正由另一进程（\d+）使用。请先停止它，或用 GONGBAO_DATA 另指目录。/);
      const port = new URL(first.url).port;
      const third = await startServer({ GONGBAO_DATA: 'memory:', PORT: port, LOG_LEVEL: 'error' }).ended;
      assert.equal(third.code, 1);
      assert.equal(third.stderr, `端口 127.0.0.1:${port} 已被别的程序占用。请停止它，或用 PORT 另指端口。\n`);
      assert.equal((await fetch(`${first.url}/health/ready`)).status, 200, 'the first goes on');
    } finally {
      assert.equal((await stopSite(first)).code, 0);
    }
    assert.equal(isLocked(), false);
  });
});

describe('stopping', () => {
  it('asked while it starts, it stops in order', async () => {
    const child = startServer({ ...database.env, PORT: '0' });
    while (!isLocked()) await sleep(2);
    assert.equal((await stopSite(child)).code, 0);
    assert.equal(isLocked(), false);
  });

  it('a request under way is answered and an import is not lost, exit code 0', async () => {
    const site = await startSite(database.env);
    const editor = new Editor(site.url);
    await editor.signIn();
    const path = await editor.upload('一.txt', tinyDocuments(60));
    const key = await editor.newKey();
    const slow = await slowUpload(
      site.url,
      editor.cookie,
      key,
      tinyDocuments(3).replaceAll('样例', '样例丙'),
    );
    site.process.kill('SIGTERM');
    await sleep(300);
    assert.equal(await slow.finish(), 303);
    const { code, stderr } = await site.ended;
    assert.equal(code, 0, stderr);
    assert.equal(isLocked(), false);
    const again = await startSite(database.env);
    const reader = new Editor(again.url, editor.cookie);
    await reader.untilDone([path, slow.location()]);
    assert.equal((await stopSite(again)).code, 0);
    const uploads = await database.look((db) => db.selectFrom('gazette_upload').select('state').execute());
    assert.deepEqual(uploads, [{ state: 'imported' }, { state: 'imported' }]);
  });
});

/** An upload of which the second half is sent only when `finish` is called. */
async function slowUpload(url: string, cookie: string, requestKey: string, text: string) {
  const form = new FormData();
  form.append('requestKey', requestKey);
  form.append('file', new File([text], '二.txt'));
  const whole = new Request(url, { method: 'POST', body: form });
  const body = Buffer.from(await whole.arrayBuffer());
  const sending = request(`${url}/desk/imports`, {
    method: 'POST',
    headers: {
      cookie,
      'content-type': whole.headers.get('content-type') ?? '',
      'content-length': body.byteLength,
    },
  });
  let location = '';
  const status = new Promise<number>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (answer) => {
      location = answer.headers.location ?? '';
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
  });
  const half = body.byteLength >> 1;
  await new Promise((resolve) => sending.write(body.subarray(0, half), resolve));
  await sleep(100);
  return {
    finish: () => {
      sending.end(body.subarray(half));
      return status;
    },
    location: () => location,
  };
}

/** A way to the database server that can be cut and opened again. */
async function openGate(target: URL) {
  const sockets = new Set<Socket>();
  let gate: Server | undefined;
  let port = 0;
  const open = async () => {
    gate = createServer((client) => {
      const upstream = connect(Number(target.port || 5432), target.hostname);
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
      }
    });
    await new Promise<void>((resolve) => gate?.listen(port, '127.0.0.1', resolve));
    port = (gate.address() as { port: number }).port;
  };
  const cut = async () => {
    const closed = new Promise((resolve) => gate?.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await open();
  return { open, cut, port: () => port };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await sleep(50);
  }
}

describe('a database that goes away', noServer, () => {
  it('is waited for at the start and while it runs: pages say so, and all recovers by itself', async () => {
    const held = await onServer(server ?? '');
    const target = new URL(held.env.DATABASE_URL ?? '');
    const gate = await openGate(target);
    await gate.cut();
    const through = new URL(target);
    through.hostname = '127.0.0.1';
    through.port = String(gate.port());
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = startServer({ DATABASE_URL: through.href, PORT: String(port), LOG_LEVEL: 'fatal' });
    const status = async (path: string) => (await fetch(url + path)).status;
    const says503 = async () => {
      const page = await fetch(`${url}/documents`);
      assert.equal(page.status, 503);
      assert.equal(page.headers.get('retry-after'), '10');
      assert.match(await page.text(), /数据库/);
      assert.equal(await status('/health/ready'), 503);
      assert.equal(await status('/health/live'), 200);
    };
    try {
      await until('it listens', async () => (await status('/health/live')) === 200);
      await says503();
      await gate.open();
      await until('ready', async () => (await status('/health/ready')) === 200);
      const editor = new Editor(url);
      await until('signed in', async () => editor.signIn().then(() => true));
      await gate.cut();
      await says503();
      await gate.open();
      await until('ready again', async () => (await status('/health/ready')) === 200);
      await held.look((db) =>
        sql`select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid()`.execute(db),
      );
      await until('pages again', async () => (await status('/documents')) === 200);
      await editor.untilDone([await editor.upload('一.txt', tinyDocuments(5))]);
      const { code, stderr } = await stopSite(child);
      assert.equal(code, 0, stderr);
    } finally {
      child.process.kill('SIGKILL');
      await child.ended;
      await gate.cut();
      await held.close();
    }
  });

  it('a wrong name is not waited for, exit code 1', async () => {
    const wrong = new URL(server ?? '');
    wrong.pathname = '/no-such-database';
    const { code, stderr } = await startServer({ DATABASE_URL: wrong.href, PORT: '0', LOG_LEVEL: 'error' })
      .ended;
    assert.equal(code, 1);
    assert.match(stderr, /服务器上没有这个数据库。请/);
  });
});
