/**
 * The words of an appointment notice, in the form that gazettes print and the parser reads. Pure.
 *
 * `writeNotice` and the parser are inverse: what is written is read again before anybody sees it, and a notice that
 * would be read otherwise is not written.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { type Act, type ActKind, dayWords, gives, postWords } from './act.ts';

export type DraftAct = Pick<
  Act,
  'kind' | 'organisation' | 'post' | 'concurrent' | 'seconded' | 'probationMonths'
> & {
  readonly person: string;
  /** From the day of the decision, or from a trial's start that the notice does not print. */
  readonly counts: 'decision' | 'trial';
};

export type NoticeDraft = {
  readonly acts: readonly DraftAct[];
  /** Who issues the notice: 银川市西夏区人民政府. */
  readonly issuer: string;
  /** study: 经…会议研究，决定. resolution: 根据…会议的决定. */
  readonly basis: 'study' | 'resolution';
  /** Whose meeting, and which: 银川市西夏区人民政府, 党组会议. */
  readonly organ: string;
  readonly meeting: string;
  readonly decidedOn: Temporal.PlainDate;
};

export type NoticeText = {
  readonly title: string;
  /** Opening, one paragraph an act or person, terms, 特此通知; one a line. */
  readonly body: string;
};

/** How a paragraph is worded; notices vary. */
type Style = {
  readonly between: '、' | '，';
  readonly comrade: boolean;
  readonly terms: 'sentence' | 'brackets';
};

/** The first is how notices are usually printed; the others leave no doubt where a name ends and whom a term is about. */
const STYLES: readonly Style[] = [
  { between: '、', comrade: false, terms: 'sentence' },
  { between: '、', comrade: true, terms: 'sentence' },
  { between: '、', comrade: true, terms: 'brackets' },
];

const VERBS: Record<ActKind, string> = { appoint: '任', engage: '聘任', remove: '免去', dismiss: '解聘' };

/** @returns the text, or `personnel.draft.unreadable` when no wording is read back as the same acts */
export function writeNotice(draft: NoticeDraft): Result<NoticeText, 'personnel.draft.unreadable'> {
  for (const style of STYLES) {
    const text = wordNotice(draft, style);
    if (readsAs(text, draft)) return ok(text);
  }
  return refuse(
    'personnel.draft.unreadable',
    '这样写成的通知，程序读回来与所填的不一致，没有生成。请核对姓名是否为全名、单位是否为全称、职务是否规范（如“副局长”“主任”）。',
  );
}

/** Rows of the draft that would not even alone be read back as they are: their names or titles are to be checked. */
export function unreadableActs(draft: NoticeDraft): number[] {
  return draft.acts.flatMap((act, at) => {
    const alone = { ...draft, acts: [act] };
    return STYLES.some((style) => readsAs(wordNotice(alone, style), alone)) ? [] : [at];
  });
}

function wordNotice(draft: NoticeDraft, style: Style): NoticeText {
  const { acts, issuer } = draft;
  const persons = [...new Set(acts.map((a) => a.person))];
  const who = `${persons[0] ?? ''}${persons.length > 1 ? '等' : ''}同志`;
  const groups = paragraphs(acts);
  const lines = groups.map((group, at) => {
    const words = actSentence(group, style, (a) => (style.terms === 'brackets' ? termNote(a) : ''));
    return `${words}${at === groups.length - 1 ? '。' : '；'}`;
  });
  return {
    title: `${issuer}关于${who}${matter(acts)}的通知`,
    body: [
      opening(draft, who),
      ...lines,
      ...(style.terms === 'sentence' ? terms(draft) : []),
      '特此通知。',
    ].join('\n'),
  };
}

const matter = (acts: readonly DraftAct[]): string => {
  const [given, taken] = [acts.some((a) => gives(a.kind)), acts.some((a) => !gives(a.kind))];
  return given && taken ? '职务任免' : given ? '任职' : '免职';
};

function opening({ acts, basis, organ, meeting, decidedOn }: NoticeDraft, who: string): string {
  if (basis === 'resolution') return `根据${dayWords(decidedOn)}${organ}${meeting}的决定：`;
  const given = acts.filter((a) => gives(a.kind));
  const afterTrial = given.length === acts.length && given.every((a) => a.counts === 'trial');
  return `${afterTrial ? `${who}任职试用期已满，` : ''}经${organ}${dayWords(decidedOn)}${meeting}研究，决定：`;
}

