/**
 * Hand-over within a body (转办、交接): an official takes a case, gives it to a colleague with a note, or gives it
 * back; somebody who is absent gives all of theirs, or the head does. An event of the case; its clocks run on.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { type ActedCase, actOnCase, type CaseState, rolesWaitingIn } from '#engines/procedure/index.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { ASSIGNABLE, assignmentsOf } from '#systems/permits/index.ts';
import { rolesIn } from './case-roles.ts';
import type { Services } from './file-application.ts';
import { actingIn } from './for-whom.ts';
import { keepDeskRows } from './keep-desk-rows.ts';
import { type Offer, offerOfCase } from './offer.ts';
import { type Colleague, casesAssignedTo, colleaguesIn } from './queries-desk.ts';

export type Assigning = {
  readonly division: string;
  readonly caseId: string;
  /** Account of whoever has it then; null: nobody, it is given back. */
  readonly to: string | null;
  /** Who had it when the page was shown; null: nobody. */
  readonly from: string | null;
  readonly note: string;
  readonly requestKey: string;
};

/** Whose turn it is, as far as somebody can have the case then. */
export const assignableRole = (procedure: Offer['procedure'], state: string): string | undefined =>
  rolesWaitingIn(procedure, state).find((role) => (ASSIGNABLE as readonly string[]).includes(role));

/** Whether a colleague's posts fit a role in a body. */
export const fits = ({ posts }: Pick<Colleague, 'posts'>, body: string, role: string): boolean =>
  posts.some((p) => (p.body === '*' || p.body === body) && p.role === role);

/** Gives a case to somebody of the body that has it. The same request sent again answers as the first time. */
export async function assignCase(
  services: Services,
  actor: Actor,
  assigning: Assigning,
): Promise<Result<ActedCase>> {
  const { division, caseId, to, from, note, requestKey } = assigning;
  const allowed = authorise(actor, 'services.case.assign', division);
  if (!allowed.ok) return allowed;
  let offer: Offer;
  let colleagues: readonly Colleague[] = [];
  let mine: string[] = [];
  let applicant = '';
  return actOnCase(services, {
    division,
    caseId,
    transition: 'assign',
    input: { from: from ?? '', to: to ?? '', note },
    requestKey,
    useCase: 'services.case.assign',
    prepare: async (tx, file) => {
      offer = await offerOfCase(tx, file);
      colleagues = to === null ? [] : await colleaguesIn(tx, division, [file.holder], ASSIGNABLE);
      mine = rolesIn(await actingIn(services, actor, file, tx), file);
      applicant = file.applicant;
      return offer.procedure;
    },
    actorFor: (_file, state, procedure) => {
      const role = assignableRole(procedure, state.state);
      const as = role && mine.includes(role) ? role : mine.includes('head') ? 'head' : undefined;
      if (mine.includes('applicant'))
        return refuse('services.not_yours', '这是您自己的申请，不能由您经办或转办。请由同事办理。');
      if (as === undefined)
        return refuse(
          'services.not_yours',
          '只有现在该办这一步的人和机关负责人可以确定经办人。请联系他们转办。',
        );
      return ok({ key: actorKey(actor), name: actorName(actor), role: as });
    },
    inputFor: (state, input) => whoHasIt(state, input),
    tell: () => [],
    also: (tx, file, state, event) => keepDeskRows(tx, file, offer.procedure, state, event),
  });

  /** The assignment as the case records it; or why this person cannot have the case. */
  function whoHasIt(
    state: CaseState,
    input: Readonly<Record<string, unknown>>,
  ): Result<Readonly<Record<string, unknown>>> {
    const role = assignableRole(offer.procedure, state.state);
    if (role === undefined)
      return refuse('services.assign.nobodys', '此件现在不等任何人办理，不用确定经办人。');
    const held = assignmentsOf(state).get(role);
    // Who comes second is told by the rule of the step itself; here the one who has it would be passed over knowingly.
    if (held && held.account === from && held.account !== actorKey(actor) && !mine.includes('head'))
      return refuse(
        'services.assign.of_another',
        `此件由${held.name}经办，只有${held.name}和机关负责人可以转办。请与他们联系。`,
      );
    const named = colleagues.find((c) => c.id === to);
    if (to !== null && (!named || !fits(named, state.holder, role)))
      return refuse(
        'services.assign.unfit',
        `此件现在由${state.holder}的${offer.procedure.roles[role]}办理，所选的人没有这个职责。请另选同事。`,
      );
    if (to !== null && to === applicant)
      return refuse(
        'services.assign.own_application',
        '所选的人就是申请人，不能经办自己的申请。请另选同事。',
      );
    return ok({ ...input, role, name: named?.name ?? '' });
  }
}

export type Outcome = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly refused: string | null;
};

/** So many are handed over by one request; who has more sends it again. */
export const HAND_OVER_MAX = 200;

/**
 * Hands over all open cases that somebody has: they are absent. Each is a step of its own; one that the colleague
 * has no post for stays where it is, and is told.
 */
export async function handOverAll(
  services: Services,
  actor: Actor,
  asked: {
    readonly division: string;
    readonly from: string;
    readonly to: string | null;
    readonly note: string;
    readonly requestKey: string;
  },
): Promise<Result<readonly Outcome[]>> {
  const { division, from, to, note, requestKey } = asked;
  const allowed = authorise(actor, 'services.case.assign', division);
  if (!allowed.ok) return allowed;
  if (from === to) return refuse('services.assign.same', '交出和接手的是同一个人。请另选同事。');
  const outcomes: Outcome[] = [];
  for (const file of await casesAssignedTo(services.db, division, from, HAND_OVER_MAX)) {
    const made = await assignCase(services, actor, {
      division,
      caseId: file.id,
      to,
      from,
      note,
      requestKey: `${requestKey}:${file.id}`,
    });
    const { id, number, title } = file;
    outcomes.push({ id, number, title, refused: made.ok ? null : made.error.message });
  }
  return ok(outcomes);
}
