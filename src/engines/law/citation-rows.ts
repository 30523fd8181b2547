/** The mentions of other documents in one text, each with the clause it stands in. */
import { numberKey, titleKey } from './name.ts';
import type { Artifact, Instrument, Resolution } from './parse/artifact.ts';
import type { ClauseRow } from './rows.ts';

export type CitationRow = {
  readonly ord: number;
  readonly clause_ord: number | null;
  readonly start_at: number;
  readonly end_at: number;
  readonly role: 'mention' | 'anaphor';
  readonly class: string;
  readonly title: string | null;
  readonly title_key: string | null;
  readonly number: string | null;
  readonly number_key: string | null;
  /** What the artifact alone could say of it, and where it points within the artifact. */
  readonly read_as: Resolution;
  readonly read_target: string | null;
};

/**
 * @param instrument the text to look in; null for the issuance itself, which holds what no instrument that is a
 *   document of its own holds
 * @param clauses the clauses of the text, in print order
 */
export function citationRows(
  artifact: Artifact,
  issuanceIndex: number,
  instrument: Instrument | null,
  clauses: readonly ClauseRow[],
): CitationRow[] {
  const issuance = artifact.issuances[issuanceIndex];
  const carried = (issuance?.instruments ?? []).filter(
    (x) => titleKey(x.title) !== titleKey(issuance?.title ?? ''),
  );
  const holder = (at: number) => carried.find((x) => x.span[0] <= at && at < x.span[1]) ?? null;
  const isHere = (at: number) =>
    artifact.shape === 'statute' ? instrument === null : holder(at) === instrument;
  const rows: CitationRow[] = [];
  for (const citation of artifact.citations) {
    if (citation.issuance !== issuanceIndex) continue;
    if (citation.role !== 'mention' && citation.role !== 'anaphor') continue;
    const [start, end] = citation.span;
    if (!isHere(start)) continue;
    rows.push({
      ord: rows.length,
      clause_ord: clauseAt(clauses, start),
      start_at: start,
      end_at: end,
      role: citation.role,
      class: citation.class,
      title: citation.title,
      title_key: citation.title === null ? null : titleKey(citation.title),
      number: citation.number,
      number_key: citation.number === null ? null : numberKey(citation.number),
      read_as: citation.resolution,
      read_target: citation.target,
    });
  }
  return rows;
}

/** Clauses are in print order and do not overlap (children's words are not in the parent's span): bisect. */
function clauseAt(clauses: readonly ClauseRow[], at: number): number | null {
  let low = 0;
  let high = clauses.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const clause = clauses[middle];
    if (!clause || clause.start_at === null || clause.end_at === null) return null;
    if (at < clause.start_at) high = middle - 1;
    else if (at >= clause.end_at) low = middle + 1;
    else return clause.ord;
  }
  return null;
}
