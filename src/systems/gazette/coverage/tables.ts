/** Rows of `migrations/0350-clause-marks.sql`. */
import type { ColumnType } from 'kysely';

export const MARK_VERDICTS = ['statement', 'operative', 'revoked'] as const;
export type MarkVerdict = (typeof MARK_VERDICTS)[number];

export interface GazetteClauseMarkTable {
  id: string;
  document_id: string;
  path: string;
  sha256: string;
  verdict: MarkVerdict;
  reason: string | null;
  marked_by: string;
  marked_by_name: string;
  marked_at: ColumnType<Date, string, string>;
  request_key: string;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    gazette_clause_mark: GazetteClauseMarkTable;
  }
}
