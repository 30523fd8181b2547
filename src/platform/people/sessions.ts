/** The browsers in which an account is signed in: listed, ended, and ended by themselves when idle. */
import type { Handle } from '#platform/store/store.ts';

/** A session that nobody uses ends. */
export const IDLE_MINUTES = 120;
/** How exactly its last use is known: a write a minute at most. */
const SEEN_EVERY_MS = 60_000;

export type OwnSession = {
  readonly id: string;
  readonly address: string;
  readonly agent: string;
  readonly openedAt: Temporal.Instant;
  readonly seenAt: Temporal.Instant;
  readonly level: number;
};

const instant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
const text = (moment: Temporal.Instant): string => moment.toString({ smallestUnit: 'millisecond' });

/**
 * Notes that a session is used.
 * @returns false when it was idle for too long: it is ended then
 */
export async function touchSession(
  db: Handle,
  session: { readonly id: string; readonly seenMs: number },
  now: Temporal.Instant,
): Promise<boolean> {
  const idleMs = now.epochMilliseconds - session.seenMs;
  if (idleMs > IDLE_MINUTES * 60_000) {
    await db.deleteFrom('account_session').where('id', '=', session.id).execute();
    return false;
  }
  if (idleMs > SEEN_EVERY_MS)
    await db
      .updateTable('account_session')
      .set({ seen_at: text(now) })
      .where('id', '=', session.id)
      .execute();
  return true;
}

/** Those that still hold, the one used last first. */
export async function listSessions(
  db: Handle,
  account: string,
  now: Temporal.Instant,
): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom('account_session')
    .select(['id', 'ip_address', 'user_agent', 'created_at', 'seen_at', 'assurance'])
    .where('account_id', '=', account)
    .where('expires_at', '>', new Date(now.epochMilliseconds))
    .where('seen_at', '>', new Date(now.epochMilliseconds - IDLE_MINUTES * 60_000))
    .orderBy('seen_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    address: row.ip_address ?? '',
    agent: row.user_agent ?? '',
    openedAt: instant(row.created_at),
    seenAt: instant(row.seen_at),
    level: row.assurance,
  }));
}

/** Ends one session of the account, or all but one. @returns how many were ended */
export async function endSessions(
  db: Handle,
  account: string,
  which: { readonly id: string } | { readonly allBut: string },
): Promise<number> {
  const ended = await db
    .deleteFrom('account_session')
    .where('account_id', '=', account)
    .where('id', 'id' in which ? '=' : '!=', 'id' in which ? which.id : which.allBut)
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}
