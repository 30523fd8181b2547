/**
 * Statutory clocks (办理期限): how many days a body has, what suspends them, what prolongs them, which day is the
 * last one. Pure: a clock is the list of its moves, and everything is read from it for any moment, also a past one.
 *
 * The day of an act is not counted, the day after it is day 1 (assumed: the statutes at hand do not say it; it is
 * the common rule, facts §5). The same holds when a clock is resumed; the day on which it is suspended was still the
 * body's own and counts.
 */

/** 日 means different things in different laws, so the unit is part of every limit (facts §0). */
export type DayUnit = 'working' | 'calendar';

export type Limit = { readonly days: number; readonly unit: DayUnit };

/** What a clock asks of a calendar. */
export type DayCounter = {
  readonly isWorkingDay: (date: Temporal.PlainDate) => boolean;
  /** Whether days of the year may still move, as no notice of days off covers it. Absent: none does. */
  readonly isProvisional?: (year: number) => boolean;
  /** Names what it rests on now, for what is kept of its answers. Absent: it never changes. */
  readonly edition?: () => string;
};

type Moved = {
  /** The day on which it takes effect; a deemed acceptance takes effect before it is recorded. */
  readonly on: Temporal.PlainDate;
  /** When it was recorded: a past moment is read from what was recorded by then. */
  readonly at: Temporal.Instant;
  /** The clause, as `formatGround` says it. */
  readonly basis: string;
};

export type ClockMove = Moved &
  (
    | { readonly kind: 'start'; readonly limit: Limit; readonly warnDays: number }
    /** `toldDays`: how long the applicant was told that it takes, in the clock's unit; null when it cannot be told. */
    | { readonly kind: 'suspend'; readonly cause: string; readonly toldDays: number | null }
    | { readonly kind: 'resume' }
    | { readonly kind: 'extend'; readonly days: number; readonly reason: string }
    | { readonly kind: 'stop' }
  );

/** The last day moved: from where to where, by which move. */
export type DueChange = {
  readonly from: Temporal.PlainDate | null;
  readonly to: Temporal.PlainDate | null;
  readonly move: ClockMove;
};

export type ClockReading = {
  readonly phase: 'not_started' | 'running' | 'suspended' | 'stopped';
  readonly limit: Limit;
  /** Days counted until the moment, or until the clock stopped. */
  readonly usedDays: number;
  /** Days left; negative when the last day has passed. */
  readonly leftDays: number;
  /** The last day; null before the start, and while a suspension is open whose end decides it. */
  readonly dueOn: Temporal.PlainDate | null;
  /** While suspended: the last day if the suspension ends as it was told. */
  readonly expectedOn: Temporal.PlainDate | null;
  readonly stoppedOn: Temporal.PlainDate | null;
  /** Days before the last one from which the light is yellow. */
  readonly warnDays: number;
  readonly changes: readonly DueChange[];
};

/** A clock that counts longer than this without reaching its limit is a mistake in the data, not a long case. */
const WALK_DAYS_MAX = 20_000;

type Gap = { readonly from: Temporal.PlainDate; to: Temporal.PlainDate | null };

type Folded = {
  phase: ClockReading['phase'];
  start: Temporal.PlainDate | null;
  limit: Limit;
  warnDays: number;
  gaps: Gap[];
  stoppedOn: Temporal.PlainDate | null;
  toldDays: number | null;
};

const before = Temporal.PlainDate.compare;

/**
 * The clock as it was known at a moment.
 * @param moves in the order in which they were recorded; a list that the engine did not make may be impossible
 * @throws RangeError on an impossible order (a resume of what is not suspended): a bug, never a person's mistake
 */
