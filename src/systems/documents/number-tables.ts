/** Rows of the numbering tables in `migrations/0400-next-issue.sql`. */
import type { ColumnType } from 'kysely';

export interface DocumentNumberSeriesTable {
  series: string;
  year: number;
  highest: number;
}

export interface DocumentNumberTakenTable {
  series: string;
  year: number;
  ordinal: number;
  number: string;
  subject: string;
  taken_by: string;
  taken_at: ColumnType<Date, string, never>;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    document_number_series: DocumentNumberSeriesTable;
    document_number_taken: DocumentNumberTakenTable;
  }
}
