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
  standing: string | null;
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

/** Opened by the sign-in library; when it was seen and how well its person is known is ours. */
export interface AccountSessionTable {
  id: string;
  account_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Date;
  assurance: number;
  seen_at: ColumnType<Date, string, string>;
}

export interface AccountCredentialTable {
  id: string;
  account_id: string;
  provider_id: string;
  provider_account_id: string;
  created_at: Date;
}

export interface SignInFailureTable {
  id: string;
  bucket: string;
  at: ColumnType<Date, string, never>;
}

export interface AccountIdentityTable {
  account_id: string;
  name_sealed: Uint8Array;
  number_sealed: Uint8Array;
  number_index: string;
  verified_at: ColumnType<Date, string, string>;
  verified_by: string;
}

export interface AccountRepresentationTable {
  account_id: string;
  credit_code_index: string;
  verified_at: ColumnType<Date, string, string>;
  verified_by: string;
}

export interface CommandDoneTable {
  key: string;
  use_case: string;
  outcome: JSONColumnType<object>;
  at: ColumnType<Date, string, never>;
}

/** Rows of the platform's own tables. Passwords and tokens are read and written by the sign-in library alone. */
export interface PlatformTables {
  account_session: AccountSessionTable;
  account_credential: AccountCredentialTable;
  sign_in_failure: SignInFailureTable;
  account_identity: AccountIdentityTable;
  account_representation: AccountRepresentationTable;
  command_done: CommandDoneTable;
  account: AccountTable;
  account_role: AccountRoleTable;
  account_person: AccountPersonTable;
  account_post: AccountPostTable;
  audit_entry: AuditEntryTable;
}
