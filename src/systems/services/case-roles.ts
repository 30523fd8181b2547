/** Who is who in a case: the applicant, and the officials whose posts are in the body that has it. Pure. */
import { ok, type Result, refuse } from '#base/result.ts';
import type { CaseActor, CaseState, Procedure } from '#engines/procedure/index.ts';
import { transitionsFor } from '#engines/procedure/index.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { isApplicant } from '#systems/proxies/index.ts';

type Whose = { readonly division: string; readonly applicant: string; readonly holder: string };

/** The roles of an actor in a case, the applicant's first. Posts of another body give none. */
export function rolesIn(actor: Actor, file: Whose): string[] {
  if (actor.kind === 'system') return ['system'];
  if (actor.kind !== 'account') return [];
  const roles = isApplicant(actor, file.applicant) ? ['applicant'] : [];
  for (const post of actor.posts ?? [])
    if (file.division.startsWith(post.division) && (post.body === '*' || post.body === file.holder))
      roles.push(post.role);
  return [...new Set(roles)];
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
  const roles = rolesIn(actor, file);
  const own = roles.includes('applicant') ? ['applicant'] : roles;
  if (own.length === 0)
    return refuse('services.not_yours', '此件不由您办理。请从您的待办清单进入，或联系现在持件的机关。');
  const able = own.find((role) =>
    transitionsFor(procedure, state, role).some(([code]) => code === transition),
  );
  const name = actor.kind === 'account' ? actor.name : '系统';
  return ok({ key: actorKey(actor), name, role: able ?? (own[0] as string) });
}

/** Where a step that hands a case over names the next body in its input. */
const HANDS_TO: Readonly<Record<string, string>> = { pass_up: 'body', return_to_town: 'town' };

/** A case may only be handed to a body of its item: under any other name nobody would find it again. */
export function checkHandOver(
  item: { readonly authority: string; readonly implementers: readonly string[] },
  transition: string,
  input: Readonly<Record<string, unknown>>,
): Result<void, 'services.body'> {
  const field = HANDS_TO[transition];
  const bodies = [...new Set([item.authority, ...item.implementers])];
  return field === undefined || bodies.includes(String(input[field]))
    ? ok(undefined)
    : refuse('services.body', `只能交给本事项的机关：${bodies.join('、')}。请照此填写。`);
}
