/** Public: what people said of services, and what became of it. Rating, complaining and following up beside it. */
import type { FastifyInstance } from 'fastify';
import { dayOf } from '#engines/procedure/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Context } from '#web/http/context.ts';
import { rowsToCsv } from './export-fields.ts';
import { LEVELS } from './levels.ts';
import { StatisticsPage } from './pages/statistics-page.tsx';
import { readStatisticsFacts } from './queries-statistics.ts';
import { nowOf, type Reviews, reviewsOf } from './reviews-of.ts';
import { ownRoutes } from './routes-own.tsx';
import { rateRoutes } from './routes-rate.tsx';
import { type Line, type ReviewStatistics, reviewStatistics, totalOf } from './statistics.ts';

export function reviewRoutes(app: FastifyInstance, context: Context): void {
  const reviews = reviewsOf(context);
  statisticsRoutes(app, reviews);
  rateRoutes(app, reviews);
  ownRoutes(app, reviews);
}

function statisticsRoutes(app: FastifyInstance, reviews: Reviews): void {
  const config = { policy: 'reviews.read' as const };
  const read = () => readStatistics(reviews);

  app.get('/reviews', { config }, async (request, reply) =>
    reply.page(<StatisticsPage view={request.view()} figures={await read()} />),
  );
  app.get('/reviews/statistics.json', { config }, async (_request, reply) =>
    reply.document('application/json; charset=utf-8', JSON.stringify(published(await read()))),
  );
  app.get('/reviews/statistics.csv', { config }, async (_request, reply) => {
    const figures = await read();
    const rows = figures.enough
      ? [
          ...figures.bodies.map((line) =>
            row({ departmentCode: line.code, departmentName: line.name }, line),
          ),
          ...figures.items.map((line) => row({ affairCode: line.code, affairName: line.name }, line)),
        ]
      : [];
    return reply.document('text/csv; charset=utf-8', rowsToCsv(FIELDS, rows));
  });
}

/** What people said of services, counted until now. */
export const readStatistics = async (reviews: Reviews): Promise<ReviewStatistics> =>
  reviewStatistics(
    await readStatisticsFacts(reviews.db, DIVISION_XIXIA),
    reviews.calendar,
    dayOf(nowOf(reviews)),
    reviews.settings.shownFrom,
  );

/** What is public: below so many ratings, their number and not their levels. */
export const published = ({ levels, contentShare, ...rest }: ReviewStatistics) => ({
  ...rest,
  levels: rest.enough ? levels : null,
  contentShare: rest.enough ? contentShare : null,
});

const FIELDS = [
  'regionCode',
  'regionName',
  'departmentCode',
  'departmentName',
  'affairCode',
  'affairName',
  ...LEVELS.map(({ level }) => `satisfaction${level}` as const),
  'total',
] as const;
type Row = Record<(typeof FIELDS)[number], string | number | null>;

const row = (of: Partial<Row>, { levels }: Line): Row => ({
  regionCode: DIVISION_XIXIA,
  regionName: '西夏区',
  departmentCode: null,
  departmentName: null,
  affairCode: null,
  affairName: null,
  satisfaction5: levels[0],
  satisfaction4: levels[1],
  satisfaction3: levels[2],
  satisfaction2: levels[3],
  satisfaction1: levels[4],
  total: totalOf(levels),
  ...of,
});
