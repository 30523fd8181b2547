/**
 * The rows that an artifact becomes: a pure function, so that what is in the tables can always be made again
 * and compared. Documents are named here by their place in the artifact; identities are given by the store.
 */
import { canonicalJson, sha256 } from '#base/digest.ts';
import { type CitationRow, citationRows } from './citation-rows.ts';
import { clauseText, wordsHash } from './clause-text.ts';
import { numberKey, titleKey } from './name.ts';
import type { Artifact, Clause, Instrument, Issuance, Span, Table } from './parse/artifact.ts';
import { type RecordRows, recordRows } from './record-rows.ts';

/** `issuance:I` or `instrument:I/J`. */
export type Locator = string;

export type DocumentDraft = {
  readonly locator: Locator;
  readonly kind: 'issuance' | 'instrument' | 'statute';
  readonly parent: Locator | null;
  readonly number: string | null;
  readonly numberKey: string | null;
  readonly title: string;
  readonly titleKey: string;
  readonly section: string | null;
  readonly signedBy: readonly string[];
  readonly dated: string | null;
  readonly disclosed: boolean | null;
};

export type ClauseRow = {
  readonly ord: number;
  readonly parent_ord: number | null;
  readonly depth: number;
  readonly label: string;
  readonly path: string;
  readonly heading: string | null;
  readonly text: string | null;
  readonly sha256: string;
  readonly clause_key: string;
  readonly start_at: number | null;
  readonly end_at: number | null;
};

export type TableRows = {
  readonly ord: number;
  readonly caption: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly ord: number;
    readonly cells: Readonly<Record<string, string>>;
    readonly sha256: string;
    readonly start_at: number;
    readonly end_at: number;
  }[];
};

export type ExpressionDraft = {
  readonly locator: Locator;
  readonly opening: string | null;
  readonly addressees: readonly string[];
  readonly attachments: readonly string[];
  readonly start_at: number;
  readonly end_at: number;
  readonly text_sha256: string;
  readonly clauses: readonly ClauseRow[];
  readonly tables: readonly TableRows[];
  readonly citations: readonly CitationRow[];
};

/** All rows of an edition. Documents and texts in print order: an issuance, then the instruments it carries. */
export type EditionRows = {
  readonly documents: readonly DocumentDraft[];
  readonly expressions: readonly ExpressionDraft[];
  readonly records: RecordRows;
};

export function editionRows(artifact: Artifact): EditionRows {
  const documents: DocumentDraft[] = [];
  const expressions: ExpressionDraft[] = [];
  artifact.issuances.forEach((issuance, i) => {
    const own = ownInstrument(artifact, issuance);
    const issuanceLocator = `issuance:${i}`;
    documents.push(issuanceDraft(artifact, issuance, issuanceLocator));
    expressions.push(expression(artifact, issuanceLocator, i, issuance, own));
    issuance.instruments.forEach((instrument, j) => {
      if (instrument === own) return;
      const locator = `instrument:${i}/${j}`;
      documents.push(instrumentDraft(instrument, locator, issuanceLocator, issuance));
      expressions.push(expression(artifact, locator, i, null, instrument));
    });
  });
  return { documents, expressions, records: recordRows(artifact) };
}

/** SHA-256 of the rows in canonical form. */
export const rowsHash = (rows: EditionRows): string => sha256(canonicalJson(rows));

/** The text that an issuance carries under its own title is the issuance itself, not a document it forwards. */
function ownInstrument(artifact: Artifact, issuance: Issuance): Instrument | null {
  if (artifact.shape === 'statute') return issuance.instruments[0] ?? null;
  return issuance.instruments.find((x) => titleKey(x.title) === titleKey(issuance.title)) ?? null;
}

function issuanceDraft(artifact: Artifact, issuance: Issuance, locator: Locator): DocumentDraft {
  return {
    locator,
    kind: artifact.shape === 'statute' ? 'statute' : 'issuance',
    parent: null,
    number: issuance.number,
    numberKey: issuance.number === null ? null : numberKey(issuance.number),
    title: issuance.title,
    titleKey: titleKey(issuance.title),
    section: issuance.kind,
    signedBy: issuance.signedBy,
    dated: issuance.date,
    disclosed: issuance.disclosed,
  };
}

function instrumentDraft(
  instrument: Instrument,
  locator: Locator,
  parent: Locator,
  issuance: Issuance,
): DocumentDraft {
  return {
    locator,
    kind: 'instrument',
    parent,
    number: null,
    numberKey: null,
    title: instrument.title,
    titleKey: titleKey(instrument.title),
    section: issuance.kind,
    signedBy: issuance.signedBy,
    dated: issuance.date,
    disclosed: issuance.disclosed,
  };
}

function expression(
  artifact: Artifact,
  locator: Locator,
  issuanceIndex: number,
  issuance: Issuance | null,
  instrument: Instrument | null,
): ExpressionDraft {
  const span: Span = issuance?.span ?? instrument?.span ?? [0, 0];
  const clauses = clauseRows(artifact.source.text, instrument?.clauses ?? []);
  const tables = (instrument?.tables ?? []).map(tableRows);
  return {
    locator,
    opening: issuance?.opening ?? null,
    addressees: issuance?.addressees ?? [],
    attachments: issuance?.attachments.map((a) => a.title) ?? [],
    start_at: span[0],
    end_at: span[1],
    text_sha256: sha256(
      canonicalJson([
        clauses.map((c) => [c.path, c.sha256]),
        tables.map((t) => [t.columns, t.rows.map((r) => r.sha256)]),
      ]),
    ),
    clauses,
    tables,
    citations: citationRows(artifact, issuanceIndex, issuance === null ? instrument : null, clauses),
  };
}

function clauseRows(source: string, roots: readonly Clause[]): ClauseRow[] {
  const rows: ClauseRow[] = [];
  const walk = (clauses: readonly Clause[], parent: number | null, depth: number): void => {
    for (const clause of clauses) {
      const ord = rows.length;
      const text = clauseText(source, clause.span, clause.label);
      rows.push({
        ord,
        parent_ord: parent,
        depth,
        label: clause.label,
        path: clause.path,
        heading: clause.heading,
        text,
        sha256: wordsHash(text),
        clause_key: clause.id,
        start_at: clause.span[0],
        end_at: clause.span[1],
      });
      walk(clause.children, ord, depth + 1);
    }
  };
  walk(roots, null, 0);
  return rows;
}

function tableRows(table: Table, ord: number): TableRows {
  return {
    ord,
    caption: table.caption,
    columns: table.columns,
    rows: table.rows.map((cells, i) => {
      const span = table.rowSpans[i] ?? table.span;
      return { ord: i, cells, sha256: sha256(canonicalJson(cells)), start_at: span[0], end_at: span[1] };
    }),
  };
}
