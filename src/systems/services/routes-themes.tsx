/** One matter of several items (一件事): its guide, and the page that follows all its cases. */
import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { dropChild } from './drop-child.ts';
import type { Services } from './file-application.ts';
import { principalNameOf } from './for-whom.ts';
import { NO_THEME, ownTheme } from './own-theme.ts';
import { ThemeGuidePage, ThemePage } from './pages/theme-pages.tsx';
import { themeApplyRoutes } from './routes-theme-apply.tsx';
import { servicesOf } from './services-of.ts';
import { type ThemeOffer, themeOffer } from './theme-offer.ts';
import { viewTheme } from './theme-view.ts';

const division = DIVISION_XIXIA;

export async function themeRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const services = servicesOf(context);
  guideRoutes(app, services);
  await themeApplyRoutes(app, services);
  ownRoutes(app, services);
}

function guideRoutes(app: FastifyInstance, services: Services): void {
  app.get<{ Params: { code: string } }>(
    '/services/themes/:code',
    { config: { policy: 'permits.read' } },
    async (request, reply) => {
      const offered = await themeOffer(services.db, request.params.code);
      if (!offered.ok) return answerRefusal(request, reply, offered.error);
      return reply.page(
        <ThemeGuidePage
          view={request.view()}
          offer={offered.value}
          materials={everyMaterial(offered.value)}
        />,
      );
    },
  );
}

/** Every material of every item, whatever will be answered, with the situation in which it is asked. */
function everyMaterial({ theme, needs }: ThemeOffer) {
  const short = (code: string) => theme.parts.find((p) => p.code === code)?.short ?? '';
  return [...needs].flatMap(([name, all]) => {
    const handed = all.filter((n) => n.passedOn === null && n.material.need !== '非必要');
    const [first] = handed;
    const always = handed.some((n) => n.when === null);
    return first
      ? [
          {
            name,
            forItems: handed.map((n) => short(n.code)).join('、'),
            when: always ? null : (first.when?.says ?? null),
          },
        ]
      : [];
  });
}

function ownRoutes(app: FastifyInstance, services: Services): void {
  type Own = { Params: { id: string }; Querystring: { filed?: string } };
  const show = async (
    request: Request,
    reply: Reply,
    id: string,
    said: { filed?: boolean; error?: string; status?: number } = {},
  ) => {
    const found = isId(id) ? await ownTheme(services, request.actor, division, id) : NO_THEME;
    if (!found.ok) return answerRefusal(request, reply, found.error);
    const { status, filed = false, error } = said;
    return reply.page(
      <ThemePage
        view={request.view()}
        forWhom={await principalNameOf(services, request.actor, found.value.row.applicant)}
        shown={viewTheme(found.value, (services.now ?? Temporal.Now.instant)(), services.calendar)}
        filed={filed}
        error={error}
      />,
      status === undefined ? {} : { status },
    );
  };

  app.get<Own>('/me/themes/:id', { config: { policy: 'services.case.read_own' } }, (request, reply) =>
    show(request, reply, request.params.id, { filed: request.query.filed === '1' }),
  );

  app.post<Own>(
    '/me/themes/:id/drop',
    { config: { policy: 'services.case.act_own' } },
    async (request, reply) => {
      const { id } = request.params;
      const { code = '', seen = '' } = readFields(request.body);
      const dropped = isId(id)
        ? await dropChild(services, request.actor, { division, id, code, seen: Number(seen) })
        : NO_THEME;
      if (!dropped.ok)
        return show(request, reply, id, {
          error: dropped.error.message,
          status: statusOf(dropped.error.code),
        });
      return reply.redirect(`/me/themes/${id}`, 303);
    },
  );
}
