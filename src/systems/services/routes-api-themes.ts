/** Matters of several items (一件事) as data: what they ask, taking one in at the window, following it. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { findCase } from '#engines/procedure/index.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import {
  bundleForm,
  type Item,
  promisedDaysOf,
  readThemes,
  receivingBodies,
  roundsOf,
  type Theme,
} from '#systems/permits/index.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import type { Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { readTheme, type ThemeReading } from './advance-theme.ts';
import { FiledOut, Refused } from './api-schema.ts';
import { ThemeCaseOut, ThemeIntakeIn, ThemeList, ThemeOut, WindowDropIn } from './api-schema-intake.ts';
import { applicantAtWindow } from './applicant.ts';
import { rolesIn } from './case-roles.ts';
import { DROPPABLE, dropChildAtWindow, maySpeakForIt, THEME_NOT_HANDLED } from './drop-child.ts';
import type { Answers, Services } from './file-application.ts';
import { filesByMaterial, fileTheme, type ThemeContent } from './file-theme.ts';
import { findThemeCase, themePlace } from './queries-themes.ts';
import { type ThemeOffer, themeOffer } from './theme-offer.ts';
import { viewTheme } from './theme-view.ts';

const division = DIVISION_XIXIA;
const tags = ['cases'];

/** What whoever applies stated of themselves, under the name that it has in every item. */
const applicantOf = (theme: Theme | undefined, answers: Answers): Answers => {
  const stated = (theme ? roundsOf(theme).flat() : []).map((code) => answers[`${code}-applicant`]);
  return { applicant: stated.find((section) => section !== undefined) ?? {} };
};

export function themeApiRoutes(app: FastifyInstance, services: Services): void {
  offerRoutes(app, services);
  intakeRoute(app, services);
  caseRoutes(app, services);
}

function offerRoutes(app: FastifyInstance, { db }: Services): void {
  app.get(
    '/api/services/themes',
    {
      config: { policy: 'permits.read' },
      schema: {
        tags,
        summary: 'Matters of several items that can be applied for',
        response: { 200: ThemeList },
      },
    },
    async (): Promise<z.infer<typeof ThemeList>> => {
      const offers = await Promise.all(readThemes().map(({ code }) => themeOffer(db, code)));
      return {
        // A matter of which an item has left the list cannot be applied for.
        themes: offers.flatMap((offered) => (offered.ok ? [themeLine(offered.value)] : [])),
      };
    },
  );

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
      const offered = await themeOffer(db, code, String(chosen).split(','));
      const whole = await themeOffer(db, code);
      if (!offered.ok) return answerRefusal(request, reply, offered.error);
      if (!whole.ok) return answerRefusal(request, reply, whole.error);
      return themeOut(offered.value, whole.value);
    },
  );
}

const themeLine = ({ theme: { code, title, about, parts }, items }: ThemeOffer) => ({
  code,
  title,
  about,
  parts: parts.map((part) => {
    const item = items.get(part.code) as Item;
    return { code: part.code, short: part.short, name: item.name, keywords: item.keywords };
  }),
});

/** @param whole with all optional parts: which there are to choose from */
function themeOut({ theme, items, asked, needs }: ThemeOffer, whole: ThemeOffer): z.infer<typeof ThemeOut> {
  return {
    code: theme.code,
    title: theme.title,
    about: theme.about,
    parts: whole.theme.parts.flatMap((part) => {
      const offer = whole.offers.get(part.code);
      return offer
        ? [
            {
              ...part,
              name: offer.item.name,
              version: offer.version,
              bodies: receivingBodies(offer.item),
              conditions: offer.item.conditions,
              promisedDays: offer.item.promisedDays,
            },
          ]
        : [];
    }),
    promisedDays: promisedDaysOf(theme, items),
    form: bundleForm(asked.form),
    materials: [...needs].map(([name, all]) => ({
      name,
      needs: all.map(({ code, when, passedOn, material: { need, form, copies, standard } }) => ({
        ...{ item: code, need, form, copies, standard, when, passedOn },
      })),
    })),
  };
}

