/** Rows of the gazette's tables in `migrations/0400-next-issue.sql`. */
import type { ColumnType } from 'kysely';
import type { DraftAttachment, DraftContent } from './draft.ts';

type Timestamp = ColumnType<Date, string, string>;

export type NextIssueState = 'open' | 'published';
export type DraftState = 'draft' | 'ready' | 'deleted' | 'published';

export interface GazetteNextIssueTable {
  id: string;
  request_key: string;
  state: NextIssueState;
  title: string;
  year: number;
  number: number;
  running_number: number | null;
  dated: string;
  imprint: string;
  version: number;
  started_by: string;
  started_by_name: string;
  started_at: Timestamp;
  publish_key: string | null;
  published_by: string | null;
  published_by_name: string | null;
  published_at: Timestamp | null;
  open_findings_reason: string | null;
  edition_id: string | null;
  text_sha256: string | null;
}

export interface GazetteDraftTable {
  id: string;
  request_key: string;
  state: DraftState;
  section: string;
  ord: number;
  series: string | null;
  title: string;
  addressees: string;
  body: string;
  signed_by: ColumnType<string[], string, string>;
  dated: string | null;
  disclosed: boolean | null;
  attachments: ColumnType<DraftAttachment[], string, string>;
  supersedes: string | null;
  version: number;
  authors: ColumnType<string[], string, string>;
  made_at: Timestamp;
  changed_by: string;
  changed_by_name: string;
  changed_at: Timestamp;
  next_issue_id: string | null;
  number: string | null;
  document_id: string | null;
}

export interface GazetteDraftTextTable {
  id: string;
  draft_id: string;
  version: number | null;
  based_on: number;
  content: ColumnType<DraftContent, string, never>;
  saved_by: string;
  saved_by_name: string;
  saved_at: Timestamp;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    gazette_next_issue: GazetteNextIssueTable;
    gazette_draft: GazetteDraftTable;
    gazette_draft_text: GazetteDraftTextTable;
  }
}
