/** SQL of a document's page: who it is, its text, what it cites and what cites it. Every query runs on an index. */
import { type Selectable, sql } from 'kysely';
import type { Resolution } from '#engines/law/parse/artifact.ts';
import { type RecordedEffect, toEffect } from '#engines/law/store/read-effects.ts';
import type { LawEffectTable } from '#engines/law/tables.ts';
import type { Handle } from '#platform/store/store.ts';

export type Holding = 'held' | 'outlined' | 'stub';

/** A document as every list shows it. */
export type DocumentHead = {
  readonly id: string;
  readonly kind: 'issuance' | 'instrument' | 'statute';
  readonly parentId: string | null;
  readonly number: string | null;
  readonly title: string;
  readonly section: string | null;
  readonly signedBy: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly dated: string | null;
  readonly holding: Holding;
};

/** One text of a document in one edition. */
export type ExpressionHead = {
  readonly id: string;
  readonly documentId: string;
  readonly ord: number;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly opening: string | null;
  readonly addressees: readonly string[];
  readonly attachments: readonly string[];
  readonly textSha256: string;
  readonly editionId: string;
  readonly editionNumber: number;
  readonly origin: 'file' | 'facts';
  readonly sourceSha256: string | null;
  readonly importedAt: Date;
  readonly issueId: string;
  readonly issueTitle: string;
  readonly issueShape: string;
  readonly issueYear: number | null;
  readonly issueNumber: number | null;
};

const HEAD = sql`d.id, d.kind, d.parent_id as "parentId", d.number, d.title, d.section,
  d.signed_by as "signedBy", d.dated, d.holding`;

export type Family = {
  readonly document: DocumentHead & { readonly disclosed: boolean | null };
  /** The issuance that carries it. */
  readonly parent: DocumentHead | null;
  /** What it carries itself, or what stands beside it in its issuance, in print order. */
  readonly instruments: readonly DocumentHead[];
  /** Current texts of all of them. */
  readonly expressions: readonly ExpressionHead[];
};

type FamilyRow = DocumentHead & {
  readonly disclosed: boolean | null;
  readonly expressions: readonly (Omit<ExpressionHead, 'importedAt'> & { importedAt: string })[] | null;
};

/** A document with its issuance and the instruments carried; undefined when there is none of this id. */
export async function readFamily(handle: Handle, id: string): Promise<Family | undefined> {
  const { rows } = await sql<FamilyRow>`
    with self as (select id, parent_id from law_document where id = ${id}),
    kin as (
      select id from self
      union select parent_id from self where parent_id is not null
      union select d.id from law_document d join self on d.parent_id = coalesce(self.parent_id, self.id))
    select ${HEAD}, d.disclosed, x.expressions
    from kin join law_document d on d.id = kin.id
    left join lateral (
      select json_agg(json_build_object(
        'id', x.id, 'documentId', x.document_id, 'ord', x.ord, 'validFrom', x.valid_from, 'validUntil', x.valid_until,
        'opening', x.opening, 'addressees', x.addressees, 'attachments', x.attachments, 'textSha256', x.text_sha256,
        'editionId', e.id, 'editionNumber', e.number, 'origin', e.origin, 'sourceSha256', e.source_sha256,
        'importedAt', e.imported_at, 'issueId', i.id, 'issueTitle', i.title, 'issueShape', i.shape,
        'issueYear', i.year, 'issueNumber', i.number) order by e.id desc, x.ord) as expressions
      from law_expression x
      join law_edition e on e.id = x.edition_id
      join law_issue i on i.id = e.issue_id
      where x.document_id = d.id and x.current) x on true`.execute(handle);
  const self = rows.find((row) => row.id === id);
  if (!self) return undefined;
  const ordOf = (row: FamilyRow) => row.expressions?.[0]?.ord ?? 0;
  return {
    document: self,
    parent: rows.find((row) => row.id === self.parentId) ?? null,
    instruments: rows
      .filter((row) => row.parentId !== null)
      .sort((a, b) => ordOf(a) - ordOf(b) || (a.id < b.id ? -1 : 1)),
    expressions: rows
      .flatMap((row) => row.expressions ?? [])
      .map((x) => ({ ...x, importedAt: new Date(x.importedAt) })),
  };
}

export type ClauseRecord = {
  readonly expressionId: string;
  readonly ord: number;
  readonly parentOrd: number | null;
  readonly depth: number;
  readonly label: string;
  readonly path: string;
  readonly heading: string | null;
  readonly text: string | null;
  readonly startAt: number | null;
};

