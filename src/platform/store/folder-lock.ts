import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result, refuse } from '#base/result.ts';

interface Holder {
  readonly pid: number;
  /** When that process started, in clock ticks since boot (Linux), so that a reused pid is told apart. */
  readonly started: string | null;
}

/** Field 22 of /proc/PID/stat; null where there is none. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command name (field 2) may hold spaces and brackets: count from its last ')'.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const started = processStart(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

/**
 * Takes the embedded database's folder for this process. PGlite has no lock of its own, and two processes in
 * one folder corrupt it. A lock left by a process that is gone is taken over.
 *
 * @returns a function that gives the lock back, or `store.folder_in_use`.
 */
export function lockFolder(folder: string): Result<() => void, 'store.folder_in_use'> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const fd = openSync(path, 'wx');
      writeSync(
        fd,
        JSON.stringify({ pid: process.pid, started: processStart(process.pid) } satisfies Holder),
      );
      closeSync(fd);
      return ok(() => unlinkSync(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(path);
    if (holder && isAlive(holder)) {
      return refuse(
        'store.folder_in_use',
        `数据目录 ${folder} 正由另一进程（${holder.pid}）使用。请先停止它，或用 GONGBAO_DATA 另指目录。`,
      );
    }
    try {
      unlinkSync(path);
    } catch {
      // Another starter removed the stale lock first; the next round settles who wins.
    }
  }
  return refuse('store.folder_in_use', `无法锁定数据目录 ${folder}，请稍后再试。`);
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
