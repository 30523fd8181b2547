/** Rows of `migrations/1000-reviews.sql`. */
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, string, never>;
type Json = ColumnType<unknown, string, never>;

export interface ReviewServiceTable {
  division: string;
  id: string;
  body: string;
  affair_code: string;
  item_code: string;
  item_name: string;
  case_id: string | null;
  clerk: string;
  clerk_name: string;
  window_no: string;
  code_index: string;
  served_at: Timestamp;
  expires_at: Timestamp;
  request_key: string;
}

export interface ReviewRatingTable {
  division: string;
  id: string;
  subject: string;
  indicator_set: string;
  level: number;
  answers: Json;
  words_sealed: Uint8Array | null;
  rater: string | null;
  real_name: boolean;
  channel: 'web' | 'link';
  body: string;
  affair_code: string;
  item_code: string;
  item_name: string;
  case_id: string | null;
  service_id: string | null;
  served_at: Timestamp;
  rated_at: Timestamp;
  request_key: string;
}

export interface ReviewAdditionTable {
  division: string;
  id: string;
  rating_id: string;
  words_sealed: Uint8Array;
  added_at: Timestamp;
  request_key: string;
}

export interface ReviewAnnulmentTable {
  division: string;
  rating_id: string;
  case_id: string;
  ground: string;
  reason: string;
  annulled_at: Timestamp;
  annulled_by: string;
  annulled_by_name: string;
}

export interface ReviewMatterTable {
  division: string;
  case_id: string;
  kind: 'bad_rating' | 'complaint' | 'stuck';
  rating_id: string | null;
  about_case: string | null;
  item_code: string | null;
  affair_code: string | null;
  reviewed: Json;
  real_name: boolean;
  code_index: string | null;
}

export interface ReviewItemChangeTable {
  division: string;
  id: string;
  case_id: string;
  item_code: string;
  based_on: number;
  what: string;
  proposed_at: Timestamp;
  proposed_by: string;
  proposed_by_name: string;
}

export interface ReviewItemChangeAnswerTable {
  division: string;
  change_id: string;
  version: number | null;
  reason: string;
  answered_at: Timestamp;
  answered_by: string;
  answered_by_name: string;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    review_service: ReviewServiceTable;
    review_rating: ReviewRatingTable;
    review_addition: ReviewAdditionTable;
    review_annulment: ReviewAnnulmentTable;
    review_matter: ReviewMatterTable;
    review_item_change: ReviewItemChangeTable;
    review_item_change_answer: ReviewItemChangeAnswerTable;
  }
}
