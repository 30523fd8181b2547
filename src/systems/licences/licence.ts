/** A licence and what happened to it; its state on a day is the fold of that. Pure. */

export const EVENT_KINDS = [
  'issued',
  'copy_given',
  'suspended',
  'resumed',
  'revoked',
  'cancelled',
  'withdrawn',
] as const;
export type LicenceEventKind = (typeof EVENT_KINDS)[number];

export type LicenceEvent = {
  /** 1, 2, 3 …, without a gap. */
  readonly seq: number;
  readonly kind: LicenceEventKind;
  /** The day from which it holds. */
  readonly on: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  readonly actorName: string;
  readonly reason: string | null;
  /** The clause, as it is shown. */
  readonly basis: string | null;
};

/** Half-open; null: without end. */
export type Validity = {
  readonly validFrom: Temporal.PlainDate;
  readonly validUntil: Temporal.PlainDate | null;
};

export const LICENCE_STATES = [
  'not_yet',
  'valid',
  'suspended',
  'lapsed',
  'revoked',
  'withdrawn',
  'cancelled',
] as const;
export type LicenceState = (typeof LICENCE_STATES)[number];

export type LicenceStatus = {
  readonly state: LicenceState;
  /** The first day of this state. */
  readonly since: Temporal.PlainDate;
  /** What brought it about; null where the calendar did. */
  readonly event: LicenceEvent | null;
};

/** 撤销, 注销, 失效 and 吊销 are four things and never one word (行政许可法第六十九条、第七十条). */
export const STATE_WORDS: Readonly<Record<LicenceState, string>> = {
  not_yet: '尚未生效',
  valid: '有效',
  suspended: '已暂扣',
  lapsed: '已失效（有效期届满）',
  revoked: '已撤销',
  withdrawn: '已吊销',
  cancelled: '已注销',
};

/**
 * Codes of states in one ministry's use (facts §3): 01, 02 and what a suspension is there are not known, and no code
 * is made up for them.
 */
export const STATE_CODES: Readonly<Partial<Record<LicenceState, string>>> = {
  revoked: '03',
  cancelled: '04',
  lapsed: '05',
  withdrawn: '07',
};

const before = Temporal.PlainDate.compare;

/**
 * The state on a day, from what was recorded until an instant.
 *
 * Cancelling (注销) is the last formality, also of what was revoked, withdrawn or lapsed, so it stands above them;
 * what ended by a decision does not lapse any more; a suspended licence lapses on its day all the same.
 *
 * @returns undefined when nothing was issued by then
 */
export function statusAt(
  { validFrom, validUntil }: Validity,
  events: readonly LicenceEvent[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): LicenceStatus | undefined {
  const known = events.filter((e) => Temporal.Instant.compare(e.at, asKnownOn) <= 0);
  if (!known.some((e) => e.kind === 'issued')) return undefined;
  const holding = known.filter((e) => before(e.on, date) <= 0);
  const last = (...kinds: LicenceEventKind[]) => holding.findLast((e) => kinds.includes(e.kind));
  const ended = last('cancelled') ?? last('revoked', 'withdrawn');
  if (ended) return { state: ended.kind as LicenceState, since: ended.on, event: ended };
  if (validUntil && before(validUntil, date) <= 0) return { state: 'lapsed', since: validUntil, event: null };
  const held = last('suspended', 'resumed');
  if (held?.kind === 'suspended') return { state: 'suspended', since: held.on, event: held };
  if (before(date, validFrom) < 0) {
    const issued = known.find((e) => e.kind === 'issued') as LicenceEvent;
    return { state: 'not_yet', since: issued.on, event: issued };
  }
  if (held)
    return { state: 'valid', since: before(held.on, validFrom) < 0 ? validFrom : held.on, event: held };
  return { state: 'valid', since: validFrom, event: null };
}

/** The last event that changed the state: nothing may be dated before it. */
export const lastChange = (events: readonly LicenceEvent[]): LicenceEvent | undefined =>
  events.findLast((e) => e.kind !== 'copy_given');
