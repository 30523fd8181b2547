/**
 * Taking a document number: one gapless series per 代字 and year, at publication and only there.
 *
 * Called inside the publishing transaction. A publication that is refused or breaks takes its numbers back with
 * it, as the whole transaction does, so no gap is left. Two publications at once wait for each other at the row
 * of the series. Numbers that an imported document bears, or is cited by, count as given.
 */
import { sql } from 'kysely';
import { lockImports } from '#engines/law/store/write-edition.ts';
import type { Handle, Tx } from '#platform/store/store.ts';

const SERIES = /^\p{Script=Han}{2,16}$/u;

export type TakenNumber = { readonly ordinal: number; readonly number: string };

/** 银西政办发〔2023〕30号 */
const printed = (series: string, year: number, ordinal: number): string => `${series}〔${year}〕${ordinal}号`;

/**
 * The next number of a series.
 * @param tx the publishing transaction: the number exists exactly when it commits
 * @param subject `kind:id` of what takes it
 * @throws RangeError when the series is no 代字 or the year no year: the caller has checked both
 */
export async function takeNumber(
  tx: Tx,
  series: string,
  year: number,
  by: { readonly subject: string; readonly actor: string; readonly now: Temporal.Instant },
): Promise<TakenNumber> {
  if (!SERIES.test(series) || !Number.isInteger(year) || year < 1949 || year > 2999)
    throw new RangeError(`takeNumber: ${series}〔${year}〕 is no series`);
  // An import under way may be about to add a number of this series.
  await lockImports(tx);
  await tx
    .insertInto('document_number_series')
    .values({ series, year, highest: 0 })
    .onConflict((conflict) => conflict.columns(['series', 'year']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('document_number_series')
    .select('highest')
    .where('series', '=', series)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const ordinal = Math.max(row.highest, (await highestKnown(tx, series, year)).ordinal) + 1;
  const number = printed(series, year, ordinal);
  await tx
    .updateTable('document_number_series')
    .set({ highest: ordinal })
    .where('series', '=', series)
    .where('year', '=', year)
    .execute();
  await tx
    .insertInto('document_number_taken')
    .values({
      series,
      year,
      ordinal,
      number,
      subject: by.subject,
      taken_by: by.actor,
      taken_at: by.now.toString({ smallestUnit: 'millisecond' }),
    })
    .execute();
  return { ordinal, number };
}

export type KnownNumber = {
  readonly ordinal: number;
  /** The document that bears the highest number known, or cites it; null when it was taken here or there is none. */
  readonly document: { readonly id: string; readonly title: string; readonly bears: boolean } | null;
};

/** The highest number of a series and year that any document in the store bears or cites; ordinal 0 when none does. */
async function highestKnown(handle: Handle, series: string, year: number): Promise<KnownNumber> {
  const prefix = `${series}〔${year}〕`;
  const { rows } = await sql<{ ordinal: number; id: string; title: string; bears: boolean }>`
    select (substring(k.number_key from '〕([0-9]{1,6})号$'))::int as ordinal, k.id, k.title, k.bears
    from (
      select d.number_key, d.id, d.title, true as bears from law_document d
        where starts_with(d.number_key, ${prefix})
      union all
      select c.number_key, d.id, d.title, false from law_citation c
        join law_expression x on x.id = c.expression_id and x.current join law_document d on d.id = x.document_id
        where starts_with(c.number_key, ${prefix}) and c.resolution <> 'malformed'
    ) k where k.number_key ~ '〕[0-9]{1,6}号$'
    order by ordinal desc, k.bears desc, k.id limit 1`.execute(handle);
  const [row] = rows;
  if (!row) return { ordinal: 0, document: null };
  return {
    ordinal: row.ordinal,
    document: { id: row.id, title: row.title, bears: row.bears },
  };
}

export type NextNumber = TakenNumber & {
  /** What the series stands at, and who bears it: so that an editor sees a number that a misprint raised. */
  readonly after: KnownNumber;
};

/** The numbers that `count` documents of a series would take now. Takes none. */
export async function proposeNumbers(
  handle: Handle,
  series: string,
  year: number,
  count: number,
): Promise<NextNumber[]> {
  const row = await handle
    .selectFrom('document_number_series')
    .select('highest')
    .where('series', '=', series)
    .where('year', '=', year)
    .executeTakeFirst();
  const known = await highestKnown(handle, series, year);
  const taken = row?.highest ?? 0;
  const after = known.ordinal >= taken ? known : { ordinal: taken, document: null };
  return Array.from({ length: count }, (_, i) => {
    const ordinal = after.ordinal + 1 + i;
    return { ordinal, number: printed(series, year, ordinal), after };
  });
}
