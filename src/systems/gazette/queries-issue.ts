/** SQL of the public pages about issues. Every query runs on an index. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';

export type IssueHead = {
  readonly id: string;
  readonly title: string;
  readonly organ: string | null;
  readonly year: number | null;
  readonly number: number | null;
  readonly runningNumber: number | null;
  /** `YYYY-MM-DD`. */
  readonly dated: string | null;
};

export type IssueInList = IssueHead & {
  readonly documents: number;
  readonly editions: number;
  /** Whether the current edition was read from a file, or written from published facts. */
  readonly origin: 'file' | 'facts';
};

const ISSUE = sql`i.id, i.title, i.organ, i.year, i.number, i.running_number as "runningNumber", i.dated`;

/** Issues of gazettes, the newest first, with the number of all. */
export async function readIssues(
  handle: Handle,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ issues: IssueInList[]; total: number }> {
  const { rows } = await sql<IssueInList & { total: number }>`
    select ${ISSUE}, e.origin, e.number as editions, count(*) over ()::int as total,
      (select count(*)::int from law_expression x join law_document d on d.id = x.document_id
       where x.edition_id = e.id and d.parent_id is null) as documents
    from law_issue i join law_edition e on e.issue_id = i.id and e.current
    where i.shape = 'gazette'
    order by i.dated desc nulls last, i.id desc limit ${page.limit} offset ${page.offset}`.execute(handle);
  return { issues: rows, total: rows[0]?.total ?? 0 };
}

export type Edition = {
  readonly id: string;
  readonly number: number;
  readonly origin: 'file' | 'facts';
  readonly current: boolean;
  readonly sourceSha256: string | null;
  readonly artifactSha256: string;
  readonly rowsSha256: string;
  readonly importedAt: Date;
  readonly sizeBytes: number | null;
  readonly encoding: string | null;
};

export type Issue = IssueHead & { readonly shape: string; readonly editions: readonly Edition[] };

/** One issue with its editions, the newest first. */
export async function readIssue(handle: Handle, id: string): Promise<Issue | undefined> {
  const { rows } = await sql<
    Omit<Issue, 'editions'> & { editions: (Omit<Edition, 'importedAt'> & { importedAt: string })[] }
  >`
    select ${ISSUE}, i.shape, (
      select json_agg(json_build_object('id', e.id, 'number', e.number, 'origin', e.origin, 'current', e.current,
        'sourceSha256', e.source_sha256, 'artifactSha256', e.artifact_sha256, 'rowsSha256', e.rows_sha256,
        'importedAt', e.imported_at, 'sizeBytes', f.size_bytes, 'encoding', f.encoding) order by e.number desc)
      from law_edition e left join law_source_file f on f.sha256 = e.source_sha256
      where e.issue_id = i.id) as editions
    from law_issue i where i.id = ${id}`.execute(handle);
  const row = rows[0];
  return row && { ...row, editions: row.editions.map((e) => ({ ...e, importedAt: new Date(e.importedAt) })) };
}

export type ContentsLine = {
  readonly section: string | null;
  readonly title: string;
  readonly number: string | null;
  readonly page: number | null;
  readonly documentId: string | null;
};

export type DocumentLine = {
  readonly id: string;
  readonly parentId: string | null;
  readonly title: string;
  readonly number: string | null;
  readonly section: string | null;
  readonly dated: string | null;
};

export type IssueContents = {
  /** As printed; empty when no contents were printed. */
  readonly lines: readonly ContentsLine[];
  /** Every document of the edition in print order. */
  readonly documents: readonly DocumentLine[];
  readonly appointments: number;
  readonly figures: number;
};

/** What an edition holds. One query. */
export async function readContents(handle: Handle, editionId: string): Promise<IssueContents> {
  const { rows } = await sql<{
    lines: ContentsLine[] | null;
    documents: DocumentLine[] | null;
    appointments: number;
    figures: number;
  }>`
    select
      (select json_agg(json_build_object('section', section, 'title', title, 'number', number, 'page', page,
        'documentId', document_id) order by ord) from law_contents_entry where edition_id = ${editionId}) as lines,
      (select json_agg(json_build_object('id', d.id, 'parentId', d.parent_id, 'title', d.title, 'number', d.number,
        'section', d.section, 'dated', d.dated) order by x.ord)
       from law_expression x join law_document d on d.id = x.document_id where x.edition_id = ${editionId}) as documents,
      (select count(*)::int from law_appointment where edition_id = ${editionId}) as appointments,
      (select count(*)::int from law_figure where edition_id = ${editionId}) as figures`.execute(handle);
  const row = rows[0];
  return {
    lines: row?.lines ?? [],
    documents: row?.documents ?? [],
    appointments: row?.appointments ?? 0,
    figures: row?.figures ?? 0,
  };
}

