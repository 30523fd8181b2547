import type { FastifyInstance } from 'fastify';
import { formatDate } from '#web/components/date-text.tsx';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { type Feed, toAtom, toJsonFeed } from './feeds.ts';
import { countReadable, readNewest, readSitemapPart } from './queries-catalogue.ts';
import { SITEMAP_PART_MAX, type SitemapEntry, toSitemap, toSitemapIndex } from './sitemap.ts';

const FEED_ENTRIES = 50;
const FEED_SECONDS = 300;
const config = { policy: 'documents.read' as const };

/** Feeds of new documents (`?section=` narrows them), the sitemap and robots.txt. */
export function feedRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const { publicUrl, siteName, siteOrgan } = context.config;

  async function feed(request: Request): Promise<Feed> {
    const { section } = request.query as Record<string, unknown>;
    const only = typeof section === 'string' && section !== '' ? section.slice(0, 100) : undefined;
    const path = request.url.split('?')[0] ?? '/';
    const newest = await readNewest(db, FEED_ENTRIES, only);
    return {
      title: only ? `${siteName}·${only}` : siteName,
      author: siteOrgan,
      home: publicUrl,
      self: `${publicUrl}${path}${only ? `?section=${encodeURIComponent(only)}` : ''}`,
      entries: newest.map((d) => ({
        url: `${publicUrl}/documents/${d.id}`,
        title: d.title,
        summary: [d.number, d.signedBy.join('、'), d.dated && formatDate(d.dated), d.opening]
          .filter(Boolean)
          .join('。'),
        updated: d.createdAt,
        dated: d.dated,
        authors: d.signedBy,
        category: d.section,
      })),
    };
  }
  const answer = (reply: Reply, type: string, body: string) =>
    reply.document(type, body, { maxAgeSeconds: FEED_SECONDS });

  app.get('/feed.atom', { config }, async (request, reply) =>
    answer(reply, 'application/atom+xml; charset=utf-8', toAtom(await feed(request))),
  );
  app.get('/feed.json', { config }, async (request, reply) =>
    answer(reply, 'application/feed+json; charset=utf-8', toJsonFeed(await feed(request))),
  );

  app.get('/sitemap.xml', { config }, async (_request, reply) => {
    const parts = Math.max(1, Math.ceil((await countReadable(db)) / SITEMAP_PART_MAX));
    return answer(reply, 'application/xml; charset=utf-8', toSitemapIndex(publicUrl, parts));
  });
  app.get('/sitemaps/:file', { config }, async (request, reply) => {
    const part = /^([1-9]\d{0,4})\.xml$/.exec((request.params as { file: string }).file)?.[1];
    const documents = part
      ? await readSitemapPart(db, { limit: SITEMAP_PART_MAX, offset: (Number(part) - 1) * SITEMAP_PART_MAX })
      : [];
    if (!part || (documents.length === 0 && part !== '1')) {
      return answerRefusal(request, reply, { code: 'documents.not_found', message: '没有这一份站点地图。' });
    }
    const entries: SitemapEntry[] = documents.map((d) => ({
      url: `${publicUrl}/documents/${d.id}`,
      changedAt: d.changedAt,
    }));
    const own = ['/', '/issues', '/documents', '/calendar', '/about'].map((path) => ({
      url: publicUrl + path,
    }));
    return answer(
      reply,
      'application/xml; charset=utf-8',
      toSitemap(part === '1' ? [...own, ...entries] : entries),
    );
  });

  app.get('/robots.txt', { config }, (_request, reply) =>
    answer(
      reply,
      'text/plain; charset=utf-8',
      [
        'User-agent: *',
        'Disallow: /desk',
        'Disallow: /login',
        'Disallow: /account',
        'Disallow: /display',
        'Disallow: /search',
        `Sitemap: ${publicUrl}/sitemap.xml`,
        '',
      ].join('\n'),
    ),
  );
}
