/** SQL of the pictures: what the documents of an issue do to others and what they cite. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';

export type IssueHead = {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
  readonly number: number | null;
  readonly shape: string;
};

const ISSUE = sql`i.id, i.title, i.year, i.number, i.shape`;

/** Issues with a current edition, the newest first. */
export async function listIssueHeads(handle: Handle, limit: number): Promise<IssueHead[]> {
  const { rows } = await sql<IssueHead>`
    select ${ISSUE} from law_issue i
    where exists (select from law_edition e where e.issue_id = i.id and e.current)
    order by (i.shape = 'gazette') desc, i.dated desc nulls last, i.id desc limit ${limit}`.execute(handle);
  return rows;
}

export async function findIssueHead(handle: Handle, id: string): Promise<IssueHead | undefined> {
  const { rows } = await sql<IssueHead>`select ${ISSUE} from law_issue i where i.id = ${id}`.execute(handle);
  return rows[0];
}

/** A document of an issue; what an issuance carries counts as the issuance. */
export type OwnDocument = { readonly id: string; readonly folded: string };

/** At most this much of an issue is drawn: a gazette has dozens of documents, a corpus in one file thousands. */
const OWN_MAX = 2_000;
const PAIRS_MAX = 5_000;

/** The documents of an issue in print order. */
export async function readOwnDocuments(handle: Handle, issueId: string): Promise<OwnDocument[]> {
  const { rows } = await sql<OwnDocument>`
    select d.id, coalesce(d.parent_id, d.id) as folded
    from law_edition e
    join law_expression x on x.edition_id = e.id and x.current
    join law_document d on d.id = x.document_id
    where e.issue_id = ${issueId} and e.current
    order by x.ord limit ${OWN_MAX}`.execute(handle);
  return rows;
}

const list = (values: readonly string[]) =>
  sql`(select value::uuid from json_array_elements_text(${JSON.stringify(values)}::json))`;

/** How often texts of the documents cite which; and how many of their citations lead to no document. */
export async function readCitationPairs(
  handle: Handle,
  documents: readonly string[],
): Promise<{ pairs: { from: string; to: string; places: number }[]; loose: number }> {
  const { rows } = await sql<{ from: string; to: string | null; places: number }>`
    select x.document_id as "from", c.target_document_id as "to", count(*)::int as places
    from law_expression x join law_citation c on c.expression_id = x.id
    where x.current and x.document_id in ${list(documents)}
      and (c.target_document_id is not null or c.title is not null or c.number is not null)
    group by 1, 2 order by 1, 2 limit ${PAIRS_MAX}`.execute(handle);
  const pairs = rows.flatMap(({ from, to, places }) => (to === null ? [] : [{ from, to, places }]));
  return { pairs, loose: rows.reduce((sum, row) => sum + (row.to === null ? row.places : 0), 0) };
}

/** Documents whose force the given ones change, or propose to. */
export async function readChanged(handle: Handle, documents: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct document_id as id from law_effect
    where source_document_id in ${list(documents)} order by 1 limit ${PAIRS_MAX}`.execute(handle);
  return rows.map((row) => row.id);
}
