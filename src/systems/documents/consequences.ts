/** What a proposed effect would change: shown to the editor before deciding. */
import { isId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { type Effect, type EffectKind, openProposals } from '#engines/law/effect.ts';
import { type StatusReading, statusAt } from '#engines/law/status.ts';
import { findEffect, type RecordedEffect, readEffects } from '#engines/law/store/read-effects.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Handle } from '#platform/store/store.ts';
import { type CitingPlace, citingPlaces, documentFamily } from './queries.ts';

export type Consequences = {
  readonly proposal: RecordedEffect;
  readonly documentId: string;
  readonly title: string;
  readonly number: string | null;
  /** Send it back with the decision: it is refused when something was recorded in between. */
  readonly version: number;
  readonly open: boolean;
  /** On the day that the effect would begin. */
  readonly date: Temporal.PlainDate;
  readonly before: StatusReading;
  readonly after: StatusReading;
  /** Clauses, table rows (permits, tasks) and documents in force that rest on it. */
  readonly citedBy: readonly CitingPlace[];
};

export type ConsequencesRefusal = 'policy.sign_in' | 'policy.denied' | 'documents.effect.not_found';

/** @param asked.date the day on which the effect is to begin; by default the proposal's own, else `today` */
export async function consequences(
  handle: Handle,
  actor: Actor,
  asked: {
    effectId: string;
    date?: Temporal.PlainDate;
    /** Another kind than the proposed one. */
    kind?: EffectKind;
    until?: Temporal.PlainDate | null;
    precision?: 'day' | 'month' | 'year';
    today: Temporal.PlainDate;
    now: Temporal.Instant;
  },
): Promise<Result<Consequences, ConsequencesRefusal>> {
  const allowed = authorise(actor, 'documents.effect.read_consequences');
  if (!allowed.ok) return allowed;
  const proposal = isId(asked.effectId) ? await findEffect(handle, asked.effectId) : undefined;
  if (proposal?.stage !== 'proposed' || proposal.kind === 'retract') {
    return refuse('documents.effect.not_found', '没有这一条拟议效力，可能已随更正撤回。请返回待审清单。');
  }
  const document = await handle
    .selectFrom('law_document')
    .select(['id', 'title', 'number', 'effects_version'])
    .where('id', '=', proposal.target)
    .executeTakeFirstOrThrow();
  const effects = (await readEffects(handle, [document.id])).get(document.id) ?? [];
  const date = asked.date ?? proposal.date ?? asked.today;
  const supposed: Effect = {
    ...proposal,
    id: 'supposed',
    kind: asked.kind ?? proposal.kind,
    until: asked.until ?? proposal.until,
    date,
    precision: asked.precision ?? 'day',
    stage: 'decided',
    decides: proposal.id,
    assertedAt: asked.now,
  };
  return ok({
    proposal,
    documentId: document.id,
    title: document.title,
    number: document.number,
    version: document.effects_version,
    open: openProposals(effects, asked.now).some((e) => e.id === proposal.id),
    date,
    before: statusAt(effects, date, asked.now),
    after: statusAt([...effects, supposed], date, asked.now),
    citedBy: await restingOn(handle, document.id, proposal.sourceDocumentId),
  });
}

/** Places that cite the document, each once; the document that makes the proposal cites it only to say so. */
async function restingOn(
  handle: Handle,
  documentId: string,
  sourceId: string | null,
): Promise<CitingPlace[]> {
  const source = sourceId === null ? [] : await documentFamily(handle, sourceId);
  const places = await citingPlaces(handle, await documentFamily(handle, documentId));
  const once = new Map(places.map((p) => [JSON.stringify([p.documentId, p.path, p.row]), p]));
  return [...once.values()].filter((p) => !source.includes(p.documentId));
}
