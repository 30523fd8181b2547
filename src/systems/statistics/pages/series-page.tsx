import { Downloads } from '#web/components/downloads.tsx';
import type { View } from '#web/components/view.ts';
import { seriesChart } from '../chart/series-chart.ts';
import type { PlacedCheck, Point, Series } from '../record.ts';
import { measureWords } from '../words.ts';
import { ChartFigure } from './chart-figure.tsx';
import { CheckList } from './check-list.tsx';
import { PointsTable } from './points-table.tsx';
import { formsOf, StatisticsPage } from './statistics-frame.tsx';

const CHECKS_SHOWN = 40;
const MEASURES_FIRST = ['level', 'growth'];

/** One indicator at one place: every printed figure with its source, what follows from it, and the checks it is in. */
export function SeriesPage({
  view,
  series,
  checks,
}: {
  view: View;
  series: Series;
  checks: readonly PlacedCheck[];
}) {
  const path = `/statistics/${series.id}`;
  const chart = seriesChart(series);
  const main = series.points.filter(({ measure }) => MEASURES_FIRST.includes(measure));
  const others = Map.groupBy(
    series.points.filter(({ measure }) => !MEASURES_FIRST.includes(measure)),
    ({ measure }) => measure,
  );
  const names = [...new Set(series.points.map(({ indicator }) => indicator))];
  const version = series.points
    .map(({ source }) => source?.edition.editionId.slice(-4) ?? '')
    .join('')
    .slice(0, 24);
  return (
    <StatisticsPage view={view} title={`${series.place ?? ''}${series.indicator}`} canonical={path}>
      <h1>
        {series.indicator}
        {series.place && <span className="title-place">{series.place}</span>}
      </h1>
      {names.length > 1 && <p className="lead">各处所用名称：{names.join('、')}。</p>}
      {chart && (
        <ChartFigure view={view} chart={chart} path={`${path}/chart.svg`} version={version} level={2} />
      )}
      <Section title="数值和增减" points={main} />
      {[...others].map(([measure, points]) => (
        <Section key={measure} title={measureWords(measure)} points={points} />
      ))}
      <section className="page-section" aria-labelledby="checks">
        <h2 id="checks">核算</h2>
        {checks.length === 0 ? (
          <p>原文没有可以与这些数字互相核算的数。</p>
        ) : (
          <CheckList checks={checks.slice(0, CHECKS_SHOWN)} />
        )}
      </section>
      <Downloads items={formsOf(path)} />
    </StatisticsPage>
  );
}

function Section({ title, points }: { title: string; points: readonly Point[] }) {
  if (points.length === 0) return null;
  return (
    <section className="page-section" aria-label={title}>
      <h2>{title}</h2>
      <PointsTable caption={title} points={points} by="period" />
    </section>
  );
}
