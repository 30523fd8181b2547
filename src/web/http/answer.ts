import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import { render } from '#web/components/render.ts';
import type { PageOptions, Reply } from './context.ts';

/** A page that was made, with what it weighs by encoding. */
type Kept = { readonly body: Buffer; readonly etag: string; br?: Buffer; gzip?: Buffer };

/** Pages that are kept, all sizes together. */
const KEPT_BYTES_MAX = 32 * 1024 * 1024;
/** A compressed page is at most about half of what it was. */
const WITH_COMPRESSED = 2;
const BROTLI_QUALITY = 4;

/**
 * Adds `reply.page`, `reply.keptPage` and `reply.document`: an ETag from the content, 304 when the reader has it
 * already.
 */
export function registerAnswers(app: FastifyInstance): void {
  const kept = new LRUCache<string, Kept>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ body }, key) => (body.length + key.length) * WITH_COMPRESSED,
  });
  app.decorateReply('page', function (this: Reply, element, options) {
    return send(this, HTML, render(element), options);
  });
  app.decorateReply('keptPage', function (this: Reply, from, element) {
    const key = JSON.stringify([this.request.view(), from]);
    let page = kept.get(key);
    if (page === undefined) {
      const body = Buffer.from(render(element()));
      page = { body, etag: etagOf(body) };
      kept.set(key, page);
    }
    return sendKept(this, page);
  });
  app.decorateReply('document', function (this: Reply, type, body, options) {
    return send(this, type, body, options);
  });
}

const HTML = 'text/html; charset=utf-8';
/** Weak: compression changes the bytes, not the meaning. */
const etagOf = (body: string | Uint8Array): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

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
    const etag = etagOf(body);
    reply.header('etag', etag);
    if (reply.request.headers['if-none-match'] === etag) return reply.code(304).send();
  }
  return reply.code(status).send(typeof body === 'string' ? body : Buffer.from(body));
}

/** Whether a reader takes an encoding: named, and not with the weight 0 (RFC 9110 §12.5.3). */
const accepts = (header: string | string[], encoding: string): boolean =>
  String(header)
    .split(',')
    .some((part) => new RegExp(`^\\s*${encoding}\\s*(?:;(?!\\s*q=0(?:\\.0*)?\\s*$)|$)`).test(part));

function sendKept(reply: Reply, page: Kept): Reply {
  const { 'if-none-match': seen, 'accept-encoding': accepted = '' } = reply.request.headers;
  reply.headers({
    'content-type': HTML,
    vary: 'accept-encoding, cookie',
    'cache-control': 'private, no-cache',
    etag: page.etag,
  });
  if (seen === page.etag) return reply.code(304).send();
  if (accepts(accepted, 'br')) {
    page.br ??= brotliCompressSync(page.body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
    });
    return reply.header('content-encoding', 'br').send(page.br);
  }
  if (accepts(accepted, 'gzip')) {
    page.gzip ??= gzipSync(page.body);
    return reply.header('content-encoding', 'gzip').send(page.gzip);
  }
  return reply.send(page.body);
}
