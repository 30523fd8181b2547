/**
 * Rating a service: once for a case online (网上一事一评), once for a service at a window (现场一次一评). Nothing is ever
 * filled in for anybody. A bad rating opens its case in the same transaction.
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { dayOf } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import { baseCodeOf, findApplication } from '#systems/services/index.ts';
import { codeIndexes, readCode } from './code.ts';
import { CURRENT_SETS, isBad, type RatingIn, ratingSchema } from './levels.ts';
import { officialsOf, openMatter } from './open-matter.ts';
import { isOwnCase } from './own-cases.ts';
import {
  additionPlace,
  findRating,
  insertAddition,
  insertRating,
  instantOf,
  type Rating,
  serviceOfCode,
  stored,
  wordsPlace,
} from './queries.ts';
import { isOfWhoServes, OF_WHO_SERVES } from './review-roles.ts';
import { nowOf, type Reviews } from './reviews-of.ts';

/** What is rated, and by whom. */
export type Subject =
  | { readonly by: 'account'; readonly caseId: string }
  | { readonly by: 'code'; readonly code: string };

export type RatingForm = {
  readonly level?: string | undefined;
  readonly words: string;
  readonly answers: Readonly<Record<string, string>>;
  /** How to call back, when it is by a code; both may be empty. */
  readonly name: string;
  readonly phone: string;
  readonly requestKey: string;
};

export type Rateable = {
  readonly subject: string;
  readonly channel: 'web' | 'link';
  readonly body: string;
  readonly affairCode: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly caseId: string | null;
  readonly serviceId: string | null;
  readonly servedAt: Temporal.Instant;
  readonly rater: string | null;
  readonly codeIndex: string | null;
  readonly reviewed: readonly string[];
  readonly lapsed: boolean;
};

type Problem =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'reviews.case.not_found'
  | 'reviews.code.not_found'
  | 'reviews.not_finished'
  | 'reviews.official'
  | 'reviews.code.lapsed'
  | 'reviews.rated.conflict'
  | 'reviews.rating'
  | (string & {});

/** The service that somebody may rate; also when they have rated it already. */
export async function rateableOf(
  reviews: Reviews,
  handle: Tx | Reviews['db'],
  division: string,
  actor: Actor,
  subject: Subject,
): Promise<Result<Rateable, Problem>> {
  if (subject.by === 'account') {
    const allowed = authorise(actor, 'reviews.rate', division);
    if (!allowed.ok) return allowed;
    if (isOfWhoServes(actor)) return OF_WHO_SERVES;
    const file = await findApplication(handle, division, subject.caseId);
    if (!file || actor.kind !== 'account' || !(await isOwnCase(reviews, handle, actor, file)))
      return refuse('reviews.case.not_found', '没有这一办件，或它不是您的。请从“我的办件”进入。');
    if (file.closed_at === null)
      return refuse(
        'reviews.not_finished',
        '这件事还没有办完，办完后再评价。现在遇到问题，可以投诉或反映办不成事。',
      );
    return ok({
      subject: `case:${file.id}`,
      channel: 'web',
      body: file.holder,
      affairCode: file.item_code,
      itemCode: baseCodeOf(file.item_code),
      itemName: file.title,
      caseId: file.id,
      serviceId: null,
      servedAt: instantOf(file.closed_at),
      rater: actor.id,
      codeIndex: null,
      reviewed: await officialsOf(handle, division, file.id),
      lapsed: false,
    });
  }
  // The code is shown by a clerk: no official may use one, whoever it is for.
  if (actor.kind === 'account' && actor.roles.some((r) => r.role === 'official'))
    return refuse(
      'reviews.official',
      '工作人员登录时不能评价窗口服务。请由办事人在自己的手机或窗口的评价屏上打开。',
    );
  const code = readCode(subject.code);
  const service = code && (await serviceOfCode(handle, division, codeIndexes(reviews.sealing, code)));
  if (!service) return refuse('reviews.code.not_found', '没有这个评价码。请核对，或请窗口人员再出示一次。');
  return ok({
    subject: `service:${service.id}`,
    channel: 'link',
    body: service.body,
    affairCode: service.affair_code,
    itemCode: service.item_code,
    itemName: service.item_name,
    caseId: service.case_id,
    serviceId: service.id,
    servedAt: instantOf(service.served_at),
    rater: null,
    codeIndex: service.code_index,
    reviewed: [
      ...new Set([
        service.clerk,
        ...(service.case_id === null ? [] : await officialsOf(handle, division, service.case_id)),
      ]),
    ],
    lapsed: Temporal.Instant.compare(instantOf(service.expires_at), nowOf(reviews)) <= 0,
  });
}

export type RateOutcome = Result<{ readonly ratingId: string; readonly again: boolean }, Problem>;

