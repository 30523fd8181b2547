/** The desk: follow-ups with their lights and steps, objections of whoever is reviewed. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { findCase } from '#engines/procedure/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { actOnReview } from './act-on-review.ts';
import { bodiesOf } from './file-matter.ts';
import { AboutMePage, DeskListPage, DeskReviewPage } from './pages/desk-pages.tsx';
import { reviewCasesAbout } from './queries.ts';
import { type Contact, listFollowUps, readContact, readReview, readReviews } from './read-review.ts';
import { type Reviews, reviewsOf } from './reviews-of.ts';
import { windowRoutes } from './routes-desk-window.tsx';
import { exportRoutes } from './routes-export.tsx';
import { NO_REVIEW } from './routes-own.tsx';

const division = DIVISION_XIXIA;
const read = { policy: 'reviews.follow_up.read' as const };
const act = { policy: 'reviews.follow_up.act' as const };
type Params = { Params: { id: string } };

export function reviewDeskRoutes(app: FastifyInstance, context: Context): void {
  const reviews = reviewsOf(context);
  windowRoutes(app, reviews);
  exportRoutes(app, reviews);
  aboutMeRoutes(app, reviews);
  followUpRoutes(app, reviews);
}

/** A step as a form sends it. */
function stepOf(request: Request, id: string) {
  const { transition = '', seen = '', requestKey = '', ...input } = readFields(request.body);
  return {
    division,
    caseId: id,
    transition,
    input,
    seen: Number(seen),
    requestKey: requestKey || newId(),
  };
}

function followUpRoutes(app: FastifyInstance, reviews: Reviews): void {
  for (const [path, open] of [
    ['/desk/reviews', true],
    ['/desk/reviews/ended', false],
  ] as const)
    app.get(path, { config: read }, async (request, reply) => {
      const lines = await listFollowUps(reviews, division, request.actor, open);
      return reply.page(<DeskListPage view={request.view()} lines={lines} open={open} />);
    });

  const show = async (
    request: Request,
    reply: Reply,
    id: string,
    told: { contact?: Contact; error?: string; status?: number } = {},
  ) => {
    const review = isId(id) ? await readReview(reviews, division, request.actor, id) : undefined;
    if (!review?.roles.some((r) => r === 'handler' || r === 'supervisor'))
      return answerRefusal(request, reply, NO_REVIEW);
    const about = review.matter.about_case;
    return reply.page(
      <DeskReviewPage
        view={request.view()}
        review={review}
        contact={told.contact}
        related={about === null ? undefined : await findCase(reviews.db, division, about)}
        bodies={await bodiesOf(reviews.db)}
        error={told.error}
      />,
      told.status === undefined ? {} : { status: told.status },
    );
  };

  app.get<Params>('/desk/reviews/:id', { config: read }, (request, reply) =>
    show(request, reply, request.params.id),
  );
  app.post<Params>('/desk/reviews/:id', { config: act }, async (request, reply) => {
    const { id } = request.params;
    if (!isId(id)) return answerRefusal(request, reply, NO_REVIEW);
    const acted = await actOnReview(reviews, request.actor, stepOf(request, id));
    if (acted.ok) return reply.redirect(`/desk/reviews/${id}`, 303);
    return show(request, reply, id, { error: acted.error.message, status: statusOf(acted.error.code) });
  });
  app.post<Params>(
    '/desk/reviews/:id/contact',
    { config: { policy: 'reviews.contact.read' } },
    async (request, reply) => {
      const { id } = request.params;
      if (!isId(id)) return answerRefusal(request, reply, NO_REVIEW);
      const contact = await readContact(reviews, division, request.actor, id);
      return contact.ok
        ? show(request, reply, id, { contact: contact.value })
        : answerRefusal(request, reply, contact.error);
    },
  );
}

function aboutMeRoutes(app: FastifyInstance, reviews: Reviews): void {
  const show = async (request: Request, reply: Reply, told: { error?: string; status?: number } = {}) => {
    const account = request.actor.kind === 'account' ? request.actor.id : '';
    const files = await reviewCasesAbout(reviews.db, division, account);
    const found = await readReviews(reviews, division, request.actor, files);
    return reply.page(
      <AboutMePage
        view={request.view()}
        reviews={found.filter((r) => r.roles.includes('reviewed'))}
        error={told.error}
      />,
      told.status === undefined ? {} : { status: told.status },
    );
  };
  app.get('/desk/reviews/about-me', { config: read }, (request, reply) => show(request, reply));
  app.post<Params>('/desk/reviews/about-me/:id', { config: act }, async (request, reply) => {
    const { id } = request.params;
    if (!isId(id)) return answerRefusal(request, reply, NO_REVIEW);
    const acted = await actOnReview(reviews, request.actor, stepOf(request, id));
    return acted.ok
      ? reply.redirect('/desk/reviews/about-me', 303)
      : show(request, reply, { error: acted.error.message, status: statusOf(acted.error.code) });
  });
}
