/** What is public of ratings and follow-ups: counted from what people said, never from silence. Pure. */
import { type DayCounter, dayOf } from '#engines/procedure/index.ts';
import type { MatterKind } from './procedures.ts';

/** Ratings of one level for one item of one body; those that were annulled apart. */
export type RatingCount = {
  readonly body: string;
  readonly departmentCode: string;
  readonly itemCode: string;
  readonly affairCode: string;
  readonly itemName: string;
  readonly level: number;
  readonly annulled: boolean;
  readonly count: number;
};
/** Services that ended and could be rated. */
export type ServedCount = { readonly body: string; readonly count: number };

export type FollowUpFact = {
  readonly kind: MatterKind;
  readonly realName: boolean;
  readonly annulled: boolean;
  readonly openedAt: Temporal.Instant;
  readonly calledAt: Temporal.Instant | null;
  /** When the writer was told what was done. */
  readonly toldAt: Temporal.Instant | null;
  readonly closed: boolean;
  /** Last day of the open clock. */
  readonly dueOn: string | null;
};

/** From very satisfied to very dissatisfied. */
export type Levels = readonly [number, number, number, number, number];
export const totalOf = (levels: Levels): number => levels.reduce((a, b) => a + b, 0);
/** Share of the three good levels, in percent with one decimal; null without a rating. */
export function contentShare(levels: Levels): number | null {
  const total = totalOf(levels);
  return total === 0 ? null : share(levels[0] + levels[1] + levels[2], total);
}
const share = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;

export type Line = { readonly name: string; readonly code: string; readonly levels: Levels };

/** Counts by a key. */
function tally(
  counts: readonly RatingCount[],
  of: (c: RatingCount) => { name: string; code: string },
): Line[] {
  const lines = new Map<
    string,
    { name: string; code: string; levels: [number, number, number, number, number] }
  >();
  for (const c of counts) {
    const { name, code } = of(c);
    const line = lines.get(code + name) ?? { name, code, levels: [0, 0, 0, 0, 0] };
    const at = 5 - c.level;
    line.levels[at] = (line.levels[at] ?? 0) + c.count;
    lines.set(code + name, line);
  }
  return [...lines.values()];
}

const sum = (lines: readonly Line[]): Levels =>
  lines.reduce<Levels>(
    (all, { levels }) => all.map((n, i) => n + (levels[i] ?? 0)) as unknown as Levels,
    [0, 0, 0, 0, 0],
  );

/**
 * Lines with fewer ratings than `from` are shown together, and with as many of the smallest others as it takes, so that
 * no single rating can be told from the rest, nor by subtraction: a body knows whom it served.
 * @returns most ratings first, the rest last; nothing when there are too few in all
 */
export function foldSmall(lines: readonly Line[], from: number, restName: string): Line[] {
  const sorted = lines
    .filter((l) => totalOf(l.levels) > 0)
    .toSorted((a, b) => totalOf(b.levels) - totalOf(a.levels) || a.name.localeCompare(b.name, 'zh'));
  const shown = sorted.filter((l) => totalOf(l.levels) >= from);
  const rest = sorted.slice(shown.length);
  while (rest.length > 0 && totalOf(sum(rest)) < from && shown.length > 0) rest.unshift(shown.pop() as Line);
  if (rest.length === 0) return shown;
  if (totalOf(sum(rest)) < from) return [];
  return [...shown, { name: restName, code: '', levels: sum(rest) }];
}

export type FollowUpFigures = {
  readonly all: number;
  /** Called back or told, of all. */
  readonly called: number;
  readonly told: number;
  /** Not told yet, and still in time. */
  readonly inTime: number;
  readonly overdue: number;
  /** Percent of `all`; null without one. */
  readonly calledShare: number | null;
  readonly toldShare: number | null;
  /** Working days from receipt until the writer was told: the middle one and the longest. */
  readonly medianDays: number | null;
  readonly longestDays: number | null;
};

