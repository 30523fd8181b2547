import {
  type Day,
  doubtWords,
  type Limit,
  reasonWords,
  type Term,
  type WorkCalendar,
  weekdayOf,
} from '#platform/calendar/index.ts';
import { DateText } from '#web/components/date-text.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Legend, Months, type Part } from './month-table.tsx';
import { RunText } from './run-text.tsx';

/** Longer counts are told, not drawn. */
const MONTHS_DRAWN_MAX = 13;
const SKIPPED_SHOWN_MAX = 200;

/** What each day from the first to the last is in the count. */
function partsOf({ from }: Limit, { lastDay, skipped }: Term): Map<string, Part> {
  const parts = new Map<string, Part>();
  const passed = new Set(skipped.map((d) => d.date.toString()));
  let n = 0;
  for (
    let day = from.add({ days: 1 });
    Temporal.PlainDate.compare(day, lastDay) <= 0;
    day = day.add({ days: 1 })
  ) {
    const iso = day.toString();
    parts.set(iso, passed.has(iso) ? { kind: 'skipped' } : { kind: 'counted', n: ++n });
  }
  parts.set(from.toString(), { kind: 'from' });
  parts.set(lastDay.toString(), { kind: 'last' });
  return parts;
}

/** Skipped days that follow one another for one reason, as one line. */
function runsOf(skipped: readonly Day[]): { first: Day; last: Day; words: string }[] {
  const runs: { first: Day; last: Day; words: string }[] = [];
  for (const day of skipped) {
    const words = day.reason.kind === 'weekend' ? '周末' : reasonWords(day);
    const run = runs.at(-1);
    if (run?.words === words && run.last.date.add({ days: 1 }).equals(day.date)) run.last = day;
    else runs.push({ first: day, last: day, words });
  }
  return runs;
}

/** A count with its last day, its months, and every day that it skipped. */
export function CountView({
  asked,
  term,
  calendar,
  calendarName,
}: {
  asked: Limit;
  term: Term;
  calendar: WorkCalendar;
  calendarName: string;
}) {
  const { from, limit, unit } = asked;
  const { lastDay, skipped, doubts, version } = term;
  const first = from.toPlainYearMonth();
  const months = first.until(lastDay.toPlainYearMonth(), { largestUnit: 'month' }).months + 1;
  const runs = runsOf(skipped);
  return (
    <section className="count" aria-labelledby="count">
      <h2 id="count">
        最后一天：
        <DateText value={lastDay} />（{weekdayOf(lastDay)}）
      </h2>
      <p>
        从
        <DateText value={from} />（{weekdayOf(from)}）起算，
        {`${limit}个${unit === 'working' ? '工作日' : '自然日'}，按${calendarName}日历。`}
        起算日的次日为第1日（推定：所收法律没有明文）。
        {skipped.length > 0 ? `跳过${skipped.length}天，见下。` : '没有跳过的日子。'}
      </p>
      {doubts.length > 0 && (
        <Notice tone="warning" title="结果暂定">
          <ul>
            {doubts.map((doubt) => (
              <li key={`${doubt.kind}-${doubt.year}`}>{doubtWords(doubt)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {months <= MONTHS_DRAWN_MAX ? (
        <>
          <Legend counting />
          <Months calendar={calendar} first={first} count={months} parts={partsOf(asked, term)} />
        </>
      ) : (
        <p className="muted">跨{months}个月，不逐月画出。</p>
      )}
      {runs.length > 0 && (
        <>
          <h3>跳过的日子和原因</h3>
          <ol className="count-skipped">
            {runs.slice(0, SKIPPED_SHOWN_MAX).map((run) => (
              <li key={run.first.date.toString()}>
                <RunText {...run} />：{run.words}
              </li>
            ))}
          </ol>
          {runs.length > SKIPPED_SHOWN_MAX && (
            <p className="muted">
              只列出前{SKIPPED_SHOWN_MAX}段，其余见开放数据接口 /api/calendar/deadline。
            </p>
          )}
        </>
      )}
      <p className="muted">
        日历版本 <code>{version.slice(0, 12)}</code>：由所收通知的内容算出，通知有变，版本就变。
      </p>
    </section>
  );
}
