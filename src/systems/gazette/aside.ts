/** Work that takes long, in a thread of its own, so that pages stay fast meanwhile. */
import { Worker } from 'node:worker_threads';
import { fromRoot } from '#base/paths.ts';
import { ok, type Refusal, type Result } from '#base/result.ts';

const LIMIT_MS = 180_000;
const HEAP_MB_MAX = 2048;

/**
 * Runs a worker of this system that posts one answer.
 * @param tooMuch what is answered when it needs more memory or time than there is; the server goes on
 * @throws when the worker fails otherwise
 */
export function runAside<Answer, Code extends string>(
  workerFile: string,
  workerData: unknown,
  tooMuch: Refusal<Code>,
  limits: { readonly ms?: number; readonly heapMbMax?: number } = {},
): Promise<Result<Answer, Code>> {
  const worker = new Worker(fromRoot(`src/systems/gazette/${workerFile}`), {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMbMax ?? HEAP_MB_MAX },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Result<Answer, Code>>();
  const refused = { ok: false, error: tooMuch } as const;
  const timer = setTimeout(() => resolve(refused), limits.ms ?? LIMIT_MS);
  worker.once('message', (answer: Answer) => resolve(ok(answer)));
  worker.once('error', (error: Error & { code?: string }) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(refused) : reject(error),
  );
  worker.once('exit', (code) => reject(new Error(`${workerFile} ended with ${code} and no answer`)));
  return promise.finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}
