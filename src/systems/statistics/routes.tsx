import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { palettes, THEMES, type Theme } from '#web/design/palette.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import type { ChartData } from './chart/chart-data.ts';
import { type ChartColours, drawChart } from './chart/draw.ts';
import { seriesChart } from './chart/series-chart.ts';
import type { Verdict } from './check/recompute.ts';
import { comparedOf } from './compared.ts';
import { toCsv, toJson, toXlsx } from './export.ts';
import { CHART_WIDTHS, type ChartSize } from './pages/chart-figure.tsx';
import { ChecksPage } from './pages/checks-page.tsx';
import { DashboardPage } from './pages/dashboard-page.tsx';
import { DocumentFiguresPage } from './pages/document-figures-page.tsx';
import { SeriesPage } from './pages/series-page.tsx';
import { readStatistics } from './read-statistics.ts';
import type { Point, StatisticsRecord } from './record.ts';

const SERIES_PER_PAGE = 60;
const CHECKS_PER_PAGE = 60;
const CHARTED = 2;
const DAY_SECONDS = 86_400;
const config = { policy: 'statistics.read' as const };

/** Figures as series, their checks, their charts, downloads. */
export function statisticsRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const origin = context.config.publicUrl;

  app.get('/statistics', { config }, async (request, reply) => {
    const record = await readStatistics(db);
    const asked = request.query as Record<string, unknown>;
    const query = typeof asked.q === 'string' ? asked.q.trim().slice(0, 60) : '';
    const found = [...record.series.values()].filter(({ indicator }) => indicator.includes(query));
    const pages = Math.max(1, Math.ceil(found.length / SERIES_PER_PAGE));
    const page = Math.min(pageOf(request), pages);
    const series = found.slice((page - 1) * SERIES_PER_PAGE, page * SERIES_PER_PAGE);
    const charted = record.sources.filter(({ documentId }) => record.chartsOf(documentId).length > 0);
    return reply.page(
      <DashboardPage
        view={request.view()}
        record={record}
        compared={comparedOf(record)}
        charted={charted.slice(0, CHARTED)}
        found={{ series, total: found.length }}
        {...{ query, page, pages }}
      />,
    );
  });

  app.get('/statistics/checks', { config }, async (request, reply) => {
    const record = await readStatistics(db);
    const verdict = verdictOf((request.query as Record<string, unknown>).verdict);
    const counts = {
      ok: countOf(record, 'ok'),
      cannot: countOf(record, 'cannot'),
      discrepancy: countOf(record, 'discrepancy'),
    };
    const pages = Math.max(1, Math.ceil(counts[verdict] / CHECKS_PER_PAGE));
    const page = Math.min(pageOf(request), pages);
    const checks = record.checks
      .filter((check) => check.verdict === verdict)
      .slice((page - 1) * CHECKS_PER_PAGE, page * CHECKS_PER_PAGE);
    return reply.page(<ChecksPage view={request.view()} {...{ counts, verdict, checks, page, pages }} />);
  });

  app.get('/statistics/documents/:id', { config }, async (request, reply) => {
    const { name: id, form } = split((request.params as { id: string }).id);
    const record = await readStatistics(db);
    const source = isId(id) ? record.sources.find(({ documentId }) => documentId === id) : undefined;
    if (!source) return notFound(request, reply, '这份文件没有统计数据。请从统计数据首页进入。');
    const points = record.pointsOf(id);
    if (form !== undefined) return download(reply, points, form, origin, `document-${id}`);
    return reply.page(
      <DocumentFiguresPage
        view={request.view()}
        source={source}
        points={points}
        charts={record.chartsOf(id)}
        checks={record.checks.filter((check) => check.source?.documentId === id)}
      />,
    );
  });

  app.get('/statistics/charts/:document/:chart', { config }, async (request, reply) => {
    const { document, chart } = request.params as { document: string; chart: string };
    const record = await readStatistics(db);
    const charts = isId(document) ? record.chartsOf(document) : [];
    const found = charts.find(({ data }) => `${data.id}.svg` === chart);
    if (!found) return notFound(request, reply, '没有这幅图。请从统计数据首页进入。');
    return picture(request, reply, found.data);
  });

  app.get('/statistics/:series/chart.svg', { config }, async (request, reply) => {
    const record = await readStatistics(db);
    const series = record.series.get((request.params as { series: string }).series);
    const chart = series && seriesChart(series);
    if (!chart) return notFound(request, reply, '没有这幅图。请从统计数据首页进入。');
    return picture(request, reply, chart);
  });

  app.get('/statistics/:series', { config }, async (request, reply) => {
    const { name, form } = split((request.params as { series: string }).series);
    const record = await readStatistics(db);
    if (name === 'export' && form !== undefined) {
      const points = record.editions.flatMap((edition) => edition.points);
      return download(reply, points, form, origin, 'statistics');
    }
    const series = record.series.get(name);
    if (!series) return notFound(request, reply, '没有这个指标。请从统计数据首页按名称查找。');
    if (form !== undefined) return download(reply, series.points, form, origin, `series-${name}`);
    const checks = record.checks.filter(({ seriesIds }) => seriesIds.includes(name));
    return reply.page(<SeriesPage view={request.view()} series={series} checks={checks} />);
  });
}

