/** Rows of the procedure engine's tables, as `migrations/0700-procedure.sql` makes them. Dates are `YYYY-MM-DD`. */
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, string, string>;
type Json = ColumnType<unknown, string, string>;

export interface CaseFileTable {
  division: string;
  id: string;
  number: string;
  procedure_code: string;
  item_code: string;
  item_version: number;
  title: string;
  applicant: string;
  filed_by: string;
  channel: string;
  state: string;
  turn: string;
  version: number;
  holder: string;
  clock: string | null;
  due_on: string | null;
  warn_on: string | null;
  suspended: boolean;
  opened_at: Timestamp;
  changed_at: Timestamp;
  closed_at: Timestamp | null;
  assignee: string | null;
}

export interface CaseEventTable {
  division: string;
  case_id: string;
  seq: number;
  at: Timestamp;
  effective_on: string;
  transition: string;
  actor: string;
  actor_name: string;
  actor_role: string;
  from_state: string | null;
  to_state: string;
  holder: string | null;
  data: Json;
  clocks: Json;
}

export interface CaseFormTable {
  division: string;
  case_id: string;
  seq: number;
  sealed: Uint8Array;
}

export interface CaseCommandTable {
  division: string;
  key: string;
  case_id: string;
  seq: number;
  at: Timestamp;
}

export interface CaseSerialTable {
  division: string;
  item_code: string;
  day: string;
  highest: number;
}

export interface CaseMaterialTable {
  division: string;
  case_id: string;
  seq: number;
  material: string;
  file_id: string;
}

interface ProcedureTables {
  case_material: CaseMaterialTable;
  case_file: CaseFileTable;
  case_event: CaseEventTable;
  case_form: CaseFormTable;
  case_command: CaseCommandTable;
  case_serial: CaseSerialTable;
}

declare module '#platform/store/tables.ts' {
  interface Tables extends ProcedureTables {}
}
