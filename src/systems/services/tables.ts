/** Rows of the one-stop service's own tables, as `migrations/0720-case-drafts.sql` and `1040` to `1044` make them. */
import type { ColumnType } from 'kysely';

export interface CaseDraftTable {
  division: string;
  id: string;
  account_id: string;
  item_code: string;
  item_version: number;
  sealed: Uint8Array;
  version: number;
  changed_at: ColumnType<Date, string, string>;
  case_id: string | null;
}

export interface CaseConsultationTable {
  division: string;
  case_id: string;
  body: string;
  asked_seq: number;
  answered_seq: number | null;
}

export interface CaseMaterialCheckTable {
  division: string;
  id: string;
  case_id: string;
  material: string;
  verdict: string;
  reason: string;
  paper_seen: boolean;
  copy_kept: boolean;
  evidence: string;
  checked_by: string;
  checked_by_name: string;
  checked_at: ColumnType<Date, string, never>;
}

export interface CaseMovedDayTable {
  division: string;
  notice_id: string;
  case_id: string;
  clock: string;
  from_on: string | null;
  to_on: string | null;
  moved_at: ColumnType<Date, string, never>;
}

export interface CaseCalendarRunTable {
  division: string;
  notice_id: string;
  looked: number;
  moved: number;
  done_at: ColumnType<Date, string, never>;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    case_draft: CaseDraftTable;
    case_moved_day: CaseMovedDayTable;
    case_calendar_run: CaseCalendarRunTable;
    case_material_check: CaseMaterialCheckTable;
    case_consultation: CaseConsultationTable;
  }
}
