/** Whether a document is suspended on a day (暂停施行), when starts and resumptions may be imprecise. */
import { dayNumber } from './possible-days.ts';
import type { Certainty, Placed } from './status.ts';

/**
 * A suspension that runs on `day` is undone by a resumption on a later day than its start: one that begins on
 * the day of a resumption is a new one. So the document is suspended when the latest start (of those whose end
 * has not come) is not before the latest resumption. Each bound below puts every doubtful date where it helps
 * or hurts most; as dates are independent, both bounds are reached.
 */
export function suspensionOn(
  suspensions: readonly Placed[],
  resumptions: readonly Placed[],
  day: number,
): { certainty: Certainty; evidence: readonly Placed[] } {
  const running = suspensions.filter(
    ({ first, effect }) => first <= day && (effect.until === null || day < dayNumber(effect.until)),
  );
  if (running.length === 0) return { certainty: 'no', evidence: [] };
  const resumed = resumptions.filter((r) => r.first <= day);

  const latestResumption = Math.max(...resumed.map((r) => Math.min(r.last, day)));
  const certain = running.filter((s) => s.last <= day && s.first >= latestResumption);
  if (certain.length > 0) return { certainty: 'yes', evidence: certain };

  const latestStart = Math.max(...running.map((s) => Math.min(s.last, day)));
  const earliestResumption = Math.max(...resumed.filter((r) => r.last <= day).map((r) => r.first));
  if (latestStart < earliestResumption) return { certainty: 'no', evidence: [] };
  return { certainty: 'maybe', evidence: [...running, ...resumed] };
}
