/** When a probation ends, and what came of it. Pure. */
import { gives, isBefore, turnOf } from './act.ts';
import type { PersonAct, PersonnelRecord } from './record.ts';

export type Probation = {
  readonly personId: string;
  readonly name: string;
  /** The acts of one notice that give it; several posts share one probation. */
  readonly acts: readonly PersonAct[];
  readonly months: number;
  readonly from: Temporal.PlainDate;
  /** First day after it, half-open: one year from 2023-09-27 ends on 2024-09-27. */
  readonly until: Temporal.PlainDate;
  /** The later appointment to one of the posts after the trial. */
  readonly confirmedBy: PersonAct | null;
  /** The leaving of the last of the posts. */
  readonly leftBy: PersonAct | null;
};

export type ProbationState = 'not_begun' | 'running' | 'confirmed' | 'left' | 'unconfirmed';

export const PROBATION_WORDS: Record<ProbationState, string> = {
  not_begun: '尚未开始',
  running: '试用中',
  confirmed: '已正式任职',
  left: '已离任',
  unconfirmed: '已届满，未见正式任职的通知',
};

/** Probations whose start is printed, the one that ends first in front. */
export function probationsOf(record: PersonnelRecord): Probation[] {
  const on = record.acts.filter((a) => gives(a.kind) && a.probationMonths !== null && a.effective !== null);
  const groups = Map.groupBy(
    on,
    (a) => `${a.personId} ${a.notice.documentId} ${a.probationMonths} ${a.effective}`,
  );
  return [...groups.values()]
    .flatMap((acts) => readProbation(record, acts))
    .sort((a, b) => Temporal.PlainDate.compare(a.until, b.until));
}

function readProbation(record: PersonnelRecord, acts: readonly PersonAct[]): Probation[] {
  const [first] = acts;
  if (!first?.effective || first.probationMonths === null) return [];
  const posts = new Set(acts.map((a) => a.postId));
  const from = first.effective;
  const confirmedBy =
    (record.actsOfPerson.get(first.personId) ?? []).find((a) => {
      const turn = turnOf(a);
      const later = turn !== null && isBefore(from, turn);
      return later && posts.has(a.postId) && gives(a.kind) && a.probationMonths === null;
    }) ?? null;
  const tenures = (record.tenuresOfPerson.get(first.personId) ?? []).filter((t) =>
    t.given.some((g) => acts.includes(g)),
  );
  const leavings = tenures.map((t) => t.taken);
  const last = leavings
    .filter((a) => a !== null)
    .sort((a, b) => Temporal.PlainDate.compare(turnOf(a) ?? from, turnOf(b) ?? from))
    .at(-1);
  return [
    {
      personId: first.personId,
      name: first.name,
      acts,
      months: first.probationMonths,
      from,
      until: from.add({ months: first.probationMonths }),
      confirmedBy,
      leftBy: leavings.length > 0 && leavings.every((a) => a !== null) ? (last ?? null) : null,
    },
  ];
}

export function probationStateAt(p: Probation, day: Temporal.PlainDate): ProbationState {
  const done = (act: PersonAct | null): boolean => {
    const turn = act && turnOf(act);
    return turn !== null && turn !== undefined && !isBefore(day, turn);
  };
  if (isBefore(day, p.from)) return 'not_begun';
  if (done(p.confirmedBy)) return 'confirmed';
  if (done(p.leftBy)) return 'left';
  return isBefore(day, p.until) ? 'running' : 'unconfirmed';
}
