import { Button } from '#web/components/button.tsx';
import { Downloads } from '#web/components/downloads.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Field } from '#web/components/field.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Stats } from '#web/components/stat.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import type { Compared } from '../compared.ts';
import type { Series, Source, StatisticsRecord } from '../record.ts';
import { changeWords, periodWords } from '../words.ts';
import { ChartFigure } from './chart-figure.tsx';
import { PointSource, PointValue, ReckonedText } from './figure-cells.tsx';
import { formsOf, StatisticsPage } from './statistics-frame.tsx';

export type DashboardProps = {
  view: View;
  record: StatisticsRecord;
  compared: readonly Compared[];
  /** The newest documents with charts. */
  charted: readonly Source[];
  found: { readonly series: readonly Series[]; readonly total: number };
  query: string;
  page: number;
  pages: number;
};

/** The newest figures beside the region and the city, the charts of the newest documents, and every series. */
export function DashboardPage(props: DashboardProps) {
  const { view, record, compared, charted } = props;
  const figures = record.editions.reduce((total, { points }) => total + points.length, 0);
  return (
    <StatisticsPage view={view} title="统计数据" tab="/statistics" canonical="/statistics">
      <h1>统计数据</h1>
      <p className="lead">
        公报所载统计公报和月度数据中的数字，逐个读出，注明时期、口径和出处；总数、比重、增速逐项重新核算。推算的数字都标明“推算”并写出算式，不是原文所印。
      </p>
      {figures === 0 ? (
        <EmptyState title="还没有统计数据">
          <p>
            导入载有统计公报的一期公报后，这里会列出其中的数字。已有的各期见<a href="/issues">公报</a>。
          </p>
        </EmptyState>
      ) : (
        <>
          <Totals record={record} figures={figures} />
          <nav className="choices" aria-label="本页内容">
            <ul className="inline-list">
              {compared.length > 0 && (
                <li>
                  <a href="#compared">各地比较</a>
                </li>
              )}
              {charted.length > 0 && (
                <li>
                  <a href={`#charts-${charted[0]?.documentId}`}>图</a>
                </li>
              )}
              <li>
                <a href="#series">全部指标</a>
              </li>
              <li>
                <a href="#by-document">按文件看</a>
              </li>
            </ul>
          </nav>
          {compared.length > 0 && <ComparedTable compared={compared} />}
          {charted.map((source) => (
            <DocumentCharts key={source.documentId} view={view} record={record} source={source} />
          ))}
          <SeriesList {...props} />
          <section className="page-section" aria-labelledby="by-document">
            <h2 id="by-document">按文件看</h2>
            <ul className="plain-list">
              {record.sources.map((source) => (
                <li key={source.documentId}>
                  <a href={`/statistics/documents/${source.documentId}`}>{source.title}</a>
                  <span className="soft">　{source.edition.issueTitle}</span>
                </li>
              ))}
            </ul>
          </section>
          <Downloads title="下载全部数据" items={formsOf('/statistics/export')} />
        </>
      )}
    </StatisticsPage>
  );
}

function Totals({ record, figures }: { record: StatisticsRecord; figures: number }) {
  const count = (verdict: string) => record.checks.filter((check) => check.verdict === verdict).length;
  return (
    <Stats
      stats={[
        { label: '数字', value: figures, unit: '个' },
        { label: '指标', value: record.series.size, unit: '项' },
        { label: '核算相符', value: count('ok'), unit: '项' },
        {
          label: '核算不符',
          value: <a href="/statistics/checks">{count('discrepancy')}</a>,
          unit: '项',
        },
      ]}
    />
  );
}

