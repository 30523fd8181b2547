/** Permanent addresses of clauses, made from their paths. */

/** Where a clause is on the site: `/documents/:id/clauses/二/（二）/8`, percent-encoded by segment. */
export const clauseHref = (documentId: string, address: string): string =>
  `/documents/${documentId}/clauses/${address.split('/').map(encodeURIComponent).join('/')}`;

/** The clause's anchor on its document's page. */
export const clauseAnchor = (address: string): string => `c-${address}`;

/**
 * The address of each clause, in print order. It is the clause's path; where a misprint repeats a label, the
 * second clause of that path is `path~2`, the third `path~3`.
 */
export function clauseAddresses(paths: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return paths.map((path) => {
    const times = (seen.get(path) ?? 0) + 1;
    seen.set(path, times);
    return times === 1 ? path : `${path}~${times}`;
  });
}

/** How one says where a clause stands: 第二章 第五条, 二（二）8, 一 第1段. */
export const placeWords = (path: string): string =>
  path
    .split('/')
    .map((label) => label.replace(/^¶(\d+)$/u, '第$1段'))
    .reduce((words, label) => words + (/^（|^\d/u.test(label) && !/\d$/u.test(words) ? '' : ' ') + label);
