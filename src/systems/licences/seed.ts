/** A made-up licence for the trial site's resident, so that there is one to show, use and revoke. */
import type { Config } from '#base/config.ts';
import { systemActor } from '#platform/people/actor.ts';
import type { Store } from '#platform/store/store.ts';
import { madeUpLicence } from './fixture.ts';
import { licenceKeys } from './holder.ts';
import { issueLicence } from './issue-licence.ts';

/** Does nothing when it is there, or when the resident's account is not. */
export async function seedLicence({ config, store }: { config: Config; store: Store }): Promise<void> {
  const resident = await store.db
    .selectFrom('account')
    .select('id')
    .where('username', '=', 'resident')
    .executeTakeFirst();
  if (!resident) return;
  const keys = licenceKeys(config.secrets);
  await store.db
    .transaction()
    .execute((tx) => issueLicence(tx, keys, systemActor('seed'), madeUpLicence(resident.id)));
}
