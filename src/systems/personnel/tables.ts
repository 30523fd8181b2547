/** Rows of `migrations/0500-personnel.sql`. */
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, string, never>;

export interface PersonnelIdentityTable {
  id: string;
  name: string;
  document_a: string;
  document_b: string;
  verdict: 'same' | 'different' | 'revoke';
  revokes: string | null;
  reason: string;
  decided_by: string;
  decided_by_name: string;
  decided_at: Timestamp;
  request_key: string;
}

export interface PersonnelNoticeDraftTable {
  id: string;
  request_key: string;
  title: string;
  acts: ColumnType<unknown, string, never>;
  overrides: ColumnType<unknown, string, never>;
  draft_id: string;
  made_by: string;
  made_by_name: string;
  made_at: Timestamp;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    personnel_identity: PersonnelIdentityTable;
    personnel_notice_draft: PersonnelNoticeDraftTable;
  }
}
