/** Rows of `migrations/0300-uploads.sql` and `0302-upload-incomplete.sql`. */
import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, string, string>;

const UPLOAD_STATES = ['queued', 'running', 'imported', 'already_here', 'refused', 'failed'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

/** A step as recorded; `now` is under way. */
export type RecordedStep = {
  readonly step: string;
  readonly label: string;
  readonly outcome: string;
  readonly state: 'now' | 'done' | 'skipped' | 'attention' | 'failed';
};

/** What came of an upload. Counts are of what this file says, not of what is new. */
export type UploadReport = {
  /** For the editor, in Chinese: what happened, and what to do next. */
  readonly message: string;
  /** The code of the refusal or failure. */
  readonly code?: string;
  readonly title?: string;
  /** imported: the first edition. corrected: a later one of the same issue. */
  readonly outcome?: 'imported' | 'corrected' | 'already_here';
  readonly issueId?: string;
  readonly editionNumber?: number;
  /** As recognised, e.g. utf-8, gb18030. */
  readonly encoding?: string;
  readonly issuances?: number;
  readonly residue?: number;
};

export interface GazetteUploadTable {
  id: string;
  request_key: string;
  sha256: string;
  file_name: string | null;
  size_bytes: number;
  bytes: Uint8Array | null;
  uploaded_by: string;
  uploaded_by_name: string;
  uploaded_at: Timestamp;
  state: UploadState;
  steps: ColumnType<RecordedStep[], string | undefined, string>;
  report: ColumnType<UploadReport | null, string | null | undefined, string | null>;
  edition_id: string | null;
  attempts: Generated<number>;
  failures: Generated<number>;
  take_incomplete: Generated<boolean>;
  taken_by: string | null;
  lease_until: Timestamp | null;
  ended_at: Timestamp | null;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    gazette_upload: GazetteUploadTable;
  }
}
