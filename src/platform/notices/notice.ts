/** What people are told in writing. A notice is made in the transaction of what it tells of: both exist or neither. */
import type { ColumnType } from 'kysely';
import { newId } from '#base/ids.ts';
import type { Handle, Tx } from '#platform/store/store.ts';

type Timestamp = ColumnType<Date, string, string>;

/** Rows of `notice`, as `migrations/0700-procedure.sql` makes them. */
export interface NoticeTable {
  division: string;
  id: string;
  recipient: string;
  about: string;
  kind: string;
  title: string;
  body: string;
  made_at: Timestamp;
  read_at: Timestamp | null;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    notice: NoticeTable;
  }
}

/** A notice before it is stored. `about` is `kind:id`. */
export type NewNotice = {
  readonly recipient: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
};

export type Notice = NewNotice & {
  readonly id: string;
  readonly about: string;
  readonly madeAt: Temporal.Instant;
  readonly readAt: Temporal.Instant | null;
};

const NOTICES_MAX = 200;

/** A person's notices in a division, the newest first, at most 200. */
export async function listNotices(handle: Handle, division: string, recipient: string): Promise<Notice[]> {
  const rows = await handle
    .selectFrom('notice')
    .selectAll()
    .where('division', '=', division)
    .where('recipient', '=', recipient)
    .orderBy('id', 'desc')
    .limit(NOTICES_MAX)
    .execute();
  return rows.map(fromRow);
}

/** Everything that was told about one thing, in order. */
export async function noticesAbout(handle: Handle, division: string, about: string): Promise<Notice[]> {
  const rows = await handle
    .selectFrom('notice')
    .selectAll()
    .where('division', '=', division)
    .where('about', '=', about)
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

const fromRow = (row: {
  id: string;
  recipient: string;
  about: string;
  kind: string;
  title: string;
  body: string;
  made_at: Date;
  read_at: Date | null;
}): Notice => ({
  id: row.id,
  recipient: row.recipient,
  about: row.about,
  kind: row.kind,
  title: row.title,
  body: row.body,
  madeAt: Temporal.Instant.fromEpochMilliseconds(row.made_at.getTime()),
  readAt: row.read_at && Temporal.Instant.fromEpochMilliseconds(row.read_at.getTime()),
});

/** Tells somebody something in the caller's transaction. @param about `kind:id` */
export async function insertNotice(
  tx: Tx,
  division: string,
  about: string,
  notice: NewNotice,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('notice')
    .values({
      division,
      id: newId(),
      ...notice,
      about,
      made_at: at.toString({ smallestUnit: 'millisecond' }),
      read_at: null,
    })
    .execute();
}
