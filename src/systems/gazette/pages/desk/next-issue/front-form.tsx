import { Button } from '#web/components/button.tsx';
import { Field, TextArea } from '#web/components/field.tsx';
import { errorOf } from '#web/desk/form.ts';
import type { FrontForm, FrontProblem } from '../../../next-issue/save-issue.ts';

/** The front matter of the issue: its name, its numbers, its date, who edits it. */
export function FrontFields({ form, problems }: { form: FrontForm; problems: readonly FrontProblem[] }) {
  const error = (field: keyof FrontForm) => errorOf(problems, field);
  return (
    <>
      <Field name="title" label="刊名" value={form.title} maxLength={30} error={error('title')} />
      <div className="field-line">
        <Field
          name="year"
          label="年份"
          value={form.year}
          width="short"
          inputMode="numeric"
          error={error('year')}
        />
        <Field
          name="number"
          label="第几期"
          value={form.number}
          width="short"
          inputMode="numeric"
          error={error('number')}
        />
        <Field
          name="runningNumber"
          label="总第几期"
          optional
          value={form.runningNumber}
          width="short"
          inputMode="numeric"
          error={error('runningNumber')}
        />
        <Field
          name="dated"
          label="出版日期"
          type="date"
          value={form.dated}
          width="medium"
          error={error('dated')}
        />
      </div>
      <TextArea
        name="imprint"
        label="编辑与版权"
        optional
        hint="每行一项，写成“名称：内容”，如“主编：某某”“地址：某路某号”。已从上一期带来。"
        value={form.imprint}
        rows={6}
        maxLength={4000}
        error={error('imprint')}
      />
    </>
  );
}

export function IssueFrontForm({
  form,
  problems,
  issueId,
  seen,
  requestKey,
}: {
  form: FrontForm;
  problems: readonly FrontProblem[];
  /** Undefined: it starts the issue. */
  issueId?: string | undefined;
  seen?: number | undefined;
  requestKey: string;
}) {
  return (
    <form method="post" action="/desk/next-issue/front">
      <input type="hidden" name="requestKey" value={requestKey} />
      {issueId && <input type="hidden" name="issue" value={issueId} />}
      {seen !== undefined && <input type="hidden" name="seen" value={seen} />}
      <FrontFields form={form} problems={problems} />
      <Button look={issueId ? 'secondary' : 'primary'}>
        {issueId ? '保存刊头与版权页' : '开始编这一期'}
      </Button>
    </form>
  );
}
