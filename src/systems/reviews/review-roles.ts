/**
 * Who is who in a review's case. Whoever it is about has no step but to object, whatever posts they hold; whoever wrote
 * it has the writer's steps only; and nobody checks what they did themselves. Pure.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { type CaseActor, type CaseState, type Procedure, transitionsFor } from '#engines/procedure/index.ts';
import { type Actor, actorKey, type PostRole } from '#platform/people/actor.ts';

export type Whose = {
  readonly division: string;
  readonly applicant: string;
  readonly holder: string;
  /** Accounts of the officials that it is about. */
  readonly reviewed: readonly string[];
};

const ROLE_OF_POST: Readonly<Partial<Record<PostRole, string>>> = {
  follow_up: 'handler',
  supervisor: 'supervisor',
};

/**
 * Whether a program asks that also handles cases for a body: whoever serves rates no service for whom they served,
 * whatever the person allowed it.
 */
export const isOfWhoServes = (actor: Actor): boolean =>
  actor.kind === 'account' && (actor.key?.scopes.includes('cases.act') ?? false);
export const OF_WHO_SERVES = refuse(
  'reviews.official',
  '办理业务的系统不能替办事人评价。请办事人自己登录评价，或用不办理业务的系统。',
);

/** Whether an actor made a step of the case in a role. */
const madeAs = (state: CaseState, actor: string, role: string): boolean =>
  Object.values(state.made).some((events) =>
    events.some((e) => e.actor.key === actor && e.actor.role === role),
  );

/** The roles of an actor in a review's case; none: it is not theirs to see. */
export function rolesInReview(actor: Actor, matter: Whose, state: CaseState): string[] {
  if (actor.kind === 'system') return ['system'];
  if (actor.kind !== 'account') return [];
  if (actor.id === matter.applicant) return ['applicant'];
  if (matter.reviewed.includes(actor.id)) return ['reviewed'];
  const roles = new Set<string>();
  for (const post of actor.posts ?? []) {
    const role = ROLE_OF_POST[post.role];
    const here = post.body === '*' || post.body === matter.holder;
    if (role && here && matter.division.startsWith(post.division)) roles.add(role);
  }
  // Who handled, or objected, does not decide on it; who decided does not handle it.
  if (madeAs(state, actor.id, 'handler')) roles.delete('supervisor');
  if (madeAs(state, actor.id, 'supervisor')) roles.delete('handler');
  return [...roles];
}

/** The actor in the role in which they may make the step. */
export function actorInReview(
  actor: Actor,
  matter: Whose,
  state: CaseState,
  procedure: Procedure,
  transition: string,
): Result<CaseActor, 'reviews.not_yours'> {
  const roles = rolesInReview(actor, matter, state);
  if (roles.length === 0) return refuse('reviews.not_yours', '此件不由您办理。请从“评价和反映”的清单进入。');
  const able = roles.find((role) =>
    transitionsFor(procedure, state, role).some(([code]) => code === transition),
  );
  // Whoever wrote is not named: a stale page of the person reviewed would say it.
  const own = roles[0] === 'applicant';
  const name = own ? '反映人' : actor.kind === 'account' ? actor.name : '系统';
  return ok({ key: actorKey(actor), name, role: able ?? (roles[0] as string) });
}
