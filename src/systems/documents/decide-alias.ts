/**
 * Whether two names mean one public body is the operator's decision: the names come pre-filled as assumed and
 * stay marked so until an editor signs. What was decided can be decided anew; the audit trail keeps each.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { titleKey } from '#engines/law/name.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Handle } from '#platform/store/store.ts';

export type AliasState = 'assumed' | 'decided' | 'refused';

export type BodyAlias = {
  readonly alias: string;
  readonly body: string;
  readonly state: AliasState;
  readonly decidedBy: string | null;
};

/** Every known alias, those that wait for a decision first. */
export async function bodyAliases(handle: Handle): Promise<BodyAlias[]> {
  const rows = await handle
    .selectFrom('law_body_alias as a')
    .innerJoin('law_body as b', 'b.id', 'a.body_id')
    .select(['a.name as alias', 'b.name as body', 'a.state', 'a.decided_by as decidedBy'])
    .orderBy((e) => e.case().when('a.state', '=', 'assumed').then(0).else(1).end())
    .orderBy('b.name')
    .orderBy('a.name')
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as AliasState }));
}

export type DecideAliasRefusal = 'policy.sign_in' | 'policy.denied' | 'documents.alias.not_found';

/** @param decision.same whether the alias means the body that it is listed under */
export async function decideAlias(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  decision: { readonly alias: string; readonly same: boolean },
): Promise<Result<AliasState, DecideAliasRefusal>> {
  const allowed = authorise(actor, 'documents.body.decide_alias');
  if (!allowed.ok) return allowed;
  const state: AliasState = decision.same ? 'decided' : 'refused';
  const now = context.now?.() ?? Temporal.Now.instant();
  return context.db.transaction().execute(async (tx) => {
    const updated = await tx
      .updateTable('law_body_alias')
      .set({ state, decided_by: actorKey(actor), decided_at: now.toString({ smallestUnit: 'millisecond' }) })
      .where('name_key', '=', titleKey(decision.alias))
      .returning('body_id')
      .executeTakeFirst();
    if (!updated)
      return refuse('documents.alias.not_found', `没有“${decision.alias}”这个机关别名，请返回别名清单核对。`);
    await audit(tx, actor, {
      useCase: 'documents.body.decide_alias',
      subject: `body:${updated.body_id}`,
      outcome: 'done',
      detail: { alias: decision.alias, state },
    });
    return ok(state);
  });
}

/**
 * The body that a printed name means, as far as decided: its own name, or an alias that an editor has signed.
 * An assumed alias is answered with `assumed`, so that whoever shows it can say so.
 */
export async function findBody(
  handle: Handle,
  name: string,
): Promise<{ id: string; name: string; assumed: boolean } | undefined> {
  const key = titleKey(name);
  const body = await handle
    .selectFrom('law_body')
    .select(['id', 'name'])
    .where('name_key', '=', key)
    .executeTakeFirst();
  if (body) return { ...body, assumed: false };
  const alias = await handle
    .selectFrom('law_body_alias as a')
    .innerJoin('law_body as b', 'b.id', 'a.body_id')
    .select(['b.id', 'b.name', 'a.state'])
    .where('a.name_key', '=', key)
    .where('a.state', '<>', 'refused')
    .executeTakeFirst();
  return alias && { id: alias.id, name: alias.name, assumed: alias.state === 'assumed' };
}
