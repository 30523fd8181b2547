import { ok, type Result, refuse } from '#base/result.ts';
import type { Request } from './context.ts';

/**
 * The key of a command, by which it does nothing when it is sent again: the header `Idempotency-Key`
 * (draft-ietf-httpapi-idempotency-key-header, with or without the quotes of a structured field), else the body's.
 */
export function requestKeyOf(request: Request, inBody?: string): Result<string, 'web.request_key'> {
  const header = request.headers['idempotency-key'];
  const key = (typeof header === 'string' ? header.trim().replace(/^"(.*)"$/, '$1') : undefined) ?? inBody;
  if (key === undefined || !/^[\x21-\x7e]{8,100}$/.test(key))
    return refuse(
      'web.request_key',
      '请在请求头 Idempotency-Key 写一个本次操作独有的编号（8至100个字符，如 UUID）。网络中断后用同一编号重发，不会办两次。',
    );
  return ok(key);
}
