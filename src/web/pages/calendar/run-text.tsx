import { type Day, weekdayOf } from '#platform/calendar/index.ts';
import { DateText, formatDate } from '#web/components/date-text.tsx';

/** A day with its weekday, or days that follow one another: 2023年9月29日（星期五）至10月6日（星期五），8天. */
export function RunText({ first, last }: { first: Day; last: Day }) {
  const days = first.date.until(last.date).days + 1;
  const end = formatDate(last.date.toString());
  return (
    <>
      <DateText value={first.date} />（{weekdayOf(first.date)}）
      {days > 1 && (
        <>
          至
          <time className="date" dateTime={last.date.toString()}>
            {first.date.year === last.date.year ? end.slice(end.indexOf('年') + 1) : end}
          </time>
          （{weekdayOf(last.date)}），{days}天
        </>
      )}
    </>
  );
}
