/**
 * Loads the published facts of Xixia: a fresh clone then shows the whole issue, its documents, their statuses,
 * effects, appointments and gists, though the original text is not here. Running it again changes nothing.
 */
import { newId } from '#base/ids.ts';
import { numberKey, titleKey } from '#engines/law/name.ts';
import { insertRows } from '#engines/law/store/bulk.ts';
import { indexExpressions } from '#engines/law/store/index-search.ts';
import { ensureStatuteStubs } from '#engines/law/store/resolve-citations.ts';
import { writeEdition } from '#engines/law/store/write-edition.ts';
import { actorKey, systemActor } from '#platform/people/actor.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { type GazetteFacts, getXixiaFacts } from './facts.ts';
import { factsContent, lawTitles } from './facts-content.ts';

export type Seeded = {
  readonly issueId: string;
  readonly outcome: 'imported' | 'corrected' | 'already_here';
};

export async function seedFacts(
  db: Db,
  options: { facts?: GazetteFacts; now?: () => Temporal.Instant } = {},
): Promise<Seeded> {
  const facts = options.facts ?? getXixiaFacts();
  const now = options.now?.() ?? Temporal.Now.instant();
  const at = now.toString({ smallestUnit: 'millisecond' });
  return db.transaction().execute(async (tx) => {
    const edition = await writeEdition(tx, {
      content: factsContent(facts),
      source: null,
      actor: actorKey(systemActor('seed')),
      now,
    });
    await ensureStatuteStubs(tx, lawTitles(facts), at);
    await seedBodies(tx, facts);
    await seedGists(tx, facts);
    return { issueId: edition.issueId, outcome: edition.outcome };
  });
}

/** Bodies and their other names; every alias waits for the operator's signature, and a decision stays. */
async function seedBodies(tx: Tx, { bodies }: GazetteFacts): Promise<void> {
  const known = await tx.selectFrom('law_body').select(['id', 'name_key']).execute();
  const ids = new Map(known.map((row) => [row.name_key, row.id]));
  const fresh = new Map<string, { id: string; name: string; name_key: string }>();
  for (const { name } of bodies) {
    const name_key = titleKey(name);
    if (!ids.has(name_key) && !fresh.has(name_key)) fresh.set(name_key, { id: newId(), name, name_key });
  }
  await insertRows(tx, 'law_body', [...fresh.values()]);
  for (const row of fresh.values()) ids.set(row.name_key, row.id);
  const aliases = bodies.flatMap((body) =>
    body.aliases.map((alias) => ({
      ...alias,
      key: titleKey(alias.name),
      body: ids.get(titleKey(body.name)),
    })),
  );
  const decided = await tx.selectFrom('law_body_alias').select('name_key').execute();
  const here = new Set(decided.map((row) => row.name_key));
  const rows = new Map(
    aliases
      .filter((alias) => !here.has(alias.key))
      .map((alias) => [
        alias.key,
        {
          name_key: alias.key,
          name: alias.name,
          body_id: alias.body,
          state: alias.decidedBy === null ? 'assumed' : 'decided',
          decided_by: alias.decidedBy,
          decided_at: null,
        },
      ]),
  );
  await insertRows(tx, 'law_body_alias', [...rows.values()]);
}

/** Gists stand at the document whose clause they restate, also when its text was imported before. */
async function seedGists(tx: Tx, { gists }: GazetteFacts): Promise<void> {
  const changed = new Set<string>();
  for (const { document, clauses } of gists) {
    const texts = await clausesNamed(tx, document);
    for (const { path, gist, doubt } of clauses) {
      const place = texts.find((t) => t.path === path);
      if (!place) continue;
      const written = await tx
        .insertInto('law_gist')
        .values({ document_id: place.document_id, path, gist, remark: doubt ?? null })
        .onConflict((conflict) =>
          conflict
            .columns(['document_id', 'path'])
            .doUpdateSet({ gist, remark: doubt ?? null })
            .where('law_gist.gist', '<>', gist),
        )
        .executeTakeFirst();
      if ((written.numInsertedOrUpdatedRows ?? 0n) > 0n) changed.add(place.expression_id);
    }
  }
  await indexExpressions(tx, [...changed]);
}

/** Clauses in the current texts of the document with that number or title, and of what it carries. */
const clausesNamed = (tx: Tx, name: string) =>
  tx
    .selectFrom('law_clause as c')
    .innerJoin('law_expression as x', 'x.id', 'c.expression_id')
    .innerJoin('law_document as d', 'd.id', 'x.document_id')
    .leftJoin('law_document as p', 'p.id', 'd.parent_id')
    .select(['c.path', 'x.document_id', 'c.expression_id'])
    .where('x.current', '=', true)
    .where((w) =>
      w.or([
        w('d.number_key', '=', numberKey(name)),
        w('p.number_key', '=', numberKey(name)),
        w('d.title_key', '=', titleKey(name)),
        w('p.title_key', '=', titleKey(name)),
      ]),
    )
    .orderBy('x.ord')
    .orderBy('c.ord')
    .execute();
