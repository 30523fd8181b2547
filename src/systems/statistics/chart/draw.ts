/** Draws a chart as SVG by ECharts on the server: no script, no style, no font of its own. */
import { createRequire } from 'node:module';
import type * as ECharts from 'echarts';
import { type ChartData, type ChartRow, rowsOf } from './chart-data.ts';

/** `#rrggbb` each. */
export type ChartColours = {
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  /** Bars of levels and growth. */
  readonly bar: string;
  /** Bars of declines. */
  readonly fall: string;
};

/** On white paper. */
export const PAPER: ChartColours = {
  ground: '#ffffff',
  ink: '#1c1b19',
  soft: '#56524a',
  line: '#7a7468',
  bar: '#1f4e79',
  fall: '#b3231b',
};

export type DrawOptions = {
  readonly colours?: ChartColours;
  /** As in CSS; names with blanks in double quotes. */
  readonly fontFamily?: string;
  /** In CSS pixels. Below 520 the panels stand below one another. */
  readonly width?: number;
};

const SYSTEM_FONTS = 'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif';
const ROW = 30;
const PANEL_HEAD = 34;
const NARROW = 520;

let loaded: typeof ECharts | undefined;

/** Loaded when the first chart is drawn: most commands never draw one. */
function library(): typeof ECharts {
  loaded ??= createRequire(import.meta.url)('echarts') as typeof ECharts;
  return loaded;
}

type Panel = { title: string; series: Bar[][]; names: string[] };
type Bar = { value: number; text: string; derived: boolean } | null;
/** A line of the category axis: a heading of a section, or a row. */
type Line = { label: string; heading: boolean; row: ChartRow | null };

/** The SVG as text. Pure but for the library's load; the same chart gives the same bytes. */
export function drawChart(chart: ChartData, options: DrawOptions = {}): string {
  const { colours = PAPER, fontFamily = SYSTEM_FONTS, width = 720 } = options;
  const { lines, panels, narrow, body, height } = measure(chart, width);
  const instance = library().init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    instance.setOption(optionOf(panels, lines, { colours, fontFamily, width, body, narrow }));
    return plain(instance.renderToSVGString(), fontFamily, colours.ground);
  } finally {
    instance.dispose();
  }
}

/** Height of the picture in pixels at a width. */
export const chartHeight = (chart: ChartData, width: number): number => measure(chart, width).height;

function measure(
  chart: ChartData,
  width: number,
): { lines: Line[]; panels: Panel[]; narrow: boolean; body: number; height: number } {
  const lines = linesOf(chart);
  const panels = panelsOf(chart, lines);
  const narrow = width < NARROW;
  const twoBars = panels.some(({ series }) => series.length > 1);
  const body = lines.length * (twoBars ? ROW * 1.5 : ROW);
  const height = (narrow ? panels.length : 1) * (body + PANEL_HEAD + 12);
  return { lines, panels, narrow, body, height };
}

function linesOf(chart: ChartData): Line[] {
  const sectioned = chart.sections.length > 1;
  return chart.sections.flatMap((section) => [
    ...(sectioned && section.name !== null ? [{ label: section.name, heading: true, row: null }] : []),
    ...section.rows.map((row): Line => ({ label: row.label, heading: false, row })),
  ]);
}

function panelsOf(chart: ChartData, lines: readonly Line[]): Panel[] {
  const rows = rowsOf(chart);
  const panels: Panel[] = [];
  const series = (bar: (row: ChartRow) => Bar): Bar[] =>
    lines.map(({ row }) => (row === null ? null : bar(row)));
  if (rows.some((row) => row.level !== null)) {
    const now = series((row) =>
      row.level === null ? null : { value: row.level, text: levelText(row), derived: false },
    );
    const prior = series((row) =>
      row.prior === null ? null : { value: row.prior.value, text: String(row.prior.value), derived: true },
    );
    const both = rows.some((row) => row.prior !== null);
    panels.push({
      title: `数值（${chart.unit}）${rows.some((row) => row.share !== null) ? '和比重' : ''}`,
      series: both ? [prior, now] : [now],
      names: both ? ['上年（推算）', '本年'] : ['本年'],
    });
  } else if (rows.some((row) => row.share !== null)) {
    const share = series((row) =>
      row.share === null ? null : { value: row.share, text: `${row.shareText}%`, derived: row.shareDerived },
    );
    panels.push({ title: '比重（%）', series: [share], names: ['比重'] });
  }
  if (rows.some((row) => row.growth !== null)) {
    const growth = series((row) =>
      row.growth === null
        ? null
        : {
            value: row.growth,
            text: `${row.growth > 0 ? '+' : ''}${row.growthText}%`,
            derived: row.growthArithmetic !== null,
          },
    );
    panels.push({ title: '增减（%）', series: [growth], names: ['增减'] });
  }
  return panels;
}

const levelText = (row: ChartRow): string =>
  row.shareText === '' ? row.levelText : `${row.levelText}（${row.shareText}%）`;

type Frame = { colours: ChartColours; fontFamily: string; width: number; body: number; narrow: boolean };

