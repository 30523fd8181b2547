/**
 * Who held which post when: a fold of acts into tenures with half-open intervals.
 *
 * A notice proves what it prints and no more. A removal from a post whose giving was never recorded proves that the
 * post was held the day before; since when stays unknown. An appointment that counts from an unprinted trial's start
 * proves that the post was held before the decision. A day within such a margin is held "possibly".
 */
import { type Act, gives, inOrder, isBefore, laterOf, turnOf } from './act.ts';

/** What the fold needs of an act. */
export type FoldedAct = Pick<
  Act,
  'key' | 'kind' | 'postId' | 'effective' | 'decidedOn' | 'concurrent' | 'seconded'
> & {
  readonly personId: string;
};

export type Tenure<A extends FoldedAct = FoldedAct> = {
  readonly personId: string;
  readonly postId: string;
  /** The first day lies between these two, both included. `earliest` null: no bound is known. Equal: printed. */
  readonly earliest: Temporal.PlainDate | null;
  readonly latest: Temporal.PlainDate;
  /** First day on which it is no longer held; null: no leaving is recorded. */
  readonly end: Temporal.PlainDate | null;
  readonly concurrent: boolean;
  readonly seconded: boolean;
  /** Acts that gave or confirmed it, oldest first; empty: only the leaving is recorded. */
  readonly given: readonly A[];
  readonly taken: A | null;
};

export type Folded<A extends FoldedAct> = {
  readonly tenures: readonly Tenure<A>[];
  /** Acts without any day: they are in no tenure. */
  readonly undated: readonly A[];
  /** Removals from what had been left on the same day already. */
  readonly repeated: readonly A[];
};

type Open<A extends FoldedAct> = {
  earliest: Temporal.PlainDate | null;
  latest: Temporal.PlainDate;
  given: A[];
};

/** Folds acts of any persons and posts; the order of the acts does not matter beyond print order on one day. */
export function foldTenures<A extends FoldedAct>(acts: readonly A[]): Folded<A> {
  const tenures: Tenure<A>[] = [];
  const repeated: A[] = [];
  const dated = acts.filter((act) => turnOf(act) !== null && (gives(act.kind) || act.effective !== null));
  const held = Map.groupBy(inOrder(dated), (act) => `${act.personId} ${act.postId}`);
  for (const own of held.values()) foldOne(own, tenures, repeated);
  const known = new Set(dated);
  return { tenures, undated: acts.filter((act) => !known.has(act)), repeated };
}

/** The acts of one person upon one post, in order. */
function foldOne<A extends FoldedAct>(acts: readonly A[], tenures: Tenure<A>[], repeated: A[]): void {
  let open: Open<A> | null = null;
  let left: Temporal.PlainDate | null = null;
  for (const act of acts) {
    const turn = turnOf(act);
    if (turn === null) continue;
    if (gives(act.kind)) {
      if (open) open.given.push(act);
      else open = begin(act, turn, left);
      continue;
    }
    if (open === null && left !== null && !isBefore(left, turn)) {
      repeated.push(act);
      continue;
    }
    tenures.push(close(open ?? { earliest: left, latest: turn.subtract({ days: 1 }), given: [] }, act, turn));
    open = null;
    left = turn;
  }
  if (open) tenures.push(close(open, null, null));
}

function begin<A extends FoldedAct>(
  act: A,
  turn: Temporal.PlainDate,
  left: Temporal.PlainDate | null,
): Open<A> {
  if (act.effective) return { earliest: act.effective, latest: act.effective, given: [act] };
  const dayBefore = turn.subtract({ days: 1 });
  return { earliest: left, latest: left ? laterOf(left, dayBefore) : dayBefore, given: [act] };
}

function close<A extends FoldedAct>(
  open: Open<A>,
  taken: A | null,
  end: Temporal.PlainDate | null,
): Tenure<A> {
  const last = open.given.at(-1) ?? taken;
  if (!last) throw new Error('a tenure without an act');
  return {
    personId: last.personId,
    postId: last.postId,
    earliest: open.earliest,
    latest: open.latest,
    end,
    concurrent: last.concurrent,
    seconded: last.seconded,
    given: open.given,
    taken,
  };
}

export type Certainty = 'known' | 'possibly';

/** Whether the post is held on the day; undefined: no. */
export function certaintyOn(tenure: Tenure, day: Temporal.PlainDate): Certainty | undefined {
  if (tenure.end && !isBefore(day, tenure.end)) return undefined;
  if (!isBefore(day, tenure.latest)) return 'known';
  return tenure.earliest === null || !isBefore(day, tenure.earliest) ? 'possibly' : undefined;
}

export type Holding<T extends Tenure = Tenure> = { readonly tenure: T; readonly certainty: Certainty };

/** Who holds which post on the day. */
export function holdersAt<T extends Tenure>(tenures: readonly T[], day: Temporal.PlainDate): Holding<T>[] {
  return tenures.flatMap((tenure) => {
    const certainty = certaintyOn(tenure, day);
    return certainty ? [{ tenure, certainty }] : [];
  });
}

/** When only the leaving is recorded. */
export const isUnrecorded = (tenure: Tenure): boolean => tenure.given.length === 0;
