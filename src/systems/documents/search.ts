import { type RawBuilder, sql } from 'kysely';
import { numberKey, titleKey } from '#engines/law/name.ts';
import { PART } from '#engines/law/store/index-search.ts';
import { fold, toQuery } from '#platform/search/bigram.ts';
import type { Db, Handle } from '#platform/store/store.ts';

export interface SearchQuery {
  /** What was typed: terms between blanks must all occur in one clause, each as a phrase. */
  readonly text: string;
  /** Section of the gazette, e.g. 规范性文件. */
  readonly section?: string | undefined;
  /** Issuing body as printed. */
  readonly body?: string | undefined;
  readonly year?: number | undefined;
}

/** One find: a document's head, a clause or a table row. */
export interface ClauseHit {
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  readonly section: string | null;
  readonly signedBy: readonly string[];
  readonly dated: string | null;
  readonly part: number;
  /** The clause's path; null for the head and for table rows. */
  readonly path: string | null;
  /** Table and row, counted from 1, when it is a table row. */
  readonly row: { readonly table: number; readonly row: number } | null;
  readonly heading: string | null;
  readonly gist: string | null;
  /** The clause's text, the row's cells, or the opening; null while the original is not imported. */
  readonly text: string | null;
}

export interface DocumentHit {
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  readonly section: string | null;
  readonly signedBy: readonly string[];
  readonly dated: string | null;
  /** 0 to 1: how much of the query the title or number is. */
  readonly likeness: number;
}

/** At most this many finds are ranked; the newest are taken when there are more. */
const FINDS_MAX = 300;

/** Where words were found, best first, without their texts. */
export interface Find {
  readonly expressionId: string;
  readonly part: number;
  readonly tableOrd: number;
  readonly ord: number;
  readonly documentId: string;
}

/**
 * Where every term stands together, best first: in a title before in a heading before in the text, newer documents
 * before older ones.
 *
 * @returns at most FINDS_MAX finds; `more` says that there are others that are older
 */
export async function findClauses(
  handle: Handle,
  query: SearchQuery,
): Promise<{ finds: Find[]; more: boolean }> {
  const words = toQuery(query.text);
  if (words === null) return { finds: [], more: false };
  const filters = [sql`s.words @@ ${words}::tsquery`];
  if (query.year !== undefined) {
    filters.push(
      sql`s.dated >= ${`${pad(query.year)}-01-01`}::date and s.dated <= ${`${pad(query.year)}-12-31`}::date`,
    );
  }
  if (query.section !== undefined) filters.push(sql`s.section = ${query.section}`);
  if (query.body !== undefined) filters.push(sql`${query.body} = any(s.bodies)`);
  const { rows } = await sql<{
    expression_id: string;
    part: number;
    table_ord: number;
    ord: number;
    document_id: string;
  }>`
    with found as materialized (
      select s.expression_id, s.part, s.table_ord, s.ord, s.document_id, s.dated, s.words
        from law_search s
       where ${sql.join(filters, sql` and `)}
       order by s.dated desc
       limit ${sql.lit(FINDS_MAX + 1)}
    )
    select expression_id, part, table_ord, ord, document_id
      from found
     order by ts_rank(words, ${words}::tsquery) desc, dated desc, document_id, part, table_ord, ord`.execute(
    handle,
  );
  const finds = rows.slice(0, FINDS_MAX).map((r) => ({
    expressionId: r.expression_id,
    part: r.part,
    tableOrd: r.table_ord,
    ord: r.ord,
    documentId: r.document_id,
  }));
  return { finds, more: rows.length > FINDS_MAX };
}

/** What a page shows of finds, in their order. */
export async function readFinds(handle: Handle, finds: readonly Find[]): Promise<ClauseHit[]> {
  if (finds.length === 0) return [];
  const keys = JSON.stringify(
    finds.map((f, at) => ({
      at,
      expression_id: f.expressionId,
      part: f.part,
      table_ord: f.tableOrd,
      ord: f.ord,
    })),
  );
  const { rows } = await sql<HitRow>`
    select f.part, f.table_ord, f.ord, e.document_id, d.title, coalesce(d.number, p.number) as number, coalesce(p.section, d.section) as section,
           case when p.id is null then d.signed_by else p.signed_by end as signed_by,
           coalesce(d.dated, p.dated) as dated, c.path, c.heading, g.gist,
           case f.part when ${sql.lit(PART.clause)} then c.text
                       when ${sql.lit(PART.head)} then e.opening end as text,
           r.cells
      from json_to_recordset(${keys}::json) as f(at int, expression_id uuid, part int, table_ord int, ord int)
      join law_expression e on e.id = f.expression_id
      join law_document d on d.id = e.document_id
      left join law_document p on p.id = d.parent_id
      left join law_clause c on f.part = ${sql.lit(PART.clause)} and c.expression_id = f.expression_id and c.ord = f.ord
      left join law_gist g on g.document_id = e.document_id and g.path = c.path
      left join law_table_row r on f.part = ${sql.lit(PART.row)} and r.expression_id = f.expression_id
                               and r.table_ord = f.table_ord and r.ord = f.ord
     order by f.at`.execute(handle);
  return rows.map(toHit);
}

