import { CALENDAR_NAMES, CALENDARS, LIMIT_DAYS_MAX, type TypedLimit } from '#platform/calendar/index.ts';
import { Button } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { errorOf } from '#web/desk/form.ts';

/** From which day, how many, of which kind; asks by GET, so that an answer has an address. */
export function CountForm({ values, errors }: { values: TypedLimit; errors: readonly FieldError[] }) {
  return (
    <>
      <ErrorSummary title="没有算" errors={[...errors]} />
      <form action="/calendar" method="get" className="count-form" noValidate>
        <Field
          name="from"
          type="date"
          label="从哪天起算"
          hint="事件当天，次日为第1日。"
          value={values.from}
          width="medium"
          min="1949-01-01"
          max="2200-12-31"
          error={errorOf(errors, 'from')}
        />
        <Field
          name="limit"
          type="number"
          inputMode="numeric"
          label="多少日"
          hint={`0 到 ${LIMIT_DAYS_MAX}。`}
          value={values.limit}
          width="short"
          min="0"
          max={String(LIMIT_DAYS_MAX)}
          error={errorOf(errors, 'limit')}
        />
        <Select
          name="unit"
          label="工作日还是自然日"
          hint="看设定期限的法律，见下表。"
          value={values.unit}
          options={[
            { value: 'working', label: '工作日' },
            { value: 'calendar', label: '自然日' },
          ]}
          error={errorOf(errors, 'unit')}
        />
        <Select
          name="calendar"
          label="按哪个日历"
          hint="西夏区的期限按宁夏日历。"
          value={values.calendar}
          options={CALENDARS.map((value) => ({ value, label: CALENDAR_NAMES[value] }))}
          error={errorOf(errors, 'calendar')}
        />
        <Select
          name="ending"
          label="最后一天遇休息日"
          hint="法律写明顺延的才顺延。"
          value={values.ending}
          options={[
            { value: 'as_counted', label: '不顺延' },
            { value: 'next_working_day', label: '顺延到下一个工作日' },
          ]}
          error={errorOf(errors, 'ending')}
        />
        <div className="count-send">
          <Button>推算</Button>
        </div>
      </form>
    </>
  );
}
