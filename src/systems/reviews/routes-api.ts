/** Ratings, complaints and 办不成事 as data: what their writers, who follows them up, and anybody do on pages. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { caseViewOut } from '#systems/services/index.ts';
import { keyOf } from '#web/http/bearer.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { actOnReview } from './act-on-review.ts';
import {
  ExportOut,
  ExportQuery,
  FollowUpQuery,
  Refused,
  ReviewList,
  ReviewOut,
  ReviewStepIn,
  StatisticsOut,
  StepOut,
} from './api-schema.ts';
import { EXPORT_FIELDS, OWN_FIELDS } from './export-fields.ts';
import { exportRows } from './export-rows.ts';
import { reviewCasesOf } from './queries.ts';
import {
  lineOf,
  listFollowUps,
  type ReviewLine,
  type ReviewView,
  readReview,
  readReviews,
} from './read-review.ts';
import { type Reviews, reviewsOf } from './reviews-of.ts';
import { published, readStatistics } from './routes.tsx';
import { matterRoutes, ratingRoutes } from './routes-api-say.ts';
import { NO_REVIEW } from './routes-own.tsx';

const division = DIVISION_XIXIA;
const tags = ['reviews'];
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
const idOf = (request: Request): string => (request.params as { id: string }).id;

export function reviewApiRoutes(app: FastifyInstance, context: Context): void {
  const reviews = reviewsOf(context);
  ratingRoutes(app, reviews);
  matterRoutes(app, reviews);
  ownReviewRoutes(app, reviews);
  deskReviewRoutes(app, reviews);
  exportRoutes(app, reviews);

  app.get(
    '/api/reviews/statistics',
    {
      config: { policy: 'reviews.read' },
      schema: {
        tags,
        summary: 'What people said of services, and what became of it; few are never told apart',
        response: { 200: StatisticsOut },
      },
    },
    async () => {
      const { today, ...figures } = published(await readStatistics(reviews));
      return { today: today.toString(), ...figures };
    },
  );
}

const lineOut = ({ steps, ...line }: ReviewLine): z.infer<typeof ReviewList>['reviews'][number] => ({
  ...line,
  steps: [...steps],
});

/** A body's program cannot tell who of the body reads it, and words may say who wrote them: it reads the course only. */
function reviewOut(actor: Actor, view: ReviewView): z.infer<typeof ReviewOut> {
  const course = keyOf(actor) !== undefined && !view.roles.includes('applicant');
  const { events, ...shown } = caseViewOut(view.shown);
  return {
    ...shown,
    events: course ? events.map((e) => ({ ...e, notes: [] })) : events,
    kind: view.matter.kind,
    level: view.level,
    appealOpen: view.appealOpen,
    words: course ? null : view.words,
  };
}

/** One case for those of the roles, and the step that they make in it. */
function caseRoutes(
  app: FastifyInstance,
  reviews: Reviews,
  path: string,
  {
    read,
    act,
    roles,
    summaries,
  }: {
    read: 'reviews.read_own' | 'reviews.follow_up.read';
    act: 'reviews.act_own' | 'reviews.follow_up.act';
    roles: readonly string[];
    summaries: { read: string; act: string };
  },
): void {
  app.get(
    path,
    {
      config: { policy: read },
      schema: { tags, summary: summaries.read, response: { 200: ReviewOut, 404: Refused } },
    },
    async (request, reply): Promise<z.infer<typeof ReviewOut> | Reply> => {
      const id = idOf(request);
      const view = isId(id) ? await readReview(reviews, division, request.actor, id) : undefined;
      return view?.roles.some((r) => roles.includes(r))
        ? reviewOut(request.actor, view)
        : answerRefusal(request, reply, NO_REVIEW);
    },
  );
  app.post(
    `${path}/steps`,
    {
      config: { policy: act },
      schema: {
        tags,
        summary: summaries.act,
        body: ReviewStepIn,
        response: { 200: StepOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof StepOut> | Reply> => {
      const id = idOf(request);
      if (!isId(id)) return answerRefusal(request, reply, NO_REVIEW);
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const step = request.body as z.infer<typeof ReviewStepIn>;
      const acted = await actOnReview(reviews, request.actor, {
        division,
        caseId: id,
        ...step,
        requestKey: key.value,
      });
      return acted.ok ? acted.value : answerRefusal(request, reply, acted.error);
    },
  );
}

function ownReviewRoutes(app: FastifyInstance, reviews: Reviews): void {
  app.get(
    '/api/me/reviews',
    {
      config: { policy: 'reviews.read_own' },
      schema: {
        tags,
        summary: 'The person’s bad ratings, complaints and reports, and how they stand',
        response: { 200: ReviewList },
      },
    },
    async (request): Promise<z.infer<typeof ReviewList>> => {
      const files = await reviewCasesOf(reviews.db, division, accountOf(request.actor));
      const found = await readReviews(reviews, division, request.actor, files);
      return { reviews: found.map((view) => lineOut(lineOf(reviews, view))) };
    },
  );
  caseRoutes(app, reviews, '/api/me/reviews/:id', {
    read: 'reviews.read_own',
    act: 'reviews.act_own',
    roles: ['applicant'],
    summaries: {
      read: 'One bad rating, complaint or report of the person, whole',
      act: 'Makes a step that is the writer’s: rates again, confirms',
    },
  });
}

function deskReviewRoutes(app: FastifyInstance, reviews: Reviews): void {
  app.get(
    '/api/desk/reviews',
    {
      config: { policy: 'reviews.follow_up.read' },
      schema: {
        tags,
        summary: 'What the asker follows up, with its lights',
        querystring: FollowUpQuery,
        response: { 200: ReviewList },
      },
    },
    async (request): Promise<z.infer<typeof ReviewList>> => {
      const { ended } = request.query as z.infer<typeof FollowUpQuery>;
      const lines = await listFollowUps(reviews, division, request.actor, ended === '0');
      return { reviews: lines.map(lineOut) };
    },
  );
  caseRoutes(app, reviews, '/api/desk/reviews/:id', {
    read: 'reviews.follow_up.read',
    act: 'reviews.follow_up.act',
    roles: ['handler', 'supervisor'],
    summaries: {
      read: 'One case that the asker follows up or checks; not who wrote it',
      act: 'Makes a step of who follows up, checks, or objects',
    },
  });
}

/** Masked only: a reason, which whole names and numbers need, would stand in the address. */
function exportRoutes(app: FastifyInstance, reviews: Reviews): void {
  for (const [path, kind, policy, summary] of [
    ['/api/desk/reviews/export', 'ratings', 'reviews.export', 'Ratings of the asker’s bodies, masked'],
    ['/api/desk/cases/export', 'cases', 'services.case.export', 'Cases of the asker’s bodies, masked'],
  ] as const)
    app.get(
      path,
      {
        config: { policy },
        schema: {
          tags,
          summary: `${summary}; every export is written down`,
          querystring: ExportQuery,
          response: { 200: ExportOut, '4xx': Refused },
        },
      },
      async (request, reply): Promise<z.infer<typeof ExportOut> | Reply> => {
        const { from, to } = request.query as z.infer<typeof ExportQuery>;
        const form = { kind, from, to, reveal: false, reason: '' };
        const rows = await exportRows(reviews, division, request.actor, form);
        return rows.ok
          ? {
              fields: [...EXPORT_FIELDS],
              ownFields: [...OWN_FIELDS],
              rows: rows.value.map((r) => ({ ...r })),
            }
          : answerRefusal(request, reply, rows.error);
      },
    );
}
