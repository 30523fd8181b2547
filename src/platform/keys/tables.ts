/** Rows of `migrations/1010-keys.sql`. */
import type { ColumnType } from 'kysely';
import type { PostRole } from '#platform/people/actor.ts';
import type { Scope } from '#platform/people/scope.ts';

type Timestamp = ColumnType<Date, string, string>;
type Json<T> = ColumnType<T, string, never>;

export interface ApiKeyTable {
  division: string;
  id: string;
  name: string;
  body: string;
  posts: Json<readonly PostRole[]>;
  scopes: Json<readonly Scope[]>;
  digest: string;
  last_four: string;
  requests_per_minute: number;
  ends_on: ColumnType<string, string, never>;
  made_at: ColumnType<Date, string, never>;
  made_by: string;
  revoked_at: Timestamp | null;
  revoked_by: string | null;
  last_used_at: Timestamp | null;
}

export interface KeyAuthorityTable {
  division: string;
  id: string;
  key_id: string;
  account_id: string;
  ends_on: ColumnType<string, string, never>;
  granted_at: ColumnType<Date, string, never>;
  withdrawn_at: Timestamp | null;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    api_key: ApiKeyTable;
    key_authority: KeyAuthorityTable;
  }
}
