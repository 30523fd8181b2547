import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { render } from '#web/components/render.ts';
import type { PageOptions, Reply } from './context.ts';

/** Adds `reply.page` and `reply.document`: an ETag from the content, 304 when the reader has it already. */
export function registerAnswers(app: FastifyInstance): void {
  app.decorateReply('page', function (this: Reply, element, options) {
    return send(this, 'text/html; charset=utf-8', render(element), options);
  });
  app.decorateReply('document', function (this: Reply, type, body, options) {
    return send(this, type, body, options);
  });
}

function send(reply: Reply, type: string, body: string | Uint8Array, options: PageOptions = {}): Reply {
  const { status = 200, maxAgeSeconds } = options;
  reply.header('content-type', type);
  // A page differs by display cookie and by who is signed in.
  reply.header('vary', 'accept-encoding, cookie');
  reply.header(
    'cache-control',
    maxAgeSeconds === undefined ? 'private, no-cache' : `public, max-age=${maxAgeSeconds}`,
  );
  if (status === 200) {
    // Weak: compression changes the bytes, not the meaning.
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    reply.header('etag', etag);
    if (reply.request.headers['if-none-match'] === etag) return reply.code(304).send();
  }
  return reply.code(status).send(typeof body === 'string' ? body : Buffer.from(body));
}
