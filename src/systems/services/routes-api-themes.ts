/** Matters of several items (一件事) as data: what they ask, taking one in at the window, following it. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { findCase } from '#engines/procedure/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { bundleForm, promisedDaysOf } from '#systems/permits/index.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { NO_THEME, readTheme } from './advance-theme.ts';
import { FiledOut, Refused } from './api-schema.ts';
import { ThemeCaseOut, ThemeIntakeIn, ThemeOut } from './api-schema-intake.ts';
import { applicantAtWindow } from './applicant.ts';
import { rolesIn } from './case-roles.ts';
import type { Answers, Services } from './file-application.ts';
import { fileTheme, themeOffer } from './file-theme.ts';
import { findThemeCase } from './queries-themes.ts';
import { viewTheme } from './theme-view.ts';

const division = DIVISION_XIXIA;
const tags = ['cases'];

/** The applicant's own section under the name that it has in every item: whoever they are is found by it. */
const applicantOf = (answers: Answers): Answers => ({
  applicant: Object.entries(answers).find(([name]) => name.endsWith('-applicant'))?.[1] ?? {},
});

export function themeApiRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/services/themes/:code',
    {
      config: { policy: 'permits.read' },
      schema: {
        tags,
        summary: 'What a matter of several items asks; `with`: the optional items, separated by commas',
        response: { 200: ThemeOut, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof ThemeOut> | Reply> => {
      const { code } = request.params as { code: string };
      const { with: chosen = '' } = request.query as { with?: string };
      const offered = await themeOffer(services.db, code, String(chosen).split(','));
      const whole = await themeOffer(services.db, code);
      if (!offered.ok || !whole.ok)
        return answerRefusal(request, reply, offered.ok ? NO_THEME.error : offered.error);
      const { theme, items, asked } = offered.value;
      return {
        code: theme.code,
        title: theme.title,
        about: theme.about,
        parts: whole.value.theme.parts.flatMap((part) => {
          const offer = whole.value.offers.get(part.code);
          return offer
            ? [
                {
                  ...part,
                  name: offer.item.name,
                  version: offer.version,
                  bodies: offer.item.implementers,
                  promisedDays: offer.item.promisedDays,
                },
              ]
            : [];
        }),
        promisedDays: promisedDaysOf(theme, items),
        form: bundleForm(asked.form),
      };
    },
  );

  app.post(
    '/api/desk/themes/:code',
    {
      config: { policy: 'services.case.act' },
      schema: {
        tags,
        summary: 'Takes in a matter of several items from somebody who stands at the window',
        body: ThemeIntakeIn,
        response: { 200: FiledOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof FiledOut> | Reply> => {
      const intake = request.body as z.infer<typeof ThemeIntakeIn>;
      const filed = await fileTheme(services, request.actor, {
        division,
        themeCode: (request.params as { code: string }).code,
        ...intake,
        materials: {},
        licences: {},
        channel: 'window',
        applicant: await applicantAtWindow(services, applicantOf(intake.answers)),
      });
      if (filed.ok) return filed.value;
      return reply
        .code(statusOf(filed.error.code))
        .send({ error: filed.error, ...(filed.fields && { fields: filed.fields }) });
    },
  );

  app.get(
    '/api/desk/themes/cases/:id',
    {
      config: { policy: 'services.case.read' },
      schema: { tags, summary: 'A matter and all its cases', response: { 200: ThemeCaseOut, 404: Refused } },
    },
    async (request, reply): Promise<z.infer<typeof ThemeCaseOut> | Reply> => {
      const { id } = request.params as { id: string };
      const row = isId(id) ? await findThemeCase(services.db, division, id) : undefined;
      const reading = row && (await readTheme(services, services.db, row));
      const seen =
        reading &&
        (await handlesOne(
          request,
          [...reading.cases.values()].map((c) => c?.id),
        ));
      if (!reading || !seen) return answerRefusal(request, reply, NO_THEME.error);
      const view = viewTheme(reading, (services.now ?? Temporal.Now.instant)(), services.calendar);
      return {
        ...view,
        undated: [...view.undated],
        children: view.children.map((c) => ({ ...c, after: [...c.after] })),
        events: view.events.map((e) => ({ ...e, at: e.at.toString() })),
      };
    },
  );

  /** Whoever has a part in one of its cases sees the whole. */
  async function handlesOne(request: Request, ids: readonly (string | undefined)[]): Promise<boolean> {
    for (const id of ids) {
      const file = id ? await findCase(services.db, division, id) : undefined;
      if (file && rolesIn(request.actor, file).length > 0) return true;
    }
    return false;
  }
}
