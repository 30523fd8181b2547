/** Where an application goes first. Pure. */
import type { Item } from './item.ts';

/**
 * The bodies that take an item's applications in: its implementers, and where a town or street reviews first, the
 * towns and streets alone. The deciding body has nobody who could make that first review.
 */
export const receivingBodies = (item: Pick<Item, 'choice' | 'implementers' | 'authority'>): string[] =>
  item.implementers.filter((body) => item.choice !== 'town_then_authority' || body !== item.authority);
