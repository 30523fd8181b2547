/** What residents do beside rating: complain, say what could not be done, follow it, rate the mend. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { listItems } from '#systems/permits/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { actOnReview } from './act-on-review.ts';
import { bodiesOf, type FieldProblem, fileMatter } from './file-matter.ts';
import { ownCases } from './own-cases.ts';
import type { MatterChoices } from './pages/matter-page.tsx';
import { FilePage, MyReviewPage, MyReviewsPage } from './pages/own-pages.tsx';
import { reviewCasesOf } from './queries.ts';
import { lineOf, readReview, readReviews } from './read-review.ts';
import type { Reviews } from './reviews-of.ts';

const division = DIVISION_XIXIA;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
export const NO_REVIEW = { code: 'reviews.not_found', message: '没有这一件，或它不归您看。请从清单进入。' };

/** What a form offers to choose from. */
export async function choicesOf(reviews: Reviews, account?: string): Promise<MatterChoices> {
  const [items, bodies, cases] = await Promise.all([
    listItems(reviews.db),
    bodiesOf(reviews.db),
    account === undefined ? [] : ownCases(reviews, division, account),
  ]);
  return {
    items: items.map(({ code, name }) => ({ code, name })),
    bodies,
    ...(account !== undefined && {
      cases: cases.map((c) => ({ id: c.id, label: `${c.title}（${c.number.slice(-12)}）` })),
    }),
  };
}

export function ownRoutes(app: FastifyInstance, reviews: Reviews): void {
  for (const [path, kind] of [
    ['/reviews/complain', 'complaint'],
    ['/reviews/stuck', 'stuck'],
  ] as const) {
    const page = async (
      request: Request,
      reply: Reply,
      values: Record<string, string>,
      errors: readonly FieldProblem[] = [],
    ) =>
      reply.page(
        <FilePage
          view={request.view()}
          kind={kind}
          values={values}
          errors={errors}
          choices={await choicesOf(reviews, accountOf(request.actor))}
          requestKey={values.requestKey ?? newId()}
        />,
        errors.length > 0 ? { status: 422 } : {},
      );

    app.get(path, { config: { policy: 'reviews.file' } }, (request, reply) => {
      const { case: aboutCase = '', item: itemCode = '' } = readFields(request.query);
      return page(request, reply, { aboutCase, itemCode });
    });

    app.post(path, { config: { policy: 'reviews.file' } }, async (request, reply) => {
      const values = readFields(request.body);
      const { aboutCase = '', itemCode = '', body = '', words = '', phone = '', requestKey = '' } = values;
      const filed = await fileMatter(reviews, division, request.actor, 'web', {
        kind,
        aboutCase: aboutCase === '' || isId(aboutCase) ? aboutCase : newId(),
        itemCode,
        body,
        words,
        name: '',
        phone,
        requestKey,
      });
      if (filed.ok) return reply.redirect(`/me/reviews/${filed.value.id}?filed=1`, 303);
      return page(request, reply, values, filed.fields ?? [{ field: 'words', message: filed.error.message }]);
    });
  }

  const own = { policy: 'reviews.read_own' as const };
  app.get('/me/reviews', { config: own }, async (request, reply) => {
    const files = await reviewCasesOf(reviews.db, division, accountOf(request.actor));
    const found = await readReviews(reviews, division, request.actor, files);
    const lines = found.map((view) => lineOf(reviews, view));
    return reply.page(<MyReviewsPage view={request.view()} lines={lines} />);
  });

  type Params = { Params: { id: string }; Querystring: { filed?: string } };
  const show = async (
    request: Request,
    reply: Reply,
    id: string,
    told: { filed?: boolean; error?: string; status?: number } = {},
  ) => {
    const review = isId(id) ? await readReview(reviews, division, request.actor, id) : undefined;
    if (!review?.roles.includes('applicant')) return answerRefusal(request, reply, NO_REVIEW);
    return reply.page(
      <MyReviewPage view={request.view()} review={review} filed={told.filed ?? false} error={told.error} />,
      told.status === undefined ? {} : { status: told.status },
    );
  };
  app.get<Params>('/me/reviews/:id', { config: own }, (request, reply) =>
    show(request, reply, request.params.id, { filed: request.query.filed === '1' }),
  );
  app.post<Params>('/me/reviews/:id', { config: { policy: 'reviews.act_own' } }, async (request, reply) => {
    const { id } = request.params;
    if (!isId(id)) return answerRefusal(request, reply, NO_REVIEW);
    const { transition = '', seen = '', requestKey = '', ...input } = readFields(request.body);
    const acted = await actOnReview(reviews, request.actor, {
      division,
      caseId: id,
      transition,
      input,
      seen: Number(seen),
      requestKey: requestKey || newId(),
    });
    return acted.ok
      ? reply.redirect(`/me/reviews/${id}`, 303)
      : show(request, reply, id, { error: acted.error.message, status: statusOf(acted.error.code) });
  });
}
