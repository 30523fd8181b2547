/** Rating: on the page of one's case, or by the code that was shown at a window. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import type { Refusal } from '#base/result.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { actOnReview } from './act-on-review.ts';
import { readCode, sayCode } from './code.ts';
import { CURRENT_SETS, type IndicatorSet } from './levels.ts';
import { CodePage, type RatedLines, RatePage } from './pages/rate-page.tsx';
import {
  additionPlace,
  additionsOf,
  annulmentOf,
  findRating,
  instantOf,
  matterOfRating,
  type Rating,
  wordsPlace,
} from './queries.ts';
import { addToRating, mayAdd, rateableOf, rateService, type Subject } from './rate-service.ts';
import { readReview } from './read-review.ts';
import { nowOf, type Reviews } from './reviews-of.ts';

const division = DIVISION_XIXIA;

type Told = { done?: boolean; error?: Refusal; values?: Record<string, string> };
type Place = { readonly subject: Subject; readonly path: string };

export function rateRoutes(app: FastifyInstance, reviews: Reviews): void {
  const show = async (request: Request, reply: Reply, { subject, path }: Place, told: Told = {}) => {
    const found = await rateableOf(reviews, reviews.db, division, request.actor, subject);
    if (!found.ok) return answerRefusal(request, reply, found.error);
    const service = found.value;
    const rating = await findRating(reviews.db, division, service.subject);
    const matter = rating && (await matterOfRating(reviews.db, division, rating.id));
    const followUp =
      matter &&
      (await readReview(reviews, division, request.actor, matter.case_id, service.codeIndex ?? undefined));
    return reply.page(
      <RatePage
        view={request.view()}
        path={path}
        service={service}
        set={CURRENT_SETS[service.channel]}
        rated={rating && (await linesOf(reviews, rating))}
        followUp={followUp?.shown}
        values={told.values ?? {}}
        told={{ done: told.done ?? false, error: told.error?.message }}
        contact={subject.by === 'code'}
        lapsed={service.lapsed}
        crumbs={
          subject.by === 'account'
            ? [
                { label: '我的办件', href: '/me/cases' },
                { label: service.itemName, href: `/me/cases/${subject.caseId}` },
              ]
            : []
        }
      />,
      told.error ? { status: statusOf(told.error.code) } : {},
    );
  };

  const give = async (request: Request, reply: Reply, place: Place) => {
    const values = readFields(request.body);
    const answers = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) =>
        name.startsWith('answers.') ? [[name.slice('answers.'.length), value]] : [],
      ),
    );
    const { level, words = '', name = '', phone = '', requestKey = '' } = values;
    const given = await rateService(reviews, division, request.actor, place.subject, {
      level,
      words,
      answers,
      name: name.slice(0, 50),
      phone: phone.slice(0, 20),
      requestKey: requestKey || newId(),
    });
    return given.ok
      ? reply.redirect(`${place.path}?done=1`, 303)
      : show(request, reply, place, { error: given.error, values });
  };

  const add = async (request: Request, reply: Reply, place: Place) => {
    const { words = '', requestKey = '' } = readFields(request.body);
    const added = await addToRating(reviews, division, request.actor, place.subject, {
      words,
      requestKey: requestKey || newId(),
    });
    return added.ok
      ? reply.redirect(`${place.path}?done=1`, 303)
      : show(request, reply, place, { error: added.error });
  };

  /** The writer's steps in the case of a bad rating. */
  const step = async (request: Request, reply: Reply, place: Place) => {
    const found = await rateableOf(reviews, reviews.db, division, request.actor, place.subject);
    if (!found.ok) return answerRefusal(request, reply, found.error);
    const rating = await findRating(reviews.db, division, found.value.subject);
    const matter = rating && (await matterOfRating(reviews.db, division, rating.id));
    if (!matter)
      return show(request, reply, place, {
        error: { code: 'reviews.not_found', message: '这次评价没有要处理的事。' },
      });
    const { transition = '', seen = '', requestKey = '', ...input } = readFields(request.body);
    const { codeIndex } = found.value;
    const acted = await actOnReview(reviews, request.actor, {
      division,
      caseId: matter.case_id,
      transition,
      input,
      seen: Number(seen),
      requestKey: requestKey || newId(),
      ...(codeIndex !== null && { codeIndex }),
    });
    return acted.ok ? reply.redirect(place.path, 303) : show(request, reply, place, { error: acted.error });
  };

  const handlers = { '': give, '/add': add, '/steps': step };

  type CaseParams = { Params: { id: string }; Querystring: { done?: string } };
  const own = { policy: 'reviews.rate' as const };
  const ofCase = (id: string): Place => ({
    subject: { by: 'account', caseId: isId(id) ? id : newId() },
    path: `/me/cases/${id}/rate`,
  });
  app.get<CaseParams>('/me/cases/:id/rate', { config: own }, (request, reply) =>
    show(request, reply, ofCase(request.params.id), { done: request.query.done === '1' }),
  );
  for (const [end, handle] of Object.entries(handlers))
    app.post<CaseParams>(`/me/cases/:id/rate${end}`, { config: own }, (request, reply) =>
      handle(request, reply, ofCase(request.params.id)),
    );

  // Codes are not to be tried out: limited well below what reading is.
  type CodeParams = { Params: { code: string }; Querystring: { done?: string } };
  const byCode = {
    policy: 'reviews.rate_by_code' as const,
    rateLimit: { max: 120, timeWindow: '1 minute' },
  };
  const ofCode = (text: string): Place => {
    const code = readCode(text);
    return {
      subject: { by: 'code', code: text },
      path: `/rate/${code === undefined ? encodeURIComponent(text) : sayCode(code)}`,
    };
  };
  app.get('/rate', { config: byCode }, (request, reply) => {
    const { code = '' } = readFields(request.query);
    if (code === '') return reply.page(<CodePage view={request.view()} />);
    const read = readCode(code);
    return read
      ? reply.redirect(`/rate/${sayCode(read)}`, 303)
      : reply.page(
          <CodePage view={request.view()} code={code} error="评价码是12位字母和数字，请核对后再输入。" />,
          { status: 422 },
        );
  });
  app.get<CodeParams>('/rate/:code', { config: byCode }, (request, reply) =>
    show(request, reply, ofCode(request.params.code), { done: request.query.done === '1' }),
  );
  for (const [end, handle] of Object.entries(handlers))
    app.post<CodeParams>(`/rate/:code${end}`, { config: byCode }, (request, reply) =>
      handle(request, reply, ofCode(request.params.code)),
    );
}

/** A rating as whoever gave it reads it, with what they added. */
export async function linesOf(reviews: Reviews, rating: Rating): Promise<RatedLines> {
  const [additions, annulled] = await Promise.all([
    additionsOf(reviews.db, division, rating.id),
    annulmentOf(reviews.db, division, rating.id),
  ]);
  return {
    level: rating.level,
    set: rating.indicator_set as IndicatorSet,
    answers: rating.answers as Record<string, number>,
    words:
      rating.words_sealed === null ? '' : reviews.sealing.open(rating.words_sealed, wordsPlace(rating.id)),
    at: instantOf(rating.rated_at),
    additions: additions.map((a) => ({
      id: a.id,
      words: reviews.sealing.open(a.words_sealed, additionPlace(a.id)),
      at: instantOf(a.added_at),
    })),
    annulled: annulled ?? null,
    addUntilDays: mayAdd(reviews, rating, nowOf(reviews)) ? reviews.settings.additionDays : null,
  };
}
