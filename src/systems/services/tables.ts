/** Rows of the one-stop service's own tables, as `migrations/0720`, `1031`, `1040` to `1042` and `1060` make them. */
import type { ColumnType } from 'kysely';
import type { Theme } from '#systems/permits/index.ts';

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

export interface ThemeCaseTable {
  division: string;
  id: string;
  number: string;
  request_key: string;
  theme_code: string;
  theme: ColumnType<Theme, string, never>;
  applicant: string;
  filed_by: string;
  files_owner: string;
  channel: 'web' | 'window' | 'api';
  sealed: Uint8Array;
  version: number;
  opened_at: ColumnType<Date, string, never>;
  closed_at: ColumnType<Date | null, string | null, string | null>;
}

export interface ThemeChildTable {
  division: string;
  theme_id: string;
  item_code: string;
  case_id: string | null;
  dropped: boolean;
}

export interface ThemeEventTable {
  division: string;
  theme_id: string;
  seq: number;
  at: ColumnType<Date, string, never>;
  kind: 'opened' | 'filed' | 'stuck' | 'dropped' | 'closed' | 'step';
  item_code: string | null;
  actor: string;
  actor_name: string;
  data: ColumnType<Readonly<Record<string, string>>, string, never>;
}

export interface PreReviewTable {
  division: string;
  id: string;
  draft_id: string;
  account_id: string;
  item_code: string;
  item_version: number;
  title: string;
  body: string;
  sealed: Uint8Array;
  state: 'waiting' | 'answered' | 'withdrawn' | 'superseded' | 'filed';
  asked_at: ColumnType<Date, string, never>;
  promised_days: number;
  promised_unit: 'working' | 'calendar';
  verdict: 'ready' | 'amend' | 'elsewhere' | null;
  answer: Uint8Array | null;
  answered_at: ColumnType<Date | null, string | null, string | null>;
  answered_by: string | null;
  answered_by_name: string | null;
  closed_at: ColumnType<Date | null, string | null, string | null>;
  case_id: string | null;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    case_draft: CaseDraftTable;
    case_moved_day: CaseMovedDayTable;
    case_calendar_run: CaseCalendarRunTable;
    case_material_check: CaseMaterialCheckTable;
    case_consultation: CaseConsultationTable;
    pre_review: PreReviewTable;
    theme_case: ThemeCaseTable;
    theme_child: ThemeChildTable;
    theme_event: ThemeEventTable;
  }
}
