/** SQL of the service items. */
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { numberKey, titleKey } from '#engines/law/name.ts';
import { batchedOn } from '#platform/store/batched.ts';
import { listed, question } from '#platform/store/statement.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { today } from '#systems/documents/index.ts';
import type { ItemFields, ItemSummary } from './find-items.ts';
import type { Item } from './item.ts';
import type { ChangeKind } from './list-change.ts';

export type StoredItem = {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly content: Item;
  readonly sha256: string;
  readonly listDocument: string;
  readonly reason: string;
  readonly effectiveOn: Temporal.PlainDate;
  readonly publishedAt: Temporal.Instant;
  readonly publishedByName: string;
  /** Whether it applies on the day: it has begun, and no later version has. */
  readonly latest: boolean;
  /** The version that will follow it, already published. */
  readonly next: { readonly version: number; readonly effectiveOn: Temporal.PlainDate } | null;
  /** Set when the item has left the list with this version, by the day. */
  readonly withdrawn: {
    readonly reason: string;
    readonly effectiveOn: Temporal.PlainDate;
    readonly at: Temporal.Instant;
    readonly byName: string;
  } | null;
};

type VersionRow = {
  id: string;
  code: string;
  version: number;
  content: Item;
  sha256: string;
  listDocument: string;
  reason: string;
  effectiveOn: string;
  publishedAt: Date;
  publishedByName: string;
  latest: boolean;
  nextVersion: number | null;
  nextOn: string | null;
  withdrawnReason: string | null;
  withdrawnOn: string | null;
  withdrawnAt: Date | null;
  withdrawnByName: string | null;
};

const instant = (at: Date): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(new Date(at).getTime());

const isoDay = (day: Temporal.PlainDate): string => day.toString();

/** Versions as of a day; `w` is the withdrawal when it has come into effect by then. */
const versionsAsOf = (day: Temporal.PlainDate) => sql`
  select v.id, v.code, v.version, v.content, v.sha256, v.list_document as "listDocument", v.reason,
    v.effective_on::text as "effectiveOn", v.published_at as "publishedAt", v.published_by_name as "publishedByName",
    v.effective_on <= ${isoDay(day)}::date and not exists (
      select 1 from permit_item_version n
      where n.code = v.code and n.version > v.version and n.effective_on <= ${isoDay(day)}::date) as latest,
    n.version as "nextVersion", n.effective_on::text as "nextOn", w.reason as "withdrawnReason",
    w.effective_on::text as "withdrawnOn", w.withdrawn_at as "withdrawnAt", w.withdrawn_by_name as "withdrawnByName"
  from permit_item_version v
  left join permit_item_withdrawal w on w.version_id = v.id and w.effective_on <= ${isoDay(day)}::date
  left join permit_item_version n on n.code = v.code and n.version = v.version + 1`;

function toStored(row: VersionRow): StoredItem {
  const { nextVersion, nextOn, withdrawnReason, withdrawnOn, withdrawnAt, withdrawnByName, ...version } = row;
  return {
    ...version,
    effectiveOn: Temporal.PlainDate.from(version.effectiveOn),
    publishedAt: instant(version.publishedAt),
    next:
      nextVersion !== null && nextOn !== null
        ? { version: nextVersion, effectiveOn: Temporal.PlainDate.from(nextOn) }
        : null,
    withdrawn:
      withdrawnReason !== null && withdrawnOn !== null && withdrawnAt !== null
        ? {
            reason: withdrawnReason,
            effectiveOn: Temporal.PlainDate.from(withdrawnOn),
            at: instant(withdrawnAt),
            byName: withdrawnByName ?? '',
          }
        : null,
  };
}

const CODE = /^\d{12}$/;
/** After every day that a version may begin on. */
const END_OF_DAYS = Temporal.PlainDate.from('9999-12-31');

/**
 * One version of an item; when none is named, the one that applies on the day (today by default). A withdrawn item is
 * found, too, and says so: cases that were begun on it go on.
 */
export async function readItem(
  handle: Handle,
  code: string,
  version?: number,
  day: Temporal.PlainDate = today(),
): Promise<StoredItem | undefined> {
  if (!CODE.test(code)) return undefined;
  const { rows } = await sql<VersionRow>`${versionsAsOf(day)} where v.code = ${code}
    and ${version === undefined ? sql`v.effective_on <= ${isoDay(day)}::date` : sql`v.version = ${version}`}
    order by v.version desc limit 1`.execute(handle);
  return rows[0] && toStored(rows[0]);
}

export type CurrentVersion = { readonly version: number; readonly withdrawn: boolean };

/** Which version of an item applies today, without reading it; a version's content never changes. */
export async function readCurrentVersion(handle: Handle, code: string): Promise<CurrentVersion | undefined> {
  if (!CODE.test(code)) return undefined;
  const read = readLately.get(handle);
  const key = `${code} ${isoDay(today())}`;
  const known = read?.get(key);
  if (known) return known;
  const current = await currentVersion(handle, code);
  if (current && !handle.isTransaction) {
    const versions = read ?? new LRUCache<string, CurrentVersion>({ max: 1000, ttl: LATELY_MS });
    versions.set(key, current);
    readLately.set(handle, versions);
  }
  return current;
}

/**
 * Everybody who files asks for it: what was read a moment ago holds, as if the request had come that moment earlier.
 * Whoever publishes or withdraws in this process forgets it at once.
 */
const LATELY_MS = 250;
const readLately = new WeakMap<Handle, LRUCache<string, CurrentVersion>>();

