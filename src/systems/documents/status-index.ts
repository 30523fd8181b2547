/**
 * The status of every document over time, for lists that ask by status (the catalogue's filter, what changed
 * lately). Folded from all effects once and kept in memory until one is added; any day is then a binary search.
 *
 * Effects are only ever added, so their number alone tells whether anything is new. With 10,000 documents the
 * first fold takes about half a second, later requests a millisecond. Pages about one document do not need it:
 * they fold its own effects.
 */
import type { Effect } from '#engines/law/effect.ts';
import { sharedHistory } from '#engines/law/shared-history.ts';
import { type Status, statusAt } from '#engines/law/status.ts';
import { toEffect } from '#engines/law/store/read-effects.ts';
import type { Db, Handle } from '#platform/store/store.ts';

/** From `date` on (null: from the start) the status is this, up to the next period's date. */
export type StatusPeriod = { readonly date: string | null; readonly status: Status };

export type StatusChange = { readonly documentId: string; readonly date: string; readonly status: Status };

const BEFORE_ALL_LAW = Temporal.PlainDate.from('0001-01-01');

/** A document's life as periods, oldest first, with the status known at an instant. */
export function statusPeriods(effects: readonly Effect[], asKnownOn: Temporal.Instant): StatusPeriod[] {
  let now = statusAt(effects, BEFORE_ALL_LAW, asKnownOn);
  const periods: StatusPeriod[] = [{ date: null, status: now.status }];
  while (now.next) {
    periods.push({ date: now.next.date.toString(), status: now.next.status });
    now = statusAt(effects, now.next.date, asKnownOn);
  }
  return periods;
}

/** The status on a day, `YYYY-MM-DD`; `unknown` without any period. */
export const statusOn = (periods: readonly StatusPeriod[] | undefined, date: string): Status =>
  periods?.findLast((p) => p.date === null || p.date <= date)?.status ?? 'unknown';

const FOLDS_AT_ONCE = 200;

const indexes = new WeakMap<Db, StatusIndex>();

/** The one index of a database in this process. */
export function statusIndexOf(db: Db): StatusIndex {
  const known = indexes.get(db);
  if (known) return known;
  const made = new StatusIndex();
  indexes.set(db, made);
  return made;
}

export class StatusIndex {
  #version = -1;
  #periods = new Map<string, StatusPeriod[]>();
  #loading: Promise<void> | null = null;

  /** Periods of every document that has effects, by document. */
  async periods(handle: Handle): Promise<ReadonlyMap<string, readonly StatusPeriod[]>> {
    const row = await handle
      .selectFrom('law_effect')
      .select((e) => e.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    const version = Number(row.count);
    if (version !== this.#version) {
      this.#loading ??= this.#load(handle, version).finally(() => {
        this.#loading = null;
      });
      await this.#loading;
    }
    return this.#periods;
  }

  async #load(handle: Handle, version: number): Promise<void> {
    const rows = await handle.selectFrom('law_effect').selectAll().orderBy('document_id').execute();
    const carriers = await handle
      .selectFrom('law_document')
      .select(['id', 'parent_id'])
      .where('parent_id', 'is not', null)
      .execute();
    const effects = Map.groupBy(rows.map(toEffect), (e) => e.target);
    const now = Temporal.Now.instant();
    const periods = new Map<string, StatusPeriod[]>();
    let folded = 0;
    // Thousands of folds take a good part of a second: readers of other pages are answered in between.
    const breathe = async () => {
      if (++folded % FOLDS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    for (const [id, own] of effects) {
      periods.set(id, statusPeriods(own, now));
      await breathe();
    }
    for (const { id, parent_id } of carriers) {
      await breathe();
      const shared = sharedHistory(id, effects.get(id) ?? [], effects.get(parent_id ?? '') ?? []);
      if (shared.length > 0) periods.set(id, statusPeriods(shared, now));
    }
    this.#periods = periods;
    this.#version = version;
  }
}

/**
 * The last change of each document up to a day and the first after it, nearest first. Where a status becomes known
 * or doubtful only because a date is imprecise or records begin, nothing happened on that day: it is no change.
 */
export function changesAround(
  periods: ReadonlyMap<string, readonly StatusPeriod[]>,
  date: string,
): { past: StatusChange[]; coming: StatusChange[] } {
  const past: StatusChange[] = [];
  const coming: StatusChange[] = [];
  for (const [documentId, life] of periods) {
    const dated = life.filter(
      (p, at): p is StatusPeriod & { date: string } =>
        p.date !== null && p.status !== 'unknown' && life[at - 1]?.status !== 'unknown',
    );
    const last = dated.findLast((p) => p.date <= date);
    const next = dated.find((p) => p.date > date);
    if (last) past.push({ documentId, ...last });
    if (next) coming.push({ documentId, ...next });
  }
  const byDate = (a: StatusChange, b: StatusChange) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0);
  return { past: past.sort((a, b) => byDate(b, a)), coming: coming.sort(byDate) };
}
