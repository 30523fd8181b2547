import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { authorise } from '#platform/people/policy.ts';
import { readFields, readValues } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { statusOf } from '#web/http/refusals.tsx';
import { decideAliases, listBodies } from './desk/bodies.ts';
import { BodiesPage } from './pages/desk/bodies-page.tsx';

/** Names of bodies, and the decision on each. */
export function bodyRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;

  app.get('/desk/bodies', { config: { policy: 'desk.read' } }, (request, reply) => {
    const { changed } = readFields(request.query);
    return bodiesPage(context, request, reply, changed ? { changed } : {});
  });

  app.post('/desk/bodies', { config: { policy: 'documents.body.decide_alias' } }, async (request, reply) => {
    const { body = '', verdict } = readFields(request.body);
    if (!isId(body) || (verdict !== 'decided' && verdict !== 'refused'))
      return bodiesPage(context, request, reply, {
        error: '页面内容不完整，没有改动。请从下面的清单重新选择。',
        status: 422,
      });
    const aliases = readValues(request.body, 'alias').map((value) => {
      const at = value.indexOf(':');
      return { seen: value.slice(0, at), key: value.slice(at + 1) };
    });
    const result = await decideAliases({ db }, request.actor, { bodyId: body, verdict, aliases });
    if (!result.ok)
      return bodiesPage(context, request, reply, {
        error: result.error.message,
        status: statusOf(result.error.code),
      });
    return reply.redirect(`/desk/bodies?changed=${body}`, 303);
  });
}

async function bodiesPage(
  context: Context,
  request: Request,
  reply: Reply,
  told: { changed?: string; error?: string; status?: number },
): Promise<Reply> {
  const bodies = await listBodies(context.store.db);
  return reply.page(
    <BodiesPage
      view={request.view()}
      bodies={bodies}
      mayDecide={authorise(request.actor, 'documents.body.decide_alias').ok}
      changed={bodies.find((body) => body.id === told.changed)?.name}
      error={told.error}
    />,
    told.status ? { status: told.status } : {},
  );
}
