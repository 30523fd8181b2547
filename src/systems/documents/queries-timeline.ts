/** SQL of the timeline: one page of documents that something was recorded about. */
import { type RawBuilder, sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';
import type { DocumentHead } from './queries-document.ts';

export type TimelineFilter = {
  /** Documents printed in the issue, and those that it changes. */
  readonly issue?: string | undefined;
  readonly section?: string | undefined;
  readonly kind?: 'issuance' | 'statute' | undefined;
  /** In which they were issued or began. */
  readonly year?: number | undefined;
  /** What a clean-up proposed for them. */
  readonly outcome?: 'repeal' | 'keep' | 'amend' | 'lapse' | undefined;
};

const HEAD = sql`d.id, d.kind, d.parent_id as "parentId", d.number, d.title, d.section,
  d.signed_by as "signedBy", d.dated, d.holding`;

/** When each document began, by its own records: a sort key, not a status. */
const DOCUMENTS = sql`law_document d join (
  select document_id, min(dated) filter (where kind = 'commence' and stage = 'decided') as began
  from law_effect group by document_id) b on b.document_id = d.id`;

function conditions(filter: TimelineFilter): RawBuilder<unknown> {
  const all = [sql`d.kind <> 'instrument'`];
  if (filter.kind) all.push(sql`d.kind = ${filter.kind}`);
  if (filter.section) all.push(sql`d.section = ${filter.section}`);
  if (filter.year !== undefined)
    all.push(
      sql`coalesce(b.began, d.dated) between ${`${filter.year}-01-01`}::date and ${`${filter.year}-12-31`}::date`,
    );
  if (filter.outcome)
    all.push(sql`exists (select from law_effect p
      where p.document_id = d.id and p.stage = 'proposed' and p.kind = ${filter.outcome})`);
  if (filter.issue) {
    all.push(sql`d.id in (
      select x.document_id from law_edition e join law_expression x on x.edition_id = e.id
      where e.issue_id = ${filter.issue} and e.current
      union select f.document_id from law_edition e join law_effect f on f.source_edition_id = e.id
      where e.issue_id = ${filter.issue})`);
  }
  return sql.join(all, sql` and `);
}

/** Newest beginning first. */
export async function readTimelineHeads(
  handle: Handle,
  filter: TimelineFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ documents: DocumentHead[]; total: number }> {
  const where = conditions(filter);
  const [found, counted] = await Promise.all([
    sql<DocumentHead>`select ${HEAD} from ${DOCUMENTS} where ${where}
      order by coalesce(b.began, d.dated) desc nulls last, d.id desc
      limit ${page.limit} offset ${page.offset}`.execute(handle),
    sql<{ n: number }>`select count(*)::int as n from ${DOCUMENTS} where ${where}`.execute(handle),
  ]);
  return { documents: found.rows, total: counted.rows[0]?.n ?? 0 };
}

export type NamedPeriod = {
  readonly documentId: string;
  readonly name: string;
  readonly starts: string | null;
  readonly ends: string | null;
};

/** Seasons and other named periods of documents in current editions; the validity itself is not among them. */
export async function readNamedPeriods(handle: Handle, documents: readonly string[]): Promise<NamedPeriod[]> {
  if (documents.length === 0) return [];
  const { rows } = await sql<NamedPeriod>`
    select x.document_id as "documentId", p.name, p.starts, p.ends
    from law_expression x join law_period p on p.edition_id = x.edition_id and p.document_id = x.document_id
    where x.current and p.kind <> 'validity'
      and x.document_id in (select value::uuid from json_array_elements_text(${JSON.stringify(documents)}::json))
    order by x.document_id, p.ord`.execute(handle);
  return rows;
}
