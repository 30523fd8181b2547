/** Pointing citations at documents: those of a new edition, and older ones whose target has just become known. */
import { sql } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Tx } from '#platform/store/store.ts';
import { titleKey } from '../name.ts';
import { directory, type Nameable, type Resolved, resolveMention } from '../resolve.ts';
import type { Locator } from '../rows.ts';
import { insertRows } from './bulk.ts';

type Row = {
  expression_id: string;
  ord: number;
  title_key: string | null;
  number_key: string | null;
  read_as: Resolved['resolution'];
  read_target: string | null;
  resolution: string;
  target_document_id: string | null;
};

/**
 * @param expressions the new texts; `ids` gives the documents of their edition by place
 * @returns how the citations of the new texts resolved, and how many older ones changed
 */
export async function resolveCitations(
  tx: Tx,
  expressions: readonly string[],
  ids: ReadonlyMap<Locator, string>,
  now: string,
): Promise<{ counts: Record<string, number>; older: number }> {
  const fresh = new Set(expressions);
  const rows = await concerned(tx, expressions, [...ids.values()]);
  await createLawStubs(
    tx,
    rows.filter((r) => fresh.has(r.expression_id)),
    now,
  );
  const known = directory(await nameable(tx, rows));
  const counts: Record<string, number> = {};
  const changed: (Resolved & { expression_id: string; ord: number })[] = [];
  let older = 0;
  for (const row of rows) {
    const isFresh = fresh.has(row.expression_id);
    const inner = isInner(row.read_target);
    if (!isFresh && inner) continue;
    const target = ids.get(row.read_target ?? '') ?? null;
    const resolved: Resolved = inner ? { resolution: row.read_as, target } : resolveMention(row, known);
    if (isFresh) counts[resolved.resolution] = (counts[resolved.resolution] ?? 0) + 1;
    if (resolved.resolution === row.resolution && resolved.target === row.target_document_id) continue;
    if (!isFresh) older++;
    changed.push({ ...resolved, expression_id: row.expression_id, ord: row.ord });
  }
  if (changed.length > 0) {
    await sql`update law_citation c set resolution = r.resolution, target_document_id = r.target
      from json_to_recordset(${JSON.stringify(changed)}::json)
        as r(expression_id uuid, ord integer, resolution text, target uuid)
      where c.expression_id = r.expression_id and c.ord = r.ord`.execute(tx);
  }
  return { counts, older };
}

/** Points within its own edition: what the artifact said of it holds. */
const isInner = (target: string | null): boolean => target !== null && /^(issuance|instrument):/.test(target);

/** Citations in the new texts, and those anywhere that bear a name of a document of this edition. */
async function concerned(
  tx: Tx,
  expressions: readonly string[],
  documents: readonly string[],
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with named as (
      select number_key, title_key from law_document
      where id in (select value::uuid from json_array_elements_text(${JSON.stringify(documents)}::json)))
    select expression_id, ord, title_key, number_key, read_as, read_target, resolution, target_document_id
    from law_citation
    where expression_id in (select value::uuid from json_array_elements_text(${JSON.stringify(expressions)}::json))
       or number_key in (select number_key from named where number_key is not null)
       or title_key in (select title_key from named)
    order by expression_id, ord`.execute(tx);
  return rows;
}

async function nameable(tx: Tx, rows: readonly Row[]): Promise<Nameable[]> {
  const keys = (pick: (row: Row) => string | null) =>
    JSON.stringify([...new Set(rows.map(pick).filter((key) => key !== null))]);
  const found = await sql<Nameable>`
    select id, kind, parent_id, number_key, title_key, holding from law_document
    where number_key in (select value from json_array_elements_text(${keys((r) => r.number_key)}::json))
       or title_key in (select value from json_array_elements_text(${keys((r) => r.title_key)}::json))
    order by id`.execute(tx);
  return found.rows;
}

const LAW = 'law:';

/** A national law that is cited and not held becomes a stub, so that every citation of it meets in one place. */
async function createLawStubs(tx: Tx, rows: readonly Row[], now: string): Promise<void> {
  const titles = new Map<string, string>();
  for (const { read_target } of rows) {
    if (!read_target?.startsWith(LAW)) continue;
    const title = read_target.slice(LAW.length);
    titles.set(titleKey(title), title);
  }
  await ensureStatuteStubs(tx, titles, now);
}

/** @param titles by title key; those under which a document is known already are left alone */
export async function ensureStatuteStubs(
  tx: Tx,
  titles: ReadonlyMap<string, string>,
  now: string,
): Promise<void> {
  if (titles.size === 0) return;
  const existing = await tx
    .selectFrom('law_document')
    .select('title_key')
    .where('title_key', 'in', [...titles.keys()])
    .execute();
  const known = new Set(existing.map((row) => row.title_key));
  const fresh = [...titles].filter(([key]) => !known.has(key));
  await insertRows(
    tx,
    'law_document',
    fresh.map(([title_key, title]) => ({
      ...emptyStub,
      id: newId(),
      kind: 'statute',
      title,
      title_key,
      created_at: now,
    })),
  );
}

/** Columns of a document of which only a name is known. */
export const emptyStub = {
  parent_id: null,
  number: null,
  number_key: null,
  section: null,
  signed_by: [],
  dated: null,
  disclosed: null,
  holding: 'stub',
  effects_version: 0,
};
