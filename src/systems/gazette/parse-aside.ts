import { Worker } from 'node:worker_threads';
import { fromRoot } from '#base/paths.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';

const LIMIT_MS = 180_000;
const HEAP_MB_MAX = 2048;

export type ParseAsideRefusal = 'gazette.import.too_complex';

/**
 * Parses a file in a thread of its own, so that pages stay fast meanwhile. The parser itself never throws; a file
 * on which it needs more memory or time than there is, is refused, and the server goes on.
 */
export function parseAside(
  bytes: Uint8Array,
  limits: { readonly ms?: number; readonly heapMbMax?: number } = {},
): Promise<Result<Artifact, ParseAsideRefusal>> {
  const worker = new Worker(fromRoot('src/systems/gazette/parse-worker.ts'), {
    workerData: { bytes },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMbMax ?? HEAP_MB_MAX },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Result<Artifact, ParseAsideRefusal>>();
  const tooComplex = refuse(
    'gazette.import.too_complex',
    '解析这份文件用尽了时间或内存，没有导入任何内容。请按期拆成几个文件分别上传；仍不行请联系系统管理员。',
  );
  const timer = setTimeout(() => resolve(tooComplex), limits.ms ?? LIMIT_MS);
  worker.once('message', (artifact: Artifact) => resolve(ok(artifact)));
  worker.once('error', (error: Error & { code?: string }) =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(tooComplex) : reject(error),
  );
  worker.once('exit', (code) => reject(new Error(`parse worker ended with ${code} and no artifact`)));
  return promise.finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}
