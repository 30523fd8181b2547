/** What a supervisor asks of a case as it stood at a moment: light, pauses, extensions, days taken. Pure. */
import {
  type CaseState,
  type ClockReading,
  clockAt,
  type DayCounter,
  dayOf,
  isProvisional,
  type Light,
  lastMade,
  lightOf,
  type Procedure,
} from '#engines/procedure/index.ts';

export type Measured = {
  readonly holder: string;
  readonly state: string;
  readonly stateTitle: string;
  readonly open: boolean;
  /** The worst light of the clocks that are open; `none` when none is. */
  readonly light: Light;
  /** Last day of the open clock that ends first; null: none, or suspended. */
  readonly dueOn: Temporal.PlainDate | null;
  readonly provisional: boolean;
  /** What article 45's pause that is open now is for. */
  readonly pausedFor: string | null;
  readonly extended: boolean;
  /** Silence made it accepted. */
  readonly deemed: boolean;
  /** One-time notices: the law allows one. */
  readonly notices: number;
  /** The decision, or the report to the body above: null while there is none, or when the applicant withdrew. */
  readonly decided: {
    readonly on: Temporal.PlainDate;
    readonly usedDays: number;
    readonly limitDays: number;
    readonly late: boolean;
    /** Null: no shorter promise was made. */
    readonly promiseDays: number | null;
    readonly promiseBroken: boolean;
  } | null;
};

const WORST: readonly Light[] = ['red', 'yellow', 'suspended', 'green'];
const isOpen = ({ phase }: ClockReading): boolean => phase === 'running' || phase === 'suspended';

/** @param state as of the moment */
export function measureCase(
  procedure: Procedure,
  state: CaseState,
  moment: Temporal.Instant,
  calendar: DayCounter,
): Measured {
  const today = dayOf(moment);
  const readings = Object.entries(state.clocks).map(([name, moves]) => ({
    name,
    from: moves.findLast((m) => m.kind === 'start')?.on ?? today,
    reading: clockAt(moves, moment, calendar),
  }));
  const running = readings.filter((r) => isOpen(r.reading));
  const lights = running.map((r) => lightOf(r.reading, today));
  const due = running.flatMap((r) => r.reading.dueOn ?? []).sort(Temporal.PlainDate.compare);
  const paused = running.some((r) => r.reading.phase === 'suspended');
  const [decision, promise] = ['decision', 'promise'].map((n) => readings.find((r) => r.name === n)?.reading);
  return {
    holder: state.holder,
    state: state.state,
    stateTitle: procedure.states[state.state]?.title ?? state.state,
    open: procedure.states[state.state]?.turn !== 'nobody',
    light: WORST.find((l) => lights.includes(l)) ?? 'none',
    dueOn: due[0] ?? null,
    provisional: running.some((r) =>
      isProvisional(calendar, r.from, r.reading.dueOn ?? r.reading.expectedOn),
    ),
    pausedFor: paused ? causeOf(state) : null,
    extended: lastMade(state, 'extend') !== undefined,
    deemed: lastMade(state, 'deem_accepted') !== undefined,
    notices: state.made.ask_correction?.length ?? 0,
    decided:
      decision?.stoppedOn && !lastMade(state, 'withdraw')
        ? {
            on: decision.stoppedOn,
            usedDays: decision.usedDays,
            limitDays: decision.limit.days,
            late: lightOf(decision, today) === 'late',
            promiseDays: promise?.limit.days ?? null,
            promiseBroken: promise !== undefined && lightOf(promise, today) === 'late',
          }
        : null,
  };
}

export type Totals = {
  readonly open: number;
  readonly red: number;
  readonly yellow: number;
  readonly green: number;
  readonly suspended: number;
  readonly causes: readonly { readonly cause: string; readonly count: number }[];
  readonly provisional: number;
  readonly extended: number;
  readonly deemed: number;
  readonly notices: number;
  readonly noticesTwice: number;
  readonly decided: number;
  readonly usedDaysMean: number | null;
  readonly late: number;
  readonly promiseBroken: number;
};

/** Sums up cases: those that are open, and those that were decided from a day on. */
export function totalsOf(cases: readonly Measured[], since: Temporal.PlainDate): Totals {
  const open = cases.filter((c) => c.open);
  const decided = cases.flatMap((c) =>
    c.decided && Temporal.PlainDate.compare(c.decided.on, since) >= 0 ? [c.decided] : [],
  );
  const lit = (light: Light) => open.filter((c) => c.light === light).length;
  const causes = new Map<string, number>();
  for (const { pausedFor } of open) if (pausedFor) causes.set(pausedFor, (causes.get(pausedFor) ?? 0) + 1);
  const used = decided.reduce((sum, d) => sum + d.usedDays, 0);
  return {
    open: open.length,
    red: lit('red'),
    yellow: lit('yellow'),
    green: lit('green'),
    suspended: lit('suspended'),
    causes: [...causes].map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count),
    provisional: open.filter((c) => c.provisional).length,
    extended: open.filter((c) => c.extended).length,
    deemed: open.filter((c) => c.deemed).length,
    notices: open.filter((c) => c.notices > 0).length,
    noticesTwice: cases.filter((c) => c.notices > 1).length,
    decided: decided.length,
    usedDaysMean: decided.length > 0 ? Math.round((10 * used) / decided.length) / 10 : null,
    late: decided.filter((d) => d.late).length,
    promiseBroken: decided.filter((d) => d.promiseBroken).length,
  };
}

/** What the clocks stand still for; all of them are suspended together. */
const causeOf = (state: CaseState): string =>
  Object.values(state.clocks)
    .flatMap((moves) => moves.findLast((move) => move.kind === 'suspend') ?? [])
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at))
    .at(-1)?.cause ?? '';
