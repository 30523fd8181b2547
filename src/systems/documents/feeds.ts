/** The two feeds of new documents: Atom (RFC 4287) and JSON Feed 1.1. Pure. */
import { escapeXml } from './xml.ts';

export type FeedEntry = {
  /** Permanent address, which is also its identity. */
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** When it came to this site. */
  readonly updated: Date;
  /** Date of the document, `YYYY-MM-DD`. */
  readonly dated: string | null;
  readonly authors: readonly string[];
  readonly category: string | null;
};

export type Feed = {
  readonly title: string;
  /** Body responsible. */
  readonly author: string;
  /** Origin of the site. */
  readonly home: string;
  /** Address of the feed itself. */
  readonly self: string;
  readonly entries: readonly FeedEntry[];
};

const latest = (feed: Feed): Date => new Date(Math.max(0, ...feed.entries.map((e) => e.updated.getTime())));

/** Media type `application/atom+xml`. */
export function toAtom(feed: Feed): string {
  const people = (names: readonly string[]) =>
    names.map((name) => `<author><name>${escapeXml(name)}</name></author>`).join('');
  const entries = feed.entries.map(
    (e) =>
      `<entry><id>${escapeXml(e.url)}</id><title>${escapeXml(e.title)}</title>` +
      `<link rel="alternate" type="text/html" href="${escapeXml(e.url)}"/>` +
      `<updated>${e.updated.toISOString()}</updated>` +
      (e.dated ? `<published>${e.dated}T00:00:00+08:00</published>` : '') +
      people(e.authors) +
      (e.category ? `<category term="${escapeXml(e.category)}"/>` : '') +
      `<summary>${escapeXml(e.summary)}</summary></entry>`,
  );
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">' +
    `<id>${escapeXml(feed.self)}</id><title>${escapeXml(feed.title)}</title>` +
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.self)}"/>` +
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.home)}/"/>` +
    `<updated>${latest(feed).toISOString()}</updated>${people([feed.author])}` +
    `${entries.join('\n')}</feed>\n`
  );
}

/** Media type `application/feed+json`. */
export function toJsonFeed(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: `${feed.home}/`,
    feed_url: feed.self,
    language: 'zh-CN',
    authors: [{ name: feed.author }],
    items: feed.entries.map((e) => ({
      id: e.url,
      url: e.url,
      title: e.title,
      content_text: e.summary,
      date_modified: e.updated.toISOString(),
      ...(e.dated ? { date_published: `${e.dated}T00:00:00+08:00` } : {}),
      ...(e.authors.length > 0 ? { authors: e.authors.map((name) => ({ name })) } : {}),
      ...(e.category ? { tags: [e.category] } : {}),
    })),
  });
}
