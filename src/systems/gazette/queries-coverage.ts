/** SQL of the coverage map: an edition's outline, the words of a few clauses, and marks. Every query runs on an index. */
import { sql } from 'kysely';
import type { CoverageDocument, CoverageUnit } from '#engines/law/coverage.ts';
import type { Handle } from '#platform/store/store.ts';
import { clauseAddresses, clauseHref } from '#systems/documents/index.ts';
import type { MarkVerdict } from './coverage/tables.ts';

/** A clause or row of the outline, without its words. */
export type OutlineUnit = CoverageUnit & {
  readonly documentId: string;
  readonly expressionId: string;
  /** Its permanent address on the site, from the root. */
  readonly href: string;
  /** Place in print order, of the row within its table. */
  readonly ord: number;
  /** Of a row. */
  readonly table: number | null;
  readonly depth: number;
  readonly heading: string | null;
  /** Whether its words are its heading and nothing more; false where the words are not here. */
  readonly bare: boolean;
};
export type OutlineText = {
  readonly documentId: string;
  readonly title: string;
  readonly units: readonly OutlineUnit[];
};
export type OutlineDocument = Omit<CoverageDocument<OutlineUnit>, 'texts'> & {
  readonly id: string;
  readonly texts: readonly OutlineText[];
};

type TextRow = {
  expressionId: string;
  documentId: string;
  parentId: string | null;
  title: string;
  number: string | null;
  section: string | null;
};
type ClauseRow = {
  expressionId: string;
  ord: number;
  parentOrd: number | null;
  depth: number;
  path: string;
  heading: string | null;
  bare: boolean;
  sha256: string;
};

/**
 * The outline of an edition in print order: rows of tables behind the clauses of their text. Three queries.
 * @param issuance only this one and what it carries
 */
export async function readOutline(
  handle: Handle,
  editionId: string,
  issuance?: string,
): Promise<OutlineDocument[]> {
  const which =
    issuance === undefined
      ? sql`x.edition_id = ${editionId}`
      : sql`x.edition_id = ${editionId} and x.document_id in (
          select id from law_document where id = ${issuance} or parent_id = ${issuance})`;
  const texts = await sql<TextRow>`
    select x.id as "expressionId", d.id as "documentId", d.parent_id as "parentId", d.title, d.number, d.section
    from law_expression x join law_document d on d.id = x.document_id
    where ${which} order by x.ord`.execute(handle);
  const clauses = await sql<ClauseRow>`
    select c.expression_id as "expressionId", c.ord, c.parent_ord as "parentOrd", c.depth, c.path, c.heading,
      c.sha256, coalesce(char_length(c.text) <= char_length(c.heading) + 1, false) as bare
    from law_expression x join law_clause c on c.expression_id = x.id
    where ${which} order by x.ord, c.ord`.execute(handle);
  const rows = await sql<{ expressionId: string; table: number; ord: number; sha256: string }>`
    select r.expression_id as "expressionId", r.table_ord as table, r.ord, r.sha256
    from law_expression x join law_table_row r on r.expression_id = x.id
    where ${which} order by x.ord, r.table_ord, r.ord`.execute(handle);
  const clausesOf = Map.groupBy(clauses.rows, (c) => c.expressionId);
  const rowsOf = Map.groupBy(rows.rows, (r) => r.expressionId);
  const unitsOf = ({ expressionId, documentId }: TextRow): OutlineUnit[] => {
    const own = clausesOf.get(expressionId) ?? [];
    const addresses = clauseAddresses(own.map((c) => c.path));
    const at = new Map(own.map((c, i) => [c.ord, i]));
    return [
      ...own.map(
        ({ parentOrd, ...c }, i): OutlineUnit => ({
          ...c,
          documentId,
          href: clauseHref(documentId, addresses[i] ?? c.path),
          table: null,
          parent: parentOrd === null ? null : (at.get(parentOrd) ?? null),
          kind: 'clause',
        }),
      ),
      ...(rowsOf.get(expressionId) ?? []).map(
        (r): OutlineUnit => ({
          ...r,
          documentId,
          href: `/documents/${documentId}/rows/${r.table + 1}-${r.ord + 1}`,
          path: `表${r.table + 1}/${r.ord + 1}`,
          parent: null,
          depth: 0,
          heading: null,
          bare: false,
          kind: 'row',
        }),
      ),
    ];
  };
  const families = Map.groupBy(texts.rows, (t) => t.parentId ?? t.documentId);
  return [...families].flatMap(([id, family]) => {
    const head = family.find((t) => t.documentId === id) ?? family[0];
    if (!head) return [];
    const { number, title, section } = head;
    const carried = family.map((t) => ({ documentId: t.documentId, title: t.title, units: unitsOf(t) }));
    return [{ id, number, title, section, texts: carried }];
  });
}

