/**
 * Effects: what a published text, or a person who signs for it, says happened to a document's legal force.
 *
 * Effects are only ever added. A correction is a new record that `retracts` an older one, so that what was
 * known on any earlier day can still be told. Status is never stored: it is folded from these by `statusAt`.
 */
import type { Precision } from './parse/artifact.ts';

/**
 * What the effect does. `date` is the first day of the new state:
 * commence (施行), expire (有效期满: the first day no longer valid, half-open), repeal (废止), partly_repeal,
 * amend (修改), suspend (暂停施行, to `until` or to a `resume`), resume, lapse (宣布失效), keep (保留),
 * extend (延长有效期 to `until`), replace (被新文件取代), annul (撤销, from the start), retract (no effect of its
 * own: only takes a record back).
 */
export const effectKinds = [
  'commence',
  'expire',
  'repeal',
  'partly_repeal',
  'amend',
  'suspend',
  'resume',
  'lapse',
  'keep',
  'extend',
  'replace',
  'annul',
  'retract',
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** 拟废止 and the like are proposals; only a decision changes what is law. */
export type Stage = 'proposed' | 'decided';

export type Effect = {
  readonly id: string;
  readonly kind: EffectKind;
  /** The document whose force it changes. */
  readonly target: string;
  /** First day of a month or year when `precision` is month or year; null when nothing is known. */
  readonly date: Temporal.PlainDate | null;
  readonly precision: Precision;
  /** suspend: first day after the suspension. extend: first day after the new validity, null = no end. */
  readonly until: Temporal.PlainDate | null;
  readonly stage: Stage;
  /** The clause or decision that it rests on, as written. */
  readonly basis: string | null;
  /** Where it was read: an edition and `[start, end)` in its text; null for a decision entered by hand. */
  readonly source: { readonly edition: string; readonly span: readonly [number, number] } | null;
  readonly assertedBy: string;
  /** Recorded time: when the system came to know it. */
  readonly assertedAt: Temporal.Instant;
  /** Takes back that earlier record, as if it had never been asserted, from `assertedAt` on. */
  readonly retracts?: string;
  /** The proposal that this decision settles. */
  readonly decides?: string;
};

/** Records in the order in which they came to be known; the id settles a tie, so the order is total. */
const byRecordedTime = (a: Effect, b: Effect): number =>
  Temporal.Instant.compare(a.assertedAt, b.assertedAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * The records that count on `asKnownOn`: asserted by then and not taken back by then.
 *
 * A record can take back only one that was there before it, so a chain of corrections always ends. Taking back
 * a retraction restores what it took back. A proposal cannot take back a decision: only a decision can.
 */
export function standing(effects: readonly Effect[], asKnownOn: Temporal.Instant): Effect[] {
  const known = effects
    .filter((effect) => Temporal.Instant.compare(effect.assertedAt, asKnownOn) <= 0)
    .sort(byRecordedTime);
  const takenBackBy = new Map<string, Set<Stage>>();
  const kept: Effect[] = [];
  for (let i = known.length - 1; i >= 0; i--) {
    const effect = known[i] as Effect;
    const by = takenBackBy.get(effect.id);
    if (by?.has('decided') || (by !== undefined && effect.stage === 'proposed')) continue;
    kept.push(effect);
    if (effect.retracts === undefined) continue;
    const stages = takenBackBy.get(effect.retracts) ?? new Set<Stage>();
    takenBackBy.set(effect.retracts, stages.add(effect.stage));
  }
  return kept.reverse();
}

/** Proposals that stand and that no standing decision has settled: what still waits for a person. */
export function openProposals(effects: readonly Effect[], asKnownOn: Temporal.Instant): Effect[] {
  const live = standing(effects, asKnownOn);
  const settled = new Set(live.filter((e) => e.stage === 'decided').map((e) => e.decides));
  return live.filter((e) => e.stage === 'proposed' && e.kind !== 'retract' && !settled.has(e.id));
}
