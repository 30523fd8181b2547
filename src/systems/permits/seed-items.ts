/** Publishes the list of Xixia as version 1 of every item. Running it again changes nothing. */
import { sql } from 'kysely';
import { systemActor } from '#platform/people/actor.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import { lintItem } from './lint-item.ts';
import { listChanges } from './list-change.ts';
import { changeRow, versionRow } from './publish-item.ts';
import { LIST_DOCUMENT, readItemFacts } from './read-item-facts.ts';

/** The day that the list bears. */
const LIST_DAY = Temporal.PlainDate.from('2023-08-31');

/**
 * @returns how many items were published now
 * @throws when an item breaks a lint rule: the data are part of the program
 */
export async function seedItems(db: Db, now: Temporal.Instant = Temporal.Now.instant()): Promise<number> {
  const already = await db.selectFrom('permit_item_version').select('id').limit(1).executeTakeFirst();
  if (already) return 0;
  const items = readItemFacts();
  const broken = items.flatMap((item) => lintItem(item).map((f) => `${item.no} ${f.rule}: ${f.message}`));
  if (broken.length > 0) throw new Error(`items that break the rules: ${broken.join('; ')}`);
  const facts = items.map((item) => ({
    item,
    version: 1,
    listDocument: LIST_DOCUMENT,
    reason: `按${LIST_DOCUMENT}公布的清单首次发布；清单没有写的内容按区内默认填写，待核定。`,
    effectiveOn: LIST_DAY,
    now,
  }));
  return db.transaction().execute(async (tx) => {
    const published = await insertAll(
      tx,
      'permit_item_version',
      facts.map((f) =>
        versionRow({ ...f, actor: systemActor('seed'), requestKey: `seed:${f.item.codes.base}` }),
      ),
    );
    // Another process seeded between the look and now: its changes of the list are there, too.
    if (published > 0)
      await insertAll(
        tx,
        'permit_list_change',
        facts.flatMap((f) => listChanges(undefined, f.item).map((change) => changeRow(change, f))),
      );
    return published;
  });
}

/** Many rows in one statement, as one JSON parameter. */
async function insertAll(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<number> {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));
  const done = await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    on conflict do nothing`.execute(tx);
  return Number(done.numAffectedRows ?? 0);
}
