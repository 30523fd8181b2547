/** Reading the list for other systems. */
import type { Handle } from '#platform/store/store.ts';
import { findItems, type ItemFilter, type ItemSummary } from './find-items.ts';
import { readSummaries } from './queries.ts';

/** The items on the list that fulfil the conditions, the best answer first when words are asked. */
export const listItems = async (handle: Handle, filter: ItemFilter = {}): Promise<ItemSummary[]> =>
  findItems(await readSummaries(handle), filter);
