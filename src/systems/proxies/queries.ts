/** All SQL of principals and authorities. */
import type { Insertable, Selectable } from 'kysely';
import { batchedOn } from '#platform/store/batched.ts';
import { listed, question } from '#platform/store/statement.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import type { Authority, ProxyEvent } from './proxy.ts';
import type { PrincipalTable, ProxyEventTable, ProxyTable } from './tables.ts';

export type PrincipalRow = Selectable<PrincipalTable>;

export async function insertPrincipal(tx: Tx, row: Insertable<PrincipalTable>): Promise<void> {
  await tx
    .insertInto('principal')
    .values(row)
    .onConflict((c) => c.doNothing())
    .execute();
}

/** By any digest of the number, else by account. */
export const findPrincipals = (
  handle: Handle,
  division: string,
  {
    ids = [],
    numberIndexes = [],
    account,
  }: {
    readonly ids?: readonly string[];
    readonly numberIndexes?: readonly string[];
    readonly account?: string | undefined;
  },
): Promise<PrincipalRow[]> =>
  handle
    .selectFrom('principal')
    .selectAll()
    .where('division', '=', division)
    .where((e) =>
      e.or([
        ...(ids.length > 0 ? [e('id', 'in', [...ids])] : []),
        ...(numberIndexes.length > 0 ? [e('number_index', 'in', [...numberIndexes])] : []),
        ...(account ? [e('account_id', '=', account)] : []),
        e.lit(false),
      ]),
    )
    .execute();

const findNumbers = question<{ division: string; number_index: string }>(`
  select p.division, p.number_index from json_to_recordset($1::json) as a(division text, number_index text)
  join principal p on p.division = a.division and p.number_index = a.number_index`);

/** Whether a number is a principal's at all, by any of its digests: most are not, and every window asks. */
export const isNumberOfPrincipal = batchedOn(
  async (handle, asked: readonly { division: string; numberIndexes: readonly string[] }[]) => {
    const each = asked.flatMap((a) =>
      a.numberIndexes.map((number_index) => ({ division: a.division, number_index })),
    );
    const rows = await findNumbers(handle, [listed(each)]);
    return asked.map((a) =>
      rows.some((r) => r.division === a.division && a.numberIndexes.includes(r.number_index)),
    );
  },
);

const instantOf = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());

async function withEvents(
  handle: Handle,
  division: string,
  rows: readonly Selectable<ProxyTable>[],
): Promise<Authority[]> {
  if (rows.length === 0) return [];
  const events = await handle
    .selectFrom('proxy_event')
    .selectAll()
    .where('division', '=', division)
    .where(
      'proxy_id',
      'in',
      rows.map((r) => r.id),
    )
    .orderBy('proxy_id')
    .orderBy('seq')
    .execute();
  const of = Map.groupBy(events, (e) => e.proxy_id);
  return rows.map((row) => ({
    id: row.id,
    principalId: row.principal_id,
    agent: row.agent,
    kind: row.kind,
    items: row.items,
    startsOn: Temporal.PlainDate.from(row.starts_on),
    endsOn: row.ends_on === null ? null : Temporal.PlainDate.from(row.ends_on),
    givenBy: row.given_by,
    events: (of.get(row.id) ?? []).map(
      (e): ProxyEvent => ({ kind: e.kind, at: instantOf(e.at), actorName: e.actor_name, how: e.how }),
    ),
  }));
}

const MOST = 500;

