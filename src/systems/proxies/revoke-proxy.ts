/** Ending an authority at once: by whoever acts, by whoever it is for, or by a clerk. What was done stays done. */
import { ok, type Result, refuse } from '#base/result.ts';
import { once } from '#platform/commands/once.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise, authoriseInBody } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import { type ProxyContext, todayOf } from './context.ts';
import { openPrincipal } from './principal.ts';
import { type Authority, holdingOn, stateOn } from './proxy.ts';
import { findPrincipals, lockProxy, proxiesFor } from './queries.ts';
import { noted, tellOf, writeEvent } from './write-proxy.ts';

export type RevokeRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'proxies.not_found'
  | 'proxies.reason_missing'
  | 'proxies.conflict';

export async function revokeProxy(
  context: ProxyContext,
  actor: Actor,
  form: { readonly proxyId: string; readonly reason: string; readonly requestKey: string },
): Promise<Result<{ proxyId: string; again: boolean }, RevokeRefusal>> {
  const { db, division } = context;
  const useCase = 'proxies.revoke' as const;
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  return db.transaction().execute(async (tx) => {
    const result = await once(
      tx,
      actor,
      { useCase, key: form.requestKey },
      async (): Promise<Result<{ proxyId: string }, RevokeRefusal>> => {
        const proxy = await lockProxy(tx, division, { id: form.proxyId });
        const party = proxy && (await partyOf(context, tx, actor, proxy));
        if (!proxy || !party)
          return refuse('proxies.not_found', '没有这份授权，或它与您无关。请从“代办”进入。');
        if (!['asked', 'holds', 'not_yet'].includes(stateOn(proxy, todayOf(context))))
          return refuse('proxies.conflict', '这份授权已经结束，不用再撤销。');
        const reason = form.reason.trim().slice(0, 200);
        if (party === 'clerk' && reason === '')
          return refuse('proxies.reason_missing', '请写明撤销的理由和核对的材料。');
        const how = party === 'clerk' ? reason : party === 'agent' ? '代办人退出' : '本人或企业撤销';
        await writeEvent(context, tx, actor, proxy.id, proxy.events.length + 1, 'revoked', how);
        if (party !== 'agent')
          await tellOf(
            context,
            tx,
            proxy.id,
            proxy.agent,
            '代办授权已撤销',
            `${how}。从现在起不能再代办；已经提交的办件归本人或企业，继续照常办理。`,
          );
        return ok({ proxyId: proxy.id });
      },
    );
    return noted(tx, actor, useCase, result, form.proxyId);
  });
}

/** In which part the actor may end it; undefined: not at all. */
export async function partyOf(
  { division, sealing, ...context }: ProxyContext,
  tx: Tx | ProxyContext['db'],
  actor: Actor,
  proxy: Authority,
): Promise<'agent' | 'principal' | 'clerk' | undefined> {
  const me = actorKey(actor);
  if (proxy.agent === me) return 'agent';
  if (proxy.principalId !== null) {
    const [row] = await findPrincipals(tx, division, { ids: [proxy.principalId] });
    if (row && openPrincipal(sealing, row).key === me) return 'principal';
    if (proxy.kind === 'agent') {
      const today = todayOf({ division, sealing, ...context });
      const speaks = holdingOn(await proxiesFor(tx, division, proxy.principalId), today).some(
        (p) => p.kind === 'representative' && p.agent === me,
      );
      if (speaks) return 'principal';
    }
  }
  return authoriseInBody(actor, 'proxies.confirm', null, division).ok ? 'clerk' : undefined;
}
