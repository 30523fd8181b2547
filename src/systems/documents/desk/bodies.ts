/** Bodies and their other names: reading them for the desk, and the operator's decision on each. */
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db, Handle } from '#platform/store/store.ts';

const ALIAS_STATES = ['assumed', 'decided', 'refused'] as const;
export type AliasState = (typeof ALIAS_STATES)[number];

export type AliasView = {
  readonly key: string;
  readonly name: string;
  readonly state: AliasState;
  readonly byName: string | null;
  readonly at: Date | null;
};
export type BodyView = { readonly id: string; readonly name: string; readonly aliases: readonly AliasView[] };

/** Bodies that are known under several names, those with names to confirm first. */
export async function listBodies(handle: Handle): Promise<BodyView[]> {
  const rows = await handle
    .selectFrom('law_body_alias as x')
    .innerJoin('law_body as b', 'b.id', 'x.body_id')
    .leftJoin('account as a', 'a.id', 'x.decided_by')
    .select([
      'b.id',
      'b.name as bodyName',
      'x.name_key as key',
      'x.name',
      'x.state',
      'a.name as accountName',
      'x.decided_by as decidedBy',
      'x.decided_at as at',
    ])
    .orderBy('b.id')
    .orderBy('x.name_key')
    .execute();
  const bodies = new Map<string, BodyView & { aliases: AliasView[] }>();
  for (const row of rows) {
    const body = bodies.get(row.id) ?? { id: row.id, name: row.bodyName, aliases: [] };
    body.aliases.push({
      key: row.key,
      name: row.name,
      state: row.state as AliasState,
      byName: row.accountName ?? row.decidedBy,
      at: row.at,
    });
    bodies.set(row.id, body);
  }
  const waits = (body: BodyView) => (body.aliases.some((alias) => alias.state === 'assumed') ? 0 : 1);
  return [...bodies.values()].sort((a, b) => waits(a) - waits(b));
}

export async function countAssumedAliases(handle: Handle): Promise<number> {
  const { n } = await handle
    .selectFrom('law_body_alias')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '=', 'assumed')
    .executeTakeFirstOrThrow();
  return Number(n);
}

export type AliasDecision = {
  readonly bodyId: string;
  /** decided: the same body. refused: another body. */
  readonly verdict: 'decided' | 'refused';
  /** Each with the state that the editor saw. */
  readonly aliases: readonly { readonly key: string; readonly seen: string }[];
};

export type AliasRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'documents.body.nothing_chosen'
  | 'documents.body.not_found'
  | 'documents.body.stale';

/** Merging two names is a decision that somebody signs for. All that were chosen, or none. */
export async function decideAliases(
  context: { readonly db: Db; readonly now?: () => Temporal.Instant },
  actor: Actor,
  decision: AliasDecision,
): Promise<Result<{ changed: number }, AliasRefusal>> {
  const allowed = authorise(actor, 'documents.body.decide_alias');
  if (!allowed.ok) return allowed;
  if (decision.aliases.length === 0)
    return refuse('documents.body.nothing_chosen', '没有选中任何名称。请勾选要认定的名称，再点按钮。');
  const at = (context.now?.() ?? Temporal.Now.instant()).toString({ smallestUnit: 'millisecond' });
  return context.db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('law_body_alias')
      .select(['name_key', 'name', 'state'])
      .where('body_id', '=', decision.bodyId)
      .where(
        'name_key',
        'in',
        decision.aliases.map((alias) => alias.key),
      )
      .forUpdate()
      .execute();
    const states = new Map(rows.map((row) => [row.name_key, row]));
    if (states.size !== new Set(decision.aliases.map((alias) => alias.key)).size)
      return refuse(
        'documents.body.not_found',
        '所选的名称已不在这个机构之下。下面是最新的清单，请重新选择。',
      );
    const pending = decision.aliases.filter(({ key }) => states.get(key)?.state !== decision.verdict);
    if (pending.some(({ key, seen }) => states.get(key)?.state !== seen))
      return refuse(
        'documents.body.stale',
        '您打开页面之后，有的名称已由他人认定，本次没有改动。下面是最新的情况，请核对后重新选择。',
      );
    for (const { key, seen } of pending) {
      await tx
        .updateTable('law_body_alias')
        .set({ state: decision.verdict, decided_by: actorKey(actor), decided_at: at })
        .where('name_key', '=', key)
        .execute();
      await audit(tx, actor, {
        useCase: 'documents.body.decide_alias',
        subject: `body:${decision.bodyId}`,
        outcome: 'done',
        detail: { alias: states.get(key)?.name, from: seen, to: decision.verdict },
      });
    }
    return ok({ changed: pending.length });
  });
}
