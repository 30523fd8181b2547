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
  /** The issue that it was read in. */
  readonly issueId: string | null;
};

/** Proposals that nobody has decided, by the document that makes them, in print order. */
export async function listOpenProposals(handle: Handle): Promise<OpenProposal[]> {
  const { rows } = await sql<OpenProposal>`
    select e.id, e.kind, e.dated, e.date_precision as precision, e.reason, e.document_id as "documentId",
      d.title, d.number, d.effects_version as version, d.holding,
      s.id as "sourceId", s.title as "sourceTitle", s.number as "sourceNumber", i.issue_id as "issueId"
    from law_effect e
    join law_document d on d.id = e.document_id
    left join law_document s on s.id = e.source_document_id
    left join law_edition i on i.id = e.source_edition_id
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
  /** Clauses in print order, each with its printed label. */
  readonly text: readonly { readonly label: string; readonly words: string }[];
  readonly row: Readonly<Record<string, string>> | null;
};

/** More clauses than any one effect is written in. */
const CLAUSES_MAX = 40;

type PlaceRow = Omit<SourcePlace, 'text'> & {
  label: string | null;
  words: string | null;
  depth: number;
  contains: boolean;
};

/** The clauses or the table row in which an effect was read; for one that was moved, in which it was first read. */
export async function sourcePlace(handle: Handle, id: string): Promise<SourcePlace | undefined> {
  const moved = await sql<{ origin: string }>`
    select r.retracts as origin from law_effect c join law_effect r on r.request_key || ':copy' = c.request_key
    where c.id = ${id}`.execute(handle);
  const effectId = moved.rows[0]?.origin ?? id;
  const { rows } = await sql<PlaceRow>`
    select x.document_id as "documentId", d.title, d.number, p.path, p.label, p.words, p.cells as row, p.depth,
      p.start_at <= e.start_at and e.end_at <= p.end_at as contains
    from law_effect e
    join law_expression x on x.edition_id = e.source_edition_id
    join law_document d on d.id = x.document_id
    join lateral (
      select k.path, k.label, concat_ws(' ', k.heading, k.text) as words, null::jsonb as cells, k.depth,
        k.start_at, k.end_at
      from law_clause k where k.expression_id = x.id
      union all
      select null, null, null, r.cells, 99, r.start_at, r.end_at
      from law_table_row r where r.expression_id = x.id
    ) p on p.start_at < e.end_at and e.start_at < p.end_at
    where e.id = ${effectId}
    order by p.start_at, p.depth limit ${CLAUSES_MAX}`.execute(handle);
  // Within one long clause the deepest is the place; else the effect is written over several, from the first on.
  const within = rows.filter((row) => row.contains).sort((a, b) => b.depth - a.depth);
  const shown = within[0] ? [within[0]] : rows;
  const [first] = shown;
  if (!first) return sourceDocument(handle, effectId);
  const { documentId, title, number, path, row } = first;
  return {
    documentId,
    title,
    number,
    path,
    row,
    text: shown.flatMap((p) => (p.words ? [{ label: p.label ?? '', words: p.words }] : [])),
  };
}

/** The document alone, where no clause is on record. */
async function sourceDocument(handle: Handle, effectId: string): Promise<SourcePlace | undefined> {
  const row = await handle
    .selectFrom('law_effect as e')
    .innerJoin('law_document as d', 'd.id', 'e.source_document_id')
    .select(['d.id as documentId', 'd.title', 'd.number'])
    .where('e.id', '=', effectId)
    .executeTakeFirst();
  return row && { ...row, path: null, text: [], row: null };
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
  where e.request_key is not null and e.stage = 'decided' and ${where}
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
