import { Table } from '#web/components/table.tsx';
import { TitleWords } from '#web/components/title-words.tsx';
import type { View } from '#web/components/view.ts';
import { altOf, type ChartData, tableOf } from '../chart/chart-data.ts';
import { chartHeight } from '../chart/draw.ts';

/** Widths that charts are drawn at: for a phone, for large type, for a wide page. */
export const CHART_WIDTHS = { narrow: 320, medium: 440, wide: 600 } as const;
export type ChartSize = keyof typeof CHART_WIDTHS;

/** A table with more columns does not fit beside its picture and stands below it. */
const COLUMNS_BESIDE = 4;

/** Names no longer than this, in characters, are not broken for the numbers' sake. */
const SHORT_NAME = 5;

/** A picture with the same numbers in a table beside it. `path` is the picture's address without its query. */
export function ChartFigure({
  view,
  chart,
  path,
  version,
  level = 3,
}: {
  view: View;
  chart: ChartData;
  path: string;
  /** Changes when the picture may. */
  version: string;
  level?: 2 | 3;
}) {
  const { largeType, highContrast } = view.display;
  const themes = highContrast ? (['light-high', 'dark-high'] as const) : (['light', 'dark'] as const);
  const href = (size: ChartSize, theme: string): string => `${path}?size=${size}&theme=${theme}&v=${version}`;
  const wide: ChartSize = largeType ? 'medium' : 'wide';
  const sized = (size: ChartSize) => ({
    width: CHART_WIDTHS[size],
    height: Math.round(chartHeight(chart, CHART_WIDTHS[size])),
  });
  const { columns, rows } = tableOf(chart);
  const named = columns.indexOf('项目');
  const short =
    columns.length <= COLUMNS_BESIDE && rows.every((row) => [...(row[named] ?? '')].length <= SHORT_NAME);
  const Heading = `h${level}` as const;
  return (
    <figure className="chart">
      <figcaption>
        <Heading>
          <TitleWords>{chart.title}</TitleWords>
        </Heading>
        <p className="chart-note">
          {chart.note}。{chart.lost && '原文此处留有图的空白，图没有进入文字。'}
        </p>
      </figcaption>
      <div className={columns.length > COLUMNS_BESIDE ? 'chart-body' : 'chart-body chart-beside'}>
        <picture>
          <source
            media="(max-width: 40rem) and (prefers-color-scheme: dark)"
            srcSet={href('narrow', themes[1])}
            {...sized('narrow')}
          />
          <source media="(max-width: 40rem)" srcSet={href('narrow', themes[0])} {...sized('narrow')} />
          <source media="(prefers-color-scheme: dark)" srcSet={href(wide, themes[1])} {...sized(wide)} />
          <img src={href(wide, themes[0])} alt={altOf(chart)} loading="lazy" {...sized(wide)} />
        </picture>
        <Table
          caption={`${chart.title}（数据）`}
          captionHidden
          columns={columns.map((name, column) => ({
            key: name,
            name,
            rowHeader: column === named,
            nowrap: column === named && short,
            numeric: column > named,
            cell: (row: string[]) => row[column] ?? '',
          }))}
          rows={rows}
          rowKey={(_, at) => at}
        />
      </div>
    </figure>
  );
}