export function clockAt(
  moves: readonly ClockMove[],
  moment: Temporal.Instant,
  calendar: DayCounter,
): ClockReading {
  const today = dayOf(moment);
  const folded: Folded = {
    phase: 'not_started',
    start: null,
    limit: { days: 0, unit: 'working' },
    warnDays: 0,
    gaps: [],
    stoppedOn: null,
    toldDays: null,
  };
  const changes: DueChange[] = [];
  let due: Temporal.PlainDate | null = null;
  for (const move of moves) {
    if (Temporal.Instant.compare(move.at, moment) > 0) break;
    apply(folded, move);
    const next = folded.start === null ? null : lastDay(folded, calendar);
    if (move.kind !== 'stop' && String(due) !== String(next)) changes.push({ from: due, to: next, move });
    if (move.kind !== 'stop') due = next;
  }
  const until = folded.stoppedOn ?? today;
  const usedDays = folded.start === null ? 0 : counted(folded, until, calendar);
  return {
    phase: folded.phase,
    limit: folded.limit,
    usedDays,
    leftDays: folded.limit.days - usedDays,
    dueOn: due,
    expectedOn: folded.phase === 'suspended' ? expectedDay(folded, calendar) : null,
    stoppedOn: folded.stoppedOn,
    warnDays: folded.warnDays,
    changes,
  };
}

function apply(clock: Folded, move: ClockMove): void {
  const impossible = () => new RangeError(`clock: ${move.kind} while ${clock.phase}`);
  switch (move.kind) {
    case 'start':
      if (clock.phase === 'running' || clock.phase === 'suspended') throw impossible();
      Object.assign(clock, { phase: 'running', start: move.on, limit: move.limit, warnDays: move.warnDays });
      Object.assign(clock, { gaps: [], stoppedOn: null, toldDays: null });
      return;
    case 'suspend':
      if (clock.phase !== 'running') throw impossible();
      clock.phase = 'suspended';
      clock.toldDays = move.toldDays;
      clock.gaps.push({ from: move.on, to: null });
      return;
    case 'resume': {
      const gap = clock.gaps.at(-1);
      if (clock.phase !== 'suspended' || !gap) throw impossible();
      clock.phase = 'running';
      clock.toldDays = null;
      gap.to = move.on;
      return;
    }
    case 'extend':
      if (clock.phase !== 'running' && clock.phase !== 'suspended') throw impossible();
      clock.limit = { ...clock.limit, days: clock.limit.days + move.days };
      return;
    case 'stop':
      if (clock.phase !== 'running' && clock.phase !== 'suspended') throw impossible();
      clock.phase = 'stopped';
      clock.stoppedOn = move.on;
  }
}

/** Whether a day after the start uses up one of the clock's days: `(from, to]` of a suspension does not. */
function counts(clock: Folded, day: Temporal.PlainDate, calendar: DayCounter): boolean {
  for (const { from, to } of clock.gaps)
    if (before(day, from) > 0 && (to === null || before(day, to) <= 0)) return false;
  return clock.limit.unit === 'calendar' || calendar.isWorkingDay(day);
}

type Counted = { readonly edition: string | undefined; readonly days: Map<string, Temporal.PlainDate> };
const COUNTED_MAX = 2000;
const countedBy = new WeakMap<DayCounter, Counted>();

/** What a calendar was asked before, as long as it rests on the same notices: most limits of a day are the same few. */
function countedOf(calendar: DayCounter): Map<string, Temporal.PlainDate> {
  const edition = calendar.edition?.();
  const known = countedBy.get(calendar);
  if (known && known.edition === edition && known.days.size < COUNTED_MAX) return known.days;
  const days = new Map<string, Temporal.PlainDate>();
  countedBy.set(calendar, { edition, days });
  return days;
}

function lastDay(clock: Folded, calendar: DayCounter): Temporal.PlainDate | null {
  if (clock.gaps.length > 0) return walkToLastDay(clock, calendar);
  const days = countedOf(calendar);
  const key = `${clock.start} ${clock.limit.days} ${clock.limit.unit}`;
  const known = days.get(key);
  if (known) return known;
  const day = walkToLastDay(clock, calendar) as Temporal.PlainDate;
  days.set(key, day);
  return day;
}

