import { ok, type Refusal, type Result, refuse } from '#base/result.ts';

/** `away`: it may come back by itself. `refused`: somebody has to change something first. */
export type StoreFailure = 'store.away' | 'store.refused';

const AWAY_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'EAI_AGAIN']);
const AWAY_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|embedded database (?:has stopped|is closed)/;

const REFUSED: Record<string, string> = {
  ENOTFOUND: '找不到数据库主机。请核对 DATABASE_URL 中的主机名。',
  '28000': '数据库拒绝登录。请核对 DATABASE_URL 中的用户名，以及服务器的 pg_hba.conf。',
  '28P01': '数据库口令不对。请核对 DATABASE_URL 中的用户名和口令。',
  '3D000': '服务器上没有这个数据库。请先以 UTF-8 编码建立它，或核对 DATABASE_URL 中的库名。',
  '42501': '数据库账号权限不足：需要建表和读写的权限。请由数据库管理员授权。',
  '25006': '数据库是只读的（可能是备库）。请让 DATABASE_URL 指向主库。',
  '53100': '数据库服务器的磁盘满了。请清理后再试。',
  ENOSPC: '磁盘满了，写不进数据目录。请清理后再试。',
  EACCES: '没有数据目录的读写权限。请授权，或用 GONGBAO_DATA 另指目录。',
  EROFS: '数据目录所在的磁盘是只读的。请用 GONGBAO_DATA 另指目录。',
  EEXIST: '数据目录的路径上有同名文件。请用 GONGBAO_DATA 另指目录。',
  ENOTDIR: '数据目录的路径上有同名文件。请用 GONGBAO_DATA 另指目录。',
};

/** In class 08, but a bug here: for example more parameters than a statement can have. */
const PROTOCOL_VIOLATION = '08P01';

const AWAY =
  '连不上数据库：服务器没有应答，或中断了连接。请确认 PostgreSQL 已启动、DATABASE_URL 正确，然后再运行一次；已经完成的不会重复。';

/**
 * Whether an error says that the database cannot be used, and what the person should do.
 * SQLSTATE classes 08 (connection), 57P (shutdown) and 53300 (too many connections) pass by themselves.
 */
export function findStoreFailure(error: unknown): Refusal<StoreFailure> | undefined {
  if (!(error instanceof Error)) return undefined;
  // Node tries every address of a host and gathers the failures.
  const { code = '' } = (error instanceof AggregateError ? error.errors[0] : error) as { code?: string };
  const refused = REFUSED[code];
  if (refused !== undefined) return refuse('store.refused', refused).error;
  const away =
    AWAY_CODES.has(code) ||
    (code.startsWith('08') && code !== PROTOCOL_VIOLATION) ||
    code.startsWith('57P') ||
    code === '53300' ||
    AWAY_MESSAGES.test(error.message);
  return away ? refuse('store.away', AWAY).error : undefined;
}

/** Runs what needs the database; that the database cannot be used comes back as a refusal, bugs are thrown. */
export async function usingStore<T>(work: () => Promise<T>): Promise<Result<T, StoreFailure>> {
  try {
    return ok(await work());
  } catch (error) {
    const failure = findStoreFailure(error);
    if (failure) return { ok: false, error: failure };
    throw error;
  }
}
