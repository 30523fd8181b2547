/** Pre-reviews as data: the desk's list, one request, its files, the answer; and what the person asks and reads. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { dayOf } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authoriseInBody, DIVISION_XIXIA, type UseCase } from '#platform/people/policy.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { answerPreReview, NOT_AT_DESK } from './answer-pre-review.ts';
import { Refused } from './api-schema.ts';
import {
  OwnPreReviewIn,
  OwnPreReviewList,
  OwnPreReviewOut,
  PreReviewAnswerIn,
  PreReviewDone,
  PreReviewFilter,
  PreReviewList,
  PreReviewOut,
} from './api-schema-pre-reviews.ts';
import { askPreReview, NO_PRE_REVIEW, withdrawPreReview } from './ask-pre-review.ts';
import { postsIn } from './case-roles.ts';
import type { Services } from './file-application.ts';
import { openSnapshot } from './pre-review.ts';
import { isShown, ownPreReviewOut, preReviewOut, rowOut } from './pre-review-views.ts';
import {
  countWaiting,
  findPreReview,
  type PreReview,
  preReviewsAt,
  preReviewsOf,
} from './queries-pre-reviews.ts';
import { showFile } from './show-file.ts';

const division = DIVISION_XIXIA;
const PAGE = 50;
const desk = { tags: ['pre-reviews'] };
const own = { tags: ['applicants'] };
const NO_SUCH = { code: 'services.pre_review.not_found', message: NOT_AT_DESK };
const NOT_OWN = { code: 'services.pre_review.not_found', message: NO_PRE_REVIEW };

/** Bodies for whose windows the actor looks at drafts: by a clerk's post. */
export const preReviewBodies = (actor: Actor): string[] => [
  ...new Set(postsIn(actor, division).flatMap((p) => (p.role === 'clerk' ? [p.body] : []))),
];

export function preReviewApiRoutes(app: FastifyInstance, services: Services): void {
  listRoute(app, services);
  oneRoutes(app, services);
  ownRoutes(app, services);
}

function listRoute(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/desk/pre-reviews',
    {
      config: { policy: 'services.pre_review.read' },
      schema: {
        ...desk,
        summary: 'Drafts that people ask the asker’s bodies to look at before they file, the oldest first',
        querystring: PreReviewFilter,
        response: { 200: PreReviewList },
      },
    },
    async (request): Promise<z.infer<typeof PreReviewList>> => {
      const { state, after } = request.query as z.infer<typeof PreReviewFilter>;
      const bodies = preReviewBodies(request.actor);
      const account = actorKey(request.actor);
      const [rows, waiting] = await Promise.all([
        preReviewsAt(services.db, { division, bodies, account, state, after, most: PAGE + 1 }),
        countWaiting(services.db, division, bodies, account),
      ]);
      return {
        today: dayOf((services.now ?? Temporal.Now.instant)()).toString(),
        preReviews: rows.slice(0, PAGE).map((row) => rowOut(services, row)),
        waiting,
        next: rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null,
      };
    },
  );
}

/** The request of an address, when the actor may do this with it; bodies of others have none. */
async function found(
  { db }: Services,
  request: Request,
  useCase: Extract<UseCase, 'services.pre_review.read' | 'services.pre_review.read_file'>,
): Promise<PreReview | undefined> {
  const { id } = request.params as { id: string };
  const row = isId(id) ? await findPreReview(db, division, id) : undefined;
  return row && authoriseInBody(request.actor, useCase, row.body, division).ok ? row : undefined;
}