/** After a version was published or an item withdrawn. @param handle the store's own, not a transaction's */
export const forgetCurrentVersions = (handle: Handle): void => void readLately.delete(handle);

const findCurrentVersions = question<CurrentVersion & { code: string }>(`
  select c.code, v.version, exists (select 1 from permit_item_withdrawal w
    where w.version_id = v.id and w.effective_on <= $2::date) as withdrawn
  from json_to_recordset($1::json) as c(code text) cross join lateral (
    select id, version from permit_item_version
    where code = c.code and effective_on <= $2::date order by version desc limit 1) v`);

const currentVersion = batchedOn(async (handle, codes: readonly string[]) => {
  const rows = await findCurrentVersions(handle, [
    listed([...new Set(codes)].map((code) => ({ code }))),
    isoDay(today()),
  ]);
  return codes.map((code) => rows.find((row) => row.code === code));
});

/** The last version that was published, also when it does not apply yet: what editors go on from. */
export const readLastVersion = (handle: Handle, code: string): Promise<StoredItem | undefined> =>
  readItem(handle, code, undefined, END_OF_DAYS);

/** All versions of an item, the newest first. */
export async function readVersions(
  handle: Handle,
  code: string,
  day: Temporal.PlainDate = today(),
): Promise<StoredItem[]> {
  if (!CODE.test(code)) return [];
  const { rows } = await sql<VersionRow>`${versionsAsOf(day)} where v.code = ${code}
    order by v.version desc`.execute(handle);
  return rows.map(toStored);
}

/** The items that are on the list on a day, in its order, without what only the guide needs. */
export async function readSummaries(
  handle: Handle,
  day: Temporal.PlainDate = today(),
): Promise<ItemSummary[]> {
  const { rows } = await sql<{
    code: string;
    version: number;
    summary: ItemFields;
    listDocument: string;
    effectiveOn: string;
  }>`
    select v.code, v.version, v.summary, v.list_document as "listDocument", v.effective_on::text as "effectiveOn"
    from permit_item_version v
    where v.effective_on <= ${isoDay(day)}::date
      and not exists (select 1 from permit_item_version n
        where n.code = v.code and n.version > v.version and n.effective_on <= ${isoDay(day)}::date)
      and not exists (select 1 from permit_item_withdrawal w
        where w.version_id = v.id and w.effective_on <= ${isoDay(day)}::date)
    order by (v.summary->>'no')::int`.execute(handle);
  return rows.map(({ summary, ...row }) => ({ ...row, ...summary }));
}

export type Draft = {
  readonly code: string;
  readonly content: Item;
  readonly basedOn: number;
  readonly revision: string;
  readonly savedAt: Temporal.Instant;
  readonly savedByName: string;
};

export async function readDraft(handle: Handle, code: string): Promise<Draft | undefined> {
  return (await draftsWhere(handle, sql`code = ${code}`))[0];
}

export const readDrafts = (handle: Handle): Promise<Draft[]> => draftsWhere(handle, sql`true`);

async function draftsWhere(handle: Handle, condition: ReturnType<typeof sql>): Promise<Draft[]> {
  const { rows } = await sql<Omit<Draft, 'savedAt'> & { savedAt: Date }>`
    select code, content, based_on as "basedOn", revision, saved_at as "savedAt", saved_by_name as "savedByName"
    from permit_item_draft where ${condition} order by code`.execute(handle);
  return rows.map((row) => ({ ...row, savedAt: instant(row.savedAt) }));
}

export type RecordedChange = {
  readonly code: string;
  readonly kind: ChangeKind;
  readonly version: number;
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string;
  readonly listDocument: string;
  readonly effectiveOn: string;
};

/** Changes of the list, the newest first. */
export async function readListChanges(handle: Handle, limit: number): Promise<RecordedChange[]> {
  const { rows } = await sql<RecordedChange>`
    select code, kind, version, name, before, after, reason, list_document as "listDocument",
      effective_on::text as "effectiveOn"
    from permit_list_change order by effective_on desc, id desc limit ${limit}`.execute(handle);
  return rows;
}

/** Any number, the same everywhere: publications of one item are made one at a time, in all processes. */
const ITEM_LOCK = 8001;

/** Held to the end of the transaction. */
export async function lockItem(tx: Tx, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(ITEM_LOCK)}, hashtext(${code}))`.execute(tx);
}

export type CitedDocument = { readonly id: string; readonly title: string; readonly held: boolean };

/** Documents that citations name, by the key of their title and of their number; a name that two bear finds neither. */
export async function readCited(
  handle: Handle,
  cited: readonly { readonly title: string; readonly number: string | null }[],
): Promise<ReadonlyMap<string, CitedDocument>> {
  const titles = [...new Set(cited.map((c) => titleKey(c.title)))];
  const numbers = [...new Set(cited.flatMap((c) => (c.number === null ? [] : [numberKey(c.number)])))];
  if (titles.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    title: string;
    titleKey: string;
    numberKey: string | null;
    held: boolean;
  }>`
    select id, title, title_key as "titleKey", number_key as "numberKey", holding <> 'stub' as held
    from law_document
    where parent_id is null and (title_key = any(${titles}) or number_key = any(${numbers}))`.execute(handle);
  const found = new Map<string, CitedDocument | null>();
  for (const { id, title, titleKey: byTitle, numberKey: byNumber, held } of rows)
    for (const key of [byTitle, byNumber])
      if (key !== null) found.set(key, found.has(key) ? null : { id, title, held });
  return new Map([...found].filter((entry): entry is [string, CitedDocument] => entry[1] !== null));
}
