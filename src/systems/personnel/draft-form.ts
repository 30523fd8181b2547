/** What an editor types into the form of an appointment notice, and what it means. Pure. */
import { z } from 'zod';
import { ACT_KINDS, type ActKind, gives, isBefore } from './act.ts';
import type { DraftAct, NoticeDraft } from './notice-text.ts';

export type FormError = { field: string; message: string };

export const TERMS = ['plain', 'trial', 'p12', 'p6'] as const;
export type Term = (typeof TERMS)[number];

/** As typed, kept on every error so that nothing is lost. */
export type RowValues = {
  readonly person: string;
  readonly kind: string;
  readonly organisation: string;
  readonly post: string;
  readonly concurrent: boolean;
  readonly seconded: boolean;
  readonly term: string;
};
export type NoticeValues = {
  readonly rows: readonly RowValues[];
  readonly issuer: string;
  readonly basis: string;
  readonly organ: string;
  readonly meeting: string;
  readonly decidedOn: string;
  readonly dated: string;
  readonly series: string;
  readonly addressees: string;
};

/** More than any notice on record; a longer list is two notices. */
export const ROWS_MAX = 200;
/** What a form may send and still be shown again whole. */
const ROWS_READ_MAX = 999;

export const emptyRow: RowValues = {
  person: '',
  kind: 'appoint',
  organisation: '',
  post: '',
  concurrent: false,
  seconded: false,
  term: 'plain',
};

export function noticeValues(fields: Readonly<Record<string, string>>): NoticeValues {
  const count = Math.min(ROWS_READ_MAX, /^\d{1,3}$/.test(fields.rows ?? '') ? Number(fields.rows) : 0);
  const text = (name: string) => fields[name] ?? '';
  return {
    rows: Array.from({ length: Math.max(1, count) }, (_, at) => ({
      person: text(`person-${at}`),
      kind: text(`kind-${at}`) || 'appoint',
      organisation: text(`organisation-${at}`),
      post: text(`post-${at}`),
      concurrent: text(`concurrent-${at}`) === '1',
      seconded: text(`seconded-${at}`) === '1',
      term: text(`term-${at}`) || 'plain',
    })),
    issuer: text('issuer'),
    basis: text('basis') || 'study',
    organ: text('organ'),
    meeting: text('meeting'),
    decidedOn: text('decidedOn'),
    dated: text('dated'),
    series: text('series'),
    addressees: text('addressees'),
  };
}

const WORDS = /^[\p{sc=Han}A-Za-z0-9·（）()、—-]+$/u;
const withoutBlanks = (typed: string): string => typed.replace(/\s+/g, '');
const Han = (max: number, message: string) =>
  z
    .string()
    .transform(withoutBlanks)
    .pipe(z.string().min(1, message).max(max, `请不超过 ${max} 个字。`).regex(WORDS, message));
/** A name of two characters is often typed with a blank between them, to stand as wide as one of three. */
const plainName = (typed: string): string => withoutBlanks(typed).replace(/[•・‧∙．.]/g, '·');
const RowTyped = z.object({
  person: z
    .string()
    .transform(plainName)
    .pipe(
      z
        .string()
        .regex(
          /^\p{sc=Han}{2,4}$|^\p{sc=Han}{1,12}(?:·\p{sc=Han}{1,12}){1,4}$/u,
          '请填写姓名全名：二至四个汉字，或带间隔号“·”的姓名。',
        ),
    ),
  kind: z.enum(ACT_KINDS, '请选择任命、聘任、免职或解聘。'),
  organisation: Han(60, '请填写单位全称，不加书名号和空格。'),
  post: Han(20, '请填写职务，如“局长”“副主任”。'),
  term: z.enum(TERMS, '请选择任期从何时算起。'),
});

const day = (message: string) =>
  z.iso.date(message).refine((v) => v >= '1949-10-01' && v < '2200-01-01', message);
const HeadTyped = z.object({
  issuer: Han(40, '请填写印发机关全称。'),
  basis: z.enum(['study', 'resolution'], '请选择决定的方式。'),
  organ: Han(60, '请填写作出决定的机关全称。'),
  meeting: Han(40, '请填写会议名称，如“党组会议”。'),
  decidedOn: day('请填写决定日期，如 2024-06-02。'),
  dated: day('请填写通知日期，如 2024-06-02。'),
  series: z.string().regex(/^\p{sc=Han}{2,12}$/u, '请填写发文机关代字，如“银西政干发”，不含年份和序号。'),
  addressees: z.string().min(1, '请填写主送机关。').max(500, '主送机关请不超过 500 个字。'),
});

