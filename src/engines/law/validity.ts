/** When a document's validity ends (有效期), when expiry and extensions may be imprecisely dated. */
import { dayNumber } from './possible-days.ts';
import type { Placed } from './status.ts';

/** First day no longer valid: no sooner than `earliest`, no later than `latest`; infinite without an end. */
export type ValidityEnd = {
  readonly earliest: number;
  readonly latest: number;
  readonly evidence: readonly Placed[];
};

/**
 * The first recorded expiry is the end, moved later by each extension made before the end that held then.
 * With no expiry on record, the extensions themselves name the end. A later expiry and an earlier extension
 * never make the end sooner, so the two extremes come from dating all of them one way or the other.
 */
export function validityEnd(expiries: readonly Placed[], extensions: readonly Placed[]): ValidityEnd {
  const until = ({ effect }: Placed) => (effect.until ? dayNumber(effect.until) : Infinity);
  if (expiries.length === 0) {
    const end = extensions.length === 0 ? Infinity : Math.max(...extensions.map(until));
    return { earliest: end, latest: end, evidence: extensions };
  }
  const extended = (end: number, madeOn: (p: Placed) => number): number => {
    const inOrder = [...extensions].sort((a, b) => (madeOn(a) < madeOn(b) ? -1 : 1));
    return inOrder.reduce((now, p) => (madeOn(p) < now ? Math.max(now, until(p)) : now), end);
  };
  return {
    earliest: extended(Math.min(...expiries.map((p) => p.first)), (p) => p.last),
    latest: extended(Math.min(...expiries.map((p) => p.last)), (p) => p.first),
    evidence: [...expiries, ...extensions],
  };
}