type Form = 'csv' | 'xlsx' | 'json';

/** A name and, behind a point, the form in which it is asked for. */
function split(asked: string): { name: string; form: Form | undefined } {
  const [, name = asked, form] = /^(.*)\.(csv|xlsx|json)$/.exec(asked) ?? [];
  return { name, form: form as Form | undefined };
}

const TYPES: Readonly<Record<Form, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

async function download(
  reply: Reply,
  points: readonly Point[],
  form: Form,
  origin: string,
  name: string,
): Promise<Reply> {
  const body =
    form === 'csv'
      ? toCsv(points, origin)
      : form === 'json'
        ? toJson(points, origin)
        : await toXlsx(points, origin);
  if (form !== 'json') reply.header('content-disposition', `attachment; filename="${name}.${form}"`);
  return reply.document(TYPES[form], body);
}

/** The colours of a theme as charts use them. */
function coloursOf(theme: Theme): ChartColours {
  const palette = palettes()[theme];
  const colour = (token: string): string => palette[token] ?? '#000000';
  return {
    ground: colour('surface'),
    ink: colour('ink'),
    soft: colour('ink-soft'),
    line: colour('line-strong'),
    bar: colour('action'),
    fall: colour('accent'),
  };
}

function picture(request: Request, reply: Reply, chart: ChartData): Reply {
  const asked = request.query as Record<string, unknown>;
  const theme = THEMES.find((one) => one === asked.theme) ?? 'light';
  const size: ChartSize = asked.size === 'narrow' || asked.size === 'medium' ? asked.size : 'wide';
  const svg = drawChart(chart, { colours: coloursOf(theme), width: CHART_WIDTHS[size] });
  // The address names the edition, so the picture at it does not change.
  const options = typeof asked.v === 'string' ? { maxAgeSeconds: DAY_SECONDS } : {};
  return reply.document('image/svg+xml; charset=utf-8', svg, options);
}

const VERDICTS: readonly Verdict[] = ['discrepancy', 'cannot', 'ok'];
const verdictOf = (asked: unknown): Verdict => VERDICTS.find((one) => one === asked) ?? 'discrepancy';
const countOf = (record: StatisticsRecord, verdict: Verdict): number =>
  record.checks.filter((check) => check.verdict === verdict).length;

function pageOf(request: Request): number {
  const page = Number((request.query as Record<string, unknown>).page);
  return Number.isInteger(page) && page > 0 ? Math.min(page, 10_000) : 1;
}

const notFound = (request: Request, reply: Reply, message: string): Reply =>
  answerRefusal(request, reply, { code: 'statistics.not_found', message });
