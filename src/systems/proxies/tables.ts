/** Rows of `migrations/1021-proxies.sql`. */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { ProxyEventKind, ProxyKind } from './proxy.ts';

type Timestamp = ColumnType<Date, string, never>;
type Bytes = ColumnType<Uint8Array, Uint8Array, never>;

export interface PrincipalTable {
  division: string;
  id: string;
  kind: 'person' | 'enterprise';
  account_id: string | null;
  name_sealed: Bytes;
  number_sealed: ColumnType<Uint8Array | null, Uint8Array | null, never>;
  number_index: string | null;
  made_at: Timestamp;
}

export interface ProxyTable {
  division: string;
  id: string;
  principal_id: string | null;
  agent: string;
  kind: ProxyKind;
  items: JSONColumnType<readonly string[] | null, string | null, never>;
  starts_on: ColumnType<string, string, never>;
  ends_on: ColumnType<string | null, string | null, never>;
  given_by: string;
  code_index: string | null;
  made_at: Timestamp;
}

export interface ProxyEventTable {
  division: string;
  proxy_id: string;
  seq: number;
  kind: ProxyEventKind;
  at: Timestamp;
  actor: string;
  actor_name: string;
  how: string | null;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    principal: PrincipalTable;
    proxy: ProxyTable;
    proxy_event: ProxyEventTable;
  }
}