function oneRoutes(app: FastifyInstance, services: Services): void {
  const read = { policy: 'services.pre_review.read' as const };
  app.get(
    '/api/desk/pre-reviews/:id',
    {
      config: read,
      schema: {
        ...desk,
        summary: 'One draft as it was sent, and what was answered',
        response: { 200: PreReviewOut, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof PreReviewOut> | Reply> => {
      const row = await found(services, request, 'services.pre_review.read');
      return row ? preReviewOut(services, request.actor, row, true) : answerRefusal(request, reply, NO_SUCH);
    },
  );

  app.post(
    '/api/desk/pre-reviews/:id/reveal',
    {
      config: { ...read, api: { repeatable: 'a sight: it changes nothing, and every one is written down' } },
      schema: {
        ...desk,
        summary:
          'One draft with identity numbers and phones readable; the sight is written into the audit trail',
        response: { 200: PreReviewOut, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof PreReviewOut> | Reply> => {
      const row = await found(services, request, 'services.pre_review.read');
      if (!row || !isShown(row)) return answerRefusal(request, reply, NO_SUCH);
      await audit(services.db, request.actor, {
        useCase: 'services.pre_review.read',
        subject: `pre_review:${row.id}`,
        outcome: 'done',
        detail: { revealed: true },
      });
      return preReviewOut(services, request.actor, row, false);
    },
  );

  app.get(
    '/api/desk/pre-reviews/:id/files/:fileId',
    {
      config: { policy: 'services.pre_review.read_file' },
      schema: {
        ...desk,
        summary: 'A file of a draft, to look at; the sight is written into the audit trail',
      },
    },
    async (request, reply) => {
      const row = await found(services, request, 'services.pre_review.read_file');
      const { fileId } = request.params as { fileId: string };
      const sent = row && isShown(row) ? Object.values(openSnapshot(services, row).materials).flat() : [];
      if (!row || !sent.includes(fileId)) return answerRefusal(request, reply, NO_SUCH);
      await audit(services.db, request.actor, {
        useCase: 'services.pre_review.read_file',
        subject: `pre_review:${row.id}`,
        outcome: 'done',
        detail: { file: fileId },
      });
      return showFile(reply, services, fileId);
    },
  );

  app.post(
    '/api/desk/pre-reviews/:id/answer',
    {
      config: { policy: 'services.pre_review.answer' },
      schema: {
        ...desk,
        summary: 'Answers: what is complete, what to mend, whether it can be filed; the person is told',
        body: PreReviewAnswerIn,
        response: { 200: PreReviewDone, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof PreReviewDone> | Reply> => {
      const row = await found(services, request, 'services.pre_review.read');
      if (!row) return answerRefusal(request, reply, NO_SUCH);
      const { requestKey, ...answer } = request.body as z.infer<typeof PreReviewAnswerIn>;
      const key = requestKeyOf(request, requestKey);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const given = await answerPreReview(services, request.actor, {
        ...{ division, id: row.id, answer, requestKey: key.value },
      });
      return given.ok ? given.value : answerRefusal(request, reply, given.error);
    },
  );
}

function ownRoutes(app: FastifyInstance, services: Services): void {
  const read = { policy: 'services.pre_review.read_own' as const };
  const ask = { policy: 'services.pre_review.ask' as const };
  const mine = async (request: Request): Promise<PreReview | undefined> => {
    const { id } = request.params as { id: string };
    const row = isId(id) ? await findPreReview(services.db, division, id) : undefined;
    return row?.account_id === actorKey(request.actor) ? row : undefined;
  };

  app.get(
    '/api/me/pre-reviews',
    {
      config: read,
      schema: {
        ...own,
        summary: 'What the person asked a window to look at before filing, newest first',
        response: { 200: OwnPreReviewList },
      },
    },
    async (request): Promise<z.infer<typeof OwnPreReviewList>> => {
      const rows = await preReviewsOf(services.db, division, actorKey(request.actor));
      return { preReviews: await Promise.all(rows.map((row) => ownPreReviewOut(services, row))) };
    },
  );

  app.get(
    '/api/me/pre-reviews/:id',
    {
      config: read,
      schema: {
        ...own,
        summary: 'One request of the person’s, with what was answered',
        response: { 200: OwnPreReviewOut, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof OwnPreReviewOut> | Reply> => {
      const row = await mine(request);
      return row ? ownPreReviewOut(services, row) : answerRefusal(request, reply, NOT_OWN);
    },
  );

  app.post(
    '/api/me/pre-reviews',
    {
      config: ask,
      schema: {
        ...own,
        summary: 'Asks the window to look at a draft before it is filed; no filing, and no clock runs',
        body: OwnPreReviewIn,
        response: { 200: PreReviewDone, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof PreReviewDone> | Reply> => {
      const { draft } = request.body as z.infer<typeof OwnPreReviewIn>;
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const asked = await askPreReview(services, request.actor, {
        ...{ division, draftId: draft, requestKey: key.value },
      });
      return asked.ok ? asked.value : answerRefusal(request, reply, asked.error);
    },
  );

  app.post(
    '/api/me/pre-reviews/:id/withdraw',
    {
      config: ask,
      schema: {
        ...own,
        summary: 'Takes a request back that is not answered yet',
        response: { 200: PreReviewDone, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof PreReviewDone> | Reply> => {
      const row = await mine(request);
      if (!row) return answerRefusal(request, reply, NOT_OWN);
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const back = await withdrawPreReview(services, request.actor, {
        ...{ division, id: row.id, requestKey: key.value },
      });
      return back.ok ? back.value : answerRefusal(request, reply, back.error);
    },
  );
}
