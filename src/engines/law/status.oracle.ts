/**
 * A naive reading of the definitions of `statusAt`, for tests only: it walks day by day and, for imprecise
 * dates, tries every day that they could mean. It shares no code with the fold and is far too slow to serve.
 */
import type { Effect, EffectKind } from './effect.ts';
import type { Status } from './status.ts';

/** Days are counted from `origin`; every precise date lies in `[0, length)`, every asked day within 3 of it. */
export type Window = { origin: Temporal.PlainDate; length: number };

type Dated = { kind: EffectKind; day: number; until: number };

export function oracleStatus(
  effects: Effect[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
  window: Window,
): Status {
  const counts = effects.filter(
    (e) =>
      e.assertedAt.epochMilliseconds <= asKnownOn.epochMilliseconds &&
      e.stage === 'decided' &&
      e.kind !== 'retract' &&
      !(e.kind === 'commence' && isDayless(e)) &&
      !isTakenBack(e, effects, asKnownOn),
  );
  const target = dayIn(window, date);
  const seen = new Set<Status>();
  for (const reading of readings(counts, window)) seen.add(walk(reading, target));
  return seen.size === 1 ? ([...seen][0] as Status) : 'unknown';
}

const isDayless = (e: Effect) => e.date === null || e.precision === 'unknown';

const dayIn = (window: Window, date: Temporal.PlainDate) =>
  window.origin.until(date, { largestUnit: 'days' }).days;

function isTakenBack(effect: Effect, all: Effect[], asKnownOn: Temporal.Instant): boolean {
  return all.some((other) => {
    if (other.retracts !== effect.id) return false;
    if (other.assertedAt.epochMilliseconds > asKnownOn.epochMilliseconds) return false;
    const gap = other.assertedAt.epochMilliseconds - effect.assertedAt.epochMilliseconds;
    if (gap < 0 || (gap === 0 && other.id <= effect.id)) return false;
    if (other.stage === 'proposed' && effect.stage === 'decided') return false;
    return !isTakenBack(other, all, asKnownOn);
  });
}

function* readings(effects: Effect[], window: Window): Generator<Dated[]> {
  const [effect, ...rest] = effects;
  if (!effect) {
    yield [];
    return;
  }
  const until = effect.until ? dayIn(window, effect.until) : Number.POSITIVE_INFINITY;
  const days = daysMeant(effect, window);
  for (const others of readings(rest, window)) {
    for (const day of days) yield [{ kind: effect.kind, day, until }, ...others];
  }
}

function daysMeant(effect: Effect, window: Window): number[] {
  const date = effect.date;
  if (date === null || isDayless(effect)) return Array.from({ length: window.length + 8 }, (_, i) => i - 4);
  if (effect.precision === 'day') return [dayIn(window, date)];
  const days: number[] = [];
  const unit = effect.precision === 'month' ? 'month' : 'year';
  let day = date.with(unit === 'month' ? { day: 1 } : { month: 1, day: 1 });
  for (; day[unit] === date[unit]; day = day.add({ days: 1 })) days.push(dayIn(window, day));
  return days;
}

/** Lives through the days up to `target` and says what the document is on that day. */
function walk(dated: Dated[], target: number): Status {
  const all = (kind: EffectKind) => dated.filter((d) => d.kind === kind);
  if (all('annul').length > 0) return 'repealed';
  const endIsRecorded = all('expire').length > 0;
  let end = Number.POSITIVE_INFINITY;
  for (const { day } of all('expire')) if (day < end) end = day;
  if (!endIsRecorded && all('extend').length > 0) {
    end = Number.NEGATIVE_INFINITY;
    for (const { until } of all('extend')) if (until > end) end = until;
  }
  const was = new Set<EffectKind>();
  let suspensions: Dated[] = [];
  for (let day = Math.min(target, ...dated.map((d) => d.day)); day <= target; day++) {
    const today = dated.filter((d) => d.day === day);
    if (today.some((d) => d.kind === 'resume')) suspensions = [];
    for (const event of today) {
      was.add(event.kind);
      if (event.kind === 'suspend') suspensions.push(event);
    }
    const endThisMorning = end;
    for (const event of today) {
      if (event.kind === 'extend' && endIsRecorded && day < endThisMorning && event.until > end) {
        end = event.until;
      }
    }
  }
  if (was.has('repeal') || was.has('replace')) return 'repealed';
  if (was.has('lapse') || target >= end) return 'lapsed';
  if (all('commence').length > 0) {
    if (!was.has('commence')) return 'not_yet';
  } else {
    was.delete('expire');
    if (was.size === 0) return 'unknown';
  }
  if (suspensions.some((s) => target < s.until)) return 'suspended';
  if (was.has('partly_repeal')) return 'partly_repealed';
  return was.has('amend') ? 'amended' : 'in_force';
}
