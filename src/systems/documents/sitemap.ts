/** The sitemap: an index, and parts of it. Pure. See sitemaps.org: at most 50,000 addresses a part. */
import { escapeXml } from './xml.ts';

export const SITEMAP_PART_MAX = 5_000;

const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export type SitemapEntry = { readonly url: string; readonly changedAt?: Date };

export function toSitemapIndex(origin: string, parts: number): string {
  const all = Array.from(
    { length: parts },
    (_, at) => `<sitemap><loc>${escapeXml(origin)}/sitemaps/${at + 1}.xml</loc></sitemap>`,
  );
  return `${HEAD}<sitemapindex ${NAMESPACE}>${all.join('\n')}</sitemapindex>\n`;
}

export function toSitemap(entries: readonly SitemapEntry[]): string {
  const all = entries.map(
    ({ url, changedAt }) =>
      `<url><loc>${escapeXml(url)}</loc>${changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''}</url>`,
  );
  return `${HEAD}<urlset ${NAMESPACE}>${all.join('\n')}</urlset>\n`;
}