/** Everything that was ever given to an account, with what else was given for the same principals. */
export async function proxiesAround(handle: Handle, division: string, agent: string): Promise<Authority[]> {
  const rows = await handle
    .selectFrom('proxy')
    .selectAll()
    .where('division', '=', division)
    .where((e) =>
      e.or([
        e('agent', '=', agent),
        e(
          'principal_id',
          'in',
          e
            .selectFrom('proxy as mine')
            .select('mine.principal_id')
            .where('mine.division', '=', division)
            .where('mine.agent', '=', agent)
            .where('mine.principal_id', 'is not', null),
        ),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  return withEvents(handle, division, rows);
}

/** Everything that was ever given for a principal. */
export async function proxiesFor(
  handle: Handle,
  division: string,
  principalId: string,
): Promise<Authority[]> {
  const rows = await handle
    .selectFrom('proxy')
    .selectAll()
    .where('division', '=', division)
    .where('principal_id', '=', principalId)
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  return withEvents(handle, division, rows);
}

/** Held until the transaction ends: two who decide at once never both do. */
export async function lockProxy(
  tx: Tx,
  division: string,
  by: { readonly id: string } | { readonly codeIndexes: readonly string[] },
): Promise<Authority | undefined> {
  const query = tx.selectFrom('proxy').selectAll().where('division', '=', division);
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('code_index', 'in', [...by.codeIndexes])
  )
    .forUpdate()
    .executeTakeFirst();
  return row && (await withEvents(tx, division, [row]))[0];
}

export async function findByCode(
  handle: Handle,
  division: string,
  indexes: readonly string[],
): Promise<Authority | undefined> {
  const row = await handle
    .selectFrom('proxy')
    .selectAll()
    .where('division', '=', division)
    .where('code_index', 'in', [...indexes])
    .executeTakeFirst();
  return row && (await withEvents(handle, division, [row]))[0];
}

/** What waits for a clerk, the oldest first. */
export async function waitingAtWindow(handle: Handle, division: string): Promise<Authority[]> {
  const rows = await handle
    .selectFrom('proxy as p')
    .selectAll('p')
    .where('p.division', '=', division)
    .where('p.principal_id', 'is not', null)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('proxy_event as v')
            .select('v.seq')
            .whereRef('v.division', '=', 'p.division')
            .whereRef('v.proxy_id', '=', 'p.id')
            .where('v.seq', '>', 1),
        ),
      ),
    )
    .where('p.kind', '!=', 'agent')
    .orderBy('p.id')
    .limit(100)
    .execute();
  return withEvents(handle, division, rows);
}

export async function insertProxy(tx: Tx, row: Insertable<ProxyTable>): Promise<void> {
  await tx.insertInto('proxy').values(row).execute();
}

export async function insertProxyEvent(tx: Tx, row: Insertable<ProxyEventTable>): Promise<void> {
  await tx.insertInto('proxy_event').values(row).execute();
}

/** The person who was asked by a code turns out to be this principal. */
export async function setPrincipal(tx: Tx, division: string, id: string, principalId: string): Promise<void> {
  await tx
    .updateTable('proxy')
    .set({ principal_id: principalId })
    .where('division', '=', division)
    .where('id', '=', id)
    .where('principal_id', 'is', null)
    .execute();
}

/** Names of accounts, as colleagues and principals see them. */
export async function accountNames(handle: Handle, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await handle
    .selectFrom('account')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((r) => [r.id, r.name]));
}

/** The account that registered with a phone number under this name. */
export async function accountOf(
  handle: Handle,
  phoneIndexes: readonly string[],
  name: string,
): Promise<string | undefined> {
  const row = await handle
    .selectFrom('account_person as p')
    .innerJoin('account as a', 'a.id', 'p.account_id')
    .select('a.id')
    .where('p.phone_index', 'in', [...phoneIndexes])
    .where('a.name', '=', name)
    .executeTakeFirst();
  return row?.id;
}

/** Whether the identity provider said, at the account's last sign-in by it, that it represents the enterprise. */
export async function representationOf(
  handle: Handle,
  account: string,
  indexes: readonly string[],
): Promise<string | undefined> {
  const row = await handle
    .selectFrom('account_representation')
    .select('verified_by')
    .where('account_id', '=', account)
    .where('credit_code_index', 'in', [...indexes])
    .executeTakeFirst();
  return row?.verified_by;
}
