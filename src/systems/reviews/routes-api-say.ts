/** Rating, complaining and saying what could not be done, as data: what a resident says first. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId, newId } from '#base/ids.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { AdditionIn, MatterIn, MatterMade, RatingIn, RatingMade, RatingOut, Refused } from './api-schema.ts';
import { fileMatter } from './file-matter.ts';
import { findRating, matterOfRating } from './queries.ts';
import { addToRating, rateableOf, rateService, type Subject } from './rate-service.ts';
import type { Reviews } from './reviews-of.ts';
import { linesOf } from './routes-rate.tsx';

const division = DIVISION_XIXIA;
const tags = ['reviews'];
const idOf = (request: Request): string => (request.params as { id: string }).id;

export function ratingRoutes(app: FastifyInstance, reviews: Reviews): void {
  const config = { policy: 'reviews.rate' as const };
  const subjectOf = (request: Request): Subject => ({
    by: 'account',
    caseId: isId(idOf(request)) ? idOf(request) : newId(),
  });
  const reviewOf = async (ratingId: string): Promise<string | null> =>
    (await matterOfRating(reviews.db, division, ratingId))?.case_id ?? null;

  const show = async (request: Request, reply: Reply): Promise<z.infer<typeof RatingOut> | Reply> => {
    const found = await rateableOf(reviews, reviews.db, division, request.actor, subjectOf(request));
    if (!found.ok) return answerRefusal(request, reply, found.error);
    const rating = await findRating(reviews.db, division, found.value.subject);
    if (!rating) return { rating: null, reviewId: null };
    const { at, additions, answers, ...lines } = await linesOf(reviews, rating);
    return {
      rating: {
        ...lines,
        answers: { ...answers },
        at: at.toString(),
        additions: additions.map((a) => ({ ...a, at: a.at.toString() })),
      },
      reviewId: await reviewOf(rating.id),
    };
  };

  app.get(
    '/api/me/cases/:id/rating',
    {
      config,
      schema: {
        tags,
        summary: 'How the person rated a case that has ended',
        response: { 200: RatingOut, '4xx': Refused },
      },
    },
    show,
  );

  app.post(
    '/api/me/cases/:id/rating',
    {
      config,
      schema: {
        tags,
        summary: 'Rates a case that has ended, once; a bad rating opens its follow-up',
        body: RatingIn,
        response: { 200: RatingMade, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof RatingMade> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const { level, answers, words } = request.body as z.infer<typeof RatingIn>;
      const given = await rateService(reviews, division, request.actor, subjectOf(request), {
        level: level === undefined ? undefined : String(level),
        answers: Object.fromEntries(Object.entries(answers).map(([name, n]) => [name, String(n)])),
        words,
        name: '',
        phone: '',
        requestKey: key.value,
      });
      if (!given.ok) return answerRefusal(request, reply, given.error);
      return { ...given.value, reviewId: await reviewOf(given.value.ratingId) };
    },
  );

  app.post(
    '/api/me/cases/:id/rating/additions',
    {
      config,
      schema: {
        tags,
        summary: 'Adds words to a rating within its days; it counts as no further rating',
        body: AdditionIn,
        response: { 200: RatingOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof RatingOut> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const { words } = request.body as z.infer<typeof AdditionIn>;
      const form = { words, requestKey: key.value };
      const added = await addToRating(reviews, division, request.actor, subjectOf(request), form);
      return added.ok ? show(request, reply) : answerRefusal(request, reply, added.error);
    },
  );
}

export function matterRoutes(app: FastifyInstance, reviews: Reviews): void {
  for (const [path, kind, summary] of [
    ['/api/me/complaints', 'complaint', 'Complains (投诉) of a service'],
    ['/api/me/stuck-reports', 'stuck', 'Says what could not be done (办不成事)'],
  ] as const)
    app.post(
      path,
      {
        config: { policy: 'reviews.file' },
        schema: { tags, summary, body: MatterIn, response: { 200: MatterMade, '4xx': Refused } },
      },
      async (request, reply): Promise<z.infer<typeof MatterMade> | Reply> => {
        const key = requestKeyOf(request);
        if (!key.ok) return answerRefusal(request, reply, key.error);
        const { caseId = '', ...form } = request.body as z.infer<typeof MatterIn>;
        const filed = await fileMatter(reviews, division, request.actor, 'web', {
          ...form,
          kind,
          aboutCase: caseId,
          name: '',
          requestKey: key.value,
        });
        if (filed.ok) {
          const { id, number, again } = filed.value;
          return { id, number, again };
        }
        // The field that the sender knows by another name.
        const fields = filed.fields?.map((f) => ({
          ...f,
          field: f.field === 'aboutCase' ? 'caseId' : f.field,
        }));
        return answerRefusal(request, reply, filed.error, fields);
      },
    );
}
