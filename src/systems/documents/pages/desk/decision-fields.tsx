import type { EffectKind } from '#engines/law/effect.ts';
import { Choices } from '#web/components/choices.tsx';
import type { FieldError } from '#web/components/error-summary.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { errorOf } from '#web/desk/form.ts';
import { decidableKinds } from '../../decide-effect.ts';
import type { DecisionValues } from '../../desk/decision-form.ts';
import { EFFECT_WORDS } from '../../desk/effect-words.ts';

/** The questions of a decision; the same for one proposal and for a whole list. */
export function DecisionFields({
  values,
  errors,
  proposed,
  signer,
}: {
  values: DecisionValues;
  errors: FieldError[];
  /** The kind that was proposed; undefined when several are decided at once. */
  proposed: EffectKind | undefined;
  /** Name of the account that signs. */
  signer: string;
}) {
  const as = proposed ? `按拟议：${EFFECT_WORDS[proposed]}` : '按各条的拟议';
  return (
    <>
      <Choices
        name="verdict"
        legend="审定结果"
        values={[values.verdict]}
        error={errorOf(errors, 'verdict')}
        options={[
          { value: 'adopt', label: as },
          { value: 'other', label: '改为其他', hint: '会议决定与拟议不同时选这一项，并在下面选明。' },
          { value: 'reject', label: '不予采纳', hint: '拟议作罢，文件的效力不变。' },
        ]}
      />
      <Select
        name="kind"
        label="改为"
        optional
        hint="只在选了“改为其他”时填写。"
        empty="——"
        value={values.kind}
        error={errorOf(errors, 'kind')}
        options={decidableKinds
          .filter((kind) => kind !== proposed)
          .map((kind) => ({ value: kind, label: EFFECT_WORDS[kind] }))}
      />
      <Days values={values} errors={errors} />
      <Field
        name="basis"
        label="依据"
        maxLength={500}
        hint="决定文件的文号或标题，或会议名称和日期，例如“区人民政府第 12 次常务会议（2024年4月20日）”。"
        value={values.basis}
        error={errorOf(errors, 'basis')}
      />
      <TextArea
        name="note"
        label="备注"
        optional
        rows={3}
        maxLength={2000}
        value={values.note}
        error={errorOf(errors, 'note')}
      />
      <Choices
        name="confirmed"
        legend="签署"
        multiple
        values={[values.confirmed]}
        error={errorOf(errors, 'confirmed')}
        hint={`以“${signer}”的名义签署，签署人和时间记入审计记录。`}
        options={[{ value: '1', label: '我已核对依据、日期和上面所列的影响' }]}
      />
    </>
  );
}

/** From when, how exactly that is known, and until when. */
function Days({ values, errors }: { values: DecisionValues; errors: FieldError[] }) {
  return (
    <>
      <Field
        name="date"
        label="生效日期"
        type="date"
        width="medium"
        optional
        hint="新状态的第一天，这一天起即为新状态。不予采纳的不用填。"
        value={values.date}
        error={errorOf(errors, 'date')}
      />
      <Select
        name="precision"
        label="日期精确到"
        hint="只知道年月时选“月”，日可填 1 日；这段时间内的效力会显示为“待核”。"
        value={values.precision}
        error={errorOf(errors, 'precision')}
        options={[
          { value: 'day', label: '日' },
          { value: 'month', label: '月' },
          { value: 'year', label: '年' },
        ]}
      />
      <Field
        name="until"
        label="结束日"
        type="date"
        width="medium"
        optional
        hint="只在暂停施行、延长有效期时填写：届满后的第一天。"
        value={values.until}
        error={errorOf(errors, 'until')}
      />
    </>
  );
}
