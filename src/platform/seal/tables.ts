/** Rows of `migrations/0900-seal.sql`. */
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, string, never>;

export interface SealCertificateTable {
  division: string;
  id: string;
  /** Empty for the root. */
  body_code: string;
  generation: number;
  body_name: string;
  certificate: ColumnType<Uint8Array, Uint8Array, never>;
  private_key: ColumnType<Uint8Array, Uint8Array, never>;
  valid_from: Timestamp;
  valid_until: Timestamp;
  made_at: Timestamp;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    seal_certificate: SealCertificateTable;
  }
}
