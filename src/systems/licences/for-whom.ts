/** Whose licence it is: the reader's own, or that of a family member or an enterprise for whom they act. */
import { dayOf } from '#engines/procedure/clock.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { Sealing } from '#platform/sealing/index.ts';
import type { Handle } from '#platform/store/store.ts';
import { actingFor, isApplicant, standingsOf } from '#systems/proxies/index.ts';
import type { LicenceRow } from './queries.ts';

/** 基本编码 out of 实施编码; a licence of no item is covered only by an authority for every item. */
export const baseCodeOf = (row: Pick<LicenceRow, 'item_code'>): string => (row.item_code ?? '').slice(-12);

/** Whether the actor may use the licence now, as its holder or for its holder. */
export async function mayUse(
  handle: Handle,
  identity: Sealing,
  actor: Actor,
  row: Pick<LicenceRow, 'division' | 'holder_account' | 'item_code'>,
  at: Temporal.Instant,
): Promise<boolean> {
  if (row.holder_account === null) return false;
  const of = { division: row.division, applicant: row.holder_account, itemCode: baseCodeOf(row) };
  const acting = await actingFor(handle, identity, actor, of, dayOf(at));
  return isApplicant(acting, row.holder_account);
}

/** Those whose licences an account may see, with the items that it may act in (null: all). */
export async function holdersOf(
  handle: Handle,
  identity: Sealing,
  division: string,
  account: string,
  at: Temporal.Instant,
): Promise<{ key: string; name: string | undefined; items: readonly string[] | null }[]> {
  const standings = await standingsOf(handle, identity, division, account, dayOf(at));
  return [
    { key: account, name: undefined, items: null },
    ...standings.map((s) => ({ key: s.key, name: s.name, items: s.proxy.items })),
  ];
}
