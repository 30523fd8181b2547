/** Who is acted for: a person or an enterprise, sealed at rest. */
import { newId } from '#base/ids.ts';
import { identitySealing } from '#platform/people/provider.ts';
import type { Sealing } from '#platform/sealing/index.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { findPrincipals, insertPrincipal, type PrincipalRow } from './queries.ts';

export type Principal = {
  readonly id: string;
  readonly kind: 'person' | 'enterprise';
  /** Under what its cases, notices and licences stand: its account, else `principal:<id>`. */
  readonly key: string;
  readonly name: string;
  /** Undefined: an account whose number nobody has verified. */
  readonly number: string | undefined;
};

/** The same keys as for what an identity provider verified: one person is found by one number. */
export const principalSealing = identitySealing;

const placeOf = (what: 'name' | 'number', id: string): string => `principal.${what}:${id}`;

export const keyOf = (row: Pick<PrincipalRow, 'id' | 'account_id'>): string =>
  row.account_id ?? `principal:${row.id}`;

export const openPrincipal = (sealing: Sealing, row: PrincipalRow): Principal => ({
  id: row.id,
  kind: row.kind,
  key: keyOf(row),
  name: sealing.open(row.name_sealed, placeOf('name', row.id)),
  number: row.number_sealed ? sealing.open(row.number_sealed, placeOf('number', row.id)) : undefined,
});

type Stated = {
  readonly kind: 'person' | 'enterprise';
  readonly name: string;
  readonly number?: string | undefined;
  readonly account?: string | undefined;
};

/** The principal of this number or account; made when there is none. The name stays as it was first stated. */
export async function principalFor(
  tx: Tx,
  sealing: Sealing,
  division: string,
  { kind, name, number, account }: Stated,
  at: Temporal.Instant,
): Promise<string> {
  const asked = { numberIndexes: number ? sealing.blindIndexes(number) : [], account };
  const [found] = await findPrincipals(tx, division, asked);
  if (found) return found.id;
  const id = newId();
  await insertPrincipal(tx, {
    division,
    id,
    kind,
    account_id: account ?? null,
    name_sealed: sealing.seal(name, placeOf('name', id)),
    number_sealed: number ? sealing.seal(number, placeOf('number', id)) : null,
    number_index: number ? sealing.blindIndex(number) : null,
    made_at: at.toString({ smallestUnit: 'millisecond' }),
  });
  // Somebody may have made it in this very moment.
  const [made] = await findPrincipals(tx, division, asked);
  if (!made) throw new Error('principalFor: neither made nor found');
  return made.id;
}

/** The account that an identity provider has verified under a number. */
export async function verifiedAccount(
  handle: Handle,
  sealing: Sealing,
  number: string,
): Promise<string | undefined> {
  const row = await handle
    .selectFrom('account_identity')
    .select('account_id')
    .where('number_index', 'in', sealing.blindIndexes(number))
    .executeTakeFirst();
  return row?.account_id;
}