function optionOf(panels: readonly Panel[], lines: readonly Line[], frame: Frame): ECharts.EChartsOption {
  const { colours, fontFamily, width, body, narrow } = frame;
  const longest = Math.max(...lines.map(({ label }) => [...label].length));
  const labelWidth = Math.min(longest * 13.5 + 4, width * (narrow ? 0.34 : 0.26));
  const space = width - labelWidth - 20;
  const place = (index: number): { left: number; width: number; top: number } =>
    narrow
      ? { left: labelWidth + 12, width: space - 8, top: index * (body + PANEL_HEAD + 12) + PANEL_HEAD }
      : {
          left: labelWidth + 12 + (index * space) / panels.length,
          width: space / panels.length - 16,
          top: PANEL_HEAD,
        };
  const text = { fontFamily, color: colours.ink, fontSize: 13 };
  return {
    animation: false,
    backgroundColor: colours.ground,
    textStyle: text,
    title: panels.map(({ title }, index) => ({
      text: title,
      left: place(index).left - 5,
      top: place(index).top - PANEL_HEAD + 2,
      textStyle: { ...text, fontWeight: 'bold', color: colours.soft },
    })),
    grid: panels.map((_, index) => ({ ...place(index), height: body, containLabel: false })),
    xAxis: panels.map((panel, index) => ({
      type: 'value',
      gridIndex: index,
      show: false,
      ...roomFor(panel, place(index).width),
    })),
    yAxis: panels.map((_, index) =>
      categoryAxis(lines, index, index === 0 || narrow, labelWidth, text, colours),
    ),
    series: panels.flatMap((panel, index) =>
      panel.series.map((bars, place) => barSeries(bars, panel.names[place] ?? '', index, text, colours)),
    ),
  };
}

/** Bounds that leave room for the words at the bars' ends. */
function roomFor(panel: Panel, width: number): { min: number; max: number } {
  const bars = panel.series.flat().filter((bar) => bar !== null);
  const words = (negative: boolean): number =>
    Math.max(
      0,
      ...bars.filter(({ value }) => value < 0 === negative).map(({ text }) => textWidth(text) + 10),
    );
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const high = Math.max(0, ...bars.map(({ value }) => value));
  const extent = high - low || 1;
  const free = Math.max(width - words(true) - words(false), width * 0.2);
  const perPixel = extent / free;
  return { min: low - words(true) * perPixel, max: high + words(false) * perPixel };
}

const textWidth = (text: string): number =>
  [...text].reduce((total, char) => total + (char.charCodeAt(0) > 0x2000 ? 13 : 7.5), 0);

function categoryAxis(
  lines: readonly Line[],
  gridIndex: number,
  labelled: boolean,
  width: number,
  text: { fontFamily: string; color: string; fontSize: number },
  colours: ChartColours,
): ECharts.YAXisComponentOption {
  return {
    type: 'category',
    gridIndex,
    inverse: true,
    data: lines.map(({ label, heading }) => (heading ? `{h|${label}}` : label)),
    axisLine: { lineStyle: { color: colours.line }, onZero: true },
    axisTick: { show: false },
    axisLabel: {
      show: labelled,
      ...text,
      interval: 0,
      width,
      overflow: 'break',
      lineHeight: 15,
      margin: 8,
      rich: { h: { ...text, fontWeight: 'bold', color: colours.soft } },
    },
    z: 3,
  };
}

function barSeries(
  bars: readonly Bar[],
  name: string,
  grid: number,
  text: { fontFamily: string; color: string; fontSize: number },
  colours: ChartColours,
): ECharts.BarSeriesOption {
  return {
    type: 'bar',
    name,
    silent: true,
    xAxisIndex: grid,
    yAxisIndex: grid,
    barMaxWidth: 18,
    barGap: '15%',
    data: bars.map((bar) => {
      if (bar === null) return '-';
      const colour = bar.value < 0 ? colours.fall : colours.bar;
      return {
        value: bar.value,
        itemStyle: bar.derived
          ? { color: colours.ground, borderColor: colour, borderWidth: 1.5, borderType: 'dashed' as const }
          : { color: colour },
        label: {
          show: true,
          position: bar.value < 0 ? ('left' as const) : ('right' as const),
          formatter: () => bar.text,
          ...text,
          textBorderWidth: 0,
        },
      };
    }),
  };
}

/**
 * The SVG without what a strict content policy forbids and what no picture needs: style attributes become
 * presentation attributes; classes, style blocks and the library's own marks are dropped.
 */
function plain(svg: string, fontFamily: string, ground: string): string {
  const family = fontFamily.replaceAll('"', "'");
  return (
    svg
      .replace(/<style[\s\S]*?<\/style>\n?/g, '')
      .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
      .replace(/ style="([^"]*)"/g, (_, style: string) => {
        const size = /(\d+(?:\.\d+)?)px/.exec(style)?.[1] ?? '13';
        const weight = /bold/.test(style) ? ' font-weight="bold"' : '';
        return ` font-size="${size}" font-family="${family}"${weight}`;
      })
      // Frames of titles, drawn with nothing.
      .replace(/<path [^>]*fill-opacity="0"[^>]*stroke-width="0"><\/path>\n?/g, '')
      .replace(/(<rect [^>]*?)fill="none"(><\/rect>)/, `$1fill="${ground}"$2`)
  );
}