/** Neighbouring acts upon one person make one paragraph: what is given, then what is taken. */
export function paragraphs<A extends Pick<Act, 'kind'>>(
  acts: readonly A[],
  nameOf: (act: A) => string = (act) => (act as unknown as DraftAct).person,
): A[][] {
  const groups: A[][] = [];
  for (const act of acts) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const goesOn =
      last &&
      nameOf(last) === nameOf(act) &&
      (last.kind === act.kind || (gives(last.kind) && !gives(act.kind)));
    if (group && goesOn) group.push(act);
    else groups.push([act]);
  }
  return groups;
}

type Worded = Pick<Act, 'kind' | 'organisation' | 'post' | 'concurrent' | 'seconded'> &
  ({ person: string } | { name: string });

/** One paragraph without its closing mark. */
export function actSentence<A extends Worded>(
  group: readonly A[],
  style: Pick<Style, 'between' | 'comrade'>,
  note: (act: A) => string = () => '',
): string {
  const runs: A[][] = [];
  for (const act of group) {
    const run = runs.at(-1);
    if (run?.[0]?.kind === act.kind) run.push(act);
    else runs.push([act]);
  }
  return runs
    .map((run, at) => {
      const [first] = run;
      if (!first) return '';
      const posts = run.map((a) => postWords(a) + note(a)).join(style.between);
      const name = ('person' in first ? first.person : first.name) + (style.comrade ? '同志' : '');
      if (gives(first.kind)) return `${name}${VERBS[first.kind]}${posts}`;
      return `${VERBS[first.kind]}${at === 0 ? name : ''}${posts}职务`;
    })
    .join('，');
}

const monthWords = (months: number): string => (months % 12 === 0 ? `${months / 12}年` : `${months}个月`);

const termNote = (act: DraftAct): string =>
  !gives(act.kind)
    ? ''
    : act.counts === 'trial'
      ? '（任职日期从试用之日起计算）'
      : act.probationMonths !== null
        ? `（试用期${monthWords(act.probationMonths)}）`
        : '';

function terms({ acts, issuer }: NoticeDraft): string[] {
  const given = acts.filter((a) => gives(a.kind));
  const names = (of: readonly DraftAct[]) => [...new Set(of.map((a) => a.person))].join('、');
  const trial = given.filter((a) => a.counts === 'trial');
  const months = Map.groupBy(
    given.filter((a) => a.counts === 'decision' && a.probationMonths !== null),
    (a) => a.probationMonths ?? 0,
  );
  const lines = [...months].map(
    ([count, of]) =>
      `以上人员中，${names(of)}任职试用期${monthWords(count)}，试用期从${issuer}决定任命之日起计算。`,
  );
  if (trial.length === 0) return lines;
  return [
    ...lines,
    trial.length === given.length
      ? '任职日期从试用之日起计算。'
      : `以上人员中，${names(trial)}任职日期从试用之日起计算。`,
  ];
}

/** What a reader of the notice must find, in order. */
export const expectedActs = (draft: NoticeDraft) =>
  draft.acts.map((a) => ({
    person: a.person,
    act: a.kind,
    organisation: a.organisation,
    post: a.post,
    concurrent: a.concurrent,
    seconded: a.seconded,
    probationMonths: gives(a.kind) ? a.probationMonths : null,
    effectiveDate: gives(a.kind) && a.counts === 'trial' ? null : draft.decidedOn.toString(),
    decidedOn: draft.decidedOn.toString(),
  }));

/** The notice as a document, for the parser: number and date stand in for those of the publication. */
export const asDocument = (text: NoticeText, draft: NoticeDraft): string =>
  [
    text.title,
    `试政干发〔${draft.decidedOn.year}〕1号`,
    '各镇人民政府，各街道办事处，政府各部门、直属机构：',
    ...text.body.split('\n'),
    draft.issuer,
    dayWords(draft.decidedOn),
    '（此件公开发布）',
    '',
  ].join('\n\n');

function readsAs(text: NoticeText, draft: NoticeDraft): boolean {
  const read = parseText(asDocument(text, draft)).appointments.map(
    ({ span: _span, issuance: _issuance, decidedBy: _decidedBy, ...act }) => act,
  );
  return JSON.stringify(read) === JSON.stringify(expectedActs(draft));
}
