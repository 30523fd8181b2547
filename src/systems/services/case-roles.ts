/** Who is who in a case: the applicant, the officials of the body that has it, those of bodies that are asked. Pure. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { CaseActor, CaseState, Procedure } from '#engines/procedure/index.ts';
import { transitionsFor } from '#engines/procedure/index.ts';
import { type Actor, actorKey, type Post, type PostRole } from '#platform/people/actor.ts';
import { unansweredBodies } from '#systems/permits/index.ts';
import { isApplicant } from '#systems/proxies/index.ts';

type Whose = { readonly division: string; readonly applicant: string; readonly holder: string };

/** Posts that have steps in the cases of their own body; others (opinions, reviews, inspection) have theirs elsewhere. */
const HANDLING: ReadonlySet<PostRole> = new Set(['clerk', 'reviewer', 'approver', 'head', 'town']);

/** Whether a post has steps in the cases of its own body. */
export const handles = (role: PostRole): boolean => HANDLING.has(role);

/** A body that was asked for its opinion in a case, and whether it has answered. */
export type Asked = { readonly body: string; readonly answered: boolean };

/** The posts of an actor in a district. */
export const postsIn = (actor: Actor, division: string): readonly Post[] =>
  actor.kind === 'account' ? (actor.posts ?? []).filter((p) => division.startsWith(p.division)) : [];

const isOf = (post: Post, body: string): boolean => post.body === '*' || post.body === body;

/**
 * The roles of an actor in a case, the applicant's first. Posts of another body give none, but for opinions: they
 * are given by officials of the bodies that are asked, never by the body that has the case for another.
 * @param asked bodies that were asked and have not answered
 */
export function rolesIn(actor: Actor, file: Whose, asked: readonly string[] = []): string[] {
  if (actor.kind === 'system') return ['system'];
  if (actor.kind !== 'account') return [];
  const roles = isApplicant(actor, file.applicant) ? ['applicant'] : [];
  for (const post of postsIn(actor, file.division)) {
    const counts =
      post.role === 'opinion'
        ? asked.some((body) => isOf(post, body))
        : handles(post.role) && isOf(post, file.holder);
    if (counts) roles.push(post.role);
  }
  return [...new Set(roles)];
}

/** The bodies, of those that are asked and have not answered, for which the actor may answer. */
export const bodiesToAnswerFor = (actor: Actor, division: string, asked: readonly string[]): string[] => {
  const posts = postsIn(actor, division).filter((p) => p.role === 'opinion');
  return asked.filter((body) => posts.some((p) => isOf(p, body)));
};

/**
 * How much of a case an actor may read. `whole`: who handles it, or is asked and has not answered. `answered`: a body
 * that has answered reads on until the case ends (assumed: no clause says how long; what is no longer needed is not
 * shown), without identity numbers and files. `course`: an inspector sees how it runs, not what the applicant stated.
 */
export type Reading = 'whole' | 'answered' | 'course';

export function readingOf(
  actor: Actor,
  file: Whose & { readonly closed_at: Date | null },
  asked: readonly Asked[],
): Reading | undefined {
  const open = file.closed_at === null;
  const waiting = open ? asked.flatMap((a) => (a.answered ? [] : [a.body])) : [];
  if (rolesIn(actor, file, waiting).length > 0) return 'whole';
  const posts = postsIn(actor, file.division);
  const answered = (p: Post) => p.role === 'opinion' && asked.some((a) => a.answered && isOf(p, a.body));
  if (open && posts.some(answered)) return 'answered';
  return posts.some((p) => p.role === 'inspector' && isOf(p, file.holder)) ? 'course' : undefined;
}

/**
 * The actor in the role in which they may make the transition.
 * Nobody handles their own application: an official who is the applicant acts as applicant only.
 */
export function actorIn(
  actor: Actor,
  file: Whose,
  state: CaseState,
  procedure: Procedure,
  transition: string,
): Result<CaseActor, 'services.not_yours'> {
  const roles = rolesIn(actor, file, unansweredBodies(state));
  const own = roles.includes('applicant') ? ['applicant'] : roles;
  if (own.length === 0)
    return refuse('services.not_yours', '此件不由您办理。请从您的待办清单进入，或联系现在持件的机关。');
  const able = own.find((role) =>
    transitionsFor(procedure, state, role).some(([code]) => code === transition),
  );
  const name = actor.kind === 'account' ? actor.name : '系统';
  return ok({ key: actorKey(actor), name, role: able ?? (own[0] as string) });
}