/** An issue with the edition to read. */
export type IssueRead = {
  readonly issue: Issue;
  readonly edition: Edition;
  readonly contents: IssueContents;
};

/** An issue with its current edition and contents. Two queries. */
export async function readCurrentIssue(handle: Handle, id: string): Promise<IssueRead | undefined> {
  const issue = await readIssue(handle, id);
  const edition = issue?.editions.find((e) => e.current);
  if (!issue || !edition) return undefined;
  return { issue, edition, contents: await readContents(handle, edition.id) };
}

export type Appointment = {
  readonly person: string;
  readonly act: string;
  readonly organisation: string;
  readonly post: string;
  readonly concurrent: boolean;
  readonly seconded: boolean;
  readonly probationMonths: number | null;
  readonly decidedOn: string | null;
  readonly decidedBy: string | null;
  readonly documentId: string | null;
  readonly document: string | null;
};

/** Appointments and removals of an edition in print order. */
export async function readAppointments(
  handle: Handle,
  editionId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<Appointment[]> {
  const { rows } = await sql<Appointment>`
    select a.person, a.act, a.organisation, a.post, a.concurrent, a.seconded,
      a.probation_months as "probationMonths", a.decided_on as "decidedOn", a.decided_by as "decidedBy",
      d.id as "documentId", coalesce(d.number, d.title) as document
    from law_appointment a left join law_document d on d.id = a.document_id
    where a.edition_id = ${editionId} order by a.ord limit ${page.limit} offset ${page.offset}`.execute(
    handle,
  );
  return rows;
}

export type Figure = {
  readonly indicator: string;
  readonly place: string | null;
  readonly period: string | null;
  readonly value: string | number | null;
  readonly unit: string | null;
  readonly change: string | number | null;
  readonly changeUnit: string | null;
  readonly measure: string | null;
  readonly comparedWith: string | null;
  readonly documentId: string | null;
  readonly document: string | null;
};

/** Statistical figures of an edition in print order. */
export async function readFigures(
  handle: Handle,
  editionId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<Figure[]> {
  const { rows } = await sql<Figure>`
    select f.indicator, f.place, f.period, f.value, f.unit, f.change, f.change_unit as "changeUnit", f.measure,
      f.compared_with as "comparedWith", d.id as "documentId", d.title as document
    from law_figure f left join law_document d on d.id = f.document_id
    where f.edition_id = ${editionId} order by f.ord limit ${page.limit} offset ${page.offset}`.execute(
    handle,
  );
  return rows;
}

/** The imprint as the artifact holds it, and how much of the file no rule claimed; null residue: not a file. */
export async function readImprint(
  handle: Handle,
  editionId: string,
): Promise<{ issue: unknown; residue: number | null }> {
  const { rows } = await sql<{ issue: unknown; residue: number | null }>`
    select a.artifact->'issue' as issue, json_array_length(a.artifact->'residue') as residue
    from (select artifact::json as artifact from law_edition where id = ${editionId}) a`.execute(handle);
  return rows[0] ?? { issue: null, residue: null };
}

/** The artifact of an edition as JSON text. */
export async function readArtifact(
  handle: Handle,
  issueId: string,
  edition: number,
): Promise<string | undefined> {
  const row = await handle
    .selectFrom('law_edition')
    .select('artifact')
    .where('issue_id', '=', issueId)
    .where('number', '=', edition)
    .executeTakeFirst();
  return row?.artifact;
}

/** The file of an edition as it was received. */
export async function readSource(
  handle: Handle,
  issueId: string,
  edition: number,
): Promise<{ bytes: Uint8Array; encoding: string } | undefined> {
  return handle
    .selectFrom('law_edition as e')
    .innerJoin('law_source_file as f', 'f.sha256', 'e.source_sha256')
    .select(['f.bytes', 'f.encoding'])
    .where('e.issue_id', '=', issueId)
    .where('e.number', '=', edition)
    .executeTakeFirst();
}
