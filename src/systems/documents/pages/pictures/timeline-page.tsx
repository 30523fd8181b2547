import { AsOf } from '#web/components/as-of.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Page } from '#web/components/page.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { StatusBadge } from '#web/components/status-badge.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { proposalWord } from '../../desk/effect-words.ts';
import { windowOf } from '../../pictures/timeline.ts';
import type { Facets } from '../../queries-catalogue.ts';
import type { IssueHead } from '../../queries-relations.ts';
import type { TimelineFilter } from '../../queries-timeline.ts';
import type { TimelinePage as TimelinePageData, TimelineRow } from '../../read-timeline.ts';
import type { AsOfAsked } from '../../reading.ts';
import { documentPath } from '../addresses.ts';
import { issueWord } from './relations-page.tsx';
import { TimelinePicture } from './timeline-picture.tsx';
import { beginWords, datesOf, endWords, spanWords } from './timeline-words.ts';

export type TimelinePageProps = {
  view: View;
  found: TimelinePageData;
  filter: TimelineFilter;
  /** Years before and after the day; null: all that is dated. */
  years: number | null;
  facets: Facets;
  issues: readonly IssueHead[];
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
};

const PATH = '/documents/timeline';

export const OUTCOMES = [
  { value: 'repeal', label: '拟废止' },
  { value: 'keep', label: '拟保留' },
  { value: 'amend', label: '拟修改' },
  { value: 'lapse', label: '拟失效' },
] as const;
const KINDS = [
  { value: 'issuance', label: '发文' },
  { value: 'statute', label: '法律法规' },
];
const YEARS = [
  { value: '1', label: '前后一年' },
  { value: '5', label: '前后五年' },
];

/** What is in force when. */
export function TimelinePage(props: TimelinePageProps) {
  const { view, found, filter, years, asOf } = props;
  const day = asOf.asked ? asOf.date.toString() : undefined;
  const chosen = chosenOf(filter, years);
  const href = (page: number) => {
    const query = new URLSearchParams({
      ...chosen,
      ...(day ? { asOf: day } : {}),
      ...(page > 1 ? { page: String(page) } : {}),
    }).toString();
    return query ? `${PATH}?${query}` : PATH;
  };
  const rows = [...found.rows];
  const window = windowOf(datesOf(rows), asOf.date.toString(), years);
  return (
    <Page
      view={view}
      sheet="picture"
      title="效力时间图"
      description="哪份文件从哪天到哪天有效。"
      canonical={href(found.page)}
      noindex={Object.keys(chosen).length > 0 || asOf.asked}
      section="documents"
      crumbs={[
        { label: '首页', href: '/' },
        { label: '文件', href: '/documents' },
      ]}
    >
      <h1>效力时间图</h1>
      <p className="picture-intro">
        一行一份文件，色条是它有效的日子；竖线是{formatDate(asOf.date.toString())}
        ，竖线压着色条，这一天就有效。新的在上。
      </p>
      <Controls {...props} chosen={chosen} day={day} />
      {rows.length === 0 ? (
        <EmptyState title="没有符合条件的文件">
          <p>
            换一个条件试试，或<a href={PATH}>看全部文件</a>。
          </p>
        </EmptyState>
      ) : (
        <>
          <TimelinePicture
            {...{ rows, window }}
            asOf={asOf.date.toString()}
            href={(id) => documentPath(id, day)}
            label="效力时间图"
          />
          <Pagination page={found.page} pages={found.pages} total={found.total} unit="件" href={href} />
          <details className="picture-words">
            <summary>用表读这张图</summary>
            <TimelineTable rows={rows} day={day} date={asOf.date.toString()} />
          </details>
        </>
      )}
    </Page>
  );
}

function chosenOf(filter: TimelineFilter, years: number | null): Record<string, string> {
  const all = { ...filter, year: filter.year?.toString(), span: years?.toString() };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function Controls({
  filter,
  years,
  facets,
  issues,
  asOf,
  today,
  chosen,
  day,
}: TimelinePageProps & { chosen: Record<string, string>; day: string | undefined }) {
  const all = { empty: '全部', optional: true };
  const options = (values: readonly (string | number)[]) =>
    values.map((value) => ({ value: String(value), label: String(value) }));
  const clear = day ? `${PATH}?asOf=${day}` : PATH;
  return (
    <details className="filter-fold" open={asOf.error !== undefined}>
      <summary>换一天，筛选</summary>
      <AsOf
        action={PATH}
        value={asOf.date.toString()}
        today={today.toString()}
        keep={chosen}
        error={asOf.error}
      />
      <FilterForm
        action={PATH}
        keep={day ? { asOf: day } : {}}
        clearHref={Object.keys(chosen).length > 0 ? clear : undefined}
      >
        <Select
          name="issue"
          label="哪一期和它改变的文件"
          value={filter.issue}
          options={issues.map((issue) => ({ value: issue.id, label: issueWord(issue) }))}
          {...all}
        />
        <Select
          name="section"
          label="公报栏目"
          value={filter.section}
          options={options(facets.sections)}
          {...all}
        />
        <Select name="kind" label="类别" value={filter.kind} options={KINDS} {...all} />
        <Select
          name="year"
          label="开始的年份"
          value={filter.year?.toString()}
          options={options(yearsOf(facets, filter))}
          {...all}
        />
        <Select name="outcome" label="清理结果" value={filter.outcome} options={[...OUTCOMES]} {...all} />
        <Select
          name="span"
          label="时间范围"
          value={years?.toString()}
          options={YEARS}
          empty="全部年份"
          optional
        />
      </FilterForm>
    </details>
  );
}

const yearsOf = (facets: Facets, filter: TimelineFilter): number[] =>
  [...new Set([...facets.years, ...(filter.year === undefined ? [] : [filter.year])])].sort((a, b) => b - a);

function TimelineTable({ rows, day, date }: { rows: TimelineRow[]; day: string | undefined; date: string }) {
  return (
    <Table
      caption={`${formatDate(date)}的状态和起止`}
      narrow="cards"
      rows={rows}
      rowKey={(row) => row.document.id}
      columns={[
        {
          key: 'title',
          name: '文件',
          rowHeader: true,
          cell: ({ document }) => (
            <>
              <a href={documentPath(document.id, day)}>{document.title}</a>{' '}
              {document.number && <DocumentNumber value={document.number} />}
            </>
          ),
        },
        {
          key: 'status',
          name: '状态',
          nowrap: true,
          cell: (row) => <StatusBadge status={row.status} small />,
        },
        { key: 'begin', name: '起', cell: (row) => beginWords(row.life) },
        { key: 'end', name: '止', cell: (row) => endWords(row.life) ?? '没有终点' },
        {
          key: 'more',
          name: '拟议和期间',
          cell: (row) =>
            [
              ...row.proposed.map(
                (p) => `${proposalWord(p.kind)}（${spanWords({ from: p.from, to: null })}）`,
              ),
              ...row.periods.map((p) => `${p.name}：${spanWords(p)}`),
            ].join('；'),
        },
      ]}
    />
  );
}
