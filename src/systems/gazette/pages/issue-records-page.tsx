import { isNumber } from '#engines/law/name.ts';
import { mentionPath, printedPostPath } from '#systems/personnel/index.ts';
import { seriesIdOf } from '#systems/statistics/index.ts';
import { DateText } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import type { Appointment, Figure } from '../queries-issue.ts';
import { IssueFrame, type IssueRead } from './issue-frame.tsx';
import { ACTS, MEASURES, periodWords } from './issue-words.ts';

type Paged = { view: View; read: IssueRead; page: number; pageSize: number };

function Pages({
  path,
  page,
  pageSize,
  total,
}: {
  path: string;
  page: number;
  pageSize: number;
  total: number;
}) {
  return (
    <Pagination
      page={page}
      pages={Math.max(1, Math.ceil(total / pageSize))}
      total={total}
      href={(n) => (n > 1 ? `${path}?page=${n}` : path)}
    />
  );
}

const source = (row: { documentId: string | null; document: string | null }) =>
  row.documentId ? (
    <a href={`/documents/${row.documentId}`}>
      {isNumber(row.document ?? '') ? <DocumentNumber value={row.document ?? ''} /> : row.document}
    </a>
  ) : (
    (row.document ?? '')
  );

/** Appointments and removals as read from the issue. */
export function AppointmentsPage({
  view,
  read,
  page,
  pageSize,
  appointments,
}: Paged & { appointments: readonly Appointment[] }) {
  const path = `/issues/${read.issue.id}/appointments`;
  const remarks = (a: Appointment) =>
    [
      a.concurrent && '兼任',
      a.seconded && '挂职',
      a.probationMonths !== null && `试用期${a.probationMonths}个月`,
    ]
      .filter(Boolean)
      .join('，');
  return (
    <IssueFrame view={view} read={read} current={path} title="人事任免">
      <p className="lead">
        由程序从任免通知中读出，以通知原文为准。某一天谁任什么职，见<a href="/personnel">任职情况</a>。
      </p>
      <Table
        caption="人事任免"
        narrow="cards"
        columns={[
          {
            key: 'person',
            name: '姓名',
            rowHeader: true,
            nowrap: true,
            cell: (a) =>
              a.documentId ? <a href={mentionPath(a.documentId, a.person)}>{a.person}</a> : a.person,
          },
          { key: 'act', name: '任免', nowrap: true, cell: (a) => ACTS[a.act] ?? a.act },
          { key: 'organisation', name: '单位', cell: (a) => a.organisation },
          {
            key: 'post',
            name: '职务',
            cell: (a) => <a href={printedPostPath(a.organisation, a.post)}>{a.post}</a>,
          },
          { key: 'remarks', name: '说明', cell: remarks },
          {
            key: 'decided',
            name: '决定日期',
            nowrap: true,
            cell: (a) => a.decidedOn && <DateText value={a.decidedOn} />,
          },
          { key: 'source', name: '通知', cell: source },
        ]}
        rows={[...appointments]}
        rowKey={(_, at) => at}
      />
      <Pages path={path} page={page} pageSize={pageSize} total={read.contents.appointments} />
    </IssueFrame>
  );
}

const amount = (value: string | number | null, unit: string | null): string =>
  value === null ? '' : `${Number(value).toLocaleString('zh-CN', { maximumFractionDigits: 6 })}${unit ?? ''}`;

/** Statistical figures as read from the issue. */
export function FiguresPage({ view, read, page, pageSize, figures }: Paged & { figures: readonly Figure[] }) {
  const path = `/issues/${read.issue.id}/figures`;
  const change = (f: Figure) => {
    if (f.change === null) return '';
    const sign = Number(f.change) > 0 ? '+' : '';
    return `${f.comparedWith ? `${f.comparedWith} ` : ''}${sign}${amount(f.change, f.changeUnit)}`;
  };
  return (
    <IssueFrame view={view} read={read} current={path} title="统计数据">
      <p className="lead">
        由程序从统计公报和数据发布中读出，以原文为准。逐项核算和补画的图，见<a href="/statistics">数据</a>。
      </p>
      <Table
        caption="统计数据"
        narrow="cards"
        columns={[
          {
            key: 'indicator',
            name: '指标',
            rowHeader: true,
            cell: (f) => <a href={`/statistics/${seriesIdOf(f.indicator, f.place)}`}>{f.indicator}</a>,
          },
          { key: 'place', name: '地区', cell: (f) => f.place ?? '' },
          { key: 'period', name: '时期', cell: (f) => periodWords(f.period) },
          {
            key: 'measure',
            name: '口径',
            nowrap: true,
            cell: (f) => (f.measure ? (MEASURES[f.measure] ?? f.measure) : ''),
          },
          { key: 'value', name: '数值', numeric: true, cell: (f) => amount(f.value, f.unit) },
          { key: 'change', name: '变化', cell: change },
          { key: 'source', name: '来源', cell: source },
        ]}
        rows={[...figures]}
        rowKey={(_, at) => at}
      />
      <Pages path={path} page={page} pageSize={pageSize} total={read.contents.figures} />
    </IssueFrame>
  );
}
