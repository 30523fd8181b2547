import { Downloads } from '#web/components/downloads.tsx';
import { Notice } from '#web/components/notice.tsx';
import { TitleWords } from '#web/components/title-words.tsx';
import type { View } from '#web/components/view.ts';
import type { DocumentChart, PlacedCheck, Point, Source } from '../record.ts';
import { ChartFigure } from './chart-figure.tsx';
import { CheckList } from './check-list.tsx';
import { PointsTable } from './points-table.tsx';
import { formsOf, StatisticsPage } from './statistics-frame.tsx';

/** The figures of one document: charts, what does not agree, every figure, downloads. */
export function DocumentFiguresPage({
  view,
  source,
  points,
  charts,
  checks,
}: {
  view: View;
  source: Source;
  points: readonly Point[];
  charts: readonly DocumentChart[];
  checks: readonly PlacedCheck[];
}) {
  const path = `/statistics/documents/${source.documentId}`;
  const wrong = checks.filter(({ verdict }) => verdict === 'discrepancy');
  const right = checks.filter(({ verdict }) => verdict === 'ok').length;
  const lost = charts.filter(({ data }) => data.lost).length;
  return (
    <StatisticsPage view={view} title={`${source.title}：数据`} canonical={path}>
      <h1>
        <TitleWords>{source.title}</TitleWords>
      </h1>
      <p className="lead">
        共{points.length}个数字，核算相符{right}项、不符{wrong.length}项。
        <a href={`/documents/${source.documentId}`}>看原文</a>
      </p>
      {source.edition.origin === 'facts' && (
        <Notice title="原文待导入">
          这些数字录自已公布的事实，没有原文可以逐字对照，所以没有条款出处、核算和图表。导入公报原文后自动补上。
        </Notice>
      )}
      {wrong.length > 0 && (
        <section className="page-section" aria-labelledby="wrong">
          <h2 id="wrong">核算不符</h2>
          <CheckList checks={wrong} />
        </section>
      )}
      {charts.length > 0 && (
        <section className="page-section" aria-labelledby="charts">
          <h2 id="charts">图</h2>
          {lost > 0 && (
            <p>原文排版时有{lost}处留给图的空白，图没有进入文字；下面的图按原文自己的数字重画。</p>
          )}
          {charts.map(({ data }) => (
            <ChartFigure
              key={data.id}
              view={view}
              chart={data}
              path={`/statistics/charts/${source.documentId}/${data.id}.svg`}
              version={source.edition.editionId.slice(-8)}
            />
          ))}
        </section>
      )}
      <section className="page-section" aria-labelledby="figures">
        <h2 id="figures">全部数字</h2>
        <PointsTable caption="全部数字" points={points} by="indicator" />
      </section>
      <Downloads items={formsOf(path)} />
    </StatisticsPage>
  );
}
