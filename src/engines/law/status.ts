/**
 * The legal status of a document on a day, as it was known at an instant: a pure fold over its effects.
 *
 * Where dates are known only to the month or year, every day they could have been is considered: the answer
 * is a status only if all of them agree on it, else `unknown`. What the fold says of exact dates:
 *
 * 1. A proposal changes nothing (拟废止 is not 废止).
 * 2. Annulled: without force from the start, so `repealed` on every day.
 * 3. Repealed or replaced from its day on, whatever else happened: a decision about the whole outranks
 *    amendment, suspension and the running out of time.
 * 4. Expired on the first day after its validity (half-open), or declared lapsed: `lapsed`. An extension moves
 *    the end later if it was made while the document was still valid; what has lapsed cannot be extended.
 * 5. Before its first commencement: `not_yet`. With no commencement on record, a document that was kept,
 *    amended, suspended or extended had begun by then; before that nothing is known.
 * 6. Suspended from its day to its end, or to a resumption on a later day.
 * 7. Else `partly_repealed`, `amended` or `in_force`: the strongest that has happened.
 */
import { type Effect, type EffectKind, standing } from './effect.ts';
import { dateOfDay, dayNumber, type PossibleDays, possibleDays } from './possible-days.ts';
import { suspensionOn } from './suspension.ts';
import { validityEnd } from './validity.ts';

export const statuses = [
  'not_yet',
  'in_force',
  'amended',
  'partly_repealed',
  'suspended',
  'lapsed',
  'repealed',
  'unknown',
] as const;
export type Status = (typeof statuses)[number];

export type StatusReading = {
  readonly status: Status;
  /** The effects that make it so, oldest record first; for `unknown` those that leave the doubt. */
  readonly evidence: readonly Effect[];
  /** Why it is `unknown`: nothing recorded, or a date not precise enough; else null. */
  readonly doubt: 'no_record' | 'imprecise_date' | null;
};

export type StatusNow = StatusReading & {
  /** The next day on which the status changes, from what is known; null when nothing is known to change it. */
  readonly next: (StatusReading & { readonly date: Temporal.PlainDate }) | null;
};

/** An effect with the days on which it may have happened. */
export type Placed = PossibleDays & { readonly effect: Effect };

/** Whether something is so on a day: in every possible reading, in some, or in none. */
export type Certainty = 'yes' | 'maybe' | 'no';

type Finding = { readonly certainty: Certainty; readonly evidence: readonly Placed[] };

/**
 * @param effects all records about one document, in any order
 * @param date the day asked about
 * @param asKnownOn only what was recorded by then counts
 * @throws TypeError when the effects concern several documents
 */
export function statusAt(
  effects: readonly Effect[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): StatusNow {
  const other = effects.find((effect) => effect.target !== effects[0]?.target);
  if (other) throw new TypeError(`statusAt: effects of ${effects[0]?.target} and of ${other.target}`);
  const placed = standing(effects, asKnownOn)
    .filter((effect) => effect.stage === 'decided' && effect.kind !== 'retract')
    .map((effect): Placed => ({ effect, ...possibleDays(effect) }));
  const day = dayNumber(date);
  const now = readingOn(placed, day);
  return { ...now, next: nextChange(placed, day, now.status) };
}

const witnesses: readonly EffectKind[] = ['keep', 'amend', 'partly_repeal', 'suspend', 'resume', 'extend'];

function readingOn(placed: readonly Placed[], day: number): StatusReading {
  const of = (...kinds: EffectKind[]) => placed.filter((p) => kinds.includes(p.effect.kind));
  const annulled = of('annul');
  if (annulled.length > 0) return reading('repealed', annulled);

  const ends: [Status, Finding][] = [
    ['repealed', happened(of('repeal', 'replace'), day)],
    ['lapsed', either(happened(of('lapse'), day), expired(of('expire'), of('extend'), day))],
  ];
  for (const [status, finding] of ends) {
    if (finding.certainty !== 'no') return settle(status, finding);
  }

  const commencements = of('commence').filter((p) => Number.isFinite(p.first));
  const begun = happened(commencements.length > 0 ? commencements : of(...witnesses), day);
  if (begun.certainty === 'maybe') return settle('in_force', begun);
  if (begun.certainty === 'no') {
    return commencements.length > 0
      ? reading('not_yet', commencements)
      : { status: 'unknown', evidence: placed.map((p) => p.effect), doubt: 'no_record' };
  }

  const changes: [Status, Finding][] = [
    ['suspended', suspensionOn(of('suspend'), of('resume'), day)],
    ['partly_repealed', happened(of('partly_repeal'), day)],
    ['amended', happened(of('amend'), day)],
  ];
  for (const [status, finding] of changes) {
    if (finding.certainty !== 'no') return settle(status, finding);
  }
  return reading('in_force', begun.evidence);
}

/** Whether any of them has happened by `day`. They are dated independently, so doubts do not cancel out. */
function happened(candidates: readonly Placed[], day: number): Finding {
  const certain = candidates.filter((p) => p.last <= day);
  if (certain.length > 0) return { certainty: 'yes', evidence: certain };
  const possible = candidates.filter((p) => p.first <= day);
  return { certainty: possible.length > 0 ? 'maybe' : 'no', evidence: possible };
}

function expired(expiries: readonly Placed[], extensions: readonly Placed[], day: number): Finding {
  const end = validityEnd(expiries, extensions);
  const certainty: Certainty = day >= end.latest ? 'yes' : day >= end.earliest ? 'maybe' : 'no';
  return { certainty, evidence: certainty === 'no' ? [] : end.evidence };
}

function either(a: Finding, b: Finding): Finding {
  const strength = { no: 0, maybe: 1, yes: 2 };
  const certainty = strength[a.certainty] >= strength[b.certainty] ? a.certainty : b.certainty;
  return { certainty, evidence: [a, b].filter((f) => f.certainty === certainty).flatMap((f) => f.evidence) };
}

const reading = (status: Status, evidence: readonly Placed[]): StatusReading => ({
  status,
  evidence: evidence.map((p) => p.effect),
  doubt: null,
});

const settle = (status: Status, finding: Finding): StatusReading =>
  finding.certainty === 'yes'
    ? reading(status, finding.evidence)
    : { status: 'unknown', evidence: finding.evidence.map((p) => p.effect), doubt: 'imprecise_date' };

/** The status can change only on the edges of the intervals that the effects name, or the day after one begins. */
function nextChange(placed: readonly Placed[], day: number, status: Status): StatusNow['next'] {
  const edges = new Set<number>();
  for (const { effect, first, last } of placed) {
    for (const edge of [first, first + 1, last, effect.until ? dayNumber(effect.until) : day]) {
      if (edge > day && Number.isFinite(edge)) edges.add(edge);
    }
  }
  for (const edge of [...edges].sort((a, b) => a - b)) {
    const then = readingOn(placed, edge);
    if (then.status !== status) return { ...then, date: dateOfDay(edge) };
  }
  return null;
}
