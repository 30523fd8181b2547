import type { Handle } from '#platform/store/store.ts';
import type { SealCertificateTable } from './tables.ts';

export type StoredCertificate = Pick<
  SealCertificateTable,
  'id' | 'body_code' | 'generation' | 'body_name'
> & {
  readonly certificate: Uint8Array;
  readonly private_key: Uint8Array;
};

export type NewStoredCertificate = StoredCertificate & {
  readonly division: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly made_at: string;
};

const COLUMNS = ['id', 'body_code', 'generation', 'body_name', 'certificate', 'private_key'] as const;

/** The pair that seals for a body now, the root's for the empty code. */
export const findLatest = (
  handle: Handle,
  division: string,
  bodyCode: string,
): Promise<StoredCertificate | undefined> =>
  handle
    .selectFrom('seal_certificate')
    .select(COLUMNS)
    .where('division', '=', division)
    .where('body_code', '=', bodyCode)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Every root that the district ever had, newest first. */
export const listRoots = (handle: Handle, division: string): Promise<{ certificate: Uint8Array }[]> =>
  handle
    .selectFrom('seal_certificate')
    .select('certificate')
    .where('division', '=', division)
    .where('body_code', '=', '')
    .orderBy('generation', 'desc')
    .execute();

/** Stores a pair unless another process stored one of the same generation first. */
export async function insertCertificate(handle: Handle, row: NewStoredCertificate): Promise<void> {
  await handle
    .insertInto('seal_certificate')
    .values(row)
    .onConflict((c) => c.columns(['division', 'body_code', 'generation']).doNothing())
    .execute();
}
