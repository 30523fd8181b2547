/** All SQL of keys. */
import type { Insertable, Selectable } from 'kysely';
import type { Handle } from '#platform/store/store.ts';
import type { ApiKeyTable, KeyAuthorityTable } from './tables.ts';

export type KeyRow = Selectable<ApiKeyTable>;

const KEYS_MAX = 500;

/** A division's keys, the newest first. */
export const listKeyRows = (handle: Handle, division: string): Promise<KeyRow[]> =>
  handle
    .selectFrom('api_key')
    .selectAll()
    .where('division', '=', division)
    .orderBy('id', 'desc')
    .limit(KEYS_MAX)
    .execute();

export const findKeyByDigest = (
  handle: Handle,
  division: string,
  digest: string,
): Promise<KeyRow | undefined> =>
  handle
    .selectFrom('api_key')
    .selectAll()
    .where('division', '=', division)
    .where('digest', '=', digest)
    .executeTakeFirst();

/** @returns false when there is one of this id */
export async function insertKey(handle: Handle, row: Insertable<ApiKeyTable>): Promise<boolean> {
  const made = await handle
    .insertInto('api_key')
    .values(row)
    .onConflict((c) => c.columns(['division', 'id']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** @returns whether it was one that held */
export async function revokeKeyRow(
  handle: Handle,
  division: string,
  id: string,
  by: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const changed = await handle
    .updateTable('api_key')
    .set({ revoked_at: at.toString(), revoked_by: by })
    .where('division', '=', division)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

/** Notes a use, once in a minute at most: a row that is written by every request would be what requests wait for. */
export async function noteKeyUse(
  handle: Handle,
  division: string,
  id: string,
  at: Temporal.Instant,
): Promise<void> {
  await handle
    .updateTable('api_key')
    .set({ last_used_at: at.toString() })
    .where('division', '=', division)
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb('last_used_at', 'is', null),
        eb('last_used_at', '<', new Date(at.subtract({ minutes: 1 }).epochMilliseconds)),
      ]),
    )
    .execute();
}

/** The authority of this number that was given to this key, with the person's name. */
export const findAuthority = (handle: Handle, division: string, keyId: string, id: string) =>
  handle
    .selectFrom('key_authority as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .select(['g.id', 'g.account_id', 'g.ends_on', 'g.withdrawn_at', 'a.name'])
    .where('g.division', '=', division)
    .where('g.key_id', '=', keyId)
    .where('g.id', '=', id)
    .executeTakeFirst();

/** What a person has allowed, the newest first. */
export const listAuthorities = (handle: Handle, division: string, accountId: string) =>
  handle
    .selectFrom('key_authority as g')
    .innerJoin('api_key as k', (j) => j.onRef('k.division', '=', 'g.division').onRef('k.id', '=', 'g.key_id'))
    .select(['g.id', 'g.ends_on', 'g.granted_at', 'g.withdrawn_at', 'k.name', 'k.scopes', 'k.last_used_at'])
    .where('g.division', '=', division)
    .where('g.account_id', '=', accountId)
    .orderBy('g.id', 'desc')
    .limit(KEYS_MAX)
    .execute();

export async function insertAuthority(handle: Handle, row: Insertable<KeyAuthorityTable>): Promise<void> {
  await handle.insertInto('key_authority').values(row).execute();
}

/** @returns whether it was the person's and still held */
export async function withdrawAuthorityRow(
  handle: Handle,
  division: string,
  accountId: string,
  id: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const changed = await handle
    .updateTable('key_authority')
    .set({ withdrawn_at: at.toString() })
    .where('division', '=', division)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
