/** Work that takes long, in a thread of its own, so that pages stay fast meanwhile. */
import { Worker } from 'node:worker_threads';
import { fromRoot } from '#base/paths.ts';
import { ok, type Refusal, type Result } from '#base/result.ts';

const LIMIT_MS = 180_000;
const HEAP_MB_MAX = 2048;
/** How long a thread waits for more of its kind: warm, it needs a third of the time. */
const IDLE_MS_MAX = 300_000;

/** At most one thread of a kind, that has answered and waits. */
const waiting = new Map<string, { readonly worker: Worker; readonly timer: NodeJS.Timeout }>();

/**
 * Asks a worker of this system, which answers by `answerAside` (`aside-worker.ts`).
 * @param tooMuch what is answered when it needs more memory or time than there is; the server goes on
 * @throws when the worker fails otherwise
 */
export function runAside<Answer, Code extends string>(
  workerFile: string,
  asked: unknown,
  tooMuch: Refusal<Code>,
  limits: { readonly ms?: number; readonly heapMbMax?: number } = {},
): Promise<Result<Answer, Code>> {
  const heapMbMax = limits.heapMbMax ?? HEAP_MB_MAX;
  const kind = `${workerFile} ${heapMbMax}`;
  const worker = takeWaiting(kind) ?? startWorker(workerFile, heapMbMax);
  const { promise, resolve, reject } = Promise.withResolvers<Result<Answer, Code>>();
  const refused = { ok: false, error: tooMuch } as const;
  const timer = setTimeout(() => resolve(refused), limits.ms ?? LIMIT_MS);
  worker.once('message', (answer: Answer) => resolve(ok(answer)));
  worker.once('error', (error: Error & { code?: string }) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(refused) : reject(error),
  );
  worker.once('exit', (code) => reject(new Error(`${workerFile} ended with ${code} and no answer`)));
  worker.postMessage(asked);
  const done = (answered: boolean): void => {
    clearTimeout(timer);
    if (answered && !waiting.has(kind)) letWait(kind, worker);
    else end(worker);
  };
  return promise.then(
    (result) => {
      done(result.ok);
      return result;
    },
    (error: unknown) => {
      done(false);
      throw error;
    },
  );
}

const startWorker = (workerFile: string, heapMbMax: number): Worker =>
  new Worker(fromRoot(`src/systems/gazette/${workerFile}`), {
    execArgv: [],
    // What one worker compiled the next one finds: each begins with nothing of the server's.
    env: { ...process.env, NODE_COMPILE_CACHE: fromRoot('node_modules/.cache/gongbao-aside') },
    resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
  });

/** What was listened for: the worker itself listens for more. */
function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

function end(worker: Worker): void {
  forget(worker);
  worker.on('error', () => {}); // It was given up already.
  void worker.terminate();
}

/** It keeps no program running that has nothing else to do. */
function letWait(kind: string, worker: Worker): void {
  const leave = (): void => {
    clearTimeout(timer);
    waiting.delete(kind);
    end(worker);
  };
  const timer = setTimeout(leave, IDLE_MS_MAX).unref();
  forget(worker);
  worker.once('error', leave);
  worker.once('exit', leave);
  worker.unref();
  waiting.set(kind, { worker, timer });
}

function takeWaiting(kind: string): Worker | undefined {
  const found = waiting.get(kind);
  if (!found) return undefined;
  waiting.delete(kind);
  clearTimeout(found.timer);
  forget(found.worker);
  found.worker.ref();
  return found.worker;
}
