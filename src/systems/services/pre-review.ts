/**
 * 预审: the window looks at a draft before it is filed (导办预审). What was sent, what was answered, and the promise
 * within which an answer comes. It is no filing, so that no clock of the Licensing Act runs. Pure.
 */
import {
  type ClockMove,
  clockAt,
  type DayCounter,
  dayOf,
  type Light,
  lightOf,
} from '#engines/procedure/index.ts';
import type { Sealing } from '#platform/sealing/index.ts';
import { type FormSchema, type Item, materialsFor, sectionsOf } from '#systems/permits/index.ts';
import type { DraftContent } from './drafts.ts';
import type { Answers } from './file-application.ts';
import type { Verdict } from './queries-materials.ts';
import type { PreReview } from './queries-pre-reviews.ts';

export const STATES = ['waiting', 'answered', 'withdrawn', 'superseded', 'filed'] as const;
export type PreReviewState = (typeof STATES)[number];

export const STATE_WORDS: Readonly<Record<PreReviewState, string>> = {
  waiting: '等窗口答复',
  answered: '窗口已答复',
  withdrawn: '已撤回',
  superseded: '改过后另请了一次',
  filed: '已正式提交',
};

export const VERDICTS = ['ready', 'amend', 'elsewhere'] as const;
export type PreVerdict = (typeof VERDICTS)[number];

export const VERDICT_WORDS: Readonly<Record<PreVerdict, string>> = {
  ready: '可以提交',
  amend: '请补充后提交',
  elsewhere: '不属于本机关',
};

/** What was filled in and uploaded when it was asked. */
export type Snapshot = {
  readonly answers: Answers;
  /** Files by name of the material; they were the asker's own. */
  readonly materials: Readonly<Record<string, readonly string[]>>;
  /** Materials for which a licence of the asker's will stand; it is checked when the application is filed. */
  readonly licensed: readonly string[];
  /** For whom it is, when not for the asker. */
  readonly forWhom: string | null;
};

/** What the clerk said. */
export type PreAnswer = {
  readonly verdict: PreVerdict;
  readonly summary: string;
  /** Which body to go to; empty unless it is another's. */
  readonly elsewhere: string;
  /** What is wrong in sections of the form. */
  readonly sections: readonly { readonly section: string; readonly note: string }[];
  readonly materials: readonly {
    readonly material: string;
    readonly verdict: Verdict;
    readonly reason: string;
  }[];
};

const snapshotPlace = (id: string): string => `pre_review.sealed:${id}`;
const answerPlace = (id: string): string => `pre_review.answer:${id}`;

type Seals = { readonly sealing: Sealing };
type Sealed = Pick<PreReview, 'id' | 'sealed' | 'answer'>;

export const sealSnapshot = ({ sealing }: Seals, id: string, snapshot: Snapshot): Buffer =>
  sealing.seal(JSON.stringify(snapshot), snapshotPlace(id));
export const sealAnswer = ({ sealing }: Seals, id: string, answer: PreAnswer): Buffer =>
  sealing.seal(JSON.stringify(answer), answerPlace(id));
export const openSnapshot = ({ sealing }: Seals, { id, sealed }: Sealed): Snapshot =>
  JSON.parse(sealing.open(sealed, snapshotPlace(id))) as Snapshot;
export const openAnswer = ({ sealing }: Seals, { id, answer }: Sealed): PreAnswer | undefined =>
  answer === null ? undefined : (JSON.parse(sealing.open(answer, answerPlace(id))) as PreAnswer);

/** A draft as it is sent. The same content gives the same text, so that asking again without a change is seen. */
export function snapshotOf(item: Item, content: DraftContent, forWhom: string | null): Snapshot {
  const asked = materialsFor(item, content.answers).map(({ material }) => material.name);
  return {
    answers: content.answers,
    materials: Object.fromEntries(
      asked.flatMap((name) => {
        const ids = content.materials[name] ?? [];
        return ids.length > 0 ? [[name, [...ids]]] : [];
      }),
    ),
    licensed: asked.filter((name) => content.licences?.[name] !== undefined),
    forWhom,
  };
}

export const isEmpty = ({ answers, materials, licensed }: Snapshot): boolean =>
  Object.keys(materials).length === 0 &&
  licensed.length === 0 &&
  Object.values(answers).every((section) => Object.keys(section).length === 0);

export const sameSnapshot = (one: Snapshot, other: Snapshot): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The promise has no clause; its basis says so. */
const ASSUMED = '约定（assumed），data/xixia/pre-reviews.json';

export type Promised = { readonly light: Light; readonly dueOn: Temporal.PlainDate | null };

type Dated = Pick<PreReview, 'asked_at' | 'answered_at' | 'closed_at' | 'promised_days' | 'promised_unit'>;
export const instantOf = (date: Date): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime());

/** How the promise stands: counted as every clock is, so that a notice of days off moves it. Nothing is owed once it is withdrawn. */
export function promiseAt(row: Dated, moment: Temporal.Instant, calendar: DayCounter): Promised {
  const at = instantOf(row.asked_at);
  const moves: ClockMove[] = [
    {
      kind: 'start',
      on: dayOf(at),
      at,
      basis: ASSUMED,
      limit: { days: row.promised_days, unit: row.promised_unit },
      warnDays: 0,
    },
  ];
  if (row.answered_at) {
    const answered = instantOf(row.answered_at);
    moves.push({ kind: 'stop', on: dayOf(answered), at: answered, basis: ASSUMED });
  }
  const reading = clockAt(moves, moment, calendar);
  const idle = row.closed_at !== null && row.answered_at === null;
  return { light: idle ? 'none' : lightOf(reading, dayOf(moment)), dueOn: reading.dueOn };
}

/** What was said of one section of a form. */
export const sectionNotes = (
  form: FormSchema,
  answer: PreAnswer | undefined,
): { section: string; title: string; note: string }[] =>
  sectionsOf(form).flatMap(([section, { title }]) => {
    const note = answer?.sections.find((s) => s.section === section)?.note;
    return note ? [{ section, title, note }] : [];
  });
