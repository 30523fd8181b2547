import { type Day, reasonWords, type WorkCalendar } from '#platform/calendar/index.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** A day's part in a count. */
export type Part =
  | { readonly kind: 'from' | 'last' | 'skipped' }
  /** The n-th day that counts. */
  | { readonly kind: 'counted'; readonly n: number };

/** What stands under a day's number: never colour alone. */
function signOf({ reason }: Day): string {
  switch (reason.kind) {
    case 'holiday':
      return '休';
    case 'make_up':
      return '班';
    case 'statutory':
      return '暂';
    case 'regional':
      return reason.region.slice(0, 1);
    default:
      return '';
  }
}

const PART_WORDS = { from: '起算', last: '最后一天', skipped: '跳过' } as const;

function DayCell({ day, part }: { day: Day; part: Part | undefined }) {
  const sign = signOf(day);
  const mark =
    part?.kind === 'from' ? '起' : part?.kind === 'last' ? '末' : part?.kind === 'counted' ? part.n : sign;
  const said = [
    part && (part.kind === 'counted' ? `第${part.n}日` : PART_WORDS[part.kind]),
    (sign !== '' || part?.kind === 'skipped') && reasonWords(day),
  ].filter(Boolean);
  const look = ['day', `day-${day.reason.kind}`, part && `day-part-${part.kind}`].filter(Boolean).join(' ');
  return (
    <td className={look}>
      <span className="day-number">{day.date.day}</span>
      <span className="day-mark" aria-hidden="true">
        {mark}
      </span>
      {said.length > 0 && <span className="visually-hidden">（{said.join('，')}）</span>}
    </td>
  );
}

/** One month as a table, weeks from Monday. */
export function MonthTable({
  calendar,
  month,
  parts,
}: {
  calendar: WorkCalendar;
  month: Temporal.PlainYearMonth;
  /** Parts in a count, by ISO date. */
  parts?: ReadonlyMap<string, Part>;
}) {
  const days = Array.from({ length: month.daysInMonth }, (_, at) =>
    calendar.why(month.toPlainDate({ day: at + 1 })),
  );
  const before = (days[0]?.date.dayOfWeek ?? 1) - 1;
  const cells: (Day | null)[] = [...Array<null>(before).fill(null), ...days];
  while (cells.length % 7 > 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, at) => cells.slice(at * 7, at * 7 + 7));
  return (
    <table className="month">
      <caption>
        {month.year}年{month.month}月
        <span className="month-total">{days.filter((d) => d.working).length}个工作日</span>
      </caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col" abbr={`星期${name}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a month's weeks have no other name
          <tr key={at}>
            {week.map((day, weekday) =>
              day ? (
                <DayCell key={day.date.toString()} day={day} part={parts?.get(day.date.toString())} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is its column
                <td key={weekday} className="day-none" />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Months side by side, as many as there is room for. */
export function Months({
  calendar,
  first,
  count,
  parts,
}: {
  calendar: WorkCalendar;
  first: Temporal.PlainYearMonth;
  count: number;
  parts?: ReadonlyMap<string, Part>;
}) {
  const months = Array.from({ length: count }, (_, at) => first.add({ months: at }));
  return (
    <div className="months">
      {months.map((month) => (
        <MonthTable key={month.toString()} calendar={calendar} month={month} {...(parts && { parts })} />
      ))}
    </div>
  );
}

/** What the signs mean. */
export function Legend({
  counting = false,
  regional,
}: {
  counting?: boolean;
  regional?: string | undefined;
}) {
  const signs: [className: string, mark: string, words: string][] = counting
    ? [
        ['day-part-from', '起', '起算日，不计入'],
        ['day-part-counted', '1', '计入的第几日'],
        ['day-part-skipped', '休', '斜纹：跳过的日子'],
        ['day-part-last', '末', '最后一天'],
      ]
    : [
        ['day-holiday', '休', '放假'],
        ['day-make_up', '班', '调休上班'],
        ...(regional
          ? [['day-regional', regional.slice(0, 1), `${regional}加放`] as [string, string, string]]
          : []),
        ['day-statutory', '暂', '法定节日，通知未收录'],
      ];
  return (
    <ul className="month-legend">
      {signs.map(([className, mark, words]) => (
        <li key={words}>
          <span className={`day day-sample ${className}`} aria-hidden="true">
            <span className="day-mark">{mark}</span>
          </span>
          <span>
            <span className="visually-hidden">{mark}：</span>
            {words}
          </span>
        </li>
      ))}
    </ul>
  );
}
