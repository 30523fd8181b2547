/** Recording what an edition asserts about the force of documents. Nothing is changed or removed: rows are added. */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import { type AssertedEffect, effectFingerprint } from '../asserted.ts';
import { numberKey, titleKey } from '../name.ts';
import { directory, type Nameable, resolveMention } from '../resolve.ts';
import type { Locator } from '../rows.ts';
import { insertRows } from './bulk.ts';
import { emptyStub } from './resolve-citations.ts';

export type RecordedEffects = {
  readonly proposed: number;
  readonly decided: number;
  /** Said by the edition that this one corrects, and no longer said. */
  readonly retracted: number;
  /** Targets that several documents could be; nothing was recorded for them. */
  readonly ambiguous: readonly AssertedEffect[];
};

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
  for (const effect of effects) {
    const target = targets.get(effect);
    if (target) said.set(effectFingerprint(target, effect), { effect, target });
  }
  const fresh = [...said].filter(([fingerprint]) => !standing.has(fingerprint));
  const dropped = [...standing]
    .filter(([fingerprint, row]) => !said.has(fingerprint) && row.retracted_by === null)
    .map(([, row]) => row);
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
    retracted: dropped.length,
    ambiguous: effects.filter((effect) => targets.get(effect) === null),
  };
}

/** An empty list is not valid SQL; no row has this id. */
const nobody = '00000000-0000-0000-0000-000000000000';

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

/** The document that each effect changes; null when it cannot be told which. Unknown documents become stubs. */
async function targetsOf(
  tx: Tx,
  effects: readonly AssertedEffect[],
  { ids, now }: Context,
): Promise<Map<AssertedEffect, string | null>> {
  const named = effects.map((effect) => ({
    effect,
    number_key: effect.target?.number ? numberKey(effect.target.number) : null,
    title_key: effect.target?.title ? titleKey(effect.target.title) : null,
    read_as: 'unverified' as const,
  }));
  const found = await nameable(tx, named);
  const known = directory(found);
  const soleOf = await soleInstruments(tx, found);
  const targets = new Map<AssertedEffect, string | null>();
  const stubs = new Map<string, Record<string, unknown> & { id: string }>();
  for (const { effect, ...names } of named) {
    if (effect.target === null) {
      targets.set(effect, ids.get(effect.by ?? '') ?? null);
      continue;
    }
    const { resolution, target } = resolveMention(names, known);
    const own = target === null ? undefined : soleOf.get(target);
    if (target !== null || resolution === 'ambiguous') {
      targets.set(effect, own ?? target);
      continue;
    }
    const key = names.number_key ?? names.title_key ?? '';
    const stub = stubs.get(key) ?? stubRow(effect.target, names, now);
    stubs.set(key, stub);
    targets.set(effect, stub.id);
  }
  await insertRows(tx, 'law_document', [...stubs.values()]);
  return targets;
}

const stubRow = (
  target: { number: string | null; title: string | null },
  names: { number_key: string | null; title_key: string | null },
  now: string,
) => ({
  ...emptyStub,
  id: newId(),
  kind: 'issuance',
  number: target.number,
  number_key: names.number_key,
  title: target.title ?? target.number ?? '',
  title_key: names.title_key ?? names.number_key ?? '',
  created_at: now,
});

async function nameable(
  tx: Tx,
  named: readonly { number_key: string | null; title_key: string | null }[],
): Promise<Nameable[]> {
  const keys = (pick: (n: { number_key: string | null; title_key: string | null }) => string | null) =>
    JSON.stringify([...new Set(named.map(pick).filter((key) => key !== null))]);
  const { rows } = await sql<Nameable>`
    select id, kind, parent_id, number_key, title_key, holding from law_document
    where number_key in (select value from json_array_elements_text(${keys((n) => n.number_key)}::json))
       or title_key in (select value from json_array_elements_text(${keys((n) => n.title_key)}::json))
    order by id`.execute(tx);
  return rows;
}

/** An instrument that is all its issuance carries stands and falls with it: the issuance is what is repealed. */
async function soleInstruments(tx: Tx, found: readonly Nameable[]): Promise<Map<string, string>> {
  const parents = JSON.stringify(found.map((d) => d.parent_id).filter((id) => id !== null));
  const { rows } = await sql<{ id: string; parent_id: string }>`
    select min(id::text) as id, parent_id from law_document
    where parent_id in (select value::uuid from json_array_elements_text(${parents}::json))
    group by parent_id having count(*) = 1`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.parent_id]));
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
  reason: '更正后的版本不再载明',
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