/** Gives a rating. The same form sent again has the same outcome; another one finds that it is rated. */
export async function rateService(
  reviews: Reviews,
  division: string,
  actor: Actor,
  subject: Subject,
  form: RatingForm,
): Promise<RateOutcome> {
  return reviews.db.transaction().execute(async (tx) => {
    const found = await rateableOf(reviews, tx, division, actor, subject);
    if (!found.ok) return found;
    const service = found.value;
    const before = await findRating(tx, division, service.subject);
    if (before) return rated(before, form);
    if (service.lapsed)
      return refuse('reviews.code.lapsed', '这个评价码已经过期。仍要评价，请用账号登录后从“我的办件”进入。');
    const set = CURRENT_SETS[service.channel];
    const parsed = ratingSchema(set).safeParse({
      level: form.level,
      words: form.words,
      answers: form.answers,
    });
    if (!parsed.success)
      return refuse(
        'reviews.rating',
        `${parsed.error.issues[0]?.message ?? '评价有误'}。您填的内容没有丢失，改好后再提交。`,
      );
    const rating = parsed.data as RatingIn;
    const id = newId();
    const at = nowOf(reviews);
    const reachable = service.rater !== null || form.phone !== '';
    const made = await insertRating(tx, {
      division,
      id,
      subject: service.subject,
      indicator_set: set,
      level: rating.level,
      answers: JSON.stringify(rating.answers),
      words_sealed: rating.words === '' ? null : reviews.sealing.seal(rating.words, wordsPlace(id)),
      rater: service.rater,
      real_name: reachable,
      channel: service.channel,
      body: service.body,
      affair_code: service.affairCode,
      item_code: service.itemCode,
      item_name: service.itemName,
      case_id: service.caseId,
      service_id: service.serviceId,
      served_at: stored(service.servedAt),
      rated_at: stored(at),
      request_key: form.requestKey,
    });
    if (!made) {
      // Somebody was first between the look and the insertion: the insertion waited for them.
      const first = await findRating(tx, division, service.subject);
      if (!first) throw new Error('rateService: a conflict without a rating');
      return rated(first, form);
    }
    if (isBad(rating.level)) {
      const opened = await openMatter(reviews, tx, {
        division,
        kind: 'bad_rating',
        actor,
        role: 'applicant',
        applicant: service.rater ?? `code:${service.codeIndex}`,
        channel: service.channel === 'web' ? 'web' : 'window',
        body: service.body,
        title: service.itemName,
        itemCode: service.itemCode,
        affairCode: service.affairCode,
        aboutCase: service.caseId,
        ratingId: id,
        level: rating.level,
        reviewed: service.reviewed,
        written: { words: rating.words, name: form.name, phone: form.phone },
        reachable,
        codeIndex: service.codeIndex,
        requestKey: `rating:${id}`,
        useCase: service.channel === 'web' ? 'reviews.rate' : 'reviews.rate_by_code',
      });
      if (!opened.ok) throw new Error(`rateService: ${opened.error.code}`);
    }
    await audit(tx, actor, {
      useCase: service.channel === 'web' ? 'reviews.rate' : 'reviews.rate_by_code',
      subject: `rating:${id}`,
      outcome: 'done',
    });
    return ok({ ratingId: id, again: false });
  });
}

function rated(before: Rating, form: RatingForm): RateOutcome {
  return before.request_key === form.requestKey
    ? ok({ ratingId: before.id, again: true })
    : refuse(
        'reviews.rated.conflict',
        '这次服务已经评价过，一次服务只评一次。还有话要说，可以在原来的评价下追评。',
      );
}

/** Adds words to a rating within the set period. It counts as no further rating. */
export async function addToRating(
  reviews: Reviews,
  division: string,
  actor: Actor,
  subject: Subject,
  { words, requestKey }: { words: string; requestKey: string },
): Promise<Result<void, Problem>> {
  const found = await rateableOf(reviews, reviews.db, division, actor, subject);
  if (!found.ok) return found;
  const rating = await findRating(reviews.db, division, found.value.subject);
  if (!rating) return refuse('reviews.not_rated', '还没有评价。请先选择满意程度。');
  const text = words.trim();
  if (text === '' || text.length > 1000) return refuse('reviews.words', '请填写追评的内容，不超过1000字。');
  if (!mayAdd(reviews, rating, nowOf(reviews)))
    return refuse(
      'reviews.addition_over',
      `评价满${reviews.settings.additionDays}日，不能再追评。有新的问题，可以投诉或反映办不成事。`,
    );
  const id = newId();
  await insertAddition(reviews.db, {
    division,
    id,
    rating_id: rating.id,
    words_sealed: reviews.sealing.seal(text, additionPlace(id)),
    added_at: stored(nowOf(reviews)),
    request_key: requestKey,
  });
  return ok(undefined);
}

/** Whether words may still be added, on the days of the settings. */
export const mayAdd = (
  { settings }: Pick<Reviews, 'settings'>,
  rating: Pick<Rating, 'rated_at'>,
  now: Temporal.Instant,
): boolean => {
  const last = dayOf(instantOf(rating.rated_at)).add({ days: settings.additionDays });
  return Temporal.PlainDate.compare(dayOf(now), last) <= 0;
};
