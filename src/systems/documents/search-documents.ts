import type { Status } from '#engines/law/status.ts';
import { PART } from '#engines/law/store/index-search.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import type { Db } from '#platform/store/store.ts';
import { type ClauseHit, type DocumentHit, type SearchQuery, searchClauses, searchTitles } from './search.ts';

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
}

export const PAGE_SIZE = 20;

/** Search with every find's status on the day asked about. */
export async function searchDocuments(db: Db, request: SearchRequest): Promise<SearchOutcome> {
  const clauses = await searchClauses(db, request);
  // What stands in a title word for word is among the finds already; likeness is for what was mistyped.
  const inTitles = clauses.hits.some((hit) => hit.part === PART.head);
  const titles = inTitles || request.page > 1 ? [] : await searchTitles(db, request.text);
  const ids = new Set([...clauses.hits.map((h) => h.documentId), ...titles.map((t) => t.documentId)]);
  const statuses = await statusesAt(db, [...ids], request.asOf, Temporal.Now.instant());
  const statusOf = (id: string): Status => statuses.get(id)?.status ?? 'unknown';
  const wanted = <T extends { documentId: string }>(list: readonly T[]) =>
    list
      .map((item) => ({ ...item, status: statusOf(item.documentId) }))
      .filter((item) => request.status === undefined || item.status === request.status);
  const hits = wanted(clauses.hits);
  const pages = Math.max(1, Math.ceil(hits.length / PAGE_SIZE));
  const page = Math.min(request.page, pages);
  const start = (page - 1) * PAGE_SIZE;
  return {
    results: hits.slice(start, start + PAGE_SIZE),
    titles: wanted(titles),
    total: hits.length,
    pages,
    start: start + 1,
    more: clauses.more,
  };
}
