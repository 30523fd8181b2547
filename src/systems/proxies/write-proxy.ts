/** What every use case writes of an authority: its row, its events, whom it tells, and the audit line. */
import { newId } from '#base/ids.ts';
import { type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { insertNotice } from '#platform/notices/notice.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import type { UseCase } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import { type ProxyContext, stamp } from './context.ts';
import type { Authority, ProxyEventKind, ProxyKind } from './proxy.ts';
import { insertProxy, insertProxyEvent } from './queries.ts';

export type NewProxy = {
  readonly kind: ProxyKind;
  readonly principalId: string | null;
  readonly agent: string;
  readonly items: readonly string[] | null;
  readonly startsOn: Temporal.PlainDate;
  readonly endsOn: Temporal.PlainDate | null;
  readonly codeIndex?: (id: string) => string;
};

export async function writeProxy(
  { division, now }: ProxyContext,
  tx: Tx,
  actor: Actor,
  proxy: NewProxy,
): Promise<string> {
  const id = newId();
  await insertProxy(tx, {
    division,
    id,
    principal_id: proxy.principalId,
    agent: proxy.agent,
    kind: proxy.kind,
    items: proxy.items === null ? null : JSON.stringify(proxy.items),
    starts_on: proxy.startsOn.toString(),
    ends_on: proxy.endsOn?.toString() ?? null,
    given_by: actorKey(actor),
    code_index: proxy.codeIndex?.(id) ?? null,
    made_at: stamp(now()),
  });
  return id;
}

export async function writeEvent(
  { division, now }: ProxyContext,
  tx: Tx,
  actor: Actor,
  proxyId: string,
  seq: number,
  kind: ProxyEventKind,
  how: string | null,
): Promise<void> {
  await insertProxyEvent(tx, {
    division,
    proxy_id: proxyId,
    seq,
    kind,
    at: stamp(now()),
    actor: actorKey(actor),
    actor_name: actorName(actor),
    how,
  });
}

/** Writes down in the same transaction what was done or refused. */
export async function noted<
  T extends { readonly proxyId: string; readonly again?: boolean },
  C extends string,
>(tx: Tx, actor: Actor, useCase: UseCase, result: Result<T, C>, about?: string): Promise<Result<T, C>> {
  if (result.ok && result.value.again) return result;
  const proxyId = result.ok ? result.value.proxyId : about;
  await audit(tx, actor, {
    useCase,
    ...(proxyId !== undefined && { subject: `proxy:${proxyId.slice(0, 64)}` }),
    outcome: result.ok ? 'done' : `refused:${result.error.code}`,
  });
  return result;
}

export const tellOf = (
  { division, now }: ProxyContext,
  tx: Tx,
  proxyId: string,
  recipient: string,
  title: string,
  body: string,
): Promise<void> =>
  insertNotice(tx, division, `proxy:${proxyId}`, { recipient, kind: 'proxy', title, body }, now());

/** Authorities last this long at most (assumed: no clause at hand says). */
export const YEARS_MAX = 3;

/** The day after a last day as typed, between today and `YEARS_MAX` years on. */
export function readEnd(
  text: string,
  today: Temporal.PlainDate,
): Result<Temporal.PlainDate, 'proxies.end_wrong'> {
  const latest = today.add({ years: YEARS_MAX });
  const wrong = refuse('proxies.end_wrong', `请填写截止日期：从今天起，最晚${latest.toString()}。`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return wrong;
  try {
    const last = Temporal.PlainDate.from(text, { overflow: 'reject' });
    const compare = Temporal.PlainDate.compare;
    if (compare(last, today) < 0 || compare(last, latest) > 0) return wrong;
    return { ok: true, value: last.add({ days: 1 }) };
  } catch {
    return wrong;
  }
}

export const isOpen = (proxy: Authority): boolean => (proxy.events.at(-1)?.kind ?? 'asked') === 'asked';
