import { Button } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { ReviewsDesk } from './desk-frame.tsx';

/** Exporting ratings or cases, masked unless somebody entitled says what for. */
export function ExportPage({
  view,
  values,
  error,
}: {
  view: View;
  values: Readonly<Record<string, string>>;
  error?: string | undefined;
}) {
  return (
    <ReviewsDesk view={view} title="导出评价和办件" tab="/desk/reviews/export">
      <div className="case">
        <h1>导出评价和办件</h1>
        <p>
          字段用好差评系统之间通用的名称，不知道的留空。只含您有职责的机关；评的是您自己的服务，不在里面。姓名、证件号码和电话是遮掩的。
        </p>
        <form method="post" action="/desk/reviews/export" className="action-form">
          {error && (
            <Notice tone="error" title="没有导出" live>
              {error}
            </Notice>
          )}
          <Choices
            name="kind"
            legend="导出什么"
            values={[values.kind ?? 'ratings']}
            options={[
              { value: 'ratings', label: '评价' },
              { value: 'cases', label: '办件' },
            ]}
          />
          <Field name="from" label="从" type="date" width="short" value={values.from} />
          <Field name="to" label="到（含）" type="date" width="short" value={values.to} />
          <Select
            name="format"
            label="格式"
            value={values.format ?? 'csv'}
            options={[
              { value: 'csv', label: 'CSV（表格软件）' },
              { value: 'json', label: 'JSON（系统对接）' },
            ]}
          />
          <Choices
            name="reveal"
            legend="姓名和号码"
            multiple
            values={values.reveal ? ['1'] : []}
            options={[{ value: '1', label: '导出完整的，不遮掩' }]}
            hint="须由机关负责人或复核人员办理，并写明用途。"
          />
          <TextArea name="reason" label="用途" rows={2} optional value={values.reason ?? ''} />
          <Button>导出</Button>
        </form>
      </div>
    </ReviewsDesk>
  );
}
