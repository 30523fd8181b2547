/** Rows of `migrations/0600-calendar.sql`. */
import type { ColumnType } from 'kysely';
import type { NamedDay } from './notice.ts';

type Days = ColumnType<NamedDay[], string, never>;

export interface CalendarNoticeTable {
  id: string;
  region: string;
  year: number;
  title: string;
  number: string | null;
  dated: ColumnType<string | null, string | null, never>;
  source: string;
  state: 'confirmed' | 'unconfirmed';
  off_days: Days;
  make_up_days: Days;
  supersedes: string | null;
  reason: string | null;
  loaded_by: string;
  loaded_by_name: string;
  loaded_at: ColumnType<Date, string, never>;
  request_key: string;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    calendar_notice: CalendarNoticeTable;
  }
}
