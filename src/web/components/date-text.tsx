import { Fragment } from 'react';

/** 2023-09-30 as 2023年9月30日; 2023-09 as 2023年9月; 2023 as 2023年. Anything else stays as it is. */
export function formatDate(date: string): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts;
  return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
}

/** A date in Chinese, readable by machines. `value` is `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or a `Temporal.PlainDate`. */
export function DateText({ value }: { value: string | Temporal.PlainDate }) {
  const iso = value.toString();
  return (
    <time className="date" dateTime={iso}>
      {formatDate(iso)}
    </time>
  );
}

/**
 * A half-open interval as law prints it, with its last day: [2023-09-30, 2024-06-02) is 2023年9月30日至2024年6月1日.
 * An open end is 起.
 */
export function PeriodText({
  start,
  end,
}: {
  start: Temporal.PlainDate;
  end?: Temporal.PlainDate | undefined;
}) {
  if (!end) {
    return (
      <Fragment>
        <DateText value={start} />起
      </Fragment>
    );
  }
  return (
    <Fragment>
      <DateText value={start} />至<DateText value={end.subtract({ days: 1 })} />
    </Fragment>
  );
}
