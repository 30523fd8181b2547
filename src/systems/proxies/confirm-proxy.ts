/** Confirming an authority: the other person by the code they were given, or a clerk who has seen the papers. */
import { ok, type Result, refuse } from '#base/result.ts';
import { once } from '#platform/commands/once.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise, authoriseInBody } from '#platform/people/policy.ts';
import type { Tx } from '#platform/store/store.ts';
import { type ProxyContext, todayOf } from './context.ts';
import { openPrincipal, principalFor } from './principal.ts';
import { type Authority, KIND_WORDS, stateOn } from './proxy.ts';
import { findPrincipals, lockProxy, setPrincipal } from './queries.ts';
import { CODE_DAYS, readCode } from './window-code.ts';
import { isOpen, noted, tellOf, writeEvent } from './write-proxy.ts';

export type ConfirmRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'command.key_missing'
  | 'command.key_used'
  | 'proxies.not_found'
  | 'proxies.code_lapsed'
  | 'proxies.conflict'
  | 'proxies.self'
  | 'proxies.other_person'
  | 'proxies.number_wrong'
  | 'proxies.papers_missing';

type Confirmed = Result<{ proxyId: string; again: boolean }, ConfirmRefusal>;

const decided = () => refuse('proxies.conflict', '这份授权已经有了结果，没有再办。请刷新页面查看。');

/** Whether a code may still be used. */
const codeIsOpen = (proxy: Authority, now: Temporal.Instant): boolean => {
  const asked = proxy.events[0]?.at;
  return asked !== undefined && Temporal.Instant.compare(now, asked.add({ hours: CODE_DAYS * 24 })) < 0;
};

/** The person who was asked agrees, or does not. */
export async function confirmByCode(
  context: ProxyContext,
  actor: Actor,
  form: { readonly code: string; readonly agree: boolean; readonly requestKey: string },
): Promise<Confirmed> {
  const { db, division, codes, sealing, now } = context;
  const allowed = authorise(actor, 'proxies.confirm_own', division);
  if (!allowed.ok) return allowed;
  if (actor.kind !== 'account') return refuse('policy.sign_in', '请先登录，再办理此事。');
  return db.transaction().execute(async (tx) => {
    const useCase = 'proxies.confirm_own' as const;
    const result = await once(
      tx,
      actor,
      { useCase, key: form.requestKey },
      async (): Promise<Result<{ proxyId: string }, ConfirmRefusal>> => {
        const proxy = await lockProxy(tx, division, { codeIndexes: codes.blindIndexes(readCode(form.code)) });
        if (!proxy) return refuse('proxies.not_found', '没有这个授权码。请向对方逐位核对。');
        if (proxy.agent === actor.id) return refuse('proxies.self', '请把授权码交给对方，由对方确认。');
        if (!isOpen(proxy)) return decided();
        if (!codeIsOpen(proxy, now()))
          return refuse('proxies.code_lapsed', `授权码超过${CODE_DAYS}天，已经失效。请对方重新申请。`);
        if (!form.agree) {
          await writeEvent(context, tx, actor, proxy.id, 2, 'declined', '本人没有同意');
          await tellOf(context, tx, proxy.id, proxy.agent, '代办没有得到同意', '对方没有同意由您代办。');
          return ok({ proxyId: proxy.id });
        }
        const verified = await verifiedNumber(tx, context, actor.id);
        if (proxy.principalId === null)
          await setPrincipal(
            tx,
            division,
            proxy.id,
            await principalFor(
              tx,
              sealing,
              division,
              { kind: 'person', name: actor.name, number: verified, account: actor.id },
              now(),
            ),
          );
        else {
          const [row] = await findPrincipals(tx, division, { ids: [proxy.principalId] });
          const principal = row && openPrincipal(sealing, row);
          const same =
            principal &&
            (principal.key === actor.id || (verified !== undefined && principal.number === verified));
          if (!same)
            return refuse(
              'proxies.other_person',
              '这份授权写的是另一个人，或您的身份还没有核实。请用统一身份认证登录后再确认，或一起到窗口办理。',
            );
        }
        await writeEvent(context, tx, actor, proxy.id, 2, 'confirmed', '本人用授权码确认');
        await tellOf(
          context,
          tx,
          proxy.id,
          proxy.agent,
          '可以代办了',
          `${actor.name}已确认由您代办。申请时在页面上方选择为谁办理。`,
        );
        return ok({ proxyId: proxy.id });
      },
    );
    return noted(tx, actor, useCase, result);
  });
}

async function verifiedNumber(
  tx: Tx,
  { sealing }: ProxyContext,
  account: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('account_identity')
    .select('number_sealed')
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row && sealing.open(row.number_sealed, `account_identity.number:${account}`);
}

export type WindowForm = {
  readonly proxyId: string;
  readonly agree: boolean;
  /** The principal's number as the clerk reads it from the papers; compared, never shown. */
  readonly number: string;
  /** Which papers were seen, or why it is not confirmed. */
  readonly papers: string;
  readonly requestKey: string;
};

/** A clerk confirms with the papers seen, or refuses with the reason. Nobody confirms what they asked for themselves. */
export async function confirmAtWindow(
  context: ProxyContext,
  actor: Actor,
  form: WindowForm,
): Promise<Confirmed> {
  const { db, division, sealing } = context;
  const useCase = 'proxies.confirm' as const;
  const allowed = authoriseInBody(actor, useCase, null, division);
  if (!allowed.ok) return allowed;
  return db.transaction().execute(async (tx) => {
    const result = await once(
      tx,
      actor,
      { useCase, key: form.requestKey },
      async (): Promise<Result<{ proxyId: string }, ConfirmRefusal>> => {
        const proxy = await lockProxy(tx, division, { id: form.proxyId });
        if (!proxy?.principalId) return refuse('proxies.not_found', '没有这份授权。请从清单重新进入。');
        if (proxy.agent === actorKey(actor))
          return refuse('proxies.self', '这是您自己申请的，请另一位窗口人员核实。');
        if (!isOpen(proxy)) return decided();
        const papers = form.papers.trim().slice(0, 200);
        if (papers === '')
          return refuse('proxies.papers_missing', '请写明核对了哪些证件原件，或为什么不予确认。');
        if (form.agree) {
          const [row] = await findPrincipals(tx, division, { ids: [proxy.principalId] });
          const read = form.number.normalize('NFKC').replace(/\s/gu, '').toUpperCase();
          if (!row?.number_index || !sealing.blindIndexes(read).includes(row.number_index))
            return refuse(
              'proxies.number_wrong',
              '与申请时填写的号码不一致，没有确认。请对照证件原件再录一遍；仍不一致的，请申请人改正后重新申请。',
            );
        }
        await writeEvent(context, tx, actor, proxy.id, 2, form.agree ? 'confirmed' : 'declined', papers);
        await tellOf(
          context,
          tx,
          proxy.id,
          proxy.agent,
          form.agree ? '可以代办了' : '代办没有得到确认',
          form.agree
            ? `窗口已核实您是${KIND_WORDS[proxy.kind]}。申请时在页面上方选择为谁办理。`
            : `窗口没有确认：${papers}。补齐后可以重新申请。`,
        );
        return ok({ proxyId: proxy.id });
      },
    );
    return noted(tx, actor, useCase, result, form.proxyId);
  });
}

/** Whether an authority waits for its code, for the page of whoever asked. */
export const showsCode = (proxy: Authority, context: ProxyContext): boolean =>
  proxy.kind === 'entrusted' &&
  stateOn(proxy, todayOf(context)) === 'asked' &&
  codeIsOpen(proxy, context.now());
