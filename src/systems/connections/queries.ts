/** All SQL of webhooks. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Handle, Tx } from '#platform/store/store.ts';
import { APPLICATIONS } from '#systems/services/index.ts';
import type { Source } from './kinds.ts';
import type { WebhookDeliveryTable, WebhookSubscriptionTable, WebhookTryTable } from './tables.ts';

export type SubscriptionRow = Selectable<WebhookSubscriptionTable>;
export type DeliveryRow = Selectable<WebhookDeliveryTable>;
export type TryRow = Selectable<WebhookTryTable>;

const LIST_MAX = 200;

/** A division's subscriptions, the newest first; of one body, or of all. */
export const listSubscriptions = (
  handle: Handle,
  division: string,
  body: string,
): Promise<SubscriptionRow[]> =>
  handle
    .selectFrom('webhook_subscription')
    .selectAll()
    .where('division', '=', division)
    .$if(body !== '*', (q) => q.where('body', '=', body))
    .orderBy('id', 'desc')
    .limit(LIST_MAX)
    .execute();

export const runningSubscriptions = (handle: Handle, division: string): Promise<SubscriptionRow[]> =>
  handle
    .selectFrom('webhook_subscription')
    .selectAll()
    .where('division', '=', division)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();

export const findSubscription = (
  handle: Handle,
  division: string,
  id: string,
): Promise<SubscriptionRow | undefined> =>
  handle
    .selectFrom('webhook_subscription')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .executeTakeFirst();

export async function insertSubscription(tx: Tx, row: Insertable<WebhookSubscriptionTable>): Promise<void> {
  await tx.insertInto('webhook_subscription').values(row).execute();
}

export const lockSubscription = (
  tx: Tx,
  division: string,
  id: string,
): Promise<SubscriptionRow | undefined> =>
  tx
    .selectFrom('webhook_subscription')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export async function changeSubscription(
  tx: Tx,
  division: string,
  id: string,
  change: {
    readonly secret_sealed?: Uint8Array;
    readonly old_secret_sealed?: Uint8Array | null;
    readonly old_secret_until?: string | null;
    readonly ended_at?: string;
    readonly ended_by?: string;
  },
): Promise<void> {
  await tx
    .updateTable('webhook_subscription')
    .set(change)
    .where('division', '=', division)
    .where('id', '=', id)
    .execute();
}

/** How far a source was looked at; null: never. */
export async function readCursor(handle: Handle, division: string, source: Source): Promise<Date | null> {
  const row = await handle
    .selectFrom('webhook_cursor')
    .select('reached')
    .where('division', '=', division)
    .where('source', '=', source)
    .executeTakeFirst();
  return row?.reached ?? null;
}

/** Moves on, never back: two collectors may end in another order than they began. */
export async function moveCursor(
  handle: Handle,
  division: string,
  source: Source,
  to: Temporal.Instant,
): Promise<void> {
  const reached = to.toString();
  await handle
    .insertInto('webhook_cursor')
    .values({ division, source, reached })
    .onConflict((c) =>
      c
        .columns(['division', 'source'])
        .doUpdateSet({ reached: sql`greatest(webhook_cursor.reached, excluded.reached)` }),
    )
    .execute();
}

/** When the oldest transaction began that is still under way in this database: what it writes is not to be seen yet. */
export async function oldestTransaction(handle: Handle): Promise<Temporal.Instant | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(xact_start) as at from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(handle);
  const at = rows[0]?.at;
  return at ? Temporal.Instant.fromEpochMilliseconds(at.getTime()) : undefined;
}

export type SourceEvent = {
  readonly subjectId: string;
  readonly seq: number;
  /** Transition of a case, or kind of a licence's event. */
  readonly code: string;
  readonly at: Date;
  readonly on: string;
  readonly body: string;
  readonly caseId: string;
  readonly caseNumber: string;
  /** State that a case has from it on; null for a licence. */
  readonly state: string | null;
};

export type Wanted = {
  readonly division: string;
  readonly subscription: Pick<SubscriptionRow, 'id' | 'body'>;
  readonly codes: readonly string[];
  readonly since: Date;
  readonly most: number;
};

/** Events of cases that a subscription has no delivery of, in the order in which they were recorded. */
export async function undeliveredCaseEvents(
  handle: Handle,
  { division, subscription, codes, since, most }: Wanted,
): Promise<SourceEvent[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<SourceEvent>`
    select e.case_id as "subjectId", e.seq, e.transition as code, e.at, e.effective_on as "on",
      coalesce(e.holder, f.holder) as body, f.id as "caseId", f.number as "caseNumber", e.to_state as state
    from case_event e join case_file f on f.division = e.division and f.id = e.case_id
    where e.division = ${division} and e.at >= ${since} and e.transition in (${sql.join(codes)})
      and f.procedure_code like ${`${APPLICATIONS}%`}
      and ${subscription.body} in ('*', coalesce(e.holder, f.holder))
      and not exists (select 1 from webhook_delivery d where d.division = e.division
        and d.subscription_id = ${subscription.id} and d.source = 'case' and d.subject_id = e.case_id
        and d.seq = e.seq)
    order by e.at, e.case_id, e.seq limit ${most}`.execute(handle);
  return rows;
}

