/** One page of the timeline: each document's life with what is proposed for it and the periods within it. */
import { openProposals } from '#engines/law/effect.ts';
import type { Status } from '#engines/law/status.ts';
import { type RecordedEffect, readEffects } from '#engines/law/store/read-effects.ts';
import type { Handle } from '#platform/store/store.ts';
import { type Life, lifeOf, proposedSpan, type Span } from './pictures/timeline.ts';
import { readHeads } from './queries-catalogue.ts';
import type { DocumentHead } from './queries-document.ts';
import { readNamedPeriods, readTimelineHeads, type TimelineFilter } from './queries-timeline.ts';
import { PAGES_MAX } from './read-catalogue.ts';
import { statusOn, statusPeriods } from './status-index.ts';

export type Proposed = Span & { readonly id: string; readonly kind: RecordedEffect['kind'] };
export type NamedSpan = Span & { readonly name: string };

export type TimelineRow = {
  readonly document: DocumentHead;
  readonly status: Status;
  readonly life: Life;
  readonly proposed: readonly Proposed[];
  /** Seasons and the like within its life. */
  readonly periods: readonly NamedSpan[];
};

export type TimelinePage = {
  readonly rows: readonly TimelineRow[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
};

/** So many bars can be taken in on one page. */
export const TIMELINE_PAGE_SIZE = 30;

/** @param page counted from 1; a page beyond the last is the last */
export async function readTimeline(
  handle: Handle,
  filter: TimelineFilter,
  page: number,
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<TimelinePage> {
  const read = (at: number) =>
    readTimelineHeads(handle, filter, { limit: TIMELINE_PAGE_SIZE, offset: (at - 1) * TIMELINE_PAGE_SIZE });
  let at = Math.min(Math.max(page, 1), PAGES_MAX);
  let found = await read(at);
  const pages = Math.min(Math.max(1, Math.ceil(found.total / TIMELINE_PAGE_SIZE)), PAGES_MAX);
  if (at > pages) {
    at = pages;
    found = await read(at);
  }
  const rows = await readRows(handle, found.documents, date, asKnownOn);
  return { rows, total: found.total, page: at, pages };
}

async function readRows(
  handle: Handle,
  documents: readonly DocumentHead[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<TimelineRow[]> {
  const ids = documents.map((d) => d.id);
  const [effects, periods] = await Promise.all([readEffects(handle, ids), readNamedPeriods(handle, ids)]);
  const proposals = [...effects.values()].flatMap(
    (list) => openProposals(list, asKnownOn) as RecordedEffect[],
  );
  const sources = await readHeads(handle, [...new Set(proposals.flatMap((p) => p.sourceDocumentId ?? []))]);
  return documents.map((document) =>
    timelineRow({
      document,
      effects: effects.get(document.id) ?? [],
      sources,
      periods: periods.filter((p) => p.documentId === document.id),
      date,
      asKnownOn,
    }),
  );
}

/** @param of.sources heads of the documents that make the proposals, for the day on which they were made */
export function timelineRow(of: {
  document: DocumentHead;
  effects: readonly RecordedEffect[];
  sources: readonly DocumentHead[];
  periods: readonly { name: string; starts: string | null; ends: string | null }[];
  date: Temporal.PlainDate;
  asKnownOn: Temporal.Instant;
}): TimelineRow {
  const folded = statusPeriods(of.effects, of.asKnownOn);
  const life = lifeOf(folded);
  const proposed = (openProposals(of.effects, of.asKnownOn) as RecordedEffect[]).flatMap((p): Proposed[] => {
    const made = of.sources.find((s) => s.id === p.sourceDocumentId)?.dated;
    const since =
      p.date?.toString() ?? made ?? p.assertedAt.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
    const span = proposedSpan(life, since);
    return span ? [{ id: p.id, kind: p.kind, ...span }] : [];
  });
  return {
    document: of.document,
    status: statusOn(folded, of.date.toString()),
    life,
    proposed,
    periods: of.periods.flatMap(({ name, starts, ends }) =>
      starts === null ? [] : [{ name, from: starts, to: ends }],
    ),
  };
}
