import { Button } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { INDICATOR_SETS, type IndicatorSet, LEVELS } from '../levels.ts';

export type RatingValues = Readonly<Record<string, string>>;

/** The five levels, single indicators, words. Nothing is chosen beforehand: what is not answered stays so. */
export function RatingForm({
  path,
  set,
  values,
  error,
  requestKey,
  contact,
}: {
  path: string;
  set: IndicatorSet;
  /** What was filled in before a refusal. */
  values: RatingValues;
  error?: string | undefined;
  requestKey: string;
  /** Asks how to call back: by a code nobody is known. */
  contact: boolean;
}) {
  const { overall, indicators } = INDICATOR_SETS[set];
  return (
    <form method="post" action={path} className="rating-form">
      <input type="hidden" name="requestKey" value={requestKey} />
      <Choices
        name="level"
        legend={`${overall}：您对这次服务`}
        options={LEVELS.map(({ level, word }) => ({ value: String(level), label: word }))}
        values={values.level ? [values.level] : []}
        error={error}
      />
      <details open={Object.keys(indicators).some((name) => values[`answers.${name}`])}>
        <summary>再说细一点（选填）</summary>
        {Object.entries(indicators).map(([name, label]) => (
          <Select
            key={name}
            name={`answers.${name}`}
            id={`answers-${name}`}
            label={label}
            empty="不评"
            optional
            value={values[`answers.${name}`]}
            options={LEVELS.map(({ level, word }) => ({ value: String(level), label: word }))}
          />
        ))}
      </details>
      <TextArea
        name="words"
        label="想说的话"
        rows={4}
        maxLength={1000}
        optional
        value={values.words ?? ''}
        hint="请不要写自己的姓名和证件号码。被评的人看不到您是谁，也看不到这段话。"
      />
      {contact && (
        <>
          <Field
            name="phone"
            label="回访电话"
            type="tel"
            inputMode="tel"
            width="medium"
            optional
            value={values.phone}
            hint="不满意的，会有被评人员以外的人打给您。不留电话也可以评价。"
          />
          <Field name="name" label="怎么称呼您" width="medium" optional value={values.name} />
        </>
      )}
      <Button>提交评价</Button>
    </form>
  );
}
