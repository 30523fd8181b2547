import { ok, type Result, refuse } from '#base/result.ts';
import type { Request } from './context.ts';

/** Methods that change nothing. */
export const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses commands that another site's page sends with the reader's cookies (CSRF): browsers say where a
 * command comes from in `Sec-Fetch-Site` or `Origin`. A client that sends neither has no cookies to abuse.
 */
export function refuseForeignForms(request: Request): Result<true, 'web.foreign_origin'> {
  if (READING.has(request.method)) return ok(true);
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return ok(true);
  const origin = request.headers.origin;
  if (site === undefined && origin === undefined) return ok(true);
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.host) return ok(true);
  return refuse('web.foreign_origin', '这次提交来自别的网站，为安全起见没有办理。请在本站页面上重新操作。');
}
