/**
 * A drafted notice against the record: what does not fit is a warning that the editor may set aside with a reason,
 * because the record knows only what the gazette printed. Pure.
 */
import { dayWords, derivedId, gives, isBefore } from './act.ts';
import { isSingleSeat } from './findings.ts';
import { nameKey } from './name-forms.ts';
import type { DraftAct, NoticeDraft } from './notice-text.ts';
import { differInPlace } from './organisations.ts';
import { type PersonAct, type PersonnelRecord, personOf, postName } from './record.ts';
import { holdersAt, type Tenure } from './tenures.ts';

export const WARNING_KINDS = [
  'not_held',
  'occupied',
  'already_held',
  'two_full_posts',
  'organisation_unknown',
  'same_name',
  'name_form',
  'future_decision',
  'already_drafted',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

export type DraftWarning = {
  /** Follows from what it says: a warning that was set aside stays so as long as it says the same. */
  readonly key: string;
  readonly kind: WarningKind;
  /** Row of the form, from 0. */
  readonly row: number;
  readonly message: string;
  /** Only told; no reason is asked for. */
  readonly note: boolean;
};

type Row = NoticeDraft['acts'][number];
type Found = Pick<DraftWarning, 'kind' | 'message'>;

/** A notice that was handed over and is not published yet. */
export type OpenNotice = {
  readonly title: string;
  readonly acts: readonly Pick<DraftAct, 'person' | 'kind' | 'organisation' | 'post'>[];
};

const NOTES: ReadonlySet<WarningKind> = new Set(['same_name', 'name_form']);

/** @param open notices handed over before and not published yet */
export function checkDraft(
  record: PersonnelRecord,
  draft: NoticeDraft,
  today: Temporal.PlainDate,
  open: readonly OpenNotice[] = [],
): DraftWarning[] {
  const { idOf } = record.organisations;
  const isPost = (tenure: Tenure, row: Row): boolean => {
    const post = record.posts.get(tenure.postId);
    return post?.title === row.post && post.organisationId === idOf(row.organisation);
  };
  const held = holdersAt(record.tenures, draft.decidedOn).map((h) => ({
    ...h,
    name: personOf(record, h.tenure.personId).name,
    nameKey: personOf(record, h.tenure.personId).nameKey,
  }));
  const taken = draft.acts.filter((row) => !gives(row.kind));
  /** In office when the notice is carried out. */
  const staying = held.filter(
    (h) =>
      h.certainty === 'known' &&
      !taken.some((row) => nameKey(row.person) === h.nameKey && isPost(h.tenure, row)),
  );
  const look: Look = { record, draft, isPost, held, staying, today, open };
  return draft.acts.flatMap((row, at) =>
    [
      ...(gives(row.kind) ? givingWarnings(row, at, look) : takingWarnings(row, look)),
      ...bodyWarnings(row, look),
      ...formWarnings(row, look),
      ...(at === 0 ? dayWarnings(look) : []),
      ...openWarnings(row, look),
    ].map((found) => ({
      ...found,
      row: at,
      note: NOTES.has(found.kind),
      key: derivedId('act', 'warning', found.kind, found.message, String(at)),
    })),
  );
}

type Held = {
  readonly tenure: Tenure<PersonAct>;
  readonly certainty: string;
  readonly name: string;
  readonly nameKey: string;
};
type Look = {
  readonly record: PersonnelRecord;
  readonly draft: NoticeDraft;
  readonly isPost: (tenure: Tenure, row: Row) => boolean;
  readonly held: readonly Held[];
  readonly staying: readonly Held[];
  readonly today: Temporal.PlainDate;
  readonly open: readonly OpenNotice[];
};

function* takingWarnings(row: Row, { record, held, isPost }: Look): Generator<Found> {
  const inPost = held.filter((h) => isPost(h.tenure, row));
  if (inPost.some((h) => h.nameKey === nameKey(row.person))) return;
  const others = inPost.filter((h) => h.certainty === 'known').map((h) => h.name);
  yield {
    kind: 'not_held',
    message: `记录中${row.person}此时没有担任${row.organisation}${row.post}${others.length > 0 ? `（记录中在任的是${others.join('、')}）` : ''}${heldWhen(record, row, isPost)}。`,
  };
}

function* givingWarnings(row: Row, at: number, look: Look): Generator<Found> {
  const { record, draft, isPost, staying } = look;
  const others = staying
    .filter((h) => isPost(h.tenure, row) && h.nameKey !== nameKey(row.person))
    .map((h) => h.name);
  if (isSingleSeat(row.post) && others.length > 0)
    yield {
      kind: 'occupied',
      message: `记录中${row.organisation}${row.post}仍由${others.join('、')}担任，本通知没有免去。`,
    };
  const own = staying.filter((h) => h.nameKey === nameKey(row.person));
  if (row.counts === 'decision' && own.some((h) => isPost(h.tenure, row)))
    yield { kind: 'already_held', message: `记录中${row.person}已经担任${row.organisation}${row.post}。` };
  const isFull = !row.concurrent && !row.seconded;
  const full = own.filter((h) => !h.tenure.concurrent && !h.tenure.seconded && !isPost(h.tenure, row));
  const before = draft.acts
    .slice(0, at)
    .filter((r) => gives(r.kind) && r.person === row.person && !r.concurrent && !r.seconded);
  const names = [
    ...full.map((h) => postName(record, h.tenure.postId)),
    ...before.map((r) => r.organisation + r.post),
  ];
  if (isFull && names.length > 0)
    yield {
      kind: 'two_full_posts',
      message: `${row.person}将同时担任${names.join('、')}和${row.organisation}${row.post}，都没有注明兼任或挂职。`,
    };
  const known = [...record.persons.values()].filter((p) => p.nameKey === nameKey(row.person));
  if (known.length > 0)
    yield {
      kind: 'same_name',
      message: `记录中已有${row.person}（${known
        .map(({ acts }) => acts.findLast((act) => gives(act.kind)) ?? acts.at(-1))
        .map((act) => `${act?.organisation ?? ''}${act?.post ?? ''}`)
        .join('；')}）。发布后按同名分列，是否同一人请在“同名认定”中决定。`,
    };
}

function* bodyWarnings(row: Row, { record }: Look): Generator<Found> {
  if (record.acts.length === 0 || record.organisations.byId.has(record.organisations.idOf(row.organisation)))
    return;
  const near = [...record.organisations.byId.values()]
    .filter((o) => differInPlace(o.printed, [row.organisation]))
    .map((o) => `“${o.name}”`);
  yield {
    kind: 'organisation_unknown',
    message: `记录中没有“${row.organisation}”${near.length > 0 ? `，有${near.join('、')}：写法不同会算作两个单位` : ''}。请核对是否全称。`,
  };
}

/** ，其任期从2023年9月27日起: when the person holds the post on other days than that of the decision. */
function heldWhen(record: PersonnelRecord, row: Row, isPost: Look['isPost']): string {
  const terms = record.tenures.filter(
    (t) => isPost(t, row) && personOf(record, t.personId).nameKey === nameKey(row.person),
  );
  if (terms.length === 0) return '';
  const words = terms.map((t) => {
    const from = t.given[0]?.effective;
    const since = from ? `${dayWords(from)}就任` : '就任日期不详';
    return t.end ? `${since}、${dayWords(t.end)}离任` : since;
  });
  return `；按记录，其${words.join('，又')}`;
}

/** The record prints the name otherwise: 刘旭 for 劉旭. */
function* formWarnings(row: Row, { record }: Look): Generator<Found> {
  const key = nameKey(row.person);
  const forms = new Set(
    [...record.persons.values()].filter((p) => p.nameKey === key).flatMap((p) => p.acts.map((a) => a.name)),
  );
  if (forms.size === 0 || forms.has(row.person)) return;
  yield {
    kind: 'name_form',
    message: `“${row.person}”在记录中写作${[...forms].map((form) => `“${form}”`).join('、')}。请核对用字。`,
  };
}

function* dayWarnings({ draft, today }: Look): Generator<Found> {
  if (!isBefore(today, draft.decidedOn)) return;
  yield {
    kind: 'future_decision',
    message: `决定日期${dayWords(draft.decidedOn)}还没有到（今天是${dayWords(today)}）。`,
  };
}

/** The same act waits in the next issue already: published twice, it would take two numbers. */
function* openWarnings(row: Row, { record, open }: Look): Generator<Found> {
  const { idOf } = record.organisations;
  const same = open.find(({ acts }) =>
    acts.some(
      (act) =>
        nameKey(act.person) === nameKey(row.person) &&
        gives(act.kind) === gives(row.kind) &&
        act.post === row.post &&
        idOf(act.organisation) === idOf(row.organisation),
    ),
  );
  if (same)
    yield {
      kind: 'already_drafted',
      message: `同一任免已在待刊的《${same.title}》中。`,
    };
}
