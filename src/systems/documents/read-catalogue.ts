/** The catalogue as of a day: a page of documents, each with its status, narrowed by any of its properties. */
import type { Status } from '#engines/law/status.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import type { Handle } from '#platform/store/store.ts';
import { type CatalogueFilter, readCatalogue, type Sort } from './queries-catalogue.ts';
import type { DocumentHead } from './queries-document.ts';
import { type StatusIndex, statusOn } from './status-index.ts';

export type CatalogueQuery = Omit<CatalogueFilter, 'among' | 'except'> & {
  readonly status?: Status | undefined;
  readonly sort: Sort;
  /** Counted from 1. */
  readonly page: number;
  readonly pageSize: number;
};

export type CataloguePage = {
  readonly documents: readonly { readonly head: DocumentHead; readonly status: Status }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};

/** Far pages cost the database as much as all before them: nobody reads further than this. */
export const PAGES_MAX = 400;

export async function readCataloguePage(
  handle: Handle,
  index: StatusIndex,
  query: CatalogueQuery,
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<CataloguePage> {
  const { status, sort, pageSize, ...filter } = query;
  const narrowed = { ...filter, ...(status ? await withStatus(handle, index, status, date) : {}) };
  const read = (page: number) =>
    readCatalogue(handle, narrowed, { sort, limit: pageSize, offset: (page - 1) * pageSize });
  let page = Math.min(Math.max(query.page, 1), PAGES_MAX);
  let found = await read(page);
  const pages = Math.min(Math.max(1, Math.ceil(found.total / pageSize)), PAGES_MAX);
  if (page > pages) {
    page = pages;
    found = await read(page);
  }
  const statuses = await statusesOf(handle, found.documents, date, asKnownOn);
  return {
    documents: found.documents.map((head) => ({ head, status: statuses.get(head.id) ?? 'unknown' })),
    total: found.total,
    page,
    pages,
  };
}

/** Documents without any record are `unknown`, and only the others are in the index. */
async function withStatus(
  handle: Handle,
  index: StatusIndex,
  status: Status,
  date: Temporal.PlainDate,
): Promise<Pick<CatalogueFilter, 'among' | 'except'>> {
  const periods = await index.periods(handle);
  const day = date.toString();
  const ids = (keep: (s: Status) => boolean) =>
    [...periods].filter(([, life]) => keep(statusOn(life, day))).map(([id]) => id);
  return status === 'unknown' ? { except: ids((s) => s !== 'unknown') } : { among: ids((s) => s === status) };
}

/** The status of each document on a day. One query. */
export async function statusesOf(
  handle: Handle,
  documents: readonly Pick<DocumentHead, 'id'>[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<Map<string, Status>> {
  const found = await statusesAt(
    handle,
    documents.map((d) => d.id),
    date,
    asKnownOn,
  );
  return new Map([...found].map(([id, { status }]) => [id, status]));
}
