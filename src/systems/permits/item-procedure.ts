/** The procedure that an item's cases run on: its variant, its own limit with its clause, its promise. */
import type { Procedure } from '#engines/procedure/definition.ts';
import type { Item } from './item.ts';
import { permitProcedure } from './permit-procedure.ts';

/** @throws RangeError when the promise is longer than the limit; no published item is so */
export function itemProcedure(item: Pick<Item, 'variant' | 'promisedDays' | 'statutory'>): Procedure {
  const { days, unit, basis } = item.statutory;
  return permitProcedure(item.variant, {
    promisedDays: item.promisedDays,
    statutory: { days, unit, basis: { document: basis.number ?? basis.title, path: basis.place } },
  });
}
