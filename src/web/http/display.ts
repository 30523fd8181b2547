import type { FastifyInstance } from 'fastify';
import type { Config } from '#base/config.ts';
import { DISPLAY_COOKIE, formatDisplay, parseDisplay, parseDisplayQuery } from '#web/components/display.ts';
import type { View } from '#web/components/view.ts';
import type { Request } from './context.ts';

const YEAR_SECONDS = 365 * 24 * 3600;

const ROLE_NAMES = { editor: '公报编辑', administrator: '系统管理', official: '政务服务' } as const;

/** What every page knows of a request. */
export function viewOf(request: Request, config: Config): View {
  const { actor } = request;
  return {
    site: { name: config.siteName, organ: config.siteOrgan, origin: config.publicUrl },
    display: parseDisplay(request.cookies[DISPLAY_COOKIE]),
    path: request.url,
    account:
      actor?.kind === 'account'
        ? {
            name: actor.name,
            role: actor.roles.map((r) => ROLE_NAMES[r.role]).join('、') || '居民',
            administrator: actor.roles.some((r) => r.role === 'administrator'),
          }
        : undefined,
    banner: config.demo ? '这是试用站点：演示账号的口令是公开的，请勿存放真实资料。' : undefined,
  };
}

/** `/display?large=1&contrast=0&back=/…`: sets type size and contrast, and returns. Works without script. */
export function registerDisplay(app: FastifyInstance): void {
  app.get('/display', { config: { policy: 'web.display' } }, (request, reply) => {
    const { display, back } = parseDisplayQuery(request.query as Record<string, unknown>);
    reply.setCookie(DISPLAY_COOKIE, formatDisplay(display), {
      path: '/',
      maxAge: YEAR_SECONDS,
      sameSite: 'lax',
      httpOnly: true,
    });
    return reply.redirect(back, 303);
  });
}
