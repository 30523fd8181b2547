/** One's own page of authorities: asking, confirming, appointing, ending. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import type { Refusal } from '#base/result.ts';
import type { Actor } from '#platform/people/actor.ts';
import { listItems } from '#systems/permits/index.ts';
import type { FieldError } from '#web/components/error-summary.tsx';
import { readFields, readValues } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { appointAgent } from './appoint-agent.ts';
import { askProxy } from './ask-proxy.ts';
import { confirmByCode } from './confirm-proxy.ts';
import { proxyContext } from './context.ts';
import { MyProxiesPage } from './pages/my-proxies-page.tsx';
import {
  AppointPage,
  ASK_TITLES,
  type AskKind,
  AskPage,
  ConfirmPage,
  type FormValues,
} from './pages/proxy-forms.tsx';
import { findByCode } from './queries.ts';
import { revokeProxy } from './revoke-proxy.ts';
import { viewAll, viewProxies } from './view-proxies.ts';
import { readCode } from './window-code.ts';
import { isOpen } from './write-proxy.ts';

const READ = { config: { policy: 'proxies.read_own' as const } };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

const DONE: Readonly<Record<string, string>> = {
  asked: '申请已经记下',
  agreed: '已同意由对方代办',
  declined: '已告知对方您不同意',
  appointed: '经办人已指定，马上可以办事',
  ended: '授权已结束',
};

/** The field that a refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'proxies.name_missing': 'name',
  'proxies.number_wrong': 'number',
  'proxies.grown_up': 'number',
  'proxies.self': 'number',
  'proxies.already': 'number',
  'proxies.end_wrong': 'lastDay',
  'proxies.items_missing': 'scope',
  'proxies.no_account': 'phone',
  'proxies.not_found': 'code',
  'proxies.code_lapsed': 'code',
};
const errorsOf = (error: Refusal | undefined): FieldError[] =>
  error ? [{ field: FIELDS[error.code] ?? null, message: error.message }] : [];

function valuesOf(body: unknown): FormValues {
  const { name = '', number = '', phone = '', lastDay = '', scope = '' } = readFields(body);
  return {
    name,
    number,
    phone,
    lastDay,
    scope,
    items: readValues(body, 'items').filter(Boolean).slice(0, 200),
  };
}
const itemsOf = (values: FormValues): readonly string[] | null =>
  values.scope === 'all' ? null : values.items;
const isKind = (text: string): text is AskKind => Object.hasOwn(ASK_TITLES, text);

export function proxyRoutes(app: FastifyInstance, context: Context): void {
  const proxies = proxyContext(context);
  const { db, division, codes } = proxies;

  const show = async (
    request: Request,
    reply: Reply,
    told: { done?: string | undefined; error?: Refusal; code?: string } = {},
  ) =>
    reply.page(
      <MyProxiesPage
        view={request.view()}
        proxies={await viewProxies(proxies, accountOf(request.actor))}
        requestKey={newId()}
        done={told.done}
        code={told.code ?? ''}
        errors={errorsOf(told.error)}
      />,
      told.error ? { status: statusOf(told.error.code) } : {},
    );

  app.get('/me/proxies', READ, (request, reply) => {
    const asked = Object.keys(readFields(request.query)).find((name) => Object.hasOwn(DONE, name));
    return show(request, reply, { done: asked && DONE[asked] });
  });

  app.get('/me/proxies/ask', READ, async (request, reply) => {
    const { kind = '' } = readFields(request.query);
    if (!isKind(kind)) return reply.redirect('/me/proxies', 303);
    return reply.page(
      <AskPage
        view={request.view()}
        kind={kind}
        items={await listItems(db)}
        values={valuesOf({})}
        requestKey={newId()}
      />,
    );
  });

  app.post('/me/proxies/ask', { config: { policy: 'proxies.ask' } }, async (request, reply) => {
    const { kind = '', requestKey = '' } = readFields(request.body);
    if (!isKind(kind)) return reply.redirect('/me/proxies', 303);
    const values = valuesOf(request.body);
    const asked = await askProxy(proxies, request.actor, {
      kind,
      ...values,
      items: itemsOf(values),
      requestKey,
    });
    if (asked.ok) return reply.redirect('/me/proxies?asked=1', 303);
    return reply.page(
      <AskPage
        view={request.view()}
        kind={kind}
        items={await listItems(db)}
        values={values}
        requestKey={newId()}
        errors={errorsOf(asked.error)}
      />,
      { status: statusOf(asked.error.code) },
    );
  });

  const appointPage = async (
    request: Request,
    reply: Reply,
    principalId: string,
    values: FormValues,
    error?: Refusal,
  ) => {
    const { enterprises } = await viewProxies(proxies, accountOf(request.actor));
    const principal = enterprises.find((e) => e.id === principalId);
    if (!principal)
      return answerRefusal(
        request,
        reply,
        error ?? {
          code: 'proxies.not_found',
          message: '您现在不是这家企业的法定代表人。请从“代办”查看。',
        },
      );
    return reply.page(
      <AppointPage
        view={request.view()}
        principal={principal}
        items={await listItems(db)}
        values={values}
        requestKey={newId()}
        errors={errorsOf(error)}
      />,
      error ? { status: statusOf(error.code) } : {},
    );
  };
  app.get('/me/proxies/appoint', { config: { policy: 'proxies.appoint' } }, (request, reply) =>
    appointPage(request, reply, readFields(request.query).for ?? '', valuesOf({})),
  );
  app.post('/me/proxies/appoint', { config: { policy: 'proxies.appoint' } }, async (request, reply) => {
    const { principalId = '', requestKey = '' } = readFields(request.body);
    const values = valuesOf(request.body);
    const form = { principalId, ...values, items: itemsOf(values), requestKey };
    const appointed = await appointAgent(proxies, request.actor, form);
    if (appointed.ok) return reply.redirect('/me/proxies?appointed=1', 303);
    return appointPage(request, reply, principalId, values, appointed.error);
  });

  app.get('/me/proxies/confirm', READ, async (request, reply) => {
    const { code: typed = '' } = readFields(request.query);
    const code = readCode(typed);
    const proxy = code === '' ? undefined : await findByCode(db, division, codes.blindIndexes(code));
    if (!proxy || !isOpen(proxy) || proxy.agent === accountOf(request.actor))
      return show(request, reply, {
        code: typed,
        error: {
          code: 'proxies.not_found',
          message: '没有这个授权码，或它已经用过。请向对方逐位核对；您自己申请的，请交给对方确认。',
        },
      });
    const [line] = await viewAll(proxies, [proxy], true);
    if (!line) return reply.redirect('/me/proxies', 303);
    return reply.page(<ConfirmPage view={request.view()} line={line} code={code} requestKey={newId()} />);
  });

  app.post('/me/proxies/confirm', { config: { policy: 'proxies.confirm_own' } }, async (request, reply) => {
    const { code = '', agree = '', requestKey = '' } = readFields(request.body);
    const form = { code, agree: agree === 'yes', requestKey };
    const confirmed = await confirmByCode(proxies, request.actor, form);
    if (confirmed.ok) return reply.redirect(`/me/proxies?${form.agree ? 'agreed' : 'declined'}=1`, 303);
    return show(request, reply, { code, error: confirmed.error });
  });

  app.post<{ Params: { id: string } }>(
    '/me/proxies/:id/end',
    { config: { policy: 'proxies.revoke' } },
    async (request, reply) => {
      const { requestKey = '', reason = '' } = readFields(request.body);
      const { id } = request.params;
      const ended = await revokeProxy(proxies, request.actor, {
        proxyId: isId(id) ? id : newId(),
        reason,
        requestKey,
      });
      if (!ended.ok) return show(request, reply, { error: ended.error });
      return reply.redirect('/me/proxies?ended=1', 303);
    },
  );
}
