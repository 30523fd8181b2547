/**
 * The embedded database, in a thread of its own: PGlite runs PostgreSQL as WebAssembly on the thread that
 * calls it, and would stall every request there. Speaks the messages of `pglite-client.ts`.
 */
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import type { WorkerMessage, WorkerReply, WorkerRequest, WorkerStart } from './pglite-client.ts';

const INT8 = 20;
const DATE = 1082;

const { folder, image } = workerData as WorkerStart;
const port = parentPort;
if (!port) throw new Error('pglite-worker must run as a worker thread');

const database = await PGlite.create(folder ?? 'memory://', {
  extensions: { pg_trgm },
  ...(image !== null && { loadDataDir: await openAsBlob(image) }),
  // The same shapes as the pg driver gives: dates as text, 64-bit integers as numbers.
  parsers: { [INT8]: (v: string) => Number(v), [DATE]: (v: string) => v },
});

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  const { id } = request;
  try {
    if (request.kind === 'close') {
      await database.close();
      return { id, rows: [], affected: 0 };
    }
    if (request.kind === 'image') {
      const dump = await database.dumpDataDir('none');
      await writeFile(request.path, Buffer.from(await dump.arrayBuffer()));
      return { id, rows: [], affected: 0 };
    }
    if (request.kind === 'script') {
      const results = await database.exec(request.sql);
      return { id, rows: results.flatMap((r) => r.rows ?? []), affected: 0 };
    }
    if (request.kind === 'listen') {
      const { channel } = request;
      await database.listen(channel, (payload) =>
        port?.postMessage({ channel, payload } satisfies WorkerMessage),
      );
      return { id, rows: [], affected: 0 };
    }
    const result = await database.query(request.sql, request.parameters as unknown[]);
    return { id, rows: result.rows, affected: result.affectedRows ?? 0 };
  } catch (error) {
    const e = error as Error & { code?: string; constraint?: string; detail?: string };
    return { id, error: { message: e.message, code: e.code, constraint: e.constraint, detail: e.detail } };
  }
}

port.postMessage('ready');
port.on('message', async (request: WorkerRequest) => {
  const reply = await answer(request);
  port.postMessage(reply);
  if (request.kind === 'close') port.close();
});
