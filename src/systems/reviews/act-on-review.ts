/** A step in a review's case, by whoever it is up to: its writer, somebody other than who it is about, the system. */
import { newId } from '#base/ids.ts';
import { type Result, refuse } from '#base/result.ts';
import {
  type ActedCase,
  actOnCase,
  type CaseActor,
  dayOf,
  expiredTransition,
  foldCase,
  overdueCases,
  readEvents,
} from '#engines/procedure/index.ts';
import { type Actor, actorKey, actorName, systemActor } from '#platform/people/actor.ts';
import { authorise, type UseCase } from '#platform/people/policy.ts';
import { readCurrentVersion } from '#systems/permits/index.ts';
import { bodiesOf } from './file-matter.ts';
import { REVIEWS } from './procedures.ts';
import { findMatter, insertAnnulment, insertItemChange, type Matter, stored } from './queries.ts';
import { actorInReview, isOfWhoServes, OF_WHO_SERVES } from './review-roles.ts';
import { nowOf, type Reviews } from './reviews-of.ts';
import { tellReview } from './tell-review.ts';

export type ReviewAct = {
  readonly division: string;
  readonly caseId: string;
  readonly transition: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Version that the person saw; undefined only for the system. */
  readonly seen?: number | undefined;
  readonly requestKey: string;
  /** Digest of the code by which the writer acts, who has no account. */
  readonly codeIndex?: string;
};

const permissionOf = (actor: Actor, act: ReviewAct): UseCase => {
  if (act.codeIndex !== undefined) return 'reviews.rate_by_code';
  const official = actor.kind === 'account' && actor.roles.some((r) => r.role === 'official');
  return official ? 'reviews.follow_up.act' : 'reviews.act_own';
};

/** Makes a step. The same request sent again answers as it did the first time. */
export async function actOnReview(
  reviews: Reviews,
  actor: Actor,
  act: ReviewAct,
): Promise<Result<ActedCase>> {
  const useCase = permissionOf(actor, act);
  const allowed = authorise(actor, useCase, act.division);
  if (!allowed.ok) return allowed;
  if (isOfWhoServes(actor)) return OF_WHO_SERVES;
  if (actor.kind !== 'system' && !Number.isInteger(act.seen))
    return refuse('reviews.stale', '请求没有写明所见的版本。请刷新页面后再办理。');
  const matter = await findMatter(reviews.db, act.division, act.caseId);
  if (!matter) return refuse('reviews.not_found', '没有这一件。请从清单重新进入。');
  if (act.transition === 'hand_over' && !(await bodiesOf(reviews.db)).includes(String(act.input.body)))
    return refuse('reviews.body', '只能转给事项所列的机关，请照办事指南上的名称填写。');
  const procedure = reviews.procedures[matter.kind];
  return actOnCase(reviews, {
    division: act.division,
    caseId: act.caseId,
    transition: act.transition,
    input: act.input,
    seen: act.seen,
    requestKey: act.requestKey,
    useCase,
    prepare: () => procedure,
    actorFor: (file, state) =>
      act.codeIndex === undefined
        ? actorInReview(
            actor,
            { ...file, holder: state.holder, reviewed: matter.reviewed },
            state,
            procedure,
            act.transition,
          )
        : writerByCode(matter, act.codeIndex),
    also: async (tx, _file, _state, event) => {
      const at = stored(event.at);
      const common = { division: act.division, case_id: act.caseId };
      if (event.transition === 'annul' && matter.rating_id !== null)
        await insertAnnulment(tx, {
          ...common,
          rating_id: matter.rating_id,
          ground: String(event.data.ground),
          reason: String(event.data.reason),
          annulled_at: at,
          annulled_by: actorKey(actor),
          annulled_by_name: actorName(actor),
        });
      if (event.transition === 'propose_item_change' && matter.item_code !== null)
        await insertItemChange(tx, {
          ...common,
          id: newId(),
          item_code: matter.item_code,
          based_on: (await readCurrentVersion(tx, matter.item_code))?.version ?? 0,
          what: String(event.data.what),
          proposed_at: at,
          proposed_by: actorKey(actor),
          proposed_by_name: actorName(actor),
        });
    },
    tell: (file, state, event) =>
      tellReview(
        {
          title: file.title,
          number: file.number,
          applicant: file.applicant,
          procedure,
          calendar: reviews.calendar,
        },
        state,
        event,
      ),
  });
}

/** Whoever holds the code of a case is its writer. */
function writerByCode(matter: Matter, codeIndex: string): Result<CaseActor> {
  if (matter.code_index !== codeIndex) return refuse('reviews.not_yours', '这个评价码不是这一件的。');
  return { ok: true, value: { key: `code:${codeIndex}`, name: '反映人', role: 'applicant' } };
}

const CASES_AT_ONCE = 500;

/** Ends what waits for its writer's answer for longer than its days. No answer is no rating. @returns how many */
export async function expireReviews(reviews: Reviews, division: string): Promise<number> {
  const moment = nowOf(reviews);
  let made = 0;
  for (const file of await overdueCases(reviews.db, division, REVIEWS, dayOf(moment), CASES_AT_ONCE)) {
    const matter = await findMatter(reviews.db, division, file.id);
    if (!matter) continue;
    const state = foldCase(await readEvents(reviews.db, division, file.id));
    const transition = expiredTransition(reviews.procedures[matter.kind], state, moment, reviews.calendar);
    if (!transition) continue;
    const acted = await actOnReview(reviews, systemActor('clock'), {
      division,
      caseId: file.id,
      transition,
      input: {},
      requestKey: newId(),
    });
    if (acted.ok) made++;
  }
  return made;
}