export type TableRecord = {
  readonly expressionId: string;
  readonly ord: number;
  readonly caption: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly ord: number;
    readonly cells: Readonly<Record<string, string>>;
    readonly startAt: number;
  }[];
};

export type CitationRecord = {
  readonly expressionId: string;
  readonly ord: number;
  readonly clauseOrd: number | null;
  readonly startAt: number;
  readonly title: string | null;
  readonly number: string | null;
  readonly resolution: Resolution;
  readonly targetId: string | null;
};

export type GistRecord = {
  readonly documentId: string;
  readonly path: string;
  readonly gist: string;
  readonly remark: string | null;
};

/** A named period of a document, half-open: 防火期, 有效期. */
export type PeriodRecord = {
  readonly name: string;
  readonly starts: string | null;
  readonly ends: string | null;
};

export type Texts = {
  readonly periods: readonly PeriodRecord[];
  readonly clauses: readonly ClauseRecord[];
  readonly tables: readonly TableRecord[];
  readonly citations: readonly CitationRecord[];
  readonly gists: readonly GistRecord[];
  readonly targets: ReadonlyMap<string, DocumentHead>;
};

type TextsRow = {
  clauses: ClauseRecord[] | null;
  tables: TableRecord[] | null;
  citations: CitationRecord[] | null;
  gists: GistRecord[] | null;
  targets: DocumentHead[] | null;
  periods: PeriodRecord[] | null;
};

const ids = (values: readonly string[]) =>
  sql`(select value::uuid from json_array_elements_text(${JSON.stringify(values)}::json))`;

/** Everything printed in these texts, with the documents that they cite: one statement, range scans of primary keys. */
export async function readTexts(
  handle: Handle,
  expressions: readonly string[],
  documents: readonly string[],
): Promise<Texts> {
  const { rows } = await sql<TextsRow>`
    with x as materialized ${ids(expressions)},
    cited as materialized (
      select c.* from law_citation c where c.expression_id in (select value from x))
    select
      (select json_agg(json_build_object(
        'expressionId', c.expression_id, 'ord', c.ord, 'parentOrd', c.parent_ord, 'depth', c.depth, 'label', c.label,
        'path', c.path, 'heading', c.heading, 'text', c.text, 'startAt', c.start_at) order by c.expression_id, c.ord)
       from law_clause c where c.expression_id in (select value from x)) as clauses,
      (select json_agg(json_build_object(
        'expressionId', t.expression_id, 'ord', t.ord, 'caption', t.caption, 'columns', t.column_names, 'rows',
        coalesce((select json_agg(json_build_object('ord', r.ord, 'cells', r.cells, 'startAt', r.start_at) order by r.ord)
          from law_table_row r where r.expression_id = t.expression_id and r.table_ord = t.ord), '[]'::json))
        order by t.expression_id, t.ord)
       from law_table t where t.expression_id in (select value from x)) as tables,
      (select json_agg(json_build_object(
        'expressionId', c.expression_id, 'ord', c.ord, 'clauseOrd', c.clause_ord, 'startAt', c.start_at,
        'title', c.title, 'number', c.number, 'resolution', c.resolution, 'targetId', c.target_document_id)
        order by c.expression_id, c.ord) from cited c) as citations,
      (select json_agg(json_build_object(
        'documentId', g.document_id, 'path', g.path, 'gist', g.gist, 'remark', g.remark))
       from law_gist g where g.document_id in ${ids(documents)}) as gists,
      (select json_agg(h) from (select ${HEAD} from law_document d
        where d.id in (select target_document_id from cited)) h) as targets,
      (select json_agg(json_build_object('name', p.name, 'starts', p.starts, 'ends', p.ends) order by p.ord)
       from law_expression e join law_period p on p.edition_id = e.edition_id and p.document_id = e.document_id
       where e.id in (select value from x)) as periods`.execute(handle);
  const row = rows[0];
  return {
    clauses: row?.clauses ?? [],
    tables: row?.tables ?? [],
    citations: row?.citations ?? [],
    gists: row?.gists ?? [],
    periods: row?.periods ?? [],
    targets: new Map((row?.targets ?? []).map((d) => [d.id, d])),
  };
}

