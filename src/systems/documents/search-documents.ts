import type { Status } from '#engines/law/status.ts';
import { PART } from '#engines/law/store/index-search.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import type { Db } from '#platform/store/store.ts';
import { looserQueries } from './looser-queries.ts';
import {
  type ClauseHit,
  type DocumentHit,
  findClauses,
  readFinds,
  type SearchQuery,
  searchTitles,
} from './search.ts';

export interface SearchRequest extends SearchQuery {
  readonly status?: Status | undefined;
  readonly asOf: Temporal.PlainDate;
  /** From 1. */
  readonly page: number;
}

export interface SearchOutcome {
  readonly results: readonly (ClauseHit & { readonly status: Status })[];
  readonly titles: readonly (DocumentHit & { readonly status: Status })[];
  readonly total: number;
  readonly pages: number;
  /** Number of the first result on this page, from 1. */
  readonly start: number;
  /** Older finds exist that are not among `total`. */
  readonly more: boolean;
  /** The words that were looked for: the reader's own, or what remains of a question when they were found nowhere. */
  readonly searched: string;
}

export const PAGE_SIZE = 20;

/** Search with every find's status on the day asked about. Texts are read for the page that is shown, not for all finds. */
export async function searchDocuments(db: Db, request: SearchRequest): Promise<SearchOutcome> {
  let found = await findClauses(db, request);
  // What stands in a title word for word is among the finds already; likeness is for what was mistyped.
  const inTitles = found.finds.some((find) => find.part === PART.head);
  const titles = inTitles || request.page > 1 ? [] : await searchTitles(db, request.text);
  let searched = request.text;
  if (found.finds.length === 0 && titles.length === 0) {
    for (const text of looserQueries(request.text)) {
      found = await findClauses(db, { ...request, text });
      if (found.finds.length === 0) continue;
      searched = text;
      break;
    }
  }
  const now = Temporal.Now.instant();
  const statusesOf = async (list: readonly { documentId: string }[]) =>
    statusesAt(db, [...new Set(list.map((item) => item.documentId))], request.asOf, now);

  let finds = found.finds;
  if (request.status !== undefined) {
    const all = await statusesOf(finds);
    finds = finds.filter((find) => all.get(find.documentId)?.status === request.status);
  }
  const pages = Math.max(1, Math.ceil(finds.length / PAGE_SIZE));
  const start = (Math.min(request.page, pages) - 1) * PAGE_SIZE;
  const hits = await readFinds(db, finds.slice(start, start + PAGE_SIZE));
  const statuses = await statusesOf([...hits, ...titles]);
  const withStatus = <T extends { documentId: string }>(item: T) => ({
    ...item,
    status: statuses.get(item.documentId)?.status ?? ('unknown' as const),
  });
  return {
    results: hits.map(withStatus),
    titles: titles.map(withStatus).filter((t) => request.status === undefined || t.status === request.status),
    total: finds.length,
    pages,
    start: start + 1,
    more: found.more,
    searched,
  };
}
