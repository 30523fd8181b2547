import type { AsOfAsked } from '#systems/documents/index.ts';
import { AsOf } from '#web/components/as-of.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Stats } from '#web/components/stat.tsx';
import type { View } from '#web/components/view.ts';
import { type Chart, type ChartOrganisation, changeDays } from '../chart.ts';
import type { PersonnelRecord } from '../record.ts';
import { ChartView } from './chart-view.tsx';
import { PersonnelPage } from './personnel-frame.tsx';

const all = (nodes: readonly ChartOrganisation[]): ChartOrganisation[] =>
  nodes.flatMap((node) => [node, ...all(node.parts)]);

function statsOf(chart: Chart) {
  const nodes = all(
    chart.trees.flatMap((tree) => [...tree.heads, ...tree.groups.flatMap((g) => g.organisations)]),
  );
  const seats = nodes.flatMap((n) => n.seats);
  const holders = seats.flatMap((s) => s.holders);
  const people = (certainty: string) =>
    new Set(holders.filter((h) => h.certainty === certainty).map((h) => h.personId)).size;
  return [
    { label: '有记载在任', value: people('known'), unit: '人' },
    { label: '可能在任', value: people('possibly'), unit: '人' },
    { label: '涉及单位', value: nodes.length, unit: '个' },
    { label: '离任后未见任职', value: seats.filter((s) => s.vacancy).length, unit: '个职务' },
  ];
}

/** What the record covers, and what it therefore cannot say. */
export function Coverage({ record, date }: { record: PersonnelRecord; date: Temporal.PlainDate }) {
  if (!record.from || !record.until) return null;
  const beyond = Temporal.PlainDate.compare(date, record.until) > 0;
  return (
    <p className="muted">
      依据{formatDate(record.from.toString())}至{formatDate(record.until.toString())}
      的任免通知整理，不含未在公报刊登的任免。
      {beyond && '此后没有新的通知，未见离任记录的按仍在任列出。'}
      “可能在任”：通知只证明其离任或转正，就任日期没有刊登。
    </p>
  );
}

/** Who holds which post on a day, as an organisation chart. */
export function ChartPage({
  view,
  record,
  chart,
  asOf,
  today,
}: {
  view: View;
  record: PersonnelRecord;
  chart: Chart;
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
}) {
  const day = asOf.asked ? asOf.date.toString() : undefined;
  const query = day ? `?asOf=${day}` : '';
  const empty = chart.trees.length === 0;
  return (
    <PersonnelPage
      view={view}
      title={`任职情况（${formatDate(chart.date.toString())}）`}
      tab="/personnel"
      canonical={`/personnel${query}`}
    >
      <h1>
        {day ? formatDate(day) : '今天'}
        的任职情况
      </h1>
      <Coverage record={record} date={chart.date} />
      <AsOf
        action="/personnel"
        value={chart.date.toString()}
        today={today.toString()}
        error={asOf.error}
        links={changeDays(record)
          .slice(0, 6)
          .map(({ date, given, taken }) => ({
            date: date.toString(),
            label: [given > 0 && `就任${given}项`, taken > 0 && `离任${taken}项`].filter(Boolean).join('，'),
          }))}
      />
      {empty ? (
        <EmptyState title={record.acts.length === 0 ? '还没有任免记录' : '这一天没有任职记录'}>
          {record.acts.length === 0
            ? '导入刊有任免通知的公报之后，会列在这里。'
            : '请从上面选一个有变动的日子，或查看任免记录。'}
        </EmptyState>
      ) : (
        <>
          <Stats stats={statsOf(chart)} />
          <ChartView chart={chart} asOf={day} />
        </>
      )}
      {record.namesakes.size > 0 && (
        <Notice tone="info" title="同名">
          {`${[...record.namesakes.keys()].join('、')}：有同名，未确认为同一人的分别列出。`}
        </Notice>
      )}
      <Downloads
        title="数据"
        items={[
          { href: `/personnel/holders.csv${query}`, label: '在任名单 CSV', type: 'text/csv' },
          { href: '/personnel/changes.csv', label: '任免记录 CSV', type: 'text/csv' },
          { href: `/api/personnel/holders${query}`, label: '在任名单 JSON', type: 'application/json' },
          { href: '/personnel/probation.ics', label: '试用期届满 日历', type: 'text/calendar' },
        ]}
      />
    </PersonnelPage>
  );
}
