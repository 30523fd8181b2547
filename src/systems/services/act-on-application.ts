/** A step in an application, by whoever it is up to: the applicant, an official, or the system when time is up. */
import { newId } from '#base/ids.ts';
import { type Result, refuse } from '#base/result.ts';
import {
  type ActedCase,
  actOnCase,
  dayOf,
  expiredTransition,
  foldCase,
  type MaterialFile,
  overdueCases,
  readEvents,
} from '#engines/procedure/index.ts';
import { type Actor, actorKey, systemActor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { advanceTheme, followCase } from './advance-theme.ts';
import { fillBodies } from './body-choices.ts';
import { actorIn } from './case-roles.ts';
import type { Answers, Services } from './file-application.ts';
import { actingIn } from './for-whom.ts';
import { grantLicence } from './grant-licence.ts';
import { keepDeskRows } from './keep-desk-rows.ts';
import { type Offer, offerOfCase } from './offer.ts';
import { APPLICATIONS, foreignFiles, formPlace } from './queries.ts';
import { bodiesWithOpinionPost } from './queries-desk.ts';
import { tell } from './tell.ts';

export type Act = {
  readonly division: string;
  readonly caseId: string;
  readonly transition: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Version that the person saw; undefined only for the system. */
  readonly seen?: number | undefined;
  readonly requestKey: string;
  /** Files that come with it, uploaded by this actor. */
  readonly materials?: readonly MaterialFile[];
  /** What the applicant states anew, when the step brings it. */
  readonly answers?: Answers;
};

/** Makes a step. The same request sent again answers as it did the first time. */
export async function actOnApplication(
  services: Services,
  actor: Actor,
  act: Act,
): Promise<Result<ActedCase>> {
  const official = actor.kind === 'account' && actor.roles.some((r) => r.role === 'official');
  const useCase = official ? 'services.case.act' : 'services.case.act_own';
  const allowed = authorise(actor, useCase, act.division);
  if (!allowed.ok) return allowed;
  if (act.seen === undefined && actor.kind !== 'system')
    return refuse('services.case.stale', '请求没有写明所见的版本。请刷新页面后再办理。');
  const foreign = await foreignFiles(services.db, act.division, actorKey(actor), act.materials ?? []);
  if (foreign.length > 0)
    return refuse('services.materials', '有文件不是您上传的，或已不存在。请重新选择文件再提交。');
  let offer: Offer;
  let withOpinionPost: readonly string[] = [];
  let themeId: string | undefined;
  let acting = actor;
  const acted = await actOnCase(services, {
    division: act.division,
    caseId: act.caseId,
    transition: act.transition,
    input: act.input,
    seen: act.seen,
    requestKey: act.requestKey,
    materials: act.materials ?? [],
    useCase,
    prepare: async (tx, file) => {
      offer = await offerOfCase(tx, file);
      // With the case locked: an authority that was revoked a moment ago stops this very step.
      acting = await actingIn(services, actor, file, tx);
      if (act.transition === 'ask_opinions') withOpinionPost = await bodiesWithOpinionPost(tx, act.division);
      return offer.procedure;
    },
    actorFor: (file, state, procedure) =>
      procedure.transitions[act.transition]?.inner
        ? refuse('services.inner_step', '这一步在“转办”里办理。请从办件页面上的“转办”进入。')
        : actorIn(acting, file, state, procedure, act.transition),
    inputFor: (state, input) =>
      fillBodies(act.transition, input, {
        ...{ item: offer.item, state, division: act.division, actor, withOpinionPost },
      }),
    ...(act.answers && {
      sealForm: (seq: number) =>
        services.sealing.seal(JSON.stringify(act.answers), formPlace(act.caseId, seq)),
    }),
    also: async (tx, file, state, event) => {
      await grantLicence(services, tx, actor, { file, event, item: offer.item, holder: state.holder });
      await keepDeskRows(tx, file, offer.procedure, state, event);
      themeId = await followCase(tx, actor, file, event, offer.procedure);
    },
    tell: (file, state, event, procedure) =>
      tell(
        {
          itemName: file.title,
          number: file.number,
          applicant: file.applicant,
          holder: state.holder,
          remedies: offer.item.remedies,
          procedure,
          calendar: services.calendar,
        },
        state,
        event,
      ),
  });
  // The step is stored, whatever becomes of what follows: the job takes up what fails here.
  if (acted.ok && themeId !== undefined)
    await advanceTheme(services, act.division, themeId).catch(() => undefined);
  return acted;
}

const CASES_AT_ONCE = 500;

/**
 * Makes the steps that the law makes by itself when time is up (silence is acceptance). Runs as often as one likes:
 * what was made is not made again, and takes effect on the day that the law says, however late the job runs.
 * @returns how many steps were made
 */
export async function expireApplications(services: Services, division: string): Promise<number> {
  const moment = (services.now ?? Temporal.Now.instant)();
  let made = 0;
  for (const file of await overdueCases(services.db, division, APPLICATIONS, dayOf(moment), CASES_AT_ONCE)) {
    const { procedure } = await offerOfCase(services.db, file);
    const state = foldCase(await readEvents(services.db, division, file.id));
    const transition = expiredTransition(procedure, state, moment, services.calendar);
    if (!transition) continue;
    const acted = await actOnApplication(services, systemActor('clock'), {
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
