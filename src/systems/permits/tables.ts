/** Rows of `migrations/0800-permits.sql`. */
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, string, never>;
type Day = ColumnType<Date, string, never>;
type Json = ColumnType<unknown, string, string>;

export interface PermitItemVersionTable {
  id: string;
  code: string;
  version: number;
  content: Json;
  summary: Json;
  sha256: string;
  list_document: string;
  reason: string;
  effective_on: Day;
  published_at: Timestamp;
  published_by: string;
  published_by_name: string;
  request_key: string;
}

export interface PermitItemWithdrawalTable {
  id: string;
  version_id: string;
  reason: string;
  effective_on: Day;
  withdrawn_at: Timestamp;
  withdrawn_by: string;
  withdrawn_by_name: string;
  request_key: string;
}

export interface PermitItemDraftTable {
  code: string;
  content: Json;
  based_on: number;
  revision: string;
  saved_at: ColumnType<Date, string, string>;
  saved_by: string;
  saved_by_name: string;
}

export interface PermitListChangeTable {
  id: string;
  code: string;
  kind: 'add' | 'remove' | 'transfer' | 'rename' | 'basis';
  version: number;
  name: string;
  before: Json | null;
  after: Json | null;
  reason: string;
  list_document: string;
  effective_on: Day;
  recorded_at: Timestamp;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    permit_item_version: PermitItemVersionTable;
    permit_item_withdrawal: PermitItemWithdrawalTable;
    permit_item_draft: PermitItemDraftTable;
    permit_list_change: PermitListChangeTable;
  }
}
