/** Deliveries of a subscription with every try. */
import type { Handle } from '#platform/store/store.ts';
import { type DeliveryRow, listDeliveries, listTries, type TryRow } from './queries.ts';

const SHOWN = 50;

export type DeliveryWithTries = { readonly row: DeliveryRow; readonly tries: readonly TryRow[] };

/** A page of them, the newest first. @returns `next`: hand it back as `before`; null: there is no more */
export async function readDeliveries(
  handle: Handle,
  division: string,
  subscriptionId: string,
  asked: { readonly state?: DeliveryRow['state'] | undefined; readonly before?: string | undefined },
): Promise<{ deliveries: DeliveryWithTries[]; next: string | null }> {
  const rows = await listDeliveries(handle, division, subscriptionId, { ...asked, most: SHOWN + 1 });
  const shown = rows.slice(0, SHOWN);
  const tries = await listTries(
    handle,
    division,
    shown.map((d) => d.id),
  );
  return {
    deliveries: shown.map((row) => ({ row, tries: tries.filter((t) => t.delivery_id === row.id) })),
    next: rows.length > SHOWN ? (shown.at(-1)?.id ?? null) : null,
  };
}
