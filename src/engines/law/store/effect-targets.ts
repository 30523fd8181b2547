/** Which documents the effects of an edition are about. */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import type { AssertedEffect } from '../asserted.ts';
import { numberKey, titleKey } from '../name.ts';
import { directory, type Nameable, resolveMention } from '../resolve.ts';
import type { Locator } from '../rows.ts';
import { insertRows } from './bulk.ts';
import { emptyStub } from './resolve-citations.ts';

/** The document that each effect changes; null when it cannot be told which. Unknown documents become stubs. */
export async function targetsOf(
  tx: Tx,
  effects: readonly AssertedEffect[],
  { ids, now }: { readonly ids: ReadonlyMap<Locator, string>; readonly now: string },
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
