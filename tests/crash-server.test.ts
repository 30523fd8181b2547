/** The server is killed while it imports, and starts again by itself. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#platform/store/store.ts';
import '#systems/gazette/desk/tables.ts';
import { tinyDocuments } from './bad-input-files.ts';
import { type ChildDatabase, embedded, gongbao, lawState, onServer } from './crash-database.ts';
import { Editor, startSite, stopSite } from './crash-site.ts';

const server = process.env.TEST_DATABASE_URL;
const folder = mkdtempSync(join(tmpdir(), 'gongbao-killed-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(import.meta.dirname, '.artifacts', `server-${process.pid}`), { recursive: true, force: true });
});

/** The n-th made-up file: other bodies, other numbers. */
const fileText = (n: number): string =>
  tinyDocuments(100).replaceAll(
    '样例',
    `样例${'甲乙丙丁戊己庚辛壬癸'.charAt(n % 10)}${Math.floor(n / 10) || ''}`,
  );
const uploadsOf = (db: Db) =>
  db
    .selectFrom('gazette_upload')
    .select(['state', 'attempts', 'edition_id', 'file_name'])
    .orderBy('id')
    .execute();

/** A database as the first start leaves it, with the demo accounts and facts. */
async function seeded(database: ChildDatabase): Promise<ChildDatabase> {
  const site = await startSite(database.env);
  const { code, stderr } = await stopSite(site);
  assert.equal(code, 0, stderr);
  return database;
}

/** Accounts and facts are there from the first start: a later one need not look for them. */
const restart = ({ env }: ChildDatabase) => startSite({ ...env, GONGBAO_DEMO: '0' });

async function killedWhileImporting(start: ChildDatabase, copy: () => Promise<ChildDatabase>, kills: number) {
  const measured = await copy();
  let site = await restart(measured);
  let editor = new Editor(site.url);
  await editor.signIn();
  const began = performance.now();
  await editor.untilDone([await editor.upload('0.txt', fileText(0))]);
  const msImport = performance.now() - began;
  await stopSite(site, 'SIGKILL');
  await measured.close();
  let cookie = '';

  const uploaded: string[] = [];
  const hits: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    site = await restart(start);
    editor = new Editor(site.url, cookie);
    if (cookie === '') await editor.signIn();
    cookie = editor.cookie;
    if (uploaded.length === 0 || hits.at(-1) === 'after') {
      uploaded.push(await editor.upload(`${uploaded.length}.txt`, fileText(uploaded.length)));
    }
    // The measured time holds half a second of waiting for the job; most kills are to come before the end.
    await sleep((0.7 * msImport * kill) / (kills - 1));
    const page = await editor.read(uploaded.at(-1) ?? '');
    hits.push(/已导入/.test(page) ? 'after' : 'during');
    await stopSite(site, 'SIGKILL');
  }
  site = await restart(start);
  await new Editor(site.url, cookie).untilDone(uploaded);
  const { code, stderr } = await stopSite(site);
  assert.equal(code, 0, stderr);
  return { hits, files: uploaded.length };
}

async function endsInTheFullState(start: ChildDatabase, reference: ChildDatabase, files: number) {
  const paths = Array.from({ length: files }, (_, i) => {
    const path = join(folder, `${i}.txt`);
    writeFileSync(path, fileText(i));
    return path;
  });
  const imported = await gongbao(['import', ...paths], reference.env);
  assert.equal(imported.code, 0, imported.stderr);
  assert.deepEqual(await start.look(lawState), await reference.look(lawState));
  const uploads = await start.look(uploadsOf);
  assert.deepEqual(
    uploads.map((u) => u.state),
    Array.from({ length: files }, () => 'imported'),
  );
  assert.equal(new Set(uploads.map((u) => u.edition_id)).size, files, 'each file is one edition');
}

describe('a server killed while it imports', () => {
  it('on the embedded database, 20 times: it starts by itself, takes the import up and ends it once', async (t) => {
    const start = await seeded(await embedded());
    const reference = await embedded(start);
    try {
      const { hits, files } = await killedWhileImporting(start, () => embedded(start), 20);
      await endsInTheFullState(start, reference, files);
      assert.ok(hits.includes('during'));
      assert.equal(existsSync(join(start.env.GONGBAO_DATA ?? '', 'lock')), false, 'the lock is given back');
      t.diagnostic(hits.join(', '));
    } finally {
      await reference.close();
      await start.close();
    }
  });

  it('on a server: another process takes the import up when the lease has run out', {
    skip: !server && 'TEST_DATABASE_URL names no server',
  }, async () => {
    const start = await seeded(await onServer(server ?? ''));
    const reference = await onServer(server ?? '', start);
    try {
      const site = await restart(start);
      const editor = new Editor(site.url);
      await editor.signIn();
      const path = await editor.upload('0.txt', fileText(0));
      await stopSite(site, 'SIGKILL');
      const next = await restart(start);
      await new Editor(next.url, editor.cookie).untilDone([path]);
      assert.equal((await stopSite(next)).code, 0);
      await endsInTheFullState(start, reference, 1);
    } finally {
      await reference.close();
      await start.close();
    }
  });
});
