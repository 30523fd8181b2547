import { CALENDAR_NAMES, CALENDARS, type HeldNotice, type NoticeFields } from '#platform/calendar/index.ts';
import { Button } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { errorOf } from '#web/desk/form.ts';
import { noticeName } from './notice-words.ts';

/** A notice as an editor types it off its original. Nothing is loaded from here: what it would change comes next. */
export function NoticeFormPage({
  view,
  fields,
  current,
  errors,
}: {
  view: View;
  fields: NoticeFields;
  /** The notice that holds for the region and year asked for, which this one would take the place of. */
  current: HeldNotice | undefined;
  errors: readonly FieldError[];
}) {
  const error = (field: string) => errorOf(errors, field);
  return (
    <DeskPage
      view={view}
      title="载入放假通知"
      tab="/desk/calendar"
      crumbs={[{ label: '工作日历', href: '/desk/calendar' }]}
    >
      <div className="desk">
        <h1>载入放假通知</h1>
        <ErrorSummary title="还不能载入" errors={[...errors]} />
        {current && (
          <Notice tone="info" title={`${current.year}年已有通知`}>
            {`${noticeName(current)}。下面是它的内容，改正后另记一份取代它，原来的仍可查。`}
          </Notice>
        )}
        <form method="post" action="/desk/calendar/preview" noValidate>
          <Select
            name="region"
            label="范围"
            options={CALENDARS.map((value) => ({ value, label: CALENDAR_NAMES[value] }))}
            value={fields.region}
            hint="宁夏的通知只列自治区加放的日子，不重复全国的。"
            error={error('region')}
          />
          <Field
            name="year"
            label="年份"
            inputMode="numeric"
            width="short"
            value={fields.year}
            error={error('year')}
          />
          <Field name="title" label="通知标题" value={fields.title} maxLength={200} error={error('title')} />
          <Field
            name="number"
            label="发文字号"
            hint="照原件，如“国办发明电〔2025〕7号”。"
            width="medium"
            value={fields.number}
            error={error('number')}
          />
          <Field
            name="date"
            type="date"
            label="成文日期"
            width="medium"
            value={fields.date}
            error={error('date')}
          />
          <Field
            name="source"
            label="来源"
            hint="网址，或原件存放处。"
            value={fields.source}
            maxLength={500}
            error={error('source')}
          />
          <TextArea
            name="off"
            label="放假的日子"
            rows={9}
            hint="每行一段：2027-10-01至2027-10-07 国庆节。假期里的周末也写上。"
            value={fields.off}
            error={error('off')}
          />
          <TextArea
            name="makeUp"
            label="调休上班的日子"
            optional
            rows={6}
            hint="每行一天，都是周六或周日：2027-10-09 国庆节。"
            value={fields.makeUp}
            error={error('makeUp')}
          />
          <details open={fields.json !== ''}>
            <summary>已有 JSON</summary>
            <TextArea
              name="json"
              label="JSON"
              optional
              rows={6}
              hint="格式同 data/calendar/national-2026.json。填了它，除“范围”外各栏不再看。"
              value={fields.json}
            />
          </details>
          <Button>看会改变什么</Button>
        </form>
      </div>
    </DeskPage>
  );
}
