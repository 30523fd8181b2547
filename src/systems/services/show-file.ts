/** Showing an uploaded file to an official in the page, and never as a page of this site. */
import { readFile } from '#platform/files/file.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Services } from './file-application.ts';
import type { sendFile } from './send-file.ts';

type Reply = Parameters<typeof sendFile>[0];

/** What a browser draws without running anything of ours: pictures, and PDF in its own reader. */
const SHOWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'application/pdf']);

/**
 * The bytes were looked at when they were uploaded, and the type is what they are. A picture opened by itself is
 * sandboxed; a PDF is not, as browsers then refuse to draw it, but may load and run nothing.
 * The caller has checked that the reader may see it, and has written it down.
 */
export async function showFile<R extends Reply>(reply: R, services: Services, id: string): Promise<R> {
  const file = await readFile(services.db, services.fileSealing, DIVISION_XIXIA, id);
  if (!file) return reply.code(404).send('') as R;
  const way = SHOWN.has(file.mediaType) ? 'inline' : 'attachment';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'${
    file.mediaType === 'application/pdf' ? '' : '; sandbox'
  }`;
  return reply
    .header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-security-policy', policy)
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .type(file.mediaType)
    .send(file.bytes) as R;
}
