import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, type Result, refuse } from '#base/result.ts';

const SQLITE_BUSY = 5;

/** Locks that nobody else may refer to any more: a collected connection would give its lock back. */
const held = new Set<DatabaseSync>();

/**
 * Takes the embedded database's folder for this process. PGlite has no lock of its own, and two processes in
 * one folder corrupt it.
 *
 * The lock is the operating system's, on `lock.sqlite`, taken through SQLite because Node has no call for it: it ends
 * with its process however that ends, so that no lock is ever stale and none has to be taken over, which two starters
 * could do at once. The file stays; `lock` beside it only says who holds it.
 *
 * @returns a function that gives the lock back, or `store.folder_in_use`.
 */
export function lockFolder(folder: string): Result<() => void, 'store.folder_in_use'> {
  mkdirSync(folder, { recursive: true });
  const note = join(folder, 'lock');
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    // Not exclusive: that waits for everyone who only looks, so that starters could turn each other away until
    // nobody had it. The write lock is taken in one step by one of them.
    lock.exec('begin immediate');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    return refuse(
      'store.folder_in_use',
      `数据目录 ${folder} 正由另一进程${readHolder(note)}使用。请先停止它，或用 GONGBAO_DATA 另指目录。`,
    );
  }
  held.add(lock);
  writeFileSync(note, String(process.pid));
  return ok(() => {
    rmSync(note, { force: true });
    lock.close();
    held.delete(lock);
  });
}

/** The holder's process id in brackets; nothing in the instant before it is written. */
function readHolder(note: string): string {
  try {
    const pid = /^\d+$/.exec(readFileSync(note, 'utf8'))?.[0];
    return pid ? `（${pid}）` : '';
  } catch {
    return '';
  }
}
