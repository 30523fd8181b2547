/** SQL of the lists of documents: the catalogue, feeds, the sitemap. */
import { type RawBuilder, sql } from 'kysely';
import { numberKey, titleKey } from '#engines/law/name.ts';
import type { Handle } from '#platform/store/store.ts';
import type { DocumentHead } from './queries-document.ts';

export const SORTS = ['newest', 'oldest', 'title'] as const;
export type Sort = (typeof SORTS)[number];

export type CatalogueFilter = {
  /** Section of the gazette; null: documents that stand in none. */
  readonly section?: string | undefined;
  readonly kind?: 'issuance' | 'instrument' | 'statute' | undefined;
  /** Issuing body as printed. */
  readonly body?: string | undefined;
  readonly year?: number | undefined;
  readonly holding?: 'held' | 'known' | undefined;
  /** Words of the title or number. */
  readonly text?: string | undefined;
  /** Only these: the documents that have a status on a day. */
  readonly among?: readonly string[] | undefined;
  /** All but these: for documents without any record of their force. */
  readonly except?: readonly string[] | undefined;
};

const conditions = (filter: CatalogueFilter): RawBuilder<unknown> => {
  const all = [sql`true`];
  if (filter.kind) all.push(sql`d.kind = ${filter.kind}`);
  // What an issuance carries is found by name; listed beside it, every document would stand there twice.
  else if (!filter.text) all.push(sql`d.kind <> 'instrument'`);
  if (filter.section) all.push(sql`d.section = ${filter.section}`);
  if (filter.body) all.push(sql`d.signed_by @> ${JSON.stringify([filter.body])}::jsonb`);
  if (filter.year !== undefined)
    all.push(sql`d.dated >= ${`${filter.year}-01-01`}::date and d.dated <= ${`${filter.year}-12-31`}::date`);
  if (filter.holding === 'held') all.push(sql`d.holding <> 'stub'`);
  if (filter.holding === 'known') all.push(sql`d.holding = 'stub'`);
  if (filter.text) {
    const like = (key: string) => `%${key.replace(/[\\%_]/g, '\\$&')}%`;
    all.push(
      sql`(d.title_key like ${like(titleKey(filter.text))} or d.number_key like ${like(numberKey(filter.text))})`,
    );
  }
  if (filter.among) all.push(sql`d.id in ${list(filter.among)}`);
  if (filter.except) all.push(sql`d.id not in ${list(filter.except)}`);
  return sql.join(all, sql` and `);
};

const list = (values: readonly string[]) =>
  sql`(select value::uuid from json_array_elements_text(${JSON.stringify(values)}::json))`;

const ORDER: Record<Sort, RawBuilder<unknown>> = {
  newest: sql`d.dated desc nulls last, d.id desc`,
  oldest: sql`d.dated asc nulls last, d.id asc`,
  title: sql`d.title_key, d.id`,
};

const HEAD = sql`d.id, d.kind, d.parent_id as "parentId", d.number, d.title, d.section,
  d.signed_by as "signedBy", d.dated, d.holding`;

/** One page of the catalogue with the number of all that fit. */
export async function readCatalogue(
  handle: Handle,
  filter: CatalogueFilter,
  page: { readonly sort: Sort; readonly limit: number; readonly offset: number },
): Promise<{ documents: DocumentHead[]; total: number }> {
  const where = conditions(filter);
  const [found, counted] = await Promise.all([
    sql<DocumentHead>`select ${HEAD} from law_document d where ${where}
      order by ${ORDER[page.sort]} limit ${page.limit} offset ${page.offset}`.execute(handle),
    sql<{ n: number }>`select count(*)::int as n from law_document d where ${where}`.execute(handle),
  ]);
  return { documents: found.rows, total: counted.rows[0]?.n ?? 0 };
}

export type Facets = {
  readonly sections: readonly string[];
  readonly bodies: readonly string[];
  readonly years: readonly number[];
};

/** At most this many bodies are offered, the busiest first; any other can still be asked for by address. */
const BODIES_MAX = 60;

/** What the catalogue can be narrowed by. One query. */
export async function readFacets(handle: Handle): Promise<Facets> {
  const { rows } = await sql<Facets>`
    with d as materialized (
      select section, signed_by, extract(year from dated)::int as year from law_document where kind <> 'instrument')
    select
      coalesce((select json_agg(section order by n desc) from
        (select section, count(*) n from d where section is not null group by section) s), '[]'::json) as sections,
      coalesce((select json_agg(body order by n desc, body) from
        (select body, count(*) n from d, jsonb_array_elements_text(signed_by) body
         group by body order by n desc limit ${BODIES_MAX}) b), '[]'::json) as bodies,
      coalesce((select json_agg(year order by year desc) from
        (select distinct year from d where year is not null) y), '[]'::json) as years`.execute(handle);
  return rows[0] ?? { sections: [], bodies: [], years: [] };
}

/** Heads by id, in the order asked. */
export async function readHeads(handle: Handle, ids: readonly string[]): Promise<DocumentHead[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<DocumentHead>`
    select ${HEAD} from law_document d where d.id in ${list(ids)}`.execute(handle);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export type NewDocument = DocumentHead & { readonly createdAt: Date; readonly opening: string | null };

/** Documents whose text or outline came in last, of one section or all: for the feeds. */
export async function readNewest(handle: Handle, limit: number, section?: string): Promise<NewDocument[]> {
  const { rows } = await sql<NewDocument>`
    select ${HEAD}, d.created_at as "createdAt", left(x.opening, 300) as opening
    from (select d.* from law_document d
          where d.holding <> 'stub' and d.parent_id is null ${section ? sql`and d.section = ${section}` : sql``}
          order by d.dated desc nulls last, d.id desc limit ${limit}) d
    left join lateral (select opening from law_expression x
      where x.document_id = d.id and x.current order by x.id desc limit 1) x on true
    order by d.dated desc nulls last, d.id desc`.execute(handle);
  return rows;
}

/** How many documents the catalogue lists without any condition. */
export async function readCatalogueTotal(handle: Handle): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from law_document d where ${conditions({})}`.execute(handle);
  return rows[0]?.n ?? 0;
}

/** How many documents have a page worth finding: their text or outline is here. */
export async function countReadable(handle: Handle): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from law_document where holding <> 'stub'`.execute(handle);
  return rows[0]?.n ?? 0;
}

/** One part of the sitemap, in the order of ids. */
export async function readSitemapPart(
  handle: Handle,
  part: { readonly limit: number; readonly offset: number },
): Promise<{ id: string; changedAt: Date }[]> {
  const { rows } = await sql<{ id: string; changedAt: Date }>`
    select d.id, coalesce(e.imported_at, d.created_at) as "changedAt"
    from (select id, created_at from law_document where holding <> 'stub'
          order by id limit ${part.limit} offset ${part.offset}) d
    left join lateral (select e.imported_at from law_expression x join law_edition e on e.id = x.edition_id
      where x.document_id = d.id and x.current order by e.imported_at desc limit 1) e on true
    order by d.id`.execute(handle);
  return rows;
}
