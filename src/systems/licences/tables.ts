/** Rows of `migrations/0901-licences.sql`. */
import type { ColumnType } from 'kysely';
import type { HolderKind } from './holder.ts';
import type { LicenceEventKind } from './licence.ts';

type Timestamp = ColumnType<Date, string, never>;
type Day = ColumnType<string, string, never>;
type Bytes = ColumnType<Uint8Array, Uint8Array, never>;

export interface LicenceTable {
  division: string;
  id: string;
  identifier: string;
  case_id: string;
  case_number: string;
  item_code: string | null;
  item_name: string;
  type_code: string;
  type_name: string;
  licence_number: string | null;
  agency_code: string;
  agency_name: string;
  holder_kind: HolderKind;
  holder_account: string | null;
  holder_sealed: Bytes;
  holder_number_index: string;
  holder_name_index: string;
  verification_code_sealed: Bytes;
  content: ColumnType<readonly { readonly name: string; readonly value: string }[], string, never>;
  valid_from: Day;
  valid_until: ColumnType<string | null, string | null, never>;
  issued_at: Timestamp;
}

export interface LicenceEventTable {
  division: string;
  licence_id: string;
  seq: number;
  kind: LicenceEventKind;
  effective_on: Day;
  recorded_at: Timestamp;
  actor: string;
  actor_name: string;
  reason: string | null;
  ground: string | null;
  basis: string | null;
  request_key: string | null;
}

export interface LicenceUseTable {
  division: string;
  id: string;
  licence_id: string;
  case_number: string;
  purpose: string;
  /** Of `migrations/1030-licence-in-case.sql`. */
  material: string | null;
  code_index: string;
  code_sealed: Bytes;
  authorised_by: string;
  authorised_at: Timestamp;
  expires_at: Timestamp;
}

export interface LicenceUseRedemptionTable {
  division: string;
  use_id: string;
  redeemed_by: string;
  redeemed_by_name: string;
  redeemed_at: Timestamp;
  copy_until: Day;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    licence: LicenceTable;
    licence_event: LicenceEventTable;
    licence_use: LicenceUseTable;
    licence_use_redemption: LicenceUseRedemptionTable;
  }
}
