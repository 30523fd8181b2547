/** SQL of the desk: proposals that wait, where they are written, what was decided of them. */
import { sql } from 'kysely';
import { isId } from '#base/ids.ts';
import { type EffectKind, openProposals } from '#engines/law/effect.ts';
import { readEffects } from '#engines/law/store/read-effects.ts';
import type { Handle } from '#platform/store/store.ts';

/** Later than every record: what is open now, whatever the clocks of two machines say. */
const LATEST = Temporal.Instant.fromEpochMilliseconds(8_640_000_000_000_000);

export type OpenProposal = {
  readonly id: string;
  readonly kind: EffectKind;
  readonly dated: string | null;
  readonly precision: string;
  readonly reason: string | null;
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  readonly version: number;
  /** stub: the document is known by name only. */
  readonly holding: string;
  readonly sourceId: string | null;
  readonly sourceTitle: string | null;
  readonly sourceNumber: string | null;
  readonly editionId: string | null;
};

/** Proposals that nobody has decided, by the document that makes them, in print order. */
export async function listOpenProposals(handle: Handle): Promise<OpenProposal[]> {
  const { rows } = await sql<OpenProposal>`
    select e.id, e.kind, e.dated, e.date_precision as precision, e.reason, e.document_id as "documentId",
      d.title, d.number, d.effects_version as version, d.holding,
      s.id as "sourceId", s.title as "sourceTitle", s.number as "sourceNumber", e.source_edition_id as "editionId"
    from law_effect e
    join law_document d on d.id = e.document_id
    left join law_document s on s.id = e.source_document_id
    where e.stage = 'proposed' and e.kind <> 'retract'
    order by s.dated desc nulls last, s.id, e.start_at, e.id`.execute(handle);
  const effects = await readEffects(handle, [...new Set(rows.map((row) => row.documentId))]);
  const open = new Set([...effects.values()].flatMap((list) => openProposals(list, LATEST)).map((e) => e.id));
  return rows.filter((row) => open.has(row.id));
}

export type SourcePlace = {
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  readonly path: string | null;
  readonly text: string | null;
  readonly row: Readonly<Record<string, string>> | null;
};

/** The clause or table row in which an effect was read. */
export async function sourcePlace(handle: Handle, effectId: string): Promise<SourcePlace | undefined> {
  const { rows } = await sql<SourcePlace>`
    select coalesce(place.id, d.id) as "documentId", coalesce(place.title, d.title) as title,
      coalesce(place.number, d.number) as number, place.path, place.text, place.cells as row
    from law_effect e
    join law_document d on d.id = e.source_document_id
    left join lateral (
      select x.document_id as id, dx.title, dx.number, k.path, coalesce(k.text, k.heading) as text,
        null::jsonb as cells, 2 as rank, k.depth
      from law_expression x
      join law_document dx on dx.id = x.document_id
      join law_clause k on k.expression_id = x.id and k.start_at <= e.start_at and e.start_at < k.end_at
      where x.edition_id = e.source_edition_id
      union all
      select x.document_id, dx.title, dx.number, null, null, r.cells, 1, 0
      from law_expression x
      join law_document dx on dx.id = x.document_id
      join law_table_row r on r.expression_id = x.id and r.start_at <= e.start_at and e.start_at < r.end_at
      where x.edition_id = e.source_edition_id
      order by rank, depth desc limit 1) place on true
    where e.id = ${effectId}`.execute(handle);
  return rows[0];
}

export type DecisionRecord = {
  readonly id: string;
  readonly kind: EffectKind;
  readonly dated: string | null;
  readonly precision: string;
  readonly until: string | null;
  readonly basis: string | null;
  readonly reason: string | null;
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  readonly version: number;
  readonly byName: string;
  readonly at: Date;
  /** The record that it takes back, or the proposal that it settles. */
  readonly retracts: string | null;
  readonly decides: string | null;
  readonly answeredKind: EffectKind | null;
  readonly answeredStage: string | null;
  /** The later record that took this one back. */
  readonly retractedBy: string | null;
};

const decisions = (where: ReturnType<typeof sql>, limit: number) => sql<DecisionRecord>`
  select e.id, e.kind, e.dated, e.date_precision as precision, e.until, e.basis, e.reason,
    e.document_id as "documentId", d.title, d.number, d.effects_version as version,
    coalesce(a.name, e.asserted_by) as "byName", e.asserted_at as at, e.retracts, e.decides,
    p.kind as "answeredKind", p.stage as "answeredStage",
    (select r.id from law_effect r where r.retracts = e.id and r.stage = 'decided' order by r.id limit 1) as "retractedBy"
  from law_effect e
  join law_document d on d.id = e.document_id
  left join account a on a.id = e.asserted_by
  left join law_effect p on p.id = coalesce(e.decides, e.retracts)
  where e.request_key is not null and ${where}
  order by e.asserted_at desc, e.id desc limit ${limit}`;

/** Decisions that people entered, newest first. */
export async function listDecisions(handle: Handle, limit: number): Promise<DecisionRecord[]> {
  return (await decisions(sql`true`, limit).execute(handle)).rows;
}

export async function findDecision(handle: Handle, id: string): Promise<DecisionRecord | undefined> {
  if (!isId(id)) return undefined;
  return (await decisions(sql`e.id = ${id}`, 1).execute(handle)).rows[0];
}

/** Decisions about one proposal, newest first: what was answered while somebody still had its page open. */
export async function decisionsOf(handle: Handle, proposalId: string): Promise<DecisionRecord[]> {
  return (await decisions(sql`(e.decides = ${proposalId} or e.retracts = ${proposalId})`, 20).execute(handle))
    .rows;
}

/** Decisions that an actor made with one form: of a whole list, each its own record. */
export async function decisionsMadeWith(
  handle: Handle,
  actor: string,
  formKey: string,
): Promise<DecisionRecord[]> {
  const { rows } = await decisions(
    sql`e.asserted_by = ${actor} and e.request_key = ${actor} || ':' || coalesce(e.decides, e.retracts) || ':' || ${formKey}`,
    1000,
  ).execute(handle);
  return rows.reverse();
}

/** held, outlined or stub. */
export async function findHolding(handle: Handle, documentId: string): Promise<string> {
  const row = await handle
    .selectFrom('law_document')
    .select('holding')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
  return row.holding;
}

export type NewRecord = {
  readonly kind: EffectKind;
  readonly stage: string;
  readonly dated: string | null;
  readonly precision: string;
  readonly byName: string;
  readonly at: Date;
};

/** What was recorded about a document after an instant: what an editor with an older page has not seen. */
export async function recordedSince(
  handle: Handle,
  documentId: string,
  since: Temporal.Instant,
): Promise<NewRecord[]> {
  const { rows } = await sql<NewRecord>`
    select e.kind, e.stage, e.dated, e.date_precision as precision, coalesce(a.name, e.asserted_by) as "byName",
      e.asserted_at as at
    from law_effect e left join account a on a.id = e.asserted_by
    where e.document_id = ${documentId} and e.asserted_at > ${since.toString({ smallestUnit: 'millisecond' })}
    order by e.asserted_at, e.id`.execute(handle);
  return rows;
}
