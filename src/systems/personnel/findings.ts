/**
 * What the record shows that an editor should look at, each with the acts that prove it. Pure.
 *
 * A notice does not say how many deputies a body has, so an office that several may hold is never called doubly
 * filled, and that nobody followed in it is told as a question.
 */
import {
  dayWords,
  derivedId,
  earlierOf,
  gives,
  isBefore,
  isDayWithin,
  laterOf,
  postWords,
  turnOf,
} from './act.ts';
import type { Person } from './identity.ts';
import { probationsOf } from './probation.ts';
import {
  organisationOf,
  type PersonAct,
  type PersonnelRecord,
  personOf,
  postName,
  postOf,
} from './record.ts';
import { certaintyOn, isUnrecorded, type Tenure } from './tenures.ts';

export const FINDING_KINDS = [
  'vacancy',
  'double_occupancy',
  'two_full_posts',
  'removal_unrecorded',
  'removal_repeated',
  'undated_act',
  'organisation_names',
  'held_past_renaming',
  'probation_unconfirmed',
  'same_name',
  'same_name_in_notice',
  'identity_conflict',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export type PersonnelFinding = {
  readonly id: string;
  readonly kind: FindingKind;
  /** For the editor, in Chinese. */
  readonly message: string;
  /** The days on which it stands, half-open; null: from the start, without an end. */
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
  readonly personIds: readonly string[];
  readonly postIds: readonly string[];
  readonly organisationIds: readonly string[];
  readonly evidence: readonly PersonAct[];
};

type Found = Omit<PersonnelFinding, 'id'>;
type Draft = Pick<Found, 'kind' | 'message' | 'evidence'> & Partial<Found>;

/** Offices that one person at a time holds: 局长, 主任, 所长… A deputy's, a member's or an assistant's is none. */
export const isSingleSeat = (title: string): boolean =>
  /(?:长|主任|书记|主席|经理|校长|院长)$/.test(title) && !/副|助理|委员|成员|秘书$/.test(title);

/** A record never changes, so neither do its findings. */
const known = new WeakMap<PersonnelRecord, readonly PersonnelFinding[]>();

export function findingsOf(record: PersonnelRecord): readonly PersonnelFinding[] {
  const before = known.get(record);
  if (before) return before;
  const made = makeFindings(record);
  known.set(record, made);
  return made;
}

function makeFindings(record: PersonnelRecord): PersonnelFinding[] {
  const found = [
    ...vacancies(record),
    ...doubleOccupancies(record),
    ...twoFullPosts(record),
    ...removals(record),
    ...organisationNames(record),
    ...unconfirmedProbations(record),
    ...namesakes(record),
    ...namedTwice(record),
  ];
  return found.map((draft) => {
    const whole: Found = {
      from: null,
      until: null,
      personIds: [],
      postIds: [],
      organisationIds: [],
      ...draft,
    };
    return {
      ...whole,
      id: derivedId(
        'act',
        'finding',
        whole.kind,
        ...whole.evidence.map((a) => a.key),
        ...whole.postIds,
        `${whole.from}`,
      ),
    };
  });
}

/** Those that stand on the day. */
export const standingOn = (
  findings: readonly PersonnelFinding[],
  day: Temporal.PlainDate,
): PersonnelFinding[] => findings.filter((f) => isDayWithin(day, f.from, f.until));

/** A post that was left, and nobody is recorded in it since. A leaving 挂职 official leaves no seat behind. */
function* vacancies(record: PersonnelRecord): Generator<Draft> {
  for (const [postId, tenures] of record.tenuresOfPost) {
    const seen = new Set<string>();
    for (const { end, seconded } of tenures) {
      if (!end || seconded || seen.has(end.toString())) continue;
      seen.add(end.toString());
      if (tenures.some((t) => certaintyOn(t, end))) continue;
      const next = tenures
        .map((t) => t.earliest ?? t.latest)
        .filter((day) => isBefore(end, day))
        .reduce<Temporal.PlainDate | null>((first, day) => (first ? earlierOf(first, day) : day), null);
      const left = tenures.filter((t) => t.end?.equals(end)).flatMap((t) => t.taken ?? []);
      const follower = tenures.find((t) => next && (t.earliest ?? t.latest).equals(next))?.given[0];
      const title = postOf(record, postId).title;
      yield {
        kind: 'vacancy',
        message: `${postName(record, postId)}离任后${next ? '，到下一次任职之前' : ''}没有任职记录。${
          isSingleSeat(title) ? '' : '此类职务可能不止一名，不等于空缺。'
        }`,
        from: end,
        until: next,
        postIds: [postId],
        personIds: left.map((a) => a.personId),
        evidence: follower ? [...left, follower] : left,
      };
    }
  }
}

/** The days on which both are known to hold their posts; undefined: none. */
function overlap(
  a: Tenure,
  b: Tenure,
): { from: Temporal.PlainDate; until: Temporal.PlainDate | null } | undefined {
  const from = laterOf(a.latest, b.latest);
  const until = a.end && b.end ? earlierOf(a.end, b.end) : (a.end ?? b.end);
  return until && !isBefore(from, until) ? undefined : { from, until };
}

const proofOf = (...tenures: readonly Tenure<PersonAct>[]): PersonAct[] =>
  tenures.flatMap((t) => [...t.given.slice(0, 1), ...(t.taken ? [t.taken] : [])]);

function* pairs<T>(all: readonly T[]): Generator<[T, T]> {
  for (const [at, a] of all.entries()) for (const b of all.slice(at + 1)) yield [a, b];
}

function* doubleOccupancies(record: PersonnelRecord): Generator<Draft> {
  for (const [postId, tenures] of record.tenuresOfPost) {
    if (!isSingleSeat(postOf(record, postId).title)) continue;
    for (const [a, b] of pairs(tenures)) {
      const both = a.personId === b.personId ? undefined : overlap(a, b);
      if (!both) continue;
      const names = [a, b].map((t) => personOf(record, t.personId).name);
      yield {
        kind: 'double_occupancy',
        message: `按记录，${names.join('与')}同时担任${postName(record, postId)}。请核对是否漏了一次免职。`,
        ...both,
        postIds: [postId],
        personIds: [a.personId, b.personId],
        evidence: proofOf(a, b),
      };
    }
  }
}

function* twoFullPosts(record: PersonnelRecord): Generator<Draft> {
  for (const [personId, tenures] of record.tenuresOfPerson) {
    const full = tenures.filter((t) => !t.concurrent && !t.seconded);
    for (const [a, b] of pairs(full)) {
      const both = a.postId === b.postId ? undefined : overlap(a, b);
      if (!both) continue;
      yield {
        kind: 'two_full_posts',
        message: `按记录，${personOf(record, personId).name}同时担任${postName(record, a.postId)}和${postName(record, b.postId)}，两项都未注明兼任或挂职。`,
        ...both,
        postIds: [a.postId, b.postId],
        personIds: [personId],
        evidence: proofOf(a, b),
      };
    }
  }
}

function* removals(record: PersonnelRecord): Generator<Draft> {
  for (const tenure of record.tenures) {
    const act = tenure.taken;
    if (!act || !isUnrecorded(tenure)) continue;
    yield {
      kind: 'removal_unrecorded',
      message: `${act.name}离任${postWords(act)}，而本库没有其任职的记录：何时就任不详。`,
      from: tenure.end,
      postIds: [act.postId],
      personIds: [act.personId],
      evidence: [act],
    };
  }
  for (const act of record.folded.repeated)
    yield {
      kind: 'removal_repeated',
      message: `${act.name}离任${postWords(act)}的记录重复：此前已经离任。`,
      from: turnOf(act),
      postIds: [act.postId],
      personIds: [act.personId],
      evidence: [act],
    };
  for (const act of record.folded.undated)
    yield {
      kind: 'undated_act',
      message: `通知没有写明${act.name}${gives(act.kind) ? '任' : '离任'}${postWords(act)}的日期，未计入任期。`,
      postIds: [act.postId],
      personIds: [act.personId],
      evidence: [act],
    };
}

/** One body under several names in acts, and posts still held under the older name when the newer is in use. */
function* organisationNames(record: PersonnelRecord): Generator<Draft> {
  const told = new Set<string>();
  for (const organisation of record.organisations.byId.values()) {
    const kin = [organisation.id, ...organisation.perhaps].sort();
    if (told.has(kin.join(' '))) continue;
    told.add(kin.join(' '));
    const printed = kin.flatMap((id) => organisationOf(record, id).printed);
    if (printed.length < 2) continue;
    const acts = record.acts.filter((a) => kin.includes(a.organisationId));
    const names = [...new Set(acts.map((a) => a.organisation))];
    const firsts = names.flatMap((name) => acts.find((a) => a.organisation === name) ?? []);
    const signed = kin.length === 1;
    yield {
      kind: 'organisation_names',
      message: signed
        ? `任免通知中，同一机构写作${names.map((n) => `“${n}”`).join('、')}。`
        : `任免通知中的${names.map((n) => `“${n}”`).join('、')}可能是同一机构，尚未认定，现分别列出。`,
      from: firsts
        .flatMap((a) => turnOf(a) ?? [])
        .reduce<Temporal.PlainDate | null>((d, t) => (d ? laterOf(d, t) : t), null),
      organisationIds: kin,
      evidence: firsts,
    };
    if (signed) yield* heldPastRenaming(record, acts, organisation.id);
  }
}

function* heldPastRenaming(
  record: PersonnelRecord,
  acts: readonly PersonAct[],
  organisation: string,
): Generator<Draft> {
  const firstOf = new Map<string, PersonAct>();
  for (const act of acts) if (!firstOf.has(act.organisation)) firstOf.set(act.organisation, act);
  const newest = [...firstOf.values()].at(-1);
  const from = newest && turnOf(newest);
  if (!newest || !from) return;
  for (const tenure of record.tenures) {
    const given = tenure.given.at(-1);
    if (given?.organisationId !== organisation || given.organisation === newest.organisation) continue;
    if (certaintyOn(tenure, from) !== 'known') continue;
    yield {
      kind: 'held_past_renaming',
      message: `${given.name}任职的“${given.organisation}”，在后来的通知中已写作“${newest.organisation}”，没有按新名称任免的记录。`,
      from,
      until: tenure.end,
      personIds: [tenure.personId],
      postIds: [tenure.postId],
      organisationIds: [organisation],
      evidence: [given, newest],
    };
  }
}

function* unconfirmedProbations(record: PersonnelRecord): Generator<Draft> {
  for (const p of probationsOf(record)) {
    const after = [p.confirmedBy, p.leftBy].flatMap((a) => (a && turnOf(a)) ?? []);
    const until = after.reduce<Temporal.PlainDate | null>((d, t) => (d ? earlierOf(d, t) : t), null);
    if (until && !isBefore(p.until, until)) continue;
    yield {
      kind: 'probation_unconfirmed',
      message: `${p.name}的试用期已于${dayWords(p.until.subtract({ days: 1 }))}届满，此后没有正式任职或离任的记录。`,
      from: p.until,
      until,
      personIds: [p.personId],
      postIds: p.acts.map((a) => a.postId),
      evidence: p.acts,
    };
  }
}

function* namesakes(record: PersonnelRecord): Generator<Draft> {
  for (const persons of record.namesakes.values()) {
    const names = [...new Set(persons.flatMap((p) => p.acts.map((a) => a.name)))];
    const firsts = persons.flatMap((p) => record.actsOfPerson.get(p.id)?.[0] ?? []);
    if (isToldApart(record, persons)) continue;
    yield {
      kind: 'same_name',
      message: `${persons.length}份任免记录中都有${names.map((name) => `“${name}”`).join('、')}：同名，未确认为同一人，现分别列出。`,
      from: firsts
        .flatMap((a) => turnOf(a) ?? [])
        .reduce<Temporal.PlainDate | null>((d, t) => (d ? laterOf(d, t) : t), null),
      personIds: persons.map((p) => p.id),
      evidence: firsts,
    };
  }
  for (const link of record.identified.conflicts) {
    const evidence = record.acts.filter((a) => a.mention === link.a || a.mention === link.b);
    yield {
      kind: 'identity_conflict',
      message: `编辑认定为不同的人，而通知的内容指向同一人（${evidence[0]?.name ?? ''}）。现按认定分别列出，请复核。`,
      personIds: [...new Set(evidence.map((a) => a.personId))],
      evidence,
    };
  }
}

/** One name given posts in two paragraphs of one notice: held to be one person, which the notice need not mean. */
function* namedTwice(record: PersonnelRecord): Generator<Draft> {
  const given = record.acts.filter((act) => gives(act.kind) && act.place !== null);
  for (const own of Map.groupBy(given, (act) => act.mention).values()) {
    const paragraphs = new Map(own.map((act) => [act.place?.href, act]));
    const [first] = own;
    if (paragraphs.size < 2 || !first) continue;
    yield {
      kind: 'same_name_in_notice',
      message: `同一份通知有${paragraphs.size}段分别任命“${first.name}”，现按一人列出；如是同名的两个人，请核对原件。`,
      from: turnOf(first),
      personIds: [first.personId],
      postIds: own.map((act) => act.postId),
      evidence: [...paragraphs.values()],
    };
  }
}

/** Whether editors have said of every two of them that they are different. */
export const isToldApart = (record: PersonnelRecord, persons: readonly Person[]): boolean =>
  [...pairs(persons)].every(([{ mentions: a }, { mentions: b }]) =>
    record.decisions.some(
      (d) =>
        d.verdict === 'different' &&
        ((a.includes(d.a) && b.includes(d.b)) || (a.includes(d.b) && b.includes(d.a))),
    ),
  );
