import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';

const root = mkdtempSync(join(tmpdir(), 'gongbao-lock-'));
after(() => rmSync(root, { recursive: true, force: true }));

const STARTERS = 4;
const ROUNDS = 40;

/** Takes the lock of each round's folder as soon as all starters have come so far; keeps what it took. */
const STARTER = `
  import { workerData, parentPort } from 'node:worker_threads';
  const { lockFolder } = await import(workerData.module);
  const arrived = new Int32Array(workerData.arrived);
  const won = [];
  const held = [];
  for (const [round, folder] of workerData.folders.entries()) {
    Atomics.add(arrived, round, 1);
    while (Atomics.load(arrived, round) < workerData.starters);
    const taken = lockFolder(folder);
    if (taken.ok) held.push(taken.value);
    won.push(taken.ok);
  }
  parentPort.postMessage(won);
  // A lock ends with its holder: nobody ends before the others have tried.
  Atomics.add(arrived, workerData.folders.length, 1);
  while (Atomics.load(arrived, workerData.folders.length) < workerData.starters);
`;

async function race(folders: string[]): Promise<boolean[][]> {
  const workerData = {
    module: new URL('./folder-lock.ts', import.meta.url).href,
    arrived: new SharedArrayBuffer(4 * (ROUNDS + 1)),
    folders,
    starters: STARTERS,
  };
  const source = new URL(`data:text/javascript,${encodeURIComponent(STARTER)}`);
  return Promise.all(
    Array.from({ length: STARTERS }, () => {
      const worker = new Worker(source, { workerData });
      return new Promise<boolean[]>((resolve, reject) =>
        worker.once('message', resolve).once('error', reject).once('exit', reject),
      );
    }),
  );
}

const foldersOf = (name: string) =>
  Array.from({ length: ROUNDS }, (_, k) => mkdtempSync(join(root, `${name}-${k}-`)));

for (const [name, lock] of [
  ['nobody held', undefined],
  ['one that is gone held', '4194303'],
  ['was cut off while written', ''],
] as const) {
  test(`of several that start at once in a folder that ${name}, one gets it`, async () => {
    const folders = foldersOf('race');
    if (lock !== undefined) for (const folder of folders) writeFileSync(join(folder, 'lock'), lock);
    const won = await race(folders);
    const winners = folders.map((_, round) => won.filter((starter) => starter[round]).length);
    assert.deepEqual(
      winners,
      folders.map(() => 1),
    );
    for (const folder of folders)
      assert.deepEqual(
        readdirSync(folder).filter((name) => !name.startsWith('lock.sqlite')),
        ['lock'],
      );
  });
}
