import { type Result, refuse } from '#base/result.ts';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { runAside } from './aside.ts';

export type ParseAsideRefusal = 'gazette.import.too_complex';

/**
 * Parses a file in a thread of its own. The parser itself never throws; a file on which it needs more memory or
 * time than there is, is refused.
 */
export const parseAside = (
  bytes: Uint8Array,
  limits: { readonly ms?: number; readonly heapMbMax?: number } = {},
): Promise<Result<Artifact, ParseAsideRefusal>> =>
  runAside<Artifact, ParseAsideRefusal>('parse-worker.ts', { bytes }, tooComplex.error, limits);

const tooComplex = refuse(
  'gazette.import.too_complex',
  '解析这份文件用尽了时间或内存，没有导入任何内容。请按期拆成几个文件分别上传；仍不行请联系系统管理员。',
);