function walkToLastDay(clock: Folded, calendar: DayCounter): Temporal.PlainDate | null {
  const open = clock.gaps.at(-1);
  let day = clock.start as Temporal.PlainDate;
  let left = clock.limit.days;
  for (let walked = 0; left > 0; walked++) {
    if (open?.to === null && before(day, open.from) >= 0) return null;
    if (walked > WALK_DAYS_MAX) throw new RangeError('clock: no last day within reach');
    day = day.add({ days: 1 });
    if (counts(clock, day, calendar)) left--;
  }
  return day;
}

/** The day that is so many working days later; the first day is not counted. */
export function workingDaysAfter(
  from: Temporal.PlainDate,
  days: number,
  calendar: DayCounter,
): Temporal.PlainDate {
  let day = from;
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 });
    if (calendar.isWorkingDay(day)) left--;
  }
  return day;
}

/** As if the open suspension ended after the days that were told. */
function expectedDay(clock: Folded, calendar: DayCounter): Temporal.PlainDate | null {
  const open = clock.gaps.at(-1);
  if (clock.toldDays === null || !open) return null;
  const told: Folded = {
    ...clock,
    start: open.from,
    gaps: [],
    limit: { ...clock.limit, days: clock.toldDays },
  };
  const to = lastDay(told, calendar);
  return lastDay({ ...clock, gaps: [...clock.gaps.slice(0, -1), { from: open.from, to }] }, calendar);
}

function counted(clock: Folded, until: Temporal.PlainDate, calendar: DayCounter): number {
  let used = 0;
  let day = (clock.start as Temporal.PlainDate).add({ days: 1 });
  for (let walked = 0; before(day, until) <= 0 && walked <= WALK_DAYS_MAX; walked++) {
    if (counts(clock, day, calendar)) used++;
    day = day.add({ days: 1 });
  }
  return used;
}

/** 红黄绿灯, and what is no light: not begun, suspended, finished in time, finished late. */
export type Light = 'none' | 'green' | 'yellow' | 'red' | 'suspended' | 'in_time' | 'late';

/** The light of a clock at any moment, also a past one, from what was recorded by then. Pure. */
export function lightAt(moves: readonly ClockMove[], moment: Temporal.Instant, calendar: DayCounter): Light {
  return lightOf(clockAt(moves, moment, calendar), dayOf(moment));
}

/** The light of a reading. A clock is red from the day after its last day. */
export function lightOf(reading: ClockReading, today: Temporal.PlainDate): Light {
  const { phase, dueOn, stoppedOn, leftDays, warnDays } = reading;
  if (phase === 'not_started') return 'none';
  if (phase === 'stopped') return dueOn && stoppedOn && before(stoppedOn, dueOn) > 0 ? 'late' : 'in_time';
  if (dueOn === null) return 'suspended';
  if (before(today, dueOn) > 0) return 'red';
  if (phase === 'suspended') return 'suspended';
  return leftDays <= warnDays ? 'yellow' : 'green';
}

/** Law counts days in China's time. */
export const LEGAL_ZONE = 'Asia/Shanghai';

const MINUTE_MS = 60_000;
let lastMinute = Number.NaN;
let lastDayAsked: Temporal.PlainDate | undefined;

/** The day that a moment falls on. The last minute's is kept: nearly everybody asks for now, and zones are slow. */
export function dayOf(moment: Temporal.Instant): Temporal.PlainDate {
  const minute = Math.floor(moment.epochMilliseconds / MINUTE_MS);
  if (lastDayAsked === undefined || minute !== lastMinute) {
    lastDayAsked = moment.toZonedDateTimeISO(LEGAL_ZONE).toPlainDate();
    lastMinute = minute;
  }
  return lastDayAsked;
}

/** Whether a last day may still move: a day of a year that no notice covers lies before it or on it. */
export function isProvisional(
  calendar: DayCounter,
  from: Temporal.PlainDate,
  dueOn: Temporal.PlainDate | null,
): boolean {
  if (!dueOn || !calendar.isProvisional) return false;
  for (let { year } = from; year <= dueOn.year; year++) if (calendar.isProvisional(year)) return true;
  return false;
}
