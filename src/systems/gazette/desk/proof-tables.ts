/** Rows of `migrations/0303-proofread.sql` and `0401-proof-decisions.sql`. */
import type { ColumnType, Generated } from 'kysely';

export const VERDICTS = ['accepted', 'dismissed', 'reopened'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface GazetteProofDecisionTable {
  id: string;
  request_key: string;
  finding_key: string;
  edition_id: string | null;
  draft_id: string | null;
  next_issue_id: string | null;
  rule: string;
  quote: string;
  message: string;
  start_at: number;
  end_at: number;
  verdict: Verdict;
  replacement: string | null;
  reason: string | null;
  decided_by: string;
  decided_by_name: string;
  decided_at: ColumnType<Date, string, never>;
}

export interface GazetteCorrectionTable {
  source_sha256: string;
  decision_id: string;
  base_edition_id: string;
  places: Generated<number>;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    gazette_proof_decision: GazetteProofDecisionTable;
    gazette_correction: GazetteCorrectionTable;
  }
}