function intakeRoute(app: FastifyInstance, services: Services): void {
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
      const { materials, ...intake } = request.body as z.infer<typeof ThemeIntakeIn>;
      const key = requestKeyOf(request, intake.requestKey);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const { code } = request.params as { code: string };
      const theme = readThemes().find((t) => t.code === code);
      const filed = await fileTheme(services, request.actor, {
        ...intake,
        division,
        themeCode: code,
        materials: filesByMaterial(materials),
        licences: {},
        channel: 'window',
        applicant: await applicantAtWindow(services, applicantOf(theme, intake.answers)),
        requestKey: key.value,
      });
      if (filed.ok) return filed.value;
      return answerRefusal(request, reply, filed.error, filed.fields);
    },
  );
}

function caseRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/desk/themes/cases/:id',
    {
      config: { policy: 'services.case.read' },
      schema: { tags, summary: 'A matter and all its cases', response: { 200: ThemeCaseOut, 404: Refused } },
    },
    (request, reply): Promise<z.infer<typeof ThemeCaseOut> | Reply> => shown(request, reply),
  );

  app.post(
    '/api/desk/themes/cases/:id/drop',
    {
      config: {
        policy: 'services.case.act',
        api: { repeatable: 'an item that was dropped already stays so, and nobody is told twice' },
      },
      schema: {
        tags,
        summary:
          'Notes at the window that the applicant no longer wants an item which is not filed yet; they are told',
        body: WindowDropIn,
        response: { 200: ThemeCaseOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof ThemeCaseOut> | Reply> => {
      const { id } = request.params as { id: string };
      const drop = request.body as z.infer<typeof WindowDropIn>;
      const dropped = isId(id)
        ? await dropChildAtWindow(services, request.actor, { division, id, ...drop })
        : THEME_NOT_HANDLED;
      return dropped.ok ? shown(request, reply) : answerRefusal(request, reply, dropped.error);
    },
  );

  async function shown(request: Request, reply: Reply): Promise<z.infer<typeof ThemeCaseOut> | Reply> {
    const { id } = request.params as { id: string };
    const row = isId(id) ? await findThemeCase(services.db, division, id) : undefined;
    const reading = row && (await readTheme(services, services.db, row));
    const readable = reading && (await handled(request, reading));
    // Whoever has a part in one of its cases sees the whole.
    if (!reading || !readable?.size) return answerRefusal(request, reply, THEME_NOT_HANDLED.error);
    const view = viewTheme(reading, (services.now ?? Temporal.Now.instant)(), services.calendar);
    const content = JSON.parse(services.sealing.open(row.sealed, themePlace(id))) as ThemeContent;
    const own = isApplicant(request.actor, row.applicant);
    const droppable = new Set<string>();
    for (const { code, phase } of view.children)
      if (
        !own &&
        DROPPABLE.has(phase) &&
        (await maySpeakForIt(services, services.db, request.actor, row, { reading, code }))
      )
        droppable.add(code);
    return {
      ...view,
      applicant: String(applicantOf(row.theme, content.answers).applicant?.name ?? ''),
      openedAt: row.opened_at.toISOString(),
      undated: [...view.undated],
      children: view.children.map((c) => ({
        ...c,
        after: [...c.after],
        readable: c.caseId !== null && readable.has(c.caseId),
        droppable: droppable.has(c.code),
      })),
      materials: broughtWith(content),
      events: view.events.map((e) => ({ ...e, at: e.at.toString() })),
    };
  }

  /** The cases of a matter in which the asker has a part. */
  async function handled(request: Request, { cases }: ThemeReading): Promise<Set<string>> {
    const found = new Set<string>();
    for (const one of cases.values()) {
      const file = one && (await findCase(services.db, division, one.id));
      if (file && rolesIn(request.actor, file).length > 0) found.add(file.id);
    }
    return found;
  }
}

/** What came with a matter when it was filed. */
function broughtWith({ materials, noted }: ThemeContent): z.infer<typeof ThemeCaseOut>['materials'] {
  const papers = noted?.papers ?? [];
  const names = new Set([...Object.keys(materials), ...papers.map((p) => p.material)]);
  return [...names].map((name) => {
    const { material: _, ...check } = papers.find((p) => p.material === name) ?? { material: name };
    return {
      name,
      files: materials[name]?.length ?? 0,
      check: 'verdict' in check ? check : null,
    };
  });
}
