/** What an editor types into a decision form, and what it means. Pure. */
import { z } from 'zod';
import type { EffectKind } from '#engines/law/effect.ts';
import { type DecidableKind, type Decision, decidableKinds, firstDay } from '../decide-effect.ts';

export type FormError = { field: string; message: string };

/** As typed, kept on every error so that nothing is lost. */
export type DecisionValues = {
  readonly verdict: string;
  readonly kind: string;
  readonly date: string;
  readonly precision: string;
  readonly until: string;
  readonly basis: string;
  readonly note: string;
  readonly confirmed: string;
};

export const decisionValues = (fields: Readonly<Record<string, string>>): DecisionValues => ({
  verdict: fields.verdict ?? '',
  kind: fields.kind ?? '',
  date: fields.date ?? '',
  precision: fields.precision ?? 'day',
  until: fields.until ?? '',
  basis: fields.basis ?? '',
  note: fields.note ?? '',
  confirmed: fields.confirmed ?? '',
});

export type ReadDecision = Omit<Decision, 'proposalId' | 'expectedVersion' | 'requestKey'>;

const day = (message: string) =>
  z.iso.date(message).refine((v) => v >= '1949-10-01' && v < '2200-01-01', message);

const Typed = z.object({
  verdict: z.enum(['adopt', 'other', 'reject'], '请选择审定结果：按拟议、改为其他，或不予采纳。'),
  kind: z.enum(['', ...decidableKinds], '请从列表中选择改为何种效力。'),
  date: z.union([z.literal(''), day('日期无法识别。请填写公历日期，如 2024-06-02。')]),
  precision: z.enum(['day', 'month', 'year'], '请选择日期精确到日、月还是年。'),
  until: z.union([z.literal(''), day('日期无法识别。请填写公历日期，如 2024-06-02。')]),
  basis: z
    .string()
    .min(1, '请写明依据：决定文件的文号或标题，或会议名称和日期。')
    .max(500, '依据请不超过 500 个字。'),
  note: z.string().max(2000, '备注请不超过 2000 个字。'),
  confirmed: z.literal('1', '请核对依据和影响，并勾选“我已核对”。'),
});

/**
 * Reads the form against the kind that was proposed (undefined when several kinds are decided at once).
 * `partial` reads as much as there is, for showing the consequences before anything is signed.
 */
export function readDecision(
  values: DecisionValues,
  proposed: EffectKind | undefined,
): {
  decision?: ReadDecision;
  partial: Pick<ReadDecision, 'kind' | 'date' | 'precision' | 'until'>;
  errors: FormError[];
} {
  const parsed = Typed.safeParse(values);
  const errors: FormError[] = parsed.success
    ? []
    : parsed.error.issues.map((i) => ({ field: String(i.path[0]), message: i.message }));
  const wrong = new Set(errors.map((e) => e.field));
  const precision = wrong.has('precision') ? 'day' : (values.precision as 'day' | 'month' | 'year');
  const read = (field: 'date' | 'until') =>
    wrong.has(field) || values[field] === '' ? null : Temporal.PlainDate.from(values[field]);
  const other = values.verdict === 'other' && !wrong.has('kind') && values.kind !== '';
  const kind = other ? (values.kind as DecidableKind) : undefined;
  const date = read('date');
  const partial = {
    ...(kind && { kind }),
    date: date && firstDay(date, precision),
    precision,
    until: read('until'),
  };
  if (values.verdict === 'other' && values.kind === '')
    errors.push({ field: 'kind', message: '请选择改为何种效力。' });
  if (values.verdict !== 'reject' && !wrong.has('verdict')) {
    if (date === null && !wrong.has('date'))
      errors.push({ field: 'date', message: '请填写生效日期：新状态的第一天。' });
    if ((kind ?? proposed) === 'extend' && partial.until === null && !wrong.has('until'))
      errors.push({ field: 'until', message: '请填写新的有效期届满后的第一天。' });
    if (partial.until && partial.date && Temporal.PlainDate.compare(partial.until, partial.date) <= 0)
      errors.push({ field: 'until', message: '结束日必须晚于生效日期。请核对两个日期。' });
  }
  if (errors.length > 0) return { partial, errors };
  const decision: ReadDecision = {
    ...partial,
    verdict: values.verdict === 'reject' ? 'reject' : 'adopt',
    basis: values.basis,
    note: values.note,
  };
  return { decision, partial, errors };
}

/**
 * Written into the form: which change of status the editor was shown. When what is typed leads to another one, it is
 * shown before anything is signed.
 */
export const shownOutcome = (
  shown: readonly { readonly before: { status: string }; readonly after: { status: string } }[],
  verdict: string,
): string =>
  verdict === 'reject' ? 'reject' : shown.map((s) => `${s.before.status}-${s.after.status}`).join('.');
