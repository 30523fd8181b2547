import {
  CALENDAR_NAMES,
  CALENDARS,
  type CalendarName,
  doubtWords,
  type Limit,
  reasonWords,
  type Term,
  type TypedLimit,
  type WorkCalendar,
  YEAR_MAX,
  YEAR_MIN,
} from '#platform/calendar/index.ts';
import { Downloads } from '#web/components/downloads.tsx';
import type { FieldError } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { Stats } from '#web/components/stat.tsx';
import { Table } from '#web/components/table.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import { CountForm } from './count-form.tsx';
import { CountView } from './count-view.tsx';
import { Legend, Months } from './month-table.tsx';
import { RunText } from './run-text.tsx';
import { LimitRules, Sources } from './sources.tsx';
import { namedRuns, workingDaysOf } from './year-days.ts';

export const calendarPath = (name: CalendarName, year: number): string =>
  `/calendar?calendar=${name}&year=${year}`;

function YearLinks({ name, year }: { name: CalendarName; year: number }) {
  const link = (to: number, rel: 'prev' | 'next') =>
    to >= YEAR_MIN && to <= YEAR_MAX ? (
      <a href={calendarPath(name, to)} rel={rel}>
        {rel === 'prev' ? `← ${to}年` : `${to}年 →`}
      </a>
    ) : (
      <span />
    );
  return (
    <nav className="year-links" aria-label="年份">
      {link(year - 1, 'prev')}
      {link(year + 1, 'next')}
    </nav>
  );
}

/** The working calendar: a count when asked for one, a year at a glance, and what both rest on. */
export function CalendarPage({
  view,
  name,
  calendar,
  year,
  typed,
  errors,
  counted,
}: {
  view: View;
  name: CalendarName;
  calendar: WorkCalendar;
  year: number;
  typed: TypedLimit;
  errors: readonly FieldError[];
  counted: { readonly asked: Limit; readonly term: Term } | undefined;
}) {
  const label = CALENDAR_NAMES[name];
  const doubts = calendar.doubtsOf(year);
  const regional = calendar.overlays[0]?.name;
  return (
    <Page
      view={view}
      sheet="calendar"
      title="工作日历"
      description="哪天上班、哪天放假，依据是什么；从某天起算若干工作日的最后一天。"
      canonical={calendarPath(name, year)}
      noindex={counted !== undefined || errors.length > 0}
      crumbs={[{ label: '首页', href: '/' }]}
    >
      <div className="calendar-page">
        <h1>工作日历</h1>
        <nav aria-label="本页内容">
          <ul className="calendar-jump">
            {counted && (
              <li>
                <a href="#count">推算结果</a>
              </li>
            )}
            <li>
              <a href="#year">{year}年全年</a>
            </li>
            <li>
              <a href="#days">放假和调休</a>
            </li>
            <li>
              <a href="#rules">依据</a>
            </li>
          </ul>
        </nav>
        <section aria-labelledby="ask">
          <h2 id="ask">推算期限</h2>
          <CountForm values={typed} errors={errors} />
        </section>
        {counted && <CountView {...counted} calendar={calendar} calendarName={label} />}
        <section aria-labelledby="year">
          <h2 id="year">
            {year}年·{label}
          </h2>
          <Tabs
            label="哪个日历"
            current={calendarPath(name, year)}
            tabs={CALENDARS.map((c) => ({ href: calendarPath(c, year), label: CALENDAR_NAMES[c] }))}
          />
          {doubts.length > 0 && (
            <Notice tone="warning" title="这一年还不能作准">
              <ul>
                {doubts.map((doubt) => (
                  <li key={doubt.kind}>{doubtWords(doubt)}</li>
                ))}
              </ul>
            </Notice>
          )}
          <Stats stats={[{ label: '全年工作日', value: workingDaysOf(calendar, year), unit: '天' }]} />
          <Legend regional={regional} />
          <Months calendar={calendar} first={Temporal.PlainYearMonth.from({ year, month: 1 })} count={12} />
          <YearLinks name={name} year={year} />
          <Downloads
            title="放进自己的日历"
            level={3}
            items={[
              {
                href: `/calendar.ics?calendar=${name}&year=${year}`,
                type: 'text/calendar',
                label: `${year}年放假和调休（iCalendar）`,
              },
            ]}
          />
          <div id="days">
            <NamedDays calendar={calendar} year={year} />
          </div>
        </section>
        <section aria-labelledby="rules">
          <h2 id="rules">依据</h2>
          <LimitRules />
          <Sources calendar={calendar} />
          <p className="muted calendar-note">
            周一至周五上班，周六、周日休息；通知列为放假的不上班，列为调休的上班。没有通知的年份，2025
            年起按《全国年节及纪念日放假办法》第二条写明公历日期的元旦、劳动节、国庆节推算，随农历和节气走的节日、补假和调休要等通知。民族节日由自治区规定（第四条）。
          </p>
        </section>
      </div>
    </Page>
  );
}

function NamedDays({ calendar, year }: { calendar: WorkCalendar; year: number }) {
  const runs = namedRuns(calendar, year);
  if (runs.length === 0) return <p className="muted">这一年没有收录放假安排，只分工作日和周末。</p>;
  return (
    <Table
      caption={`${year}年放假和调休上班的日子`}
      narrow="cards"
      columns={[
        { key: 'days', name: '日期', rowHeader: true, cell: (run) => <RunText {...run} /> },
        {
          key: 'kind',
          name: '安排',
          nowrap: true,
          cell: ({ first }) => (first.working ? '上班' : '放假'),
        },
        { key: 'why', name: '为什么', cell: ({ first }) => reasonWords(first) },
      ]}
      rows={runs}
      rowKey={({ first }) => first.date.toString()}
    />
  );
}