/** As above, of licences. */
export async function undeliveredLicenceEvents(
  handle: Handle,
  { division, subscription, codes, since, most }: Wanted,
): Promise<SourceEvent[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<SourceEvent>`
    select e.licence_id as "subjectId", e.seq, e.kind as code, e.recorded_at as at, e.effective_on as "on",
      l.agency_name as body, l.case_id as "caseId", l.case_number as "caseNumber", null as state
    from licence_event e join licence l on l.division = e.division and l.id = e.licence_id
    where e.division = ${division} and e.recorded_at >= ${since} and e.kind in (${sql.join(codes)})
      and ${subscription.body} in ('*', l.agency_name)
      and not exists (select 1 from webhook_delivery d where d.division = e.division
        and d.subscription_id = ${subscription.id} and d.source = 'licence' and d.subject_id = e.licence_id
        and d.seq = e.seq)
    order by e.recorded_at, e.licence_id, e.seq limit ${most}`.execute(handle);
  return rows;
}

/** @returns whether it was new */
export async function insertDelivery(tx: Tx, row: Insertable<WebhookDeliveryTable>): Promise<boolean> {
  const made = await tx
    .insertInto('webhook_delivery')
    .values(row)
    .onConflict((c) => c.columns(['division', 'subscription_id', 'source', 'subject_id', 'seq']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export const findDelivery = (
  handle: Handle,
  division: string,
  id: string,
): Promise<DeliveryRow | undefined> =>
  handle
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .executeTakeFirst();

/** Deliveries of a subscription, the newest first. */
export const listDeliveries = (
  handle: Handle,
  division: string,
  subscriptionId: string,
  {
    state,
    before,
    most,
  }: {
    readonly state?: DeliveryRow['state'] | undefined;
    readonly before?: string | undefined;
    readonly most: number;
  },
): Promise<DeliveryRow[]> =>
  handle
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('division', '=', division)
    .where('subscription_id', '=', subscriptionId)
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? 'dead'))
    .$if(before !== undefined, (q) => q.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();

export async function countDeliveries(handle: Handle, division: string, subscriptionId: string) {
  const { rows } = await sql<{ waiting: number; delivered: number; dead: number }>`
    select count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'delivered')::int as delivered,
      count(*) filter (where state = 'dead')::int as dead
    from webhook_delivery where division = ${division} and subscription_id = ${subscriptionId}`.execute(
    handle,
  );
  return rows[0] ?? { waiting: 0, delivered: 0, dead: 0 };
}

export const listTries = (
  handle: Handle,
  division: string,
  deliveryIds: readonly string[],
): Promise<TryRow[]> =>
  deliveryIds.length === 0
    ? Promise.resolve([])
    : handle
        .selectFrom('webhook_try')
        .selectAll()
        .where('division', '=', division)
        .where('delivery_id', 'in', [...deliveryIds])
        .orderBy('delivery_id')
        .orderBy('n')
        .execute();

/** Writes a try down and what it settles, together. */
export async function recordTry(
  tx: Tx,
  delivery: Pick<DeliveryRow, 'division' | 'id'>,
  made: {
    readonly at: Temporal.Instant;
    readonly tookMs: number;
    readonly status: number | null;
    readonly answer: string;
  },
  received: boolean,
): Promise<void> {
  const { division, id } = delivery;
  const row = await tx
    .updateTable('webhook_delivery')
    .set((eb) => ({
      tries: eb('tries', '+', 1),
      ...(received && { state: 'delivered' as const, settled_at: made.at.toString() }),
    }))
    .where('division', '=', division)
    .where('id', '=', id)
    .returning('tries')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('webhook_try')
    .values({
      division,
      delivery_id: id,
      n: row.tries,
      at: made.at.toString(),
      took_ms: made.tookMs,
      status: made.status,
      answer: made.answer,
    })
    .execute();
}

/** Gives a delivery up that still waits. */
export async function markDead(
  handle: Handle,
  division: string,
  id: string,
  at: Temporal.Instant,
): Promise<void> {
  await handle
    .updateTable('webhook_delivery')
    .set({ state: 'dead', settled_at: at.toString() })
    .where('division', '=', division)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** Lets what was settled wait again: one, or all that were given up. @returns their ids */
export async function waitAgain(
  tx: Tx,
  division: string,
  subscriptionId: string,
  id: string | undefined,
): Promise<string[]> {
  const rows = await tx
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', settled_at: null })
    .where('division', '=', division)
    .where('subscription_id', '=', subscriptionId)
    .$if(id !== undefined, (q) => q.where('id', '=', id ?? '').where('state', 'in', ['dead', 'delivered']))
    .$if(id === undefined, (q) => q.where('state', '=', 'dead'))
    .returning('id')
    .execute();
  return rows.map((r) => r.id);
}
