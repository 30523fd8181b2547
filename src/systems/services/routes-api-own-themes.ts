/** Matters of several items (一件事) as their applicant has them, over the API: filing, following, dropping an item. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Reply } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import type { ThemeReading } from './advance-theme.ts';
import { FiledOut, Refused } from './api-schema.ts';
import { DropIn, OwnThemeIn, OwnThemeList, OwnThemeOut } from './api-schema-own.ts';
import { dropChild } from './drop-child.ts';
import type { Services } from './file-application.ts';
import { filesByMaterial, fileTheme } from './file-theme.ts';
import { checkPrincipal, standingsNow, themesMine } from './for-whom.ts';
import { NO_THEME, ownTheme } from './own-theme.ts';
import { chosenPrincipal, principalsOfTheme, themePath } from './theme-for-whom.ts';
import { themeOffer } from './theme-offer.ts';
import { viewTheme } from './theme-view.ts';

const division = DIVISION_XIXIA;
const tags = ['applicants'];

export function ownThemeRoutes(app: FastifyInstance, services: Services): void {
  fileRoute(app, services);
  followRoutes(app, services);
}

function fileRoute(app: FastifyInstance, services: Services): void {
  app.post(
    '/api/me/themes/:code',
    {
      config: { policy: 'services.case.file' },
      schema: {
        tags,
        summary: 'Files a matter of several items: its first cases are open when this is answered',
        body: OwnThemeIn,
        response: { 200: FiledOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof FiledOut> | Reply> => {
      const { materials, principal: named, ...sent } = request.body as z.infer<typeof OwnThemeIn>;
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const { code } = request.params as { code: string };
      const offered = await themeOffer(services.db, code, sent.chosen);
      if (!offered.ok) return answerRefusal(request, reply, offered.error);
      const { actor } = request;
      const principals = named ? await standingsNow(services, actor) : [];
      const chosen = chosenPrincipal(
        principalsOfTheme(principals, offered.value.items),
        named,
        `${themePath(code)}/apply?for=self`,
      );
      if (!chosen.ok) return answerRefusal(request, reply, chosen.error);
      const { asked } = offered.value;
      const wrong = chosen.value ? checkPrincipal(sent.answers, chosen.value, asked.applicant) : [];
      if (wrong.length > 0)
        return answerRefusal(
          request,
          reply,
          { code: 'services.answers', message: wrong.map((f) => f.message).join('') },
          wrong,
        );
      const filed = await fileTheme(services, actor, {
        ...sent,
        division,
        themeCode: code,
        materials: filesByMaterial(materials),
        channel: 'api',
        applicant: chosen.value?.key ?? (actor.kind === 'account' ? actor.id : ''),
        requestKey: key.value,
      });
      if (filed.ok) return filed.value;
      return answerRefusal(request, reply, filed.error, filed.fields);
    },
  );
}

function followRoutes(app: FastifyInstance, services: Services): void {
  type Params = { id: string };

  app.get(
    '/api/me/themes',
    {
      config: { policy: 'services.case.read_own' },
      schema: {
        tags,
        summary: 'Matters of one’s own and of those for whom one acts in all of them, the newest first',
        response: { 200: OwnThemeList },
      },
    },
    async (request): Promise<z.infer<typeof OwnThemeList>> => {
      const mine = await themesMine(services, request.actor, await standingsNow(services, request.actor));
      return {
        themes: mine.map(({ id, number, theme, opened_at, closed_at }) => ({
          ...{ id, number, title: theme.title },
          openedAt: opened_at.toISOString(),
          ended: closed_at !== null,
        })),
      };
    },
  );

  app.get(
    '/api/me/themes/cases/:id',
    {
      config: { policy: 'services.case.read_own' },
      schema: {
        tags,
        summary: 'A matter of one’s own: where each of its items stands',
        response: { 200: OwnThemeOut, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof OwnThemeOut> | Reply> => {
      const { id } = request.params as Params;
      const found = isId(id) ? await ownTheme(services, request.actor, division, id) : NO_THEME;
      return found.ok ? shown(found.value) : answerRefusal(request, reply, found.error);
    },
  );

  app.post(
    '/api/me/themes/cases/:id/drop',
    {
      config: { policy: 'services.case.act_own' },
      schema: {
        tags,
        summary: 'An item that is not filed yet is no longer wanted; dropping it again changes nothing',
        body: DropIn,
        response: { 200: OwnThemeOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof OwnThemeOut> | Reply> => {
      const { id } = request.params as Params;
      const drop = request.body as z.infer<typeof DropIn>;
      const dropped = isId(id)
        ? await dropChild(services, request.actor, { division, id, ...drop })
        : NO_THEME;
      if (!dropped.ok) return answerRefusal(request, reply, dropped.error);
      const found = await ownTheme(services, request.actor, division, id);
      return found.ok ? shown(found.value) : answerRefusal(request, reply, found.error);
    },
  );

  function shown(reading: ThemeReading): z.infer<typeof OwnThemeOut> {
    const view = viewTheme(reading, (services.now ?? Temporal.Now.instant)(), services.calendar);
    return {
      ...view,
      openedAt: reading.row.opened_at.toISOString(),
      undated: [...view.undated],
      children: view.children.map((c) => ({ ...c, after: [...c.after] })),
      events: view.events.map((e) => ({ ...e, at: e.at.toString() })),
    };
  }
}