export type ReadNotice = {
  readonly draft: NoticeDraft;
  /** Row of the form, from 0, of each act. */
  readonly lines: readonly number[];
  readonly dated: string;
  readonly series: string;
  readonly addressees: string;
};

/** A first form in the manner of the last notice on record; what the record does not say is left for the editor. */
export function firstValues(
  last: { issuer: string | null; number: string | null } | undefined,
  today: string,
): NoticeValues {
  const issuer = last?.issuer ?? '';
  return {
    rows: [emptyRow, emptyRow, emptyRow],
    issuer,
    basis: 'study',
    organ: issuer,
    meeting: '党组会议',
    decidedOn: '',
    dated: today,
    series: last?.number?.split(/[〔［[(（]/)[0] ?? '',
    addressees: '各镇人民政府，各街道办事处，政府各部门、直属机构',
  };
}

export const isEmpty = (row: RowValues): boolean =>
  row.person.trim() === '' && row.organisation.trim() === '' && row.post.trim() === '';

/** Empty rows are left out; `lines` says which row of the form each act of the draft is. */
export function readNotice(values: NoticeValues): { notice?: ReadNotice; errors: FormError[] } {
  const errors: FormError[] = [];
  const acts: DraftAct[] = [];
  const lines: number[] = [];
  values.rows.forEach((row, at) => {
    if (isEmpty(row)) return;
    const parsed = RowTyped.safeParse(row);
    if (!parsed.success) {
      const told = new Set<string>();
      for (const issue of parsed.error.issues) {
        const field = `${String(issue.path[0])}-${at}`;
        if (!told.has(field)) errors.push({ field, message: `第${at + 1}项：${issue.message}` });
        told.add(field);
      }
      return;
    }
    lines.push(at);
    acts.push(actOf(parsed.data, row));
  });
  if (values.rows.filter((row) => !isEmpty(row)).length > ROWS_MAX)
    errors.push({
      field: 'person-0',
      message: `一份通知最多${ROWS_MAX}项，现在有${values.rows.length}项。请分成几份通知，所填的都还在。`,
    });
  if (acts.length === 0 && errors.length === 0)
    errors.push({ field: 'person-0', message: '还没有填写任免事项。请至少填写一项。' });
  const head = HeadTyped.safeParse(values);
  if (!head.success) {
    const told = new Set<string>();
    for (const issue of head.error.issues) {
      const field = String(issue.path[0]);
      if (!told.has(field)) errors.push({ field, message: issue.message });
      told.add(field);
    }
  }
  errors.push(...acrossRows(acts, lines));
  if (!head.success || errors.length > 0) return { errors };
  const { issuer, basis, organ, meeting, dated, series, addressees } = head.data;
  const decidedOn = Temporal.PlainDate.from(head.data.decidedOn);
  if (isBefore(Temporal.PlainDate.from(dated), decidedOn))
    return { errors: [{ field: 'dated', message: '通知日期早于决定日期。请核对两个日期。' }] };
  return {
    notice: { draft: { acts, issuer, basis, organ, meeting, decidedOn }, lines, dated, series, addressees },
    errors,
  };
}

function actOf(
  read: { person: string; kind: ActKind; organisation: string; post: string; term: Term },
  row: RowValues,
): DraftAct {
  const { term, ...act } = read;
  const given = gives(act.kind);
  return {
    ...act,
    concurrent: row.concurrent,
    seconded: row.seconded,
    counts: given && term === 'trial' ? 'trial' : 'decision',
    probationMonths: given && term === 'p12' ? 12 : given && term === 'p6' ? 6 : null,
  };
}

/** A notice says terms of a person, not of a post; and it says nothing twice. */
function acrossRows(acts: readonly DraftAct[], lines: readonly number[]): FormError[] {
  const errors: FormError[] = [];
  const terms = new Map<string, string>();
  const seen = new Set<string>();
  acts.forEach((act, at) => {
    const line = lines[at] ?? 0;
    const key = [act.person, gives(act.kind), act.organisation, act.post].join(' ');
    if (seen.has(key))
      errors.push({ field: `person-${line}`, message: `第${line + 1}项与前面重复。请删去一项。` });
    seen.add(key);
    if (!gives(act.kind)) return;
    const term = `${act.counts} ${act.probationMonths}`;
    if ((terms.get(act.person) ?? term) !== term)
      errors.push({
        field: `term-${line}`,
        message: `第${line + 1}项：通知按人写明试用期和起算日，${act.person}的各项职务须一致。如不一致，请分成两份通知。`,
      });
    terms.set(act.person, term);
  });
  return errors;
}
