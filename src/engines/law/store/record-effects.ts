/** Recording what an edition asserts about the force of documents. Nothing is changed or removed: rows are added. */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import { type AssertedEffect, effectFingerprint, inferenceRules } from '../asserted.ts';
import type { Locator } from '../rows.ts';
import { insertRows } from './bulk.ts';
import { targetsOf } from './effect-targets.ts';

export type RecordedEffects = {
  readonly proposed: number;
  readonly decided: number;
  /** Said before in the same documents, and still said: nothing new to record. */
  readonly unchanged: number;
  /** Said by the edition that this one corrects, and no longer said. */
  readonly retracted: number;
  /** Targets that several documents could be; nothing was recorded for them. */
  readonly ambiguous: readonly AssertedEffect[];
};

/** An empty list is not valid SQL; no row has this id. */
const nobody = '00000000-0000-0000-0000-000000000000';

type Context = {
  readonly editionId: string;
  readonly issueId: string;
  readonly ids: ReadonlyMap<Locator, string>;
  readonly actor: string;
  readonly now: string;
};

export async function recordEffects(
  tx: Tx,
  effects: readonly AssertedEffect[],
  context: Context,
): Promise<RecordedEffects> {
  const targets = await targetsOf(tx, effects, context);
  const standing = await saidBefore(tx, context.issueId, [...context.ids.values()]);
  const said = new Map<string, { effect: AssertedEffect; target: string }>();
  const better = await betterCommencements(tx, effects, targets);
  for (const effect of effects) {
    const target = targets.get(effect);
    if (!target || (effect.inferredBy === inferenceRules.inNumberYear && better.has(target))) continue;
    said.set(effectFingerprint(target, effect), { effect, target });
  }
  const fresh = [...said].filter(([fingerprint]) => !standing.has(fingerprint));
  const unsaid = [...standing.values()].filter(
    (row) => !said.has(row.fingerprint) && row.retracted_by === null,
  );
  const overtaken = await overtakenGuesses(tx, [...better]);
  const dropped = [...new Map([...unsaid, ...overtaken].map((row) => [row.id, row])).values()];
  await insertRows(tx, 'law_effect', [
    ...fresh.map(([fingerprint, { effect, target }]) => effectRow(fingerprint, effect, target, context)),
    ...dropped.map((row) => retraction(row, context)),
  ]);
  const touched = [...fresh.map(([, x]) => x.target), ...dropped.map((row) => row.document_id)];
  await sql`update law_document set effects_version = effects_version + 1
    where id in (select value::uuid from json_array_elements_text(${JSON.stringify(touched)}::json))`.execute(
    tx,
  );
  const stage = (name: string) => fresh.filter(([, x]) => x.effect.stage === name).length;
  return {
    proposed: stage('proposed'),
    decided: stage('decided'),
    unchanged: said.size - fresh.length,
    retracted: dropped.length,
    ambiguous: effects.filter((effect) => targets.get(effect) === null),
  };
}

/** Documents whose commencement is known better than by the year in their number. */
async function betterCommencements(
  tx: Tx,
  effects: readonly AssertedEffect[],
  targets: ReadonlyMap<AssertedEffect, string | null>,
): Promise<Set<string>> {
  const better = new Set<string>();
  for (const effect of effects) {
    const target = targets.get(effect);
    if (target && effect.kind === 'commence' && effect.inferredBy !== inferenceRules.inNumberYear)
      better.add(target);
  }
  const rows = await tx
    .selectFrom('law_effect as e')
    .leftJoin('law_effect as r', 'r.retracts', 'e.id')
    .select('e.document_id')
    .where(
      'e.document_id',
      'in',
      [...targets.values(), nobody].filter((id) => id !== null),
    )
    .where('e.kind', '=', 'commence')
    .where('e.asserted_by', '<>', inferenceRules.inNumberYear)
    .where('r.id', 'is', null)
    .execute();
  for (const row of rows) better.add(row.document_id);
  return better;
}

/** Commencements that were guessed from the year in a number, on documents where better is known now. */
const overtakenGuesses = (tx: Tx, documents: readonly string[]): Promise<Said[]> =>
  tx
    .selectFrom('law_effect as e')
    .leftJoin('law_effect as r', 'r.retracts', 'e.id')
    .select(['e.id', 'e.document_id', 'e.fingerprint', 'e.stage', 'r.id as retracted_by'])
    .where('e.document_id', 'in', [...documents, nobody])
    .where('e.asserted_by', '=', inferenceRules.inNumberYear)
    .where('r.id', 'is', null)
    .execute();

type Said = {
  id: string;
  document_id: string;
  fingerprint: string;
  stage: string;
  retracted_by: string | null;
};

/**
 * What earlier editions of the issue asserted in the same documents and no later one has taken back, by
 * fingerprint. What stood in a document that is missing now is not denied by its absence; what a person took
 * back does not return because the text still says it.
 */
async function saidBefore(tx: Tx, issueId: string, documents: readonly string[]): Promise<Map<string, Said>> {
  const rows = await tx
    .selectFrom('law_effect as e')
    .innerJoin('law_edition as d', 'd.id', 'e.source_edition_id')
    .leftJoin('law_effect as r', 'r.retracts', 'e.id')
    .select(['e.id', 'e.document_id', 'e.fingerprint', 'e.stage', 'r.id as retracted_by'])
    .where('d.issue_id', '=', issueId)
    .where('e.kind', '<>', 'retract')
    .where('e.source_document_id', 'in', [...documents, nobody])
    .where((w) => w.or([w('r.id', 'is', null), w('r.source_edition_id', 'is', null)]))
    .execute();
  return new Map(rows.map((row) => [row.fingerprint, row]));
}

const effectRow = (fingerprint: string, effect: AssertedEffect, target: string, context: Context) => ({
  ...blank,
  id: newId(),
  document_id: target,
  kind: effect.kind,
  dated: effect.date,
  date_precision: effect.date === null ? 'unknown' : effect.precision,
  until: effect.until,
  stage: effect.stage,
  reason: effect.reason,
  instructions: effect.instructions,
  source_document_id: context.ids.get(effect.by ?? '') ?? null,
  source_edition_id: context.editionId,
  start_at: effect.span[0],
  end_at: effect.span[1],
  fingerprint,
  asserted_by: effect.inferredBy ?? context.actor,
  asserted_at: context.now,
});

const retraction = (row: Said, context: Context) => ({
  ...blank,
  id: newId(),
  document_id: row.document_id,
  kind: 'retract',
  date_precision: 'unknown',
  stage: row.stage,
  reason: '更正后的版本不再载明，或已有更确切的记载',
  source_edition_id: context.editionId,
  fingerprint: `retract:${row.id}`,
  asserted_by: context.actor,
  asserted_at: context.now,
  retracts: row.id,
});

const blank = {
  dated: null,
  until: null,
  basis: null,
  reason: null,
  instructions: null,
  source_document_id: null,
  start_at: null,
  end_at: null,
  retracts: null,
  decides: null,
  request_key: null,
};
