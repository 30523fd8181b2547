/** Who does what to which document, as plain pairs: the edges of every picture, made from effects and citations. */
import { type Effect, type EffectKind, standing } from '#engines/law/effect.ts';
import type { Status } from '#engines/law/status.ts';
import type { DocumentHead } from '../queries-document.ts';

/** What changes a document's force, the gravest first; then mere mention. */
export const RELATION_KINDS = [
  'repeal',
  'annul',
  'replace',
  'lapse',
  'partly_repeal',
  'amend',
  'suspend',
  'resume',
  'extend',
  'keep',
  'carry',
  'cite',
] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

export type Relation = {
  readonly from: string;
  readonly to: string;
  /** carry: the notice issues the instrument. cite: names it. */
  readonly kind: RelationKind;
  readonly stage: 'proposed' | 'decided';
  /** For a citation, in how many places; else 1. */
  readonly places: number;
};

export type PictureDocument = DocumentHead & { readonly status: Status };

export type RelationGraph = {
  readonly documents: ReadonlyMap<string, PictureDocument>;
  readonly relations: readonly Relation[];
};

const isForce = (kind: EffectKind): kind is Exclude<EffectKind, 'commence' | 'expire' | 'retract'> =>
  kind !== 'commence' && kind !== 'expire' && kind !== 'retract';

/** An effect with the document that says so; null for what was entered by hand. */
export type Sourced = Effect & { readonly sourceDocumentId: string | null };

/**
 * What documents do to one document by its standing effects. A proposal that was decided shows what was decided, as
 * done by the document that proposed it; one that was refused is gone. A document does nothing to itself here.
 * @param effects all records about the one document
 */
export function forceRelations(effects: readonly Sourced[], asKnownOn: Temporal.Instant): Relation[] {
  const live = standing(effects, asKnownOn) as Sourced[];
  const decisions = new Map(
    live.filter((e) => e.stage === 'decided' && e.decides !== undefined).map((e) => [e.decides, e]),
  );
  return live.flatMap((effect): Relation[] => {
    const from = effect.sourceDocumentId;
    if (from === null || from === effect.target || effect.decides !== undefined) return [];
    const { kind, stage } = decisions.get(effect.id) ?? effect;
    return isForce(effect.kind) && isForce(kind) ? [{ from, to: effect.target, kind, stage, places: 1 }] : [];
  });
}

/**
 * One edge for each pair and kind. A mention says nothing more where the same document also changes or carries the
 * other; nobody mentions itself; and edges to documents that are not known are left out.
 */
export function tidy(graph: RelationGraph): RelationGraph {
  const merged = new Map<string, Relation>();
  for (const r of graph.relations) {
    if (r.from === r.to || !graph.documents.has(r.from) || !graph.documents.has(r.to)) continue;
    const key = `${r.from} ${r.to} ${r.kind} ${r.stage}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, places: known.places + r.places } : r);
  }
  const strong = new Set(
    [...merged.values()].filter((r) => r.kind !== 'cite').map((r) => `${r.from} ${r.to}`),
  );
  return {
    documents: graph.documents,
    relations: [...merged.values()].filter((r) => r.kind !== 'cite' || !strong.has(`${r.from} ${r.to}`)),
  };
}
