import { type Selectable, sql } from 'kysely';
import type { Handle } from '#platform/store/store.ts';
import type { Effect, EffectKind, Stage } from '../effect.ts';
import type { Precision } from '../parse/artifact.ts';
import { sharedHistory } from '../shared-history.ts';
import { type StatusNow, statusAt } from '../status.ts';
import type { LawEffectTable } from '../tables.ts';

/** An effect with what a page shows of where it comes from. */
export interface RecordedEffect extends Effect {
  readonly reason: string | null;
  /** Edit instructions of an amendment, as read. */
  readonly instructions: unknown;
  /** The document that says so. */
  readonly sourceDocumentId: string | null;
}

type EffectRow = Selectable<LawEffectTable>;

/**
 * Every record about these documents, also the retracted and the proposed, oldest first. One query.
 *
 * An instrument stands and falls with the issuance that carries it: see `sharedHistory`.
 */
export async function readEffects(
  handle: Handle,
  documentIds: readonly string[],
): Promise<Map<string, RecordedEffect[]>> {
  const effects = new Map<string, RecordedEffect[]>(documentIds.map((id) => [id, []]));
  if (documentIds.length === 0) return effects;
  const { rows } = await sql<EffectRow & { asked: string }>`
    select d.id as asked, e.* from law_document d join law_effect e on e.document_id in (d.id, d.parent_id)
    where d.id in (select value::uuid from json_array_elements_text(${JSON.stringify(documentIds)}::json))
    order by e.asserted_at, e.id`.execute(handle);
  for (const [asked, records] of Map.groupBy(rows, (row) => row.asked)) {
    const own = records.filter((row) => row.document_id === asked).map(toEffect);
    const carrier = records.filter((row) => row.document_id !== asked).map(toEffect);
    const place = new Map(records.map((row, at) => [row.id, at]));
    const shared = sharedHistory(asked, own, carrier);
    effects.set(
      asked,
      shared.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)),
    );
  }
  return effects;
}

/** The status of each document on a day, as known at an instant. One query. */
export async function statusesAt(
  handle: Handle,
  documentIds: readonly string[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<Map<string, StatusNow>> {
  const effects = await readEffects(handle, documentIds);
  return new Map([...effects].map(([id, list]) => [id, statusAt(list, date, asKnownOn)]));
}

/** One record, or undefined. */
export async function findEffect(handle: Handle, id: string): Promise<RecordedEffect | undefined> {
  const row = await handle.selectFrom('law_effect').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toEffect(row);
}

const dateOf = (value: string | null): Temporal.PlainDate | null =>
  value === null ? null : Temporal.PlainDate.from(value);

/** A row as the effect that the status is folded from. */
export function toEffect(row: EffectRow): RecordedEffect {
  return {
    id: row.id,
    kind: row.kind as EffectKind,
    target: row.document_id,
    date: dateOf(row.dated),
    precision: row.date_precision as Precision,
    until: dateOf(row.until),
    stage: row.stage as Stage,
    basis: row.basis,
    source:
      row.source_edition_id !== null && row.start_at !== null && row.end_at !== null
        ? { edition: row.source_edition_id, span: [row.start_at, row.end_at] }
        : null,
    assertedBy: row.asserted_by,
    assertedAt: Temporal.Instant.fromEpochMilliseconds(row.asserted_at.getTime()),
    ...(row.retracts === null ? {} : { retracts: row.retracts }),
    ...(row.decides === null ? {} : { decides: row.decides }),
    reason: row.reason,
    instructions: row.instructions,
    sourceDocumentId: row.source_document_id,
  };
}