/** What a page shows of a unit. */
export type UnitWords = {
  readonly gist: string | null;
  /** The beginning of its own words, null where they are not here; of a row, its cells. */
  readonly words: string | null;
};

const WORDS_MAX = 90;
export const unitKey = (unit: OutlineUnit): string => `${unit.expressionId}:${unit.table ?? ''}:${unit.ord}`;

/** Gists and first words of some units. A paragraph without a gist of its own has that of the clause above it. */
export async function readUnitWords(
  handle: Handle,
  units: readonly OutlineUnit[],
): Promise<Map<string, UnitWords>> {
  const asked = units.map((u) => ({
    e: u.expressionId,
    d: u.documentId,
    o: u.ord,
    t: u.table,
    p: u.path,
    up: /\/¶\d+$/u.test(u.path) ? u.path.slice(0, u.path.lastIndexOf('/')) : null,
  }));
  const { rows } = await sql<{ key: string; gist: string | null; words: string | null }>`
    select concat(a.e, ':', a.t, ':', a.o) as key, coalesce(g.gist, up.gist) as gist,
      coalesce(left(c.text, ${WORDS_MAX + 1}), (
        select string_agg(r.cells ->> n.name, '　' order by n.at)
        from jsonb_array_elements_text(tb.column_names) with ordinality as n(name, at)
        where n.at between 2 and 4)) as words
    from json_to_recordset(${JSON.stringify(asked)}::json) as a(e uuid, d uuid, o int, t int, p text, up text)
    left join law_clause c on a.t is null and c.expression_id = a.e and c.ord = a.o
    left join law_table tb on tb.expression_id = a.e and tb.ord = a.t
    left join law_table_row r on r.expression_id = a.e and r.table_ord = a.t and r.ord = a.o
    left join law_gist g on g.document_id = a.d and g.path = a.p
    left join law_gist up on up.document_id = a.d and up.path = a.up`.execute(handle);
  const cut = (words: string | null) =>
    words !== null && words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX)}…` : words;
  return new Map(rows.map(({ key, gist, words }) => [key, { gist, words: cut(words) }]));
}

export type EditorMark = {
  readonly id: string;
  readonly documentId: string;
  readonly path: string;
  readonly sha256: string;
  readonly verdict: MarkVerdict;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
};

/** The last mark of each clause and its words in these documents. */
export async function readEditorMarks(handle: Handle, documents: readonly string[]): Promise<EditorMark[]> {
  const { rows } = await sql<EditorMark>`
    select distinct on (m.document_id, m.path, m.sha256) m.id, m.document_id as "documentId", m.path, m.sha256,
      m.verdict, m.reason, m.marked_by_name as by, m.marked_at as at
    from gazette_clause_mark m
    where m.document_id in (select value::uuid from json_array_elements_text(${JSON.stringify(documents)}::json))
    order by m.document_id, m.path, m.sha256, m.id desc`.execute(handle);
  return rows;
}
