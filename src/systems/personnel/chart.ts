/** The organisation chart on a day: who holds what, in bodies grouped by what their names say they are. Pure. */
import { findingsOf, isSingleSeat, type PersonnelFinding, standingOn } from './findings.ts';
import type { Organisation } from './organisations.ts';
import { type Probation, probationStateAt, probationsOf } from './probation.ts';
import { type PersonAct, type PersonnelRecord, type Post, personOf } from './record.ts';
import { type Certainty, holdersAt, type Tenure } from './tenures.ts';

export type Holder = {
  readonly personId: string;
  readonly name: string;
  readonly certainty: Certainty;
  readonly tenure: Tenure<PersonAct>;
  /** Runs on the day. */
  readonly probation: Probation | null;
  readonly hasNamesake: boolean;
};

export type Seat = {
  readonly post: Post;
  readonly holders: readonly Holder[];
  /** Stands on the day: left, and nobody recorded since. */
  readonly vacancy: PersonnelFinding | null;
};

export type ChartOrganisation = {
  readonly organisation: Organisation;
  readonly seats: readonly Seat[];
  /** Bodies whose names begin with this one's: a street office's centre. */
  readonly parts: readonly ChartOrganisation[];
};

export type ChartGroup = { readonly name: string; readonly organisations: readonly ChartOrganisation[] };

/** What one government's notices fill. */
export type ChartTree = {
  /** Who signs the notices. */
  readonly issuer: string;
  /** The government itself, when its own posts are on record. */
  readonly heads: readonly ChartOrganisation[];
  readonly groups: readonly ChartGroup[];
};

export type Chart = { readonly date: Temporal.PlainDate; readonly trees: readonly ChartTree[] };

/** By the ending that a body's name has; the first that fits. The name is all that a notice says of a body's kind. */
const GROUPS: readonly (readonly [name: string, test: RegExp])[] = [
  ['镇', /(?:镇|乡)(?:人民政府)?$|(?:镇|乡)人民政府.+$/],
  ['街道', /街道办事处|街道办$/],
  ['司法所', /司法所$/],
  ['政府办公室和部门', /(?:局|办公室|委员会|厅|委|办|部)$/],
  ['事业单位和其他', /./],
];
const HEAD = /(?<!镇|乡)人民政府$/;

const GROUP_ORDER = ['政府办公室和部门', '街道', '镇', '司法所', '事业单位和其他'];

/** One tree for every government whose notices are here, the one with most acts first. */
export function chartAt(record: PersonnelRecord, date: Temporal.PlainDate): Chart {
  const seats = seatsAt(record, date);
  const issuerOf = new Map<string, string>();
  const weight = new Map<string, number>();
  for (const { organisationId, notice } of record.acts) {
    const issuer = notice.issuer ?? '未署名的通知';
    weight.set(issuer, (weight.get(issuer) ?? 0) + 1);
    if (!issuerOf.has(organisationId)) issuerOf.set(organisationId, issuer);
  }
  const shown = [...record.organisations.byId.values()].filter((o) => seats.has(o.id));
  const trees = Map.groupBy(shown, (o) => issuerOf.get(o.id) ?? '');
  return {
    date,
    trees: [...trees]
      .sort(([a], [b]) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0))
      .map(([issuer, organisations]) => treeOf(issuer, organisations, seats)),
  };
}

function treeOf(
  issuer: string,
  shown: readonly Organisation[],
  seats: ReadonlyMap<string, readonly Seat[]>,
): ChartTree {
  const parentOf = (own: Organisation): Organisation | undefined =>
    shown
      .filter((o) => o !== own && !HEAD.test(o.name) && own.name.startsWith(o.name))
      .reduce<Organisation | undefined>(
        (best, o) => (best && best.name.length >= o.name.length ? best : o),
        undefined,
      );
  const childrenOf = Map.groupBy(shown, (o) => parentOf(o)?.id ?? '');
  const build = (organisation: Organisation): ChartOrganisation => ({
    organisation,
    seats: seats.get(organisation.id) ?? [],
    parts: (childrenOf.get(organisation.id) ?? []).map(build),
  });
  const tops = (childrenOf.get('') ?? []).map(build);
  const heads = tops.filter((o) => HEAD.test(o.organisation.name));
  const rest = Map.groupBy(
    tops.filter((o) => !heads.includes(o)),
    (o) => GROUPS.find(([, test]) => test.test(o.organisation.name))?.[0] ?? '',
  );
  const groups = GROUP_ORDER.flatMap((name) => {
    const organisations = rest.get(name);
    return organisations ? [{ name, organisations }] : [];
  });
  return { issuer, heads, groups };
}

/** Seats with a holder or a standing vacancy on the day, by organisation; offices of one person first. */
export function seatsAt(record: PersonnelRecord, date: Temporal.PlainDate): Map<string, Seat[]> {
  const probations = probationsOf(record).filter((p) => probationStateAt(p, date) === 'running');
  const holdersOf = Map.groupBy(holdersAt(record.tenures, date), ({ tenure }) => tenure.postId);
  const vacancyOf = new Map(
    standingOn(findingsOf(record), date)
      .filter((f) => f.kind === 'vacancy')
      .map((f) => [f.postIds[0] ?? '', f]),
  );
  const seats: Seat[] = [];
  for (const post of record.posts.values()) {
    const held = holdersOf.get(post.id) ?? [];
    const vacancy = vacancyOf.get(post.id) ?? null;
    if (held.length === 0 && vacancy === null) continue;
    const holders = held.map(({ tenure, certainty }): Holder => {
      const { name, nameKey } = personOf(record, tenure.personId);
      return {
        personId: tenure.personId,
        name,
        certainty,
        tenure,
        probation: probations.find((p) => p.acts.some((a) => tenure.given.includes(a))) ?? null,
        hasNamesake: record.namesakes.has(nameKey),
      };
    });
    seats.push({ post, holders, vacancy });
  }
  const rank = (seat: Seat) => (isSingleSeat(seat.post.title) ? 0 : 1);
  return Map.groupBy(
    seats.toSorted((a, b) => rank(a) - rank(b)),
    (seat) => seat.post.organisationId,
  );
}

/** Days on which somebody came or went, newest first, with how many. */
export function changeDays(
  record: PersonnelRecord,
): { date: Temporal.PlainDate; given: number; taken: number }[] {
  const days = new Map<string, { date: Temporal.PlainDate; given: number; taken: number }>();
  for (const tenure of record.tenures) {
    const came = tenure.given[0]?.effective ?? null;
    for (const [day, part] of [
      [came, 'given'],
      [tenure.end, 'taken'],
    ] as const) {
      if (!day) continue;
      const known = days.get(day.toString()) ?? { date: day, given: 0, taken: 0 };
      known[part] += 1;
      days.set(day.toString(), known);
    }
  }
  return [...days.values()].sort((a, b) => Temporal.PlainDate.compare(b.date, a.date));
}
