/** For whom an account may act now: asked again at every step, so that what was revoked or lapsed stops the next one. */
import type { Actor } from '#platform/people/actor.ts';
import type { Sealing } from '#platform/sealing/index.ts';
import type { Handle } from '#platform/store/store.ts';
import { openPrincipal, type Principal } from './principal.ts';
import { type Authority, covers, holdingOn } from './proxy.ts';
import { findPrincipals, isNumberOfPrincipal, proxiesAround, proxiesFor } from './queries.ts';

/** An authority that holds, with whom it is for. */
export type Standing = Principal & { readonly proxy: Authority };

/** @param day today in China */
export async function standingsOf(
  handle: Handle,
  sealing: Sealing,
  division: string,
  account: string,
  day: Temporal.PlainDate,
): Promise<Standing[]> {
  const holding = holdingOn(await proxiesAround(handle, division, account), day).filter(
    (p) => p.agent === account,
  );
  const ids = [...new Set(holding.flatMap((p) => p.principalId ?? []))];
  const rows = new Map((await findPrincipals(handle, division, { ids })).map((row) => [row.id, row]));
  return holding.flatMap((proxy) => {
    const row = rows.get(proxy.principalId ?? '');
    return row ? [{ ...openPrincipal(sealing, row), proxy }] : [];
  });
}

/** The standing under which an item's case of this applicant may be acted on. */
export const standingFor = (
  standings: readonly Standing[],
  applicant: string,
  itemCode: string,
): Standing | undefined => standings.find((s) => s.key === applicant && covers(s.proxy, itemCode));

/** The actor as they stand in one case or licence: as applicant too when they may act for it now. */
export async function actingFor(
  handle: Handle,
  sealing: Sealing,
  actor: Actor,
  of: { readonly division: string; readonly applicant: string; readonly itemCode: string },
  day: Temporal.PlainDate,
): Promise<Actor> {
  if (actor.kind !== 'account' || actor.id === of.applicant) return actor;
  // A system that acts for somebody acts for nobody else beside them.
  if (actor.key) return actor;
  const standings = await standingsOf(handle, sealing, of.division, actor.id, day);
  return standingFor(standings, of.applicant, of.itemCode) ? { ...actor, principals: [of.applicant] } : actor;
}

/** Whether the actor, as `actingFor` gave them, is the applicant or acts for them. */
export const isApplicant = (actor: Actor, applicant: string): boolean =>
  actor.kind === 'account' && (actor.id === applicant || (actor.principals ?? []).includes(applicant));

/**
 * Under whom a case is filed at a window when the number is a principal's: a child's or an enterprise's own, so that
 * whoever acts for it finds the case. Undefined: nobody was ever confirmed to act for the number.
 */
export async function principalOfNumber(
  handle: Handle,
  sealing: Sealing,
  division: string,
  number: string,
  day: Temporal.PlainDate,
): Promise<string | undefined> {
  const numberIndexes = sealing.blindIndexes(number);
  if (!(await isNumberOfPrincipal(handle, { division, numberIndexes }))) return undefined;
  const [row] = await findPrincipals(handle, division, { numberIndexes });
  if (!row) return undefined;
  const holding = holdingOn(await proxiesFor(handle, division, row.id), day);
  return holding.length > 0 ? openPrincipal(sealing, row).key : undefined;
}

/** The principal that a case or licence stands under, when it is one. */
export async function principalOfKey(
  handle: Handle,
  sealing: Sealing,
  division: string,
  key: string,
): Promise<Principal | undefined> {
  const id = /^principal:(.+)$/.exec(key)?.[1];
  const [row] = await findPrincipals(handle, division, id ? { ids: [id] } : { account: key });
  return row && openPrincipal(sealing, row);
}
