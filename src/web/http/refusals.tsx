import type { FastifyError, FastifyInstance } from 'fastify';
import type { Refusal } from '#base/result.ts';
import { findStoreFailure } from '#platform/store/store-failure.ts';
import { ErrorPage } from '#web/pages/error-page.tsx';
import { KeptFormPage, type SentFields } from '#web/pages/kept-form-page.tsx';
import { StepUpPage } from '#web/pages/step-up-page.tsx';
import type { Reply, Request } from './context.ts';
import { READING } from './origin.ts';

/** The one translator from refusals to HTTP: by the code's last word, else 422. */
export function statusOf(code: string): number {
  if (code === 'policy.sign_in' || code === 'keys.wrong' || code === 'keys.ended') return 401;
  if (code === 'keys.authority') return 403;
  if (code === 'web.request_key') return 400;
  if (code === 'policy.denied' || code === 'policy.level' || code === 'web.foreign_origin') return 403;
  const word = code.slice(code.lastIndexOf('.') + 1);
  if (word === 'not_found') return 404;
  if (word === 'stale' || word === 'conflict' || word === 'under_way') return 409;
  if (word === 'too_large') return 413;
  if (word === 'too_many') return 429;
  return 422;
}

/** Whether the asker wants a page rather than data. */
const wantsPage = (request: Request): boolean =>
  request.headers.authorization === undefined &&
  !request.url.startsWith('/api/') &&
  (request.headers.accept ?? 'text/html').includes('text/html');

/**
 * Answers an expected refusal: a page that says what to do next, or JSON `{ error: { code, message, basis? }, fields? }`.
 * @param fields what is wrong with each field of a form, for programs; pages show their form again instead
 */
export function answerRefusal(
  request: Request,
  reply: Reply,
  error: Refusal,
  fields?: readonly { readonly field: string | null; readonly message: string }[],
): Reply {
  const status = statusOf(error.code);
  if (!wantsPage(request)) {
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    return reply.code(status).send({ error, ...(fields && { fields }) });
  }
  if (status === 401 && request.method === 'GET') {
    return reply.redirect(`/login?back=${encodeURIComponent(request.url)}`, 303);
  }
  if (error.code === 'policy.level')
    return reply.page(
      <StepUpPage view={request.view()} message={error.message} back={askedFrom(request)} />,
      {
        status,
      },
    );
  const sent = status === 401 ? sentFields(request) : [];
  if (sent.length > 0)
    return reply.page(
      <KeptFormPage
        view={request.view()}
        title="登录已过期"
        message="没有登录，或登录已过期，这次还没有提交。您填写的内容都在这一页里，没有丢失。"
        action={request.url}
        fields={sent}
        signIn
      />,
      { status },
    );
  return reply.page(<ErrorPage view={request.view()} status={status} message={error.message} />, { status });
}

/** The page of this site from which a request came: where one goes on. */
function askedFrom(request: Request): string {
  if (request.method === 'GET') return request.url;
  const from = request.headers.referer ?? '';
  const url = URL.canParse(from) ? new URL(from) : undefined;
  return url?.host === request.host ? `${url.pathname}${url.search}` : '/me';
}

/** The fields of a form that was sent, to be sent again; none of a file's, of a reading request, or of a secret. */
function sentFields({ method, headers, body }: Request): SentFields {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  if (method !== 'POST' || !isForm || body === null || typeof body !== 'object') return [];
  const fields = Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, typeof one === 'string' ? one : '']),
  );
  return fields.some(([name]) => name === 'password') ? [] : fields;
}

const FRAMEWORK_MESSAGES: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: '内容太大，未能接收。请缩小后再试。',
  FST_REQ_FILE_TOO_LARGE: '文件太大，未能接收。请缩小后再试。',
  FST_ERR_VALIDATION: '填写的内容有误，请改正后再试。',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: '不支持这种提交方式。',
};

/** A connection that breaks while it commits leaves open whether it did; what is sent again has a key and is done once. */
const AWAY = {
  reading: '数据库暂时连不上，这一页现在显示不出来。请稍候片刻再打开。',
  command: '数据库暂时连不上，这次操作可能没有办成。请稍候片刻再提交一次：同一份内容不会办两次。',
};

/** Pages for what nobody expected, for unknown addresses, and for the framework's own refusals. */
export function registerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) =>
    answerRefusal(request, reply, {
      code: 'web.not_found',
      message: '没有这个页面。地址可能有误，或内容已移走。请从首页或检索进入。',
    }),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message =
        FRAMEWORK_MESSAGES[error.code] ??
        (status === 429 ? '操作太频繁，请一分钟后再试。' : '请求有误，请返回重试。');
      // The limiter's refusal has no code of its own.
      const code = error.code ?? (status === 429 ? 'web.too_many' : 'web.request');
      if (!wantsPage(request)) return reply.code(status).send({ error: { code, message } });
      return reply.page(<ErrorPage view={request.view()} status={status} message={message} />, { status });
    }
    request.log.error({ err: error }, 'unexpected');
    const unavailable = findStoreFailure(error)?.code === 'store.away';
    const code = unavailable ? 503 : 500;
    const message = unavailable
      ? AWAY[READING.has(request.method) ? 'reading' : 'command']
      : `程序出错，已经记录。请稍后再试；仍不行请告诉管理员编号 ${request.id}。`;
    if (unavailable) reply.header('retry-after', '10');
    if (!wantsPage(request))
      return reply
        .code(code)
        .send({ error: { code: unavailable ? 'store.unavailable' : 'web.unexpected', message } });
    const fields = sentFields(request);
    if (fields.length > 0)
      return reply.page(
        <KeptFormPage
          view={request.view()}
          title={unavailable ? '暂时不能服务' : '程序出错'}
          message={`${message}您填写的内容都在这一页里，没有丢失。`}
          action={request.url}
          fields={fields}
          signIn={false}
        />,
        { status: code },
      );
    return reply.page(<ErrorPage view={request.view()} status={code} message={message} />, { status: code });
  });
}
