/** The legal representative appoints an agent (经办人) with a scope of items and a last day. */
import { ok, type Result, refuse } from '#base/result.ts';
import { once } from '#platform/commands/once.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { type ProxyContext, todayOf } from './context.ts';
import { accountOf } from './queries.ts';
import { standingsOf } from './standing.ts';
import { noted, readEnd, tellOf, writeEvent, writeProxy } from './write-proxy.ts';

export type AppointForm = {
  readonly principalId: string;
  readonly name: string;
  readonly phone: string;
  readonly items: readonly string[] | null;
  readonly lastDay: string;
  readonly requestKey: string;
};

export type AppointRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'policy.level'
  | 'command.key_missing'
  | 'command.key_used'
  | 'proxies.not_yours'
  | 'proxies.no_account'
  | 'proxies.self'
  | 'proxies.items_missing'
  | 'proxies.end_wrong';

export async function appointAgent(
  context: ProxyContext,
  actor: Actor,
  form: AppointForm,
): Promise<Result<{ proxyId: string; again: boolean }, AppointRefusal>> {
  const { db, division, sealing, phoneIndexes } = context;
  const useCase = 'proxies.appoint' as const;
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  return db.transaction().execute(async (tx) => {
    const result = await once(
      tx,
      actor,
      { useCase, key: form.requestKey },
      async (): Promise<Result<{ proxyId: string }, AppointRefusal>> => {
        const today = todayOf(context);
        const own = (await standingsOf(tx, sealing, division, actor.id, today)).find(
          (s) => s.id === form.principalId && s.proxy.kind === 'representative',
        );
        if (!own)
          return refuse(
            'proxies.not_yours',
            '您现在不是这家企业的法定代表人，不能指定经办人。请从“代办”查看。',
          );
        if (form.items?.length === 0)
          return refuse('proxies.items_missing', '请选择经办人可以办的事项，或选“全部事项”。');
        const end = readEnd(form.lastDay, today);
        if (!end.ok) return end;
        const indexes = phoneIndexes(form.phone);
        const agent = indexes.length > 0 ? await accountOf(tx, indexes, form.name.trim()) : undefined;
        if (!agent)
          return refuse(
            'proxies.no_account',
            '没有找到姓名和手机号都相符的账号。请核对；还没注册的，请经办人先用手机号注册。',
          );
        if (agent === actor.id) return refuse('proxies.self', '您本人已经可以代表这家企业，不用指定自己。');
        const proxyId = await writeProxy(context, tx, actor, {
          kind: 'agent',
          principalId: own.id,
          agent,
          items: form.items,
          startsOn: today,
          endsOn: end.value,
        });
        await writeEvent(context, tx, actor, proxyId, 1, 'confirmed', '法定代表人指定');
        const until = end.value.subtract({ days: 1 }).toString();
        await tellOf(
          context,
          tx,
          proxyId,
          agent,
          `您是${own.name}的经办人`,
          `${own.name}的法定代表人指定您为经办人，到${until}为止。申请时在页面上方选择为谁办理；不愿意的，可以在“代办”里退出。`,
        );
        return ok({ proxyId });
      },
    );
    return noted(tx, actor, useCase, result);
  });
}
