/** SQL of the clean-up: reports that propose outcomes for several documents, and what they propose. */
import { sql } from 'kysely';
import type { EffectKind } from '#engines/law/effect.ts';
import type { Handle } from '#platform/store/store.ts';

const CAMPAIGNS_MAX = 100;
/** More than any clean-up lists. */
const PROPOSALS_MAX = 2_000;

/** Documents that propose something for at least two others, the newest first. */
export async function listCampaigns(handle: Handle): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from law_document d join (
      select source_document_id as id from law_effect
      where stage = 'proposed' and kind <> 'retract' and source_document_id is not null
      group by source_document_id having count(distinct document_id) > 1) c on c.id = d.id
    order by d.dated desc nulls last, d.id desc limit ${CAMPAIGNS_MAX}`.execute(handle);
  return rows.map((row) => row.id);
}

export type ProposalRow = {
  readonly id: string;
  readonly documentId: string;
  readonly kind: EffectKind;
  readonly reason: string | null;
};

/** Every proposal that a document makes, in print order. */
export async function readProposals(handle: Handle, sourceId: string): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`
    select p.id, p.document_id as "documentId", p.kind, p.reason from law_effect p
    where p.source_document_id = ${sourceId} and p.stage = 'proposed' and p.kind <> 'retract'
    order by p.start_at nulls last, p.id limit ${PROPOSALS_MAX}`.execute(handle);
  return rows;
}

/** Paragraphs of a document and of what it carries, without its lists; empty when the text is not held. */
export async function readReportText(handle: Handle, id: string): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    select concat_ws('。', k.heading, k.text) as words
    from law_document d
    join law_expression x on x.document_id = d.id and x.current
    join law_clause k on k.expression_id = x.id
    where (d.id = ${id} or d.parent_id = ${id}) and d.title not like '%目录%' and k.text is not null
    order by x.ord, k.ord limit ${PROPOSALS_MAX}`.execute(handle);
  return rows.map((row) => row.words);
}