/** Working days after the day of `from` until that of `to`, as clocks count them. */
export function workingDaysBetween(
  from: Temporal.Instant,
  to: Temporal.Instant,
  calendar: DayCounter,
): number {
  const last = dayOf(to);
  let days = 0;
  for (let day = dayOf(from); Temporal.PlainDate.compare(day, last) < 0; ) {
    day = day.add({ days: 1 });
    if (calendar.isWorkingDay(day)) days++;
  }
  return days;
}

export function followUpFigures(
  facts: readonly FollowUpFact[],
  calendar: DayCounter,
  today: Temporal.PlainDate,
): FollowUpFigures {
  const called = facts.filter((f) => f.calledAt !== null).length;
  const told = facts.filter((f) => f.toldAt !== null);
  const waiting = facts.filter((f) => f.toldAt === null && !f.closed);
  const overdue = waiting.filter((f) => f.dueOn !== null && f.dueOn < today.toString()).length;
  const days = told
    .map((f) => workingDaysBetween(f.openedAt, f.toldAt as Temporal.Instant, calendar))
    .sort((a, b) => a - b);
  const all = facts.length;
  return {
    all,
    called,
    told: told.length,
    inTime: waiting.length - overdue,
    overdue,
    calledShare: all === 0 ? null : share(called, all),
    toldShare: all === 0 ? null : share(told.length, all),
    medianDays: days[Math.floor((days.length - 1) / 2)] ?? null,
    longestDays: days.at(-1) ?? null,
  };
}

export type ReviewStatistics = {
  readonly today: Temporal.PlainDate;
  readonly levels: Levels;
  readonly total: number;
  readonly annulled: number;
  readonly served: number;
  /** Percent of the services that ended; null when none did. */
  readonly ratedShare: number | null;
  readonly contentShare: number | null;
  /** Whether there are enough to show levels at all. */
  readonly enough: boolean;
  readonly shownFrom: number;
  readonly bodies: readonly Line[];
  readonly items: readonly Line[];
  /** Bad ratings that count, of people who can be called: 实名差评. */
  readonly realName: FollowUpFigures;
  readonly complaints: FollowUpFigures;
  readonly stuck: FollowUpFigures;
  readonly causes: readonly { readonly cause: string; readonly count: number }[];
  readonly changes: { readonly proposed: number; readonly adopted: number };
};

export type StatisticsFacts = {
  readonly ratings: readonly RatingCount[];
  readonly served: readonly ServedCount[];
  readonly followUps: readonly FollowUpFact[];
  readonly causes: readonly { readonly cause: string; readonly count: number }[];
  readonly changes: { readonly proposed: number; readonly adopted: number };
};

export function reviewStatistics(
  facts: StatisticsFacts,
  calendar: DayCounter,
  today: Temporal.PlainDate,
  shownFrom: number,
): ReviewStatistics {
  const counted = facts.ratings.filter((r) => !r.annulled);
  const levels = sum(tally(counted, () => ({ name: '', code: '' })));
  const total = totalOf(levels);
  const served = facts.served.reduce((n, s) => n + s.count, 0);
  const annulled = facts.ratings.reduce((n, r) => n + (r.annulled ? r.count : 0), 0);
  const figures = (kind: MatterKind, which: (f: FollowUpFact) => boolean = () => true) =>
    followUpFigures(
      facts.followUps.filter((f) => f.kind === kind && which(f)),
      calendar,
      today,
    );
  return {
    today,
    levels,
    total,
    annulled,
    served,
    ratedShare: served === 0 ? null : share(total + annulled, served),
    contentShare: contentShare(levels),
    enough: total >= shownFrom,
    shownFrom,
    bodies: foldSmall(
      tally(counted, (c) => ({ name: c.body, code: c.departmentCode })),
      shownFrom,
      '其余机关',
    ),
    items: foldSmall(
      tally(counted, (c) => ({ name: c.itemName, code: c.itemCode })),
      shownFrom,
      '其余事项',
    ),
    realName: figures('bad_rating', (f) => f.realName && !f.annulled),
    complaints: figures('complaint'),
    stuck: figures('stuck'),
    causes: facts.causes,
    changes: facts.changes,
  };
}
