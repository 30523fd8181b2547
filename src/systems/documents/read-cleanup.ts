/** A clean-up report: what it proposes for each document, what was decided, and whether its numbers agree. */
import { openProposals, standing } from '#engines/law/effect.ts';
import { type Status, statusAt } from '#engines/law/status.ts';
import { type RecordedEffect, readEffects } from '#engines/law/store/read-effects.ts';
import type { Handle } from '#platform/store/store.ts';
import {
  type Comparison,
  compareCounts,
  type Issuer,
  issuerOf,
  statedCounts,
} from './pictures/cleanup-counts.ts';
import { readHeads } from './queries-catalogue.ts';
import { listCampaigns, type ProposalRow, readProposals, readReportText } from './queries-cleanup.ts';
import type { DocumentHead } from './queries-document.ts';

export type CleanupItem = {
  readonly proposal: ProposalRow;
  /** Its place in the list of its outcome, from 1. */
  readonly place: number;
  readonly document: DocumentHead;
  readonly issuer: Issuer;
  /** Of its number, else of its date; null when neither is known. */
  readonly year: number | null;
  readonly state: 'open' | 'decided' | 'refused';
  /** What was decided; null while open or when refused. */
  readonly decision: RecordedEffect | null;
  readonly status: Status;
};

export type Cleanup = {
  readonly report: DocumentHead;
  readonly items: readonly CleanupItem[];
  /** Empty when the report's text is not held or states no numbers. */
  readonly comparisons: readonly Comparison[];
};

/** @returns undefined when the document proposes nothing. Five queries. */
export async function readCleanup(
  handle: Handle,
  id: string,
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<Cleanup | undefined> {
  const proposals = await readProposals(handle, id);
  if (proposals.length === 0) return undefined;
  const targets = [...new Set(proposals.map((p) => p.documentId))];
  const [heads, effects, text] = await Promise.all([
    readHeads(handle, [id, ...targets]),
    readEffects(handle, targets),
    readReportText(handle, id),
  ]);
  const [report] = heads;
  if (!report || report.id !== id) return undefined;
  const places = new Map<string, number>();
  const items = proposals.flatMap((proposal): CleanupItem[] => {
    const document = heads.find((h) => h.id === proposal.documentId);
    const records = effects.get(proposal.documentId) ?? [];
    const found = document && stateOf(proposal, records, asKnownOn);
    if (!document || !found) return [];
    const place = (places.get(proposal.kind) ?? 0) + 1;
    places.set(proposal.kind, place);
    const { status } = statusAt(records, date, asKnownOn);
    const issuer = issuerOf(document.number);
    return [{ proposal, place, document, issuer, year: yearOf(document), status, ...found }];
  });
  const listed = items.map((i) => ({ outcome: i.proposal.kind, issuer: i.issuer }));
  return { report, items, comparisons: compareCounts(statedCounts(text), listed) };
}

/** Undefined for a proposal that counts no more: withdrawn with a corrected edition, or moved to another document. */
function stateOf(
  proposal: ProposalRow,
  effects: readonly RecordedEffect[],
  asKnownOn: Temporal.Instant,
): Pick<CleanupItem, 'state' | 'decision'> | undefined {
  const live = standing(effects, asKnownOn) as RecordedEffect[];
  const decision = live.find((e) => e.stage === 'decided' && e.decides === proposal.id);
  if (decision) return { state: 'decided', decision };
  if (openProposals(effects, asKnownOn).some((e) => e.id === proposal.id))
    return { state: 'open', decision: null };
  // Who refuses it names a basis; what the import withdrew or an editor moved was never judged.
  const refusal = live.find((e) => e.retracts === proposal.id && e.basis !== null);
  return refusal ? { state: 'refused', decision: null } : undefined;
}

function yearOf({ number, dated }: DocumentHead): number | null {
  const year = /[〔[(（]((?:19|20)\d{2})[〕\])）]/u.exec(number ?? '')?.[1] ?? dated?.slice(0, 4);
  return year ? Number(year) : null;
}

/** Every clean-up with how many documents it lists, the newest first. */
export async function listCleanups(
  handle: Handle,
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<Cleanup[]> {
  const ids = await listCampaigns(handle);
  const read = await Promise.all(ids.map((id) => readCleanup(handle, id, date, asKnownOn)));
  return read.filter((cleanup) => cleanup !== undefined && cleanup.items.length > 1) as Cleanup[];
}
