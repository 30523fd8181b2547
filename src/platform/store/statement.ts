import { CompiledQuery } from 'kysely';
import type { Handle } from './store.ts';

/**
 * A statement whose text never changes, for what runs at every request: it is not put together anew each time.
 * @param text with `$1`, `$2` … for the values
 */
export const statement =
  <Row>(text: string) =>
  async (handle: Handle, values: readonly unknown[]): Promise<Row[]> =>
    (await handle.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;
