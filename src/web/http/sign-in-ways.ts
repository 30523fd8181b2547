/** What every way of signing in shares: where one goes on, whose browser it is, and its cookies. */
import type { Actor } from '#platform/people/actor.ts';
import type { Client } from '#platform/people/attempts.ts';
import type { Reply, Request } from './context.ts';

/** Only a path of this site: never another host. */
export const ownPath = (back: unknown, otherwise = ''): string =>
  typeof back === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(back) && !/^\/(login|register)/.test(back)
    ? back
    : otherwise;

/** Where somebody begins who has not said where to. */
export function homeOf(actor: Actor): string {
  const roles = actor.kind === 'account' ? actor.roles.map((r) => r.role) : [];
  if (roles.includes('editor') || roles.includes('administrator')) return '/desk';
  return roles.includes('official') ? '/desk/cases' : '/me';
}

export const setCookies = (reply: Reply, cookies: readonly string[]) => {
  for (const value of cookies) reply.header('set-cookie', value);
};

/** What is known of the browser that asks. */
export const clientOf = (request: Request): Client => ({
  cookie: request.headers.cookie,
  address: request.ip,
  agent: request.headers['user-agent'],
});
