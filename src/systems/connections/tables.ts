/** Rows of `migrations/1011-webhooks.sql`. */
import type { ColumnType } from 'kysely';
import type { Kind } from './kinds.ts';

type Timestamp = ColumnType<Date, string, string>;

export interface WebhookSubscriptionTable {
  division: string;
  id: string;
  url: string;
  body: string;
  kinds: ColumnType<readonly Kind[], string, never>;
  about: string;
  secret_sealed: Uint8Array;
  old_secret_sealed: Uint8Array | null;
  old_secret_until: Timestamp | null;
  made_at: ColumnType<Date, string, never>;
  made_by: string;
  ended_at: Timestamp | null;
  ended_by: string | null;
}

export interface WebhookCursorTable {
  division: string;
  source: string;
  reached: Timestamp;
}

export interface WebhookDeliveryTable {
  division: string;
  id: string;
  subscription_id: string;
  source: string;
  subject_id: string;
  seq: number;
  kind: string;
  payload: string;
  state: 'waiting' | 'delivered' | 'dead';
  tries: number;
  made_at: ColumnType<Date, string, never>;
  settled_at: Timestamp | null;
}

export interface WebhookTryTable {
  division: string;
  delivery_id: string;
  n: number;
  at: ColumnType<Date, string, never>;
  took_ms: number;
  status: number | null;
  answer: string;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    webhook_subscription: WebhookSubscriptionTable;
    webhook_cursor: WebhookCursorTable;
    webhook_delivery: WebhookDeliveryTable;
    webhook_try: WebhookTryTable;
  }
}
