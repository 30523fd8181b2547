/** Whose applications somebody may rate and complain about: their own, and those of others for whom they act now. */
import { type CaseFile, dayOf } from '#engines/procedure/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { Handle } from '#platform/store/store.ts';
import { actingFor, isApplicant, standingsOf } from '#systems/proxies/index.ts';
import { baseCodeOf, casesOf } from '#systems/services/index.ts';
import { nowOf, type Reviews } from './reviews-of.ts';

export async function isOwnCase(
  reviews: Reviews,
  handle: Handle,
  actor: Actor,
  file: Pick<CaseFile, 'division' | 'applicant' | 'item_code'>,
): Promise<boolean> {
  const acting = await actingFor(
    handle,
    reviews.identitySealing,
    actor,
    { division: file.division, applicant: file.applicant, itemCode: baseCodeOf(file.item_code) },
    dayOf(nowOf(reviews)),
  );
  return isApplicant(acting, file.applicant);
}

export async function ownCases(reviews: Reviews, division: string, account: string): Promise<CaseFile[]> {
  const standings = await standingsOf(
    reviews.db,
    reviews.identitySealing,
    division,
    account,
    dayOf(nowOf(reviews)),
  );
  return casesOf(reviews.db, division, [
    { applicant: account, items: null },
    ...standings.map((s) => ({ applicant: s.key, items: s.proxy.items })),
  ]);
}
