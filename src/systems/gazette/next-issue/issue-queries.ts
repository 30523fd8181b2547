/** SQL of the issue in preparation. */
import { sql } from 'kysely';
import { isId } from '#base/ids.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { getXixiaImprint } from '../facts.ts';
import type { IssueFront } from './compose.ts';
import type { LastIssue } from './propose-issue.ts';
import type { NextIssueState } from './tables.ts';

export type NextIssueView = IssueFront & {
  readonly id: string;
  readonly state: NextIssueState;
  readonly version: number;
  readonly startedBy: string;
  readonly publishKey: string | null;
  readonly publishedBy: string | null;
  readonly publishedAt: Temporal.Instant | null;
  readonly openFindingsReason: string | null;
  readonly editionId: string | null;
  readonly textSha256: string | null;
};

const issues = (handle: Handle) => handle.selectFrom('gazette_next_issue').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof issues>['execute']>>[number];

const toView = (row: Row): NextIssueView => ({
  id: row.id,
  state: row.state,
  title: row.title,
  year: row.year,
  number: row.number,
  runningNumber: row.running_number,
  dated: row.dated,
  imprint: row.imprint,
  version: row.version,
  startedBy: row.started_by_name,
  publishKey: row.publish_key,
  publishedBy: row.published_by_name,
  publishedAt: row.published_at && Temporal.Instant.fromEpochMilliseconds(row.published_at.getTime()),
  openFindingsReason: row.open_findings_reason,
  editionId: row.edition_id,
  textSha256: row.text_sha256,
});

/** The one issue that is being composed. */
export async function findOpenIssue(handle: Handle): Promise<NextIssueView | undefined> {
  const row = await issues(handle).where('state', '=', 'open').executeTakeFirst();
  return row && toView(row);
}

export async function findNextIssue(handle: Handle, id: string): Promise<NextIssueView | undefined> {
  if (!isId(id)) return undefined;
  const row = await issues(handle).where('id', '=', id).executeTakeFirst();
  return row && toView(row);
}

/** Waits for whoever changes or publishes it at this moment. */
export async function lockNextIssue(tx: Tx, id: string): Promise<NextIssueView | undefined> {
  if (!isId(id)) return undefined;
  const row = await issues(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toView(row);
}

/** Issues composed here, the newest first. */
export async function publishedIssues(handle: Handle, limit: number): Promise<NextIssueView[]> {
  const rows = await issues(handle)
    .where('state', '=', 'published')
    .orderBy('published_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toView);
}

/** The newest issue of a gazette that is held, with its imprint. */
export async function findLastIssue(handle: Handle): Promise<LastIssue | null> {
  const { rows } = await sql<LastIssue & { origin: string }>`
    select i.title, i.year, i.number, i.running_number as "runningNumber", e.origin,
      e.artifact::json->'issue' as issue
    from law_issue i join law_edition e on e.issue_id = i.id and e.current
    where i.shape = 'gazette'
    order by i.year desc nulls last, i.number desc nulls last, i.dated desc nulls last, i.id desc limit 1`.execute(
    handle,
  );
  const [last] = rows;
  if (!last) return null;
  // An issue written from published facts has its editors and imprint beside it, not in the artifact.
  return last.origin === 'facts' ? { ...last, issue: getXixiaImprint() } : last;
}

/** The issue that bears this key already, however it came here. */
export async function findIssueByKey(handle: Handle, issueKey: string): Promise<{ id: string } | undefined> {
  return handle.selectFrom('law_issue').select('id').where('issue_key', '=', issueKey).executeTakeFirst();
}

export type RecordedChange = {
  readonly kind: string;
  readonly stage: 'proposed' | 'decided';
  readonly dated: string | null;
  readonly targetId: string;
  readonly title: string;
  readonly number: string | null;
  /** The document that says so. */
  readonly sourceId: string | null;
};

/** What an edition says of the force of documents other than those it brings, in order of its text. */
export async function changesOfEdition(handle: Handle, editionId: string): Promise<RecordedChange[]> {
  const { rows } = await sql<RecordedChange>`
    select e.kind, e.stage, e.dated, d.id as "targetId", d.title, d.number, e.source_document_id as "sourceId"
    from law_effect e join law_document d on d.id = e.document_id
    where e.source_edition_id = ${editionId} and e.kind not in ('commence', 'retract')
    order by e.start_at, e.id`.execute(handle);
  return rows;
}

export type SupersededHead = {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
};

/** Heads of documents that drafts replace, or became. */
export async function documentHeads(handle: Handle, ids: readonly string[]): Promise<SupersededHead[]> {
  if (ids.length === 0) return [];
  return handle
    .selectFrom('law_document')
    .select(['id', 'title', 'number'])
    .where('id', 'in', [...ids])
    .execute();
}

/** The issuance that a document belongs to, and what it carries: a replacement may name any of them. */
export async function familyOf(handle: Handle, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from law_document d join law_document o on o.id = ${id}
    where d.id = o.id or d.id = o.parent_id or d.parent_id = o.id
      or (o.parent_id is not null and d.parent_id = o.parent_id)`.execute(handle);
  return rows.map((row) => row.id);
}

/** The issue that readers know an edition by, and which edition of it that is. */
export const placeOfEdition = (handle: Handle, editionId: string) =>
  handle
    .selectFrom('law_edition')
    .select(['issue_id as issueId', 'number'])
    .where('id', '=', editionId)
    .executeTakeFirstOrThrow();

/** Sections that the newest issue held has, in print order. */
export async function sectionsInUse(handle: Handle): Promise<string[]> {
  const { rows } = await sql<{ section: string }>`
    select c.section from law_contents_entry c
    where c.section is not null and c.edition_id = (
      select e.id from law_issue i join law_edition e on e.issue_id = i.id and e.current
      where i.shape = 'gazette' order by i.dated desc nulls last, i.id desc limit 1)
    group by c.section order by min(c.ord)`.execute(handle);
  return rows.map((row) => row.section);
}
