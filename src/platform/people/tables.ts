import type { ColumnType, Generated, JSONColumnType } from 'kysely';

export interface AccountTable {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  username: string | null;
  display_username: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface AccountRoleTable {
  account_id: string;
  role: string;
  division: string;
  granted_at: Generated<Date>;
  granted_by: string | null;
}

export interface AuditEntryTable {
  id: string;
  at: ColumnType<Date, Date | string, never>;
  actor: string;
  actor_name: string;
  use_case: string;
  subject: string | null;
  outcome: string;
  detail: JSONColumnType<Record<string, unknown>>;
}

export interface AccountPersonTable {
  account_id: string;
  phone_sealed: Uint8Array;
  phone_index: string;
  registered_at: ColumnType<Date, string, never>;
}

export interface AccountPostTable {
  division: string;
  account_id: string;
  body: string;
  role: string;
  granted_at: ColumnType<Date, string, never>;
  granted_by: string | null;
}

/** Rows of the platform's own tables. Sessions and credentials are read and written by the sign-in library alone. */
export interface PlatformTables {
  account: AccountTable;
  account_role: AccountRoleTable;
  account_person: AccountPersonTable;
  account_post: AccountPostTable;
  audit_entry: AuditEntryTable;
}
