/** Rows of the law engine's tables, as `migrations/0100-law.sql` makes them. Dates are `YYYY-MM-DD`. */
import type { ColumnType, Generated } from 'kysely';

/** Read as the driver gives it, written as ISO text; rows hold milliseconds. */
type Timestamp = ColumnType<Date, string, string>;
/** Read parsed, written as JSON text. */
type Json = ColumnType<unknown, string, string>;
/** Read as text by the server's driver, as a number by the embedded one. */
type Numeric = ColumnType<string | number, number | string, number | string>;

export interface LawIssueTable {
  id: string;
  issue_key: string;
  shape: string;
  title: string;
  organ: string | null;
  year: number | null;
  number: number | null;
  running_number: number | null;
  dated: string | null;
  first_imported_at: Timestamp;
}

export interface LawSourceFileTable {
  sha256: string;
  bytes: Uint8Array;
  size_bytes: number;
  encoding: string;
  file_name: string | null;
  received_at: Timestamp;
}

export interface LawEditionTable {
  id: string;
  issue_id: string;
  number: number;
  origin: string;
  source_sha256: string | null;
  artifact: string;
  artifact_sha256: string;
  rows_sha256: string;
  supersedes: string | null;
  current: boolean;
  imported_by: string;
  imported_at: Timestamp;
  accepted_transforms: ColumnType<unknown, string | undefined, string>;
}

export interface LawDocumentTable {
  id: string;
  kind: string;
  parent_id: string | null;
  number: string | null;
  number_key: string | null;
  title: string;
  title_key: string;
  section: string | null;
  signed_by: ColumnType<unknown, string | undefined, string>;
  dated: string | null;
  disclosed: boolean | null;
  holding: string;
  effects_version: Generated<number>;
  created_at: Timestamp;
}

export interface LawExpressionTable {
  id: string;
  document_id: string;
  edition_id: string;
  ord: number;
  locator: string;
  valid_from: string | null;
  valid_until: string | null;
  current: boolean;
  opening: string | null;
  addressees: ColumnType<unknown, string | undefined, string>;
  attachments: ColumnType<unknown, string | undefined, string>;
  start_at: number;
  end_at: number;
  text_sha256: string;
}

export interface LawClauseTable {
  expression_id: string;
  ord: number;
  parent_ord: number | null;
  depth: number;
  label: string;
  path: string;
  heading: string | null;
  text: string | null;
  sha256: string;
  clause_key: string;
  start_at: number | null;
  end_at: number | null;
}

export interface LawGistTable {
  document_id: string;
  path: string;
  gist: string;
  remark: string | null;
}

export interface LawTableTable {
  expression_id: string;
  ord: number;
  caption: string | null;
  column_names: Json;
}

export interface LawTableRowTable {
  expression_id: string;
  table_ord: number;
  ord: number;
  cells: Json;
  sha256: string;
  start_at: number;
  end_at: number;
}

export interface LawContentsEntryTable {
  edition_id: string;
  ord: number;
  section: string | null;
  title: string;
  number: string | null;
  page: number | null;
  document_id: string | null;
}

export interface LawCitationTable {
  expression_id: string;
  ord: number;
  clause_ord: number | null;
  start_at: number;
  end_at: number;
  role: string;
  class: string;
  title: string | null;
  title_key: string | null;
  number: string | null;
  number_key: string | null;
  read_as: string;
  read_target: string | null;
  resolution: string;
  target_document_id: string | null;
}

export interface LawEffectTable {
  id: string;
  document_id: string;
  kind: string;
  dated: string | null;
  date_precision: string;
  until: string | null;
  stage: string;
  basis: string | null;
  reason: string | null;
  instructions: Json | null;
  source_document_id: string | null;
  source_edition_id: string | null;
  start_at: number | null;
  end_at: number | null;
  fingerprint: string;
  asserted_by: string;
  asserted_at: Timestamp;
  retracts: string | null;
  decides: string | null;
  request_key: string | null;
}

export interface LawBodyTable {
  id: string;
  name: string;
  name_key: string;
}

export interface LawBodyAliasTable {
  name_key: string;
  name: string;
  body_id: string;
  state: string;
  decided_by: string | null;
  decided_at: Timestamp | null;
}

export interface LawFindingTable {
  id: string;
  finding_key: string;
  kind: string;
  edition_id: string | null;
  document_ids: ColumnType<unknown, string | undefined, string>;
  message: string;
  start_at: number | null;
  end_at: number | null;
  state: string;
  decided_by: string | null;
  decided_at: Timestamp | null;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  found_at: Timestamp;
}

export interface LawAppointmentTable {
  edition_id: string;
  ord: number;
  document_id: string | null;
  person: string;
  act: string;
  organisation: string;
  post: string;
  concurrent: boolean;
  seconded: boolean;
  probation_months: number | null;
  effective_date: string | null;
  decided_on: string | null;
  decided_by: string | null;
  start_at: number;
  end_at: number;
}

export interface LawFigureTable {
  edition_id: string;
  ord: number;
  document_id: string | null;
  indicator: string;
  place: string | null;
  period: string | null;
  value: Numeric | null;
  unit: string | null;
  change: Numeric | null;
  change_unit: string | null;
  measure: string | null;
  compared_with: string | null;
  start_at: number;
  end_at: number;
}

export interface LawPeriodTable {
  edition_id: string;
  ord: number;
  document_id: string | null;
  name: string;
  kind: string;
  starts: string | null;
  ends: string | null;
  start_at: number;
  end_at: number;
}

export interface LawTables {
  law_issue: LawIssueTable;
  law_source_file: LawSourceFileTable;
  law_edition: LawEditionTable;
  law_document: LawDocumentTable;
  law_expression: LawExpressionTable;
  law_clause: LawClauseTable;
  law_gist: LawGistTable;
  law_table: LawTableTable;
  law_table_row: LawTableRowTable;
  law_contents_entry: LawContentsEntryTable;
  law_citation: LawCitationTable;
  law_effect: LawEffectTable;
  law_body: LawBodyTable;
  law_body_alias: LawBodyAliasTable;
  law_finding: LawFindingTable;
  law_appointment: LawAppointmentTable;
  law_figure: LawFigureTable;
  law_period: LawPeriodTable;
}

declare module '#platform/store/tables.ts' {
  interface Tables extends LawTables {}
}
