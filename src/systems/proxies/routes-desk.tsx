/** The window confirms who may act for whom, with the papers on the table. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import type { Refusal } from '#base/result.ts';
import { authoriseInBody } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { statusOf } from '#web/http/refusals.tsx';
import { confirmAtWindow } from './confirm-proxy.ts';
import { proxyContext } from './context.ts';
import { DeskProxiesPage } from './pages/desk-proxies-page.tsx';
import { waitingAtWindow } from './queries.ts';
import { viewAll } from './view-proxies.ts';

const FIELDS: Readonly<Record<string, string>> = {
  'proxies.number_wrong': 'number',
  'proxies.papers_missing': 'papers',
};

export function proxyDeskRoutes(app: FastifyInstance, context: Context): void {
  const proxies = proxyContext(context);
  const show = async (
    request: Request,
    reply: Reply,
    told: { done?: string; error?: Refusal; id?: string; papers?: string } = {},
  ) => {
    const { error, id = '' } = told;
    const field = error && FIELDS[error.code];
    return reply.page(
      <DeskProxiesPage
        view={request.view()}
        waiting={await viewAll(proxies, await waitingAtWindow(proxies.db, proxies.division), true)}
        requestKey={newId()}
        may={authoriseInBody(request.actor, 'proxies.confirm', null).ok}
        done={told.done}
        wrong={id}
        papers={told.papers ?? ''}
        errors={error ? [{ field: field ? `${field}-${id}` : null, message: error.message }] : []}
      />,
      error ? { status: statusOf(error.code) } : {},
    );
  };

  app.get('/desk/proxies', { config: { policy: 'proxies.read' } }, (request, reply) => {
    const { confirmed, declined } = readFields(request.query);
    return show(
      request,
      reply,
      confirmed ? { done: '已确认，申请人马上可以代办' } : declined ? { done: '已告知申请人' } : {},
    );
  });

  app.post<{ Params: { id: string } }>(
    '/desk/proxies/:id',
    { config: { policy: 'proxies.confirm' } },
    async (request, reply) => {
      const { number = '', papers = '', agree = '', requestKey = '' } = readFields(request.body);
      const { id } = request.params;
      const form = {
        proxyId: isId(id) ? id : newId(),
        agree: agree === 'yes',
        number,
        papers,
        requestKey,
      };
      const confirmed = await confirmAtWindow(proxies, request.actor, form);
      if (!confirmed.ok) return show(request, reply, { error: confirmed.error, id, papers });
      return reply.redirect(`/desk/proxies?${form.agree ? 'confirmed' : 'declined'}=1`, 303);
    },
  );
}
