/** Rows of the one-stop service's own tables, as `0720-case-drafts.sql` and `1031-theme-cases.sql` make them. */
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

declare module '#platform/store/tables.ts' {
  interface Tables {
    case_draft: CaseDraftTable;
    theme_case: ThemeCaseTable;
    theme_child: ThemeChildTable;
    theme_event: ThemeEventTable;
  }
}
