/** SQL of proofreading: editions to proofread, decisions on findings, the corrections that a file carries. */
import { sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';
import type { Verdict } from './proof-tables.ts';

export type ProofEdition = {
  readonly id: string;
  readonly issueId: string;
  readonly number: number;
  readonly title: string;
  readonly year: number | null;
  readonly issueNumber: number | null;
  readonly current: boolean;
  readonly origin: 'file' | 'facts';
  readonly artifactSha256: string;
};

const EDITION = sql`e.id, e.issue_id as "issueId", e.number, i.title, i.year, i.number as "issueNumber", e.current,
  e.origin, e.artifact_sha256 as "artifactSha256"`;

export async function readProofEdition(handle: Handle, id: string): Promise<ProofEdition | undefined> {
  const { rows } = await sql<ProofEdition>`
    select ${EDITION} from law_edition e join law_issue i on i.id = e.issue_id where e.id = ${id}`.execute(
    handle,
  );
  return rows[0];
}

export const readEditionArtifact = async (handle: Handle, id: string): Promise<string> =>
  (await handle.selectFrom('law_edition').select('artifact').where('id', '=', id).executeTakeFirstOrThrow())
    .artifact;

export type ProofIssue = ProofEdition & {
  readonly dated: string | null;
  readonly accepted: number;
  readonly dismissed: number;
};

/**
 * Current editions that have a text, the newest issue first, with how many findings on any edition of the issue were
 * last accepted, and how many dismissed.
 */
export async function listProofIssues(
  handle: Handle,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ issues: ProofIssue[]; total: number }> {
  const { rows } = await sql<ProofIssue & { total: number }>`
    select ${EDITION}, i.dated, count(*) over ()::int as total,
      coalesce(l.accepted, 0) as accepted, coalesce(l.dismissed, 0) as dismissed
    from law_issue i join law_edition e on e.issue_id = i.id and e.current
    left join lateral (
      select count(*) filter (where verdict = 'accepted')::int as accepted,
        count(*) filter (where verdict = 'dismissed')::int as dismissed
      from (select distinct on (d.finding_key) d.verdict from gazette_proof_decision d
        join law_edition own on own.id = d.edition_id and own.issue_id = i.id
        order by d.finding_key, d.id desc) latest) l on true
    where e.origin = 'file' and i.shape <> 'statute'
    order by i.dated desc nulls last, i.id desc limit ${page.limit} offset ${page.offset}`.execute(handle);
  return { issues: rows, total: rows[0]?.total ?? 0 };
}

export type ProofDecision = {
  readonly id: string;
  readonly key: string;
  /** Null: decided on a draft or an issue in preparation. */
  readonly editionId: string | null;
  readonly verdict: Verdict;
  readonly replacement: string | null;
  readonly reason: string | null;
  readonly byName: string;
  readonly at: Date;
};

/** The latest decision on each of these findings. */
export async function readProofDecisions(
  handle: Handle,
  keys: readonly string[],
): Promise<Map<string, ProofDecision>> {
  const { rows } = await sql<ProofDecision>`
    select distinct on (finding_key) id, finding_key as key, edition_id as "editionId", verdict, replacement, reason,
      decided_by_name as "byName", decided_at as at
    from gazette_proof_decision
    where finding_key in (select json_array_elements_text(${JSON.stringify(keys)}::json))
    order by finding_key, id desc`.execute(handle);
  return new Map(rows.map((row) => [row.key, row]));
}

export type PublishedCorrection = {
  /** The first place and the same slip further on. */
  readonly places: number;
  readonly quote: string;
  readonly replacement: string;
  readonly message: string;
  readonly at: Date;
};

/** What an edition's file corrects, in print order of the text that was corrected. */
export async function readCorrections(handle: Handle, sourceSha256: string): Promise<PublishedCorrection[]> {
  const { rows } = await sql<PublishedCorrection>`
    select c.places, d.quote, d.replacement, d.message, d.decided_at as at
    from gazette_correction c join gazette_proof_decision d on d.id = c.decision_id
    where c.source_sha256 = ${sourceSha256} order by d.start_at, d.id`.execute(handle);
  return rows;
}
