/** Asking to act for a child, for a grown-up of the family, or for an enterprise as its legal representative. */
import { ok, type Result, refuse } from '#base/result.ts';
import { once } from '#platform/commands/once.ts';
import { type Actor, systemActor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import { isCreditCode, isIdentityNumber } from '#systems/permits/index.ts';
import { type ProxyContext, todayOf } from './context.ts';
import { principalFor, verifiedAccount } from './principal.ts';
import { grownUpOn, stateOn } from './proxy.ts';
import { proxiesFor, representationOf } from './queries.ts';
import { codeOf } from './window-code.ts';
import { type NewProxy, noted, readEnd, tellOf, writeEvent, writeProxy } from './write-proxy.ts';

export type AskForm = {
  readonly kind: 'minor' | 'entrusted' | 'representative';
  readonly name: string;
  /** Identity number or credit code. */
  readonly number: string;
  /** Basic codes; null: every item. */
  readonly items: readonly string[] | null;
  /** Last day as typed. */
  readonly lastDay: string;
  readonly requestKey: string;
};

export type AskRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'proxies.name_missing'
  | 'proxies.number_wrong'
  | 'proxies.grown_up'
  | 'proxies.end_wrong'
  | 'proxies.items_missing'
  | 'proxies.self'
  | 'proxies.already';

type Asked = Result<{ proxyId: string; again: boolean }, AskRefusal>;

/** Asks; somebody else confirms. Only the identity provider's own word needs no second person. */
export async function askProxy(context: ProxyContext, actor: Actor, form: AskForm): Promise<Asked> {
  const allowed = authorise(actor, 'proxies.ask', context.division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  const { id: agent } = actor;
  return context.db.transaction().execute(async (tx) => {
    const result = await once(tx, actor, { useCase: 'proxies.ask', key: form.requestKey }, async () => {
      const read = readForm(form, todayOf(context));
      if (!read.ok) return read;
      return askLocked(context, tx, { ...actor, id: agent }, form, read.value);
    });
    return noted(tx, actor, 'proxies.ask', result);
  });
}

type Read = { readonly name: string; readonly number: string; readonly endsOn: Temporal.PlainDate | null };

/** What was typed, judged. Pure. */
export function readForm(form: AskForm, today: Temporal.PlainDate): Result<Read, AskRefusal> {
  const name = form.name.trim().slice(0, 120);
  const number = form.number.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
  if (form.kind === 'representative') {
    if (name.length < 2) return refuse('proxies.name_missing', '请按营业执照填写企业名称。');
    if (!isCreditCode(number))
      return refuse('proxies.number_wrong', '统一社会信用代码不对。请对照营业执照核对18位代码。');
    return ok({ name, number, endsOn: null });
  }
  if (form.items?.length === 0)
    return refuse('proxies.items_missing', '请选择可以代办的事项，或选“全部事项”。');
  if (form.kind === 'entrusted' && name === '' && number === '') {
    const end = readEnd(form.lastDay, today);
    return end.ok ? ok({ name, number, endsOn: end.value }) : end;
  }
  if (name.length < 2) return refuse('proxies.name_missing', '请按身份证件填写对方的姓名。');
  if (!isIdentityNumber(number))
    return refuse('proxies.number_wrong', '身份证号码不对。请对照证件核对18位号码。');
  const grownUp = grownUpOn(number);
  const compare = Temporal.PlainDate.compare;
  if (form.kind === 'minor') {
    if (compare(today, grownUp) >= 0)
      return refuse('proxies.grown_up', '这位家人已满18岁，请选“成年家人”，由本人确认。');
    if (form.lastDay === '') return ok({ name, number, endsOn: grownUp });
  }
  const end = readEnd(form.lastDay, today);
  if (!end.ok) return end;
  const earlier = form.kind === 'minor' && compare(grownUp, end.value) < 0 ? grownUp : end.value;
  return ok({ name, number, endsOn: earlier });
}

async function askLocked(
  context: ProxyContext,
  tx: Tx,
  actor: Actor & { readonly kind: 'account' },
  { kind, items }: AskForm,
  { name, number, endsOn }: Read,
): Promise<Result<{ proxyId: string }, AskRefusal>> {
  const { division, sealing, codes, now } = context;
  const today = todayOf(context);
  let principalId: string | null = null;
  if (number !== '') {
    const account = kind === 'representative' ? undefined : await verifiedAccount(tx, sealing, number);
    if (account === actor.id) return refuse('proxies.self', '这是您本人的号码，为自己办事不用授权。');
    principalId = await principalFor(
      tx,
      sealing,
      division,
      { kind: kind === 'representative' ? 'enterprise' : 'person', name, number, account },
      now(),
    );
    const same = (await proxiesFor(tx, division, principalId)).find(
      (p) =>
        p.agent === actor.id && p.kind === kind && ['asked', 'holds', 'not_yet'].includes(stateOn(p, today)),
    );
    if (same)
      return refuse(
        'proxies.already',
        '已经有一份同样的授权，或正在等待确认。请从“代办”查看，不用重复申请。',
      );
  }
  const proxy: NewProxy = {
    kind,
    principalId,
    agent: actor.id,
    items: kind === 'representative' ? null : items,
    startsOn: today,
    endsOn,
    ...(kind === 'entrusted' && { codeIndex: (id) => codes.blindIndex(codeOf(codes, id)) }),
  };
  const proxyId = await writeProxy(context, tx, actor, proxy);
  await writeEvent(context, tx, actor, proxyId, 1, 'asked', null);
  const said =
    kind === 'representative'
      ? await representationOf(tx, actor.id, sealing.blindIndexes(number))
      : undefined;
  if (said) {
    const how = `统一身份认证（${said}）确认是法定代表人`;
    await writeEvent(context, tx, systemActor('identity'), proxyId, 2, 'confirmed', how);
    await tellOf(context, tx, proxyId, actor.id, '可以代表企业办事了', `${how}。在“代办”里可以指定经办人。`);
  }
  return ok({ proxyId });
}
