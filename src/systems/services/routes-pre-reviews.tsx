/** What residents see of a pre-review: the page of one request, and taking it back. Asking stands on the draft's pages. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { formatLimit } from '#engines/procedure/index.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { NO_PRE_REVIEW, withdrawPreReview } from './ask-pre-review.ts';
import type { Services } from './file-application.ts';
import { keeperCleared } from './keeper.ts';
import { PreReviewPage } from './pages/pre-review-page.tsx';
import type { OwnPreReview } from './pages/pre-review-parts.tsx';
import { STATE_WORDS, VERDICT_WORDS } from './pre-review.ts';
import { preReviewSettings } from './pre-review-settings.ts';
import { ownPreReviewOut } from './pre-review-views.ts';
import { currentPreReview, findPreReview, preReviewsOf } from './queries-pre-reviews.ts';

const division = DIVISION_XIXIA;

/** Within which an answer is promised, as pages say it. */
export const promisedWords = (): string => formatLimit(preReviewSettings().answer);

/** The request about a draft that counts, as its pages show it. */
export async function preReviewOfDraft(
  services: Services,
  draftId: string | undefined,
): Promise<OwnPreReview | undefined> {
  const row = draftId ? await currentPreReview(services.db, division, draftId) : undefined;
  return row && ownPreReviewOut(services, row);
}

export type DraftsPreReview = { readonly id: string; readonly words: string; readonly yours: string | null };

/** How the last request about each draft stands, in words, by draft. */
export async function preReviewWords(
  services: Services,
  actor: Actor,
): Promise<ReadonlyMap<string, DraftsPreReview>> {
  const rows = await preReviewsOf(services.db, division, actorKey(actor));
  // The newest comes first and an older one does not count.
  return new Map(
    rows.toReversed().map((row) => {
      const words =
        row.state === 'answered' && row.verdict ? VERDICT_WORDS[row.verdict] : STATE_WORDS[row.state];
      const turn = row.verdict === 'ready' ? '等您提交' : '等您看';
      return [row.draft_id, { id: row.id, words, yours: row.state === 'answered' ? turn : null }];
    }),
  );
}

export function preReviewRoutes(app: FastifyInstance, services: Services): void {
  type Params = { Params: { id: string }; Querystring: { asked?: string } };

  const show = async (
    request: Request,
    reply: Reply,
    said: { asked?: boolean; error?: string; status?: number } = {},
  ) => {
    const { id } = request.params as { id: string };
    const row = isId(id) ? await findPreReview(services.db, division, id) : undefined;
    if (!row || row.account_id !== actorKey(request.actor))
      return answerRefusal(request, reply, {
        code: 'services.pre_review.not_found',
        message: NO_PRE_REVIEW,
      });
    return reply.page(
      <PreReviewPage
        view={request.view()}
        shown={await ownPreReviewOut(services, row)}
        requestKey={newId()}
        asked={said.asked ?? false}
        error={said.error}
        kept={keeperCleared(`/services/items/${row.item_code}/apply`, actorKey(request.actor))}
        keepDays={preReviewSettings().keep.days}
      />,
      said.status === undefined ? {} : { status: said.status },
    );
  };

  app.get<Params>(
    '/me/pre-reviews/:id',
    { config: { policy: 'services.pre_review.read_own' } },
    (request, reply) => show(request, reply, { asked: request.query.asked === '1' }),
  );

  app.post<Params>(
    '/me/pre-reviews/:id/withdraw',
    { config: { policy: 'services.pre_review.ask' } },
    async (request, reply) => {
      const { id } = request.params;
      const { requestKey } = readFields(request.body);
      const back = await withdrawPreReview(services, request.actor, {
        ...{ division, id: isId(id) ? id : newId(), requestKey: requestKey || newId() },
      });
      if (!back.ok)
        return show(request, reply, { error: back.error.message, status: statusOf(back.error.code) });
      return reply.redirect(`/me/pre-reviews/${id}`, 303);
    },
  );
}
