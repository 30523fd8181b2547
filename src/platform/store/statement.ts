import { CompiledQuery } from 'kysely';
import { sharedOf } from './shared.ts';
import type { Handle } from './store.ts';

/**
 * A statement whose text never changes, for what runs at every request: it is not put together anew each time.
 *
 * A list goes as one JSON value (`listed`) through `json_to_recordset`, not as an array: PostgreSQL thinks that a plan
 * made for just this array is cheaper than a general one, so it plans anew each time, which takes longer than such a
 * statement does.
 * @param text with `$1`, `$2` … for the values
 */
export const statement =
  <Row>(text: string) =>
  async (handle: Handle, values: readonly unknown[]): Promise<Row[]> =>
    (await handle.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;

/** A statement that only reads, and quickly: outside a transaction it goes over the connection that is shared. */
export const question = <Row>(
  text: string,
): ((handle: Handle, values: readonly unknown[]) => Promise<Row[]>) => {
  const ask = statement<Row>(text);
  return (handle, values) => ask(sharedOf(handle), values);
};

/** A list as a value of a statement: its rows, for `json_to_recordset`. */
export const listed = (rows: readonly object[]): string => JSON.stringify(rows);
