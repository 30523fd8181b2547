import type { ReactNode } from 'react';
import { Button } from '#web/components/button.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import type { FieldProblem } from '../file-matter.ts';

export type MatterValues = Readonly<Record<string, string>>;
export type MatterChoices = {
  readonly items: readonly { readonly code: string; readonly name: string }[];
  readonly bodies: readonly string[];
  /** One's own applications, on the web. */
  readonly cases?: readonly { readonly id: string; readonly label: string }[];
};

export const MATTER_TITLES = { complaint: '投诉', stuck: '反映办不成事' } as const;

/** A complaint or a report, on the web or as a clerk takes it in. */
export function MatterForm({
  kind,
  path,
  values,
  errors,
  choices,
  window,
  requestKey,
  children,
}: {
  kind: 'complaint' | 'stuck';
  path: string;
  values: MatterValues;
  errors: readonly FieldProblem[];
  choices: MatterChoices;
  /** Taken in by a clerk, for somebody who stands there. */
  window: boolean;
  requestKey: string;
  children?: ReactNode;
}) {
  const errorOf = (field: string) => errors.find((e) => e.field === field)?.message;
  return (
    <form method="post" action={path} className="action-form">
      <ErrorSummary errors={[...errors]} title="还没有提交" />
      <input type="hidden" name="requestKey" value={requestKey} />
      {children}
      <TextArea
        name="words"
        label={kind === 'stuck' ? '什么事办不成，卡在哪里' : '发生了什么，您要求怎么办'}
        rows={6}
        maxLength={2000}
        value={values.words ?? ''}
        error={errorOf('words')}
        hint="请不要写证件号码。被投诉、被反映的人看不到您是谁。"
      />
      {window ? (
        <Field
          name="aboutCase"
          label="办件编号"
          optional
          value={values.aboutCase}
          error={errorOf('aboutCase')}
          hint="有办件的填编号，事项和机关就不必选。"
        />
      ) : (
        (choices.cases?.length ?? 0) > 0 && (
          <Select
            name="aboutCase"
            label="和您的哪个办件有关"
            empty="都没有关系"
            optional
            value={values.aboutCase}
            error={errorOf('aboutCase')}
            options={(choices.cases ?? []).map((c) => ({ value: c.id, label: c.label }))}
          />
        )
      )}
      <Select
        name="itemCode"
        label="哪个事项"
        empty="说不清，或不是某个事项"
        optional
        value={values.itemCode}
        error={errorOf('itemCode')}
        options={choices.items.map((i) => ({ value: i.code, label: i.name }))}
      />
      <Select
        name="body"
        label="哪个机关"
        empty="不知道"
        optional
        value={values.body}
        error={errorOf('body')}
        options={choices.bodies.map((b) => ({ value: b, label: b }))}
      />
      {window && (
        <Field
          name="name"
          label="怎么称呼"
          width="medium"
          optional
          value={values.name}
          error={errorOf('name')}
        />
      )}
      <Field
        name="phone"
        label={window ? '联系电话' : '回访电话'}
        type="tel"
        inputMode="tel"
        width="medium"
        optional
        value={values.phone}
        error={errorOf('phone')}
        hint={
          window ? '与注册的手机号相同的，本人登录后能看到经过，也能再评。' : '留空就打您注册时的手机号。'
        }
      />
      <Button>{window ? '登记' : '提交'}</Button>
    </form>
  );
}
