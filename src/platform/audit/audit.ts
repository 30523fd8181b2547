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
  await handle
    .insertInto('audit_entry')
    .values({
      id: newId(),
      at: Temporal.Now.instant().toString(),
      actor: actorKey(actor),
      actor_name: actorName(actor),
      use_case: facts.useCase,
      subject: facts.subject ?? null,
      outcome: facts.outcome,
      detail: JSON.stringify(facts.detail ?? {}),
      standing: standingOf(actor),
    })
    .execute();
}
