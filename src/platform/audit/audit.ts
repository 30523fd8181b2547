import { newId } from '#base/ids.ts';
import { type Actor, actorKey, actorName, standingOf } from '#platform/people/actor.ts';
import type { UseCase } from '#platform/people/policy.ts';
import type { Handle } from '#platform/store/store.ts';

export interface AuditFacts {
  readonly useCase: UseCase;
  /** `kind:id` of what it was done to. */
  readonly subject?: string;
  /** `done`, `refused:<code>` or `failed`. */
  readonly outcome: string;
  /** Facts of the act, without personal data. */
  readonly detail?: Record<string, unknown>;
}

/** Writes one line of the audit trail, in the caller's transaction when given one. */
export async function audit(handle: Handle, actor: Actor, facts: AuditFacts): Promise<void> {
  await handle.insertInto('audit_entry').values(lineOf(actor, facts)).execute();
}

const LINES_AT_ONCE = 1000;

/** One line for each subject: whoever is concerned by one of many finds it in their own record. */
export async function auditEach(
  handle: Handle,
  actor: Actor,
  facts: Omit<AuditFacts, 'subject'>,
  subjects: readonly string[],
): Promise<void> {
  for (let from = 0; from < subjects.length; from += LINES_AT_ONCE) {
    const lines = subjects
      .slice(from, from + LINES_AT_ONCE)
      .map((subject) => lineOf(actor, { ...facts, subject }));
    await handle.insertInto('audit_entry').values(lines).execute();
  }
}

const lineOf = (actor: Actor, facts: AuditFacts) => ({
  id: newId(),
  at: Temporal.Now.instant().toString(),
  actor: actorKey(actor),
  actor_name: actorName(actor),
  use_case: facts.useCase,
  subject: facts.subject ?? null,
  outcome: facts.outcome,
  detail: JSON.stringify(facts.detail ?? {}),
  standing: standingOf(actor),
});
