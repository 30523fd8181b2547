/** Giving out an uploaded file: as a download, never as a page of this site. */
import { readFile } from '#platform/files/file.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Services } from './file-application.ts';

type Reply = {
  header(name: string, value: string): Reply;
  type(type: string): Reply;
  code(status: number): Reply;
  send(body: unknown): Reply;
};

/** The caller has checked that the reader may see it. */
export async function sendFile<R extends Reply>(reply: R, services: Services, id: string): Promise<R> {
  const file = await readFile(services.db, services.fileSealing, DIVISION_XIXIA, id);
  if (!file) return reply.code(404).send('') as R;
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .type(file.mediaType)
    .send(file.bytes) as R;
}