/** A document that cites, with the clauses in which it does. */
export type CitingDocument = DocumentHead & {
  readonly places: readonly {
    /** Null in a table or an opening paragraph. */
    readonly path: string | null;
    readonly text: string | null;
    readonly title: string | null;
    readonly number: string | null;
    /** Which of the asked documents is cited. */
    readonly targetId: string;
  }[];
};

/** At most this many citing places are looked at: national laws are cited everywhere. */
export const CITING_PLACES_MAX = 400;

/** Current texts that cite any of the documents, newest first. `more`: there are others. */
export async function readCiting(
  handle: Handle,
  documents: readonly string[],
): Promise<{ citing: CitingDocument[]; more: boolean }> {
  const { rows } = await sql<DocumentHead & { places: CitingDocument['places'] }>`
    with place as (
      select x.document_id, x.ord as x_ord, c.ord, c.title, c.number, c.target_document_id, k.path, left(k.text, 2000) as text
      from law_citation c
      join law_expression x on x.id = c.expression_id and x.current
      left join law_clause k on k.expression_id = c.expression_id and k.ord = c.clause_ord
      where c.target_document_id in ${ids(documents)} and x.document_id not in ${ids(documents)}
      limit ${CITING_PLACES_MAX + 1})
    select ${HEAD}, p.places
    from (select document_id, json_agg(json_build_object('path', path, 'text', text, 'title', title, 'number', number,
            'targetId', target_document_id) order by x_ord, ord) as places
          from place group by document_id) p
    join law_document d on d.id = p.document_id
    order by d.dated desc nulls last, d.id desc`.execute(handle);
  const count = rows.reduce((sum, row) => sum + row.places.length, 0);
  return { citing: rows, more: count > CITING_PLACES_MAX };
}

/** An effect with where it is written, who asserted it and what it is upon. */
export type EffectRecord = RecordedEffect & {
  readonly on: DocumentHead;
  /** Name of the account that asserted it; null for rules and parts of the system. */
  readonly account: string | null;
  /** The document that says so, and the clause in it; null for a decision entered by hand. */
  readonly place: {
    readonly documentId: string;
    readonly number: string | null;
    readonly title: string;
    readonly path: string | null;
  } | null;
};

type EffectRow = Selectable<LawEffectTable> & {
  readonly on: DocumentHead;
  readonly account: string | null;
  readonly place: EffectRecord['place'];
};

/** At most this many effects that the documents have upon others: a clean-up list repeals dozens. */
const CAUSED_MAX = 500;

/** All effects upon the documents, and those that texts of `sources` have upon others. One query. */
export async function readEffectRecords(
  handle: Handle,
  documents: readonly string[],
  sources: readonly string[],
): Promise<EffectRecord[]> {
  const { rows } = await sql<EffectRow>`
    with wanted as (
      select id from law_effect where document_id in ${ids(documents)}
      union select e.id from law_effect e where e.document_id in (
        select document_id from law_effect where source_document_id in ${ids(sources)} limit ${CAUSED_MAX}))
    select e.*, a.name as account, row_to_json(h) as on,
      case when s.id is null then null else json_build_object(
        'documentId', s.id, 'number', s.number, 'title', s.title, 'path', k.path) end as place
    from wanted w join law_effect e on e.id = w.id
    join lateral (select ${HEAD} from law_document d where d.id = e.document_id) h on true
    left join account a on a.id::text = e.asserted_by
    left join lateral (
      select x.document_id, (
        select c.path from law_clause c
        where c.expression_id = x.id and c.start_at <= e.start_at and e.start_at < c.end_at
        order by c.ord desc limit 1) as path
      from law_expression x
      where x.edition_id = e.source_edition_id and x.start_at <= e.start_at and e.start_at < x.end_at
      order by x.start_at desc, x.ord desc limit 1) k on true
    left join law_document s on s.id = coalesce(k.document_id, e.source_document_id)
    order by e.asserted_at, e.start_at, e.id`.execute(handle);
  return rows.map((row) => ({ ...toEffect(row), on: row.on, account: row.account, place: row.place }));
}

/** Every document of a number in its normal form; several share one when the print collides. */
export async function documentsByNumber(handle: Handle, numberKey: string): Promise<DocumentHead[]> {
  const { rows } = await sql<DocumentHead>`
    select ${HEAD} from law_document d where d.number_key = ${numberKey}
    order by d.dated desc nulls last, d.id limit 100`.execute(handle);
  return rows;
}
