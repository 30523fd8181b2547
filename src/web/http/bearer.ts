/** Requests of other systems: `Authorization: Bearer gbk_…`. */
import { ok, type Result } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { actorOfKey, type KeyRefusal, noteKeyUse } from '#platform/keys/index.ts';
import { type ActingKey, type Actor, actorKey } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Context, Request } from './context.ts';

export const ON_BEHALF_OF = 'gongbao-on-behalf-of';

/** The key that a request bears; undefined: none, and cookies count. */
export const bearerOf = ({ headers }: Request): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

export async function readBearer(
  { store }: Context,
  request: Request,
  bearer: string,
): Promise<Result<Actor, KeyRefusal>> {
  const named = request.headers[ON_BEHALF_OF];
  const onBehalfOf = typeof named === 'string' ? named : undefined;
  return actorOfKey(store.db, DIVISION_XIXIA, bearer, onBehalfOf, Temporal.Now.instant());
}

export const keyOf = (actor: Actor | null): ActingKey | undefined =>
  actor?.kind === 'account' ? actor.key : undefined;

/** Writes down that a key was used, for what, with which outcome. Before the answer is sent: no use is without a line. */
export async function auditKeyUse({ store }: Context, request: Request, status: number): Promise<void> {
  const key = keyOf(request.actor);
  const useCase = request.routeOptions.config.policy;
  if (!key || !useCase) return;
  await audit(
    store.db,
    { kind: 'account', id: `key:${key.id}`, name: key.name, roles: [] },
    {
      useCase,
      // What was done for a person stands in that person's record too.
      subject: key.authority === undefined ? `key:${key.id}` : `account:${actorKey(request.actor)}`,
      outcome: status < 400 ? 'done' : `refused:${status}`,
      detail: {
        method: request.method,
        route: request.routeOptions.url ?? '',
        status,
        ...(key.authority !== undefined && { authority: key.authority }),
      },
    },
  );
  await noteKeyUse(store.db, DIVISION_XIXIA, key.id, Temporal.Now.instant());
}

/** Whether a request may still do what it was let in for: its key or its session may have ended meanwhile. */
export async function actorAgain(context: Context, request: Request): Promise<Result<Actor, string>> {
  const bearer = bearerOf(request);
  return bearer === undefined
    ? ok(await context.signIn.actorOf(request.headers.cookie))
    : readBearer(context, request, bearer);
}