interface HitRow {
  part: number;
  table_ord: number;
  ord: number;
  document_id: string;
  title: string;
  number: string | null;
  section: string | null;
  signed_by: string[];
  dated: string | null;
  path: string | null;
  heading: string | null;
  gist: string | null;
  text: string | null;
  cells: Record<string, string> | null;
}

const toHit = (row: HitRow): ClauseHit => ({
  documentId: row.document_id,
  title: row.title,
  number: row.number,
  section: row.section,
  signedBy: row.signed_by,
  dated: row.dated,
  part: row.part,
  path: row.path,
  row: row.part === PART.row ? { table: row.table_ord + 1, row: row.ord + 1 } : null,
  heading: row.heading,
  gist: row.gist,
  text: row.cells ? Object.values(row.cells).filter(Boolean).join('　') : row.text,
});

const pad = (year: number): string => String(year).padStart(4, '0');

/** How like a title must be: first closely, then, when nothing is, loosely (one wrong character in four or five). */
const LIKENESS_STEPS = [0.6, 0.35];

/** A number as people type it: with other brackets, with spaces or without any, with 第, without 号. */
const TYPED_NUMBER = /^(\D{1,24}?)[〔[(（【\s-]*((?:19|20)\d{2})[〕\])）】\s年-]*第?0*(\d{1,4})\s*号?$/u;

/** The same with the year's last two digits only; then something must part year and number. */
const SHORT_YEAR = /^(\D{2,24}?)[〔[(（【\s-]*(\d{2})[〕\])）】\s年-]+第?0*(\d{1,4})\s*号?$/u;

/** The key of the number that was meant; of what is no number, what `numberKey` makes of it. */
export function typedNumberKey(typed: string): string {
  const plain = typed.normalize('NFKC').trim();
  const read = TYPED_NUMBER.exec(plain) ?? SHORT_YEAR.exec(plain);
  const year = read?.[2]?.padStart(4, '20');
  return numberKey(read ? `${read[1]?.replace(/\s/g, '')}〔${year}〕${read[3]}号` : typed);
}

/** Fewer characters than this are like everything. */
const FUZZY_MIN = 4;

/** A year and a word of document numbers: then a number was meant, not a title. */
const NUMBER_LIKE = /(?:19|20)\d{2}.*\d|\d+号$|〔|\[\d{4}\]/;

/**
 * Documents whose number or title is like what was typed, forgiving of wrong, missing and doubled characters,
 * of brackets and of spaces. Best first.
 */
export async function searchTitles(db: Db, text: string, limit = 5): Promise<DocumentHit[]> {
  // A zero byte is no text to the database.
  const typed = text.replaceAll('\u0000', '').trim().slice(0, 100);
  const title = titleKey(fold(typed));
  if (title === '') return [];
  const number = typedNumberKey(typed);
  const exact = await documentsLike(db, sql`d.number_key = ${number}`, sql<number>`1`, limit);
  if (exact.length > 0 || [...title].length < FUZZY_MIN) return exact;
  const [key, column] = NUMBER_LIKE.test(typed)
    ? [number, sql.ref('d.number_key')]
    : [title, sql.ref('d.title_key')];
  for (const likeness of LIKENESS_STEPS) {
    // The threshold belongs to the session, so it is set inside a transaction.
    const hits = await db.transaction().execute(async (tx) => {
      await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`.execute(
        tx,
      );
      return documentsLike(
        tx,
        sql`${key} <% ${column}`,
        sql<number>`word_similarity(${key}, ${column})`,
        limit,
      );
    });
    if (hits.length > 0) return hits;
  }
  return [];
}

async function documentsLike(
  handle: Handle,
  test: RawBuilder<unknown>,
  likeness: RawBuilder<number>,
  limit: number,
): Promise<DocumentHit[]> {
  const { rows } = await sql<{
    id: string;
    title: string;
    number: string | null;
    section: string | null;
    signed_by: string[];
    dated: string | null;
    likeness: number;
  }>`
    select d.id, d.title, d.number, d.section, d.signed_by, d.dated, ${likeness} as likeness
      from law_document d
     where ${test}
     order by likeness desc, (d.number is null), d.dated desc nulls last, d.id
     limit ${sql.lit(limit)}`.execute(handle);
  return rows.map((r) => ({
    documentId: r.id,
    title: r.title,
    number: r.number,
    section: r.section,
    signedBy: r.signed_by,
    dated: r.dated,
    likeness: r.likeness,
  }));
}

/** What the filters offer: sections and issuing bodies that occur, and the years. */
export async function searchFacets(
  handle: Handle,
): Promise<{ sections: string[]; bodies: string[]; years: number[] }> {
  const { rows } = await sql<{ kind: string; value: string }>`
    select 'section' as kind, section as value from law_document where section is not null group by section
    union all
    select 'body', b.value from law_document d, jsonb_array_elements_text(d.signed_by) as b(value) group by b.value
    union all
    select 'year', extract(year from dated)::int::text from law_document where dated is not null group by 2
     order by 1, 2`.execute(handle);
  const of = (kind: string) => rows.filter((r) => r.kind === kind).map((r) => r.value);
  return { sections: of('section'), bodies: of('body'), years: of('year').map(Number).reverse() };
}
