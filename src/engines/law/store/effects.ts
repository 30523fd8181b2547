/** Reading recorded effects. */
import type { Handle } from '#platform/store/store.ts';
import type { Effect } from '../effect.ts';
import { type StatusNow, statusAt } from '../status.ts';

/** An effect with what the record says beside it. */
export type RecordedEffect = Effect & {
  readonly reason: string | null;
  /** The document that says so. */
  readonly sourceDocument: string | null;
  /** Edit instructions of an amendment, as read. */
  readonly instructions: unknown;
};

/**
 * Everything ever recorded about each of the documents. An instrument stands and falls with the issuance that
 * carries it, so what was recorded about the issuance counts for it too; only its own commencement comes first.
 */
export async function effectsOf(
  handle: Handle,
  documents: readonly string[],
): Promise<Map<string, RecordedEffect[]>> {
  const found = new Map<string, RecordedEffect[]>(documents.map((id) => [id, []]));
  if (documents.length === 0) return found;
  const parents = await handle
    .selectFrom('law_document')
    .select(['id', 'parent_id'])
    .where('id', 'in', [...documents])
    .execute();
  const parentOf = new Map(parents.map((row) => [row.id, row.parent_id]));
  const concerned = new Set([...documents, ...parents.flatMap((row) => row.parent_id ?? [])]);
  const rows = await handle
    .selectFrom('law_effect')
    .selectAll()
    .where('document_id', 'in', [...concerned])
    .orderBy('asserted_at')
    .orderBy('id')
    .execute();
  const byDocument = Map.groupBy(rows, (row) => row.document_id);
  for (const id of documents) {
    const own = byDocument.get(id) ?? [];
    const inherited = byDocument.get(parentOf.get(id) ?? '') ?? [];
    const commencesItself = own.some((row) => row.kind === 'commence');
    const counted = [...inherited.filter((row) => !(commencesItself && row.kind === 'commence')), ...own];
    found.set(
      id,
      counted.map((row) => ({ ...toEffect(row), target: id })),
    );
  }
  return found;
}

/** Status of each document on a day, as known at an instant. */
export async function statusesOf(
  handle: Handle,
  documents: readonly string[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<Map<string, StatusNow>> {
  const effects = await effectsOf(handle, documents);
  return new Map([...effects].map(([id, list]) => [id, statusAt(list, date, asKnownOn)]));
}

/** One recorded effect, or undefined. */
export async function findEffect(handle: Handle, id: string): Promise<RecordedEffect | undefined> {
  const row = await handle.selectFrom('law_effect').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toEffect(row);
}

type Row = {
  id: string;
  document_id: string;
  kind: string;
  dated: string | null;
  date_precision: string;
  until: string | null;
  stage: string;
  basis: string | null;
  reason: string | null;
  instructions: unknown;
  source_document_id: string | null;
  source_edition_id: string | null;
  start_at: number | null;
  end_at: number | null;
  asserted_by: string;
  asserted_at: Date;
  retracts: string | null;
  decides: string | null;
};

function toEffect(row: Row): RecordedEffect {
  const span = row.start_at === null || row.end_at === null ? null : ([row.start_at, row.end_at] as const);
  return {
    id: row.id,
    kind: row.kind as Effect['kind'],
    target: row.document_id,
    date: row.dated === null ? null : Temporal.PlainDate.from(row.dated),
    precision: row.date_precision as Effect['precision'],
    until: row.until === null ? null : Temporal.PlainDate.from(row.until),
    stage: row.stage as Effect['stage'],
    basis: row.basis,
    reason: row.reason,
    instructions: row.instructions,
    sourceDocument: row.source_document_id,
    source: row.source_edition_id === null || span === null ? null : { edition: row.source_edition_id, span },
    assertedBy: row.asserted_by,
    assertedAt: Temporal.Instant.fromEpochMilliseconds(row.asserted_at.getTime()),
    ...(row.retracts === null ? {} : { retracts: row.retracts }),
    ...(row.decides === null ? {} : { decides: row.decides }),
  };
}