function ComparedTable({ compared }: { compared: readonly Compared[] }) {
  const places = [...new Set(compared.flatMap(({ point }) => point.others.map(({ place }) => place)))];
  return (
    <section className="page-section" aria-labelledby="compared">
      <h2 id="compared">{places.length > 0 ? `与${places.join('、')}比较` : '位次'}</h2>
      <Table
        caption="增速比较和位次"
        captionHidden
        narrow="cards"
        columns={[
          {
            key: 'indicator',
            name: '指标',
            rowHeader: true,
            cell: ({ point }: Compared) => <a href={`/statistics/${point.seriesId}`}>{point.indicator}</a>,
          },
          { key: 'period', name: '时期', cell: ({ point }) => periodWords(point.period) },
          { key: 'own', name: '本地增速', nowrap: true, cell: ({ point }) => changeWords(point) },
          ...places.map((place) => ({
            key: place,
            name: place,
            cell: ({ point }: Compared) => {
              const other = point.others.find((one) => one.place === place);
              return other ? <ReckonedText {...other.rate} /> : '';
            },
          })),
          {
            key: 'ranks',
            name: '位次',
            cell: ({ ranks }) => ranks.map((rank) => `${rank.basis ?? ''}第${rank.value}位`).join('、') || '',
          },
          { key: 'source', name: '出处', cell: ({ point }) => <PointSource point={point} /> },
        ]}
        rows={[...compared]}
        rowKey={({ point }) => `${point.seriesId}-${point.ord}`}
      />
    </section>
  );
}

function DocumentCharts({ view, record, source }: { view: View; record: StatisticsRecord; source: Source }) {
  const charts = record.chartsOf(source.documentId);
  const shown = charts.filter(({ data }) => data.lost || data.sections.length > 1);
  return (
    <section className="page-section" aria-labelledby={`charts-${source.documentId}`}>
      <h2 id={`charts-${source.documentId}`}>{source.title}</h2>
      {(shown.length > 0 ? shown : charts).map(({ data }) => (
        <ChartFigure
          key={data.id}
          view={view}
          chart={data}
          path={`/statistics/charts/${source.documentId}/${data.id}.svg`}
          version={source.edition.editionId.slice(-8)}
        />
      ))}
      <p>
        <a href={`/statistics/documents/${source.documentId}`}>这份文件的全部图表和数字</a>
      </p>
    </section>
  );
}

function SeriesList({ record, found, query, page, pages }: DashboardProps) {
  const places = new Set([...record.series.values()].map(({ place }) => place));
  const href = (n: number) => {
    const asked = new URLSearchParams([
      ...(query ? [['q', query]] : []),
      ...(n > 1 ? [['page', String(n)]] : []),
    ] as [string, string][]);
    return asked.size > 0 ? `/statistics?${asked}#series` : '/statistics#series';
  };
  return (
    <section className="page-section" aria-labelledby="series">
      <h2 id="series">全部指标</h2>
      <search className="filter" aria-label="按名称找指标">
        <form action="/statistics#series" method="get">
          <Field id="series-q" name="q" label="指标名称" value={query} />
          <Button look="secondary">查找</Button>
          {query && (
            <a className="filter-clear" href="/statistics#series">
              清除条件
            </a>
          )}
        </form>
      </search>
      {found.total === 0 ? (
        <EmptyState title={`没有名称含“${query}”的指标`}>换一个词，或清除条件看全部指标。</EmptyState>
      ) : (
        <>
          <Table
            caption="指标、最近一期和出处"
            captionHidden
            narrow="cards"
            columns={[
              {
                key: 'indicator',
                name: '指标',
                rowHeader: true,
                cell: (series: Series) => <a href={`/statistics/${series.id}`}>{series.indicator}</a>,
              },
              ...(places.size > 1
                ? [{ key: 'place', name: '地区', nowrap: true, cell: (series: Series) => series.place ?? '' }]
                : []),
              {
                key: 'value',
                name: '最近一期',
                cell: (series) => series.points[0] && <PointValue point={series.points[0]} />,
              },
              {
                key: 'source',
                name: '时期和出处',
                cell: (series) =>
                  series.points[0] && (
                    <>
                      {periodWords(series.points[0].period)} <PointSource point={series.points[0]} />
                    </>
                  ),
              },
            ]}
            rows={[...found.series]}
            rowKey={({ id }) => id}
          />
          <Pagination page={page} pages={pages} total={found.total} href={href} />
        </>
      )}
    </section>
  );
}
